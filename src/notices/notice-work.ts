import type { Tx } from '../platform/index.ts';
import { dueAt } from './deadlines.ts';
import type { NoticesDeps } from './deps.ts';
import { noticeRef } from './refs.ts';
import type { NoticeRecord } from './store.ts';

type Task =
  | 'notice.complete-draft'
  | 'notice.await-review'
  | 'notice.revise'
  | 'notice.reconfirm-warrant'
  | 'notice.review-in-force'
  | 'notice.confirm-cancel'
  | 'notice.await-cancellation'
  | 'notice.purge';

const OWNER: Record<Task, string> = {
  'notice.complete-draft': 'analyst',
  'notice.await-review': 'supervisor',
  'notice.revise': 'analyst',
  'notice.reconfirm-warrant': 'analyst',
  'notice.review-in-force': 'analyst',
  'notice.confirm-cancel': 'supervisor',
  'notice.await-cancellation': 'supervisor',
  'notice.purge': 'watch-officer',
};

/** At the owner: opens what is owed next on a notice. An open notice always has one such item. */
export async function owe(
  deps: NoticesDeps,
  tx: Tx,
  notice: Pick<NoticeRecord, 'id' | 'colour' | 'case_id'>,
  task: Task,
  urgency: 'routine' | 'urgent' | 'life-at-risk' = 'routine',
): Promise<void> {
  await deps.work.open(tx, {
    ref: noticeRef(notice.id),
    task,
    owner: { role: OWNER[task] },
    dueAt: dueAt(tx.now, task),
    urgency,
    params: { colour: notice.colour },
    about: notice.case_id ? [{ kind: 'case', id: notice.case_id }] : [],
  });
}

/** Closes what was owed (one task, or all of it) and opens what is owed instead. */
export async function oweInstead(
  deps: NoticesDeps,
  tx: Tx,
  notice: Pick<NoticeRecord, 'id' | 'colour' | 'case_id'>,
  task: Task,
  outcome: string,
  urgency?: 'routine' | 'urgent' | 'life-at-risk',
): Promise<void> {
  await deps.work.close(tx, { ref: noticeRef(notice.id), outcome });
  await owe(deps, tx, notice, task, urgency);
}

/** The long-term duty on a notice in force: a Red's warrant is confirmed again each year; every notice before its five years end. */
export const inForceTask = (colour: NoticeRecord['colour']): Task =>
  colour === 'red' ? 'notice.reconfirm-warrant' : 'notice.review-in-force';
