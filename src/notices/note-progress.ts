import { type InboundMessage, type Job, refuse, systemScope, type Tx } from '../platform/index.ts';
import { parseWireId } from '../protocol/index.ts';
import type { NoticesDeps } from './deps.ts';
import { isOut } from './life.ts';
import { collectorOf } from './purge-order.ts';
import { noticeRef, noticeWireId, plain } from './refs.ts';
import { reportHoldersSoon } from './report-holders.ts';
import { changeNotice, findNotice, lockForChange, type NoticeRecord, q } from './store.ts';
import type { ProgressMessage } from './wire-life.ts';

export const PROGRESS_JOB = 'notices.tell-progress';
type Kind = ProgressMessage['items'][number]['kind'];
interface Step {
  readonly notice: string;
  readonly kind: Kind;
  readonly at: number;
}

/** Reading is frequent and telling of it is not urgent: one job tells what came within this time. */
const GATHER_MS = 300;

/** Somebody of this bureau reads a received copy: the first time, whoever sent it out is told. Safe within any look at it. */
export async function noteRead(deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<void> {
  if (notice.relation !== 'holder' || notice.read_at !== null || !isOut(notice.state)) return;
  const first = await q(tx)
    .updateTable('notice')
    .set({ read_at: tx.now })
    .where('id', '=', notice.id)
    .where('read_at', 'is', null)
    .returning('id')
    .execute();
  if (first.length > 0) await tellSoon(deps, tx, { notice: notice.id, kind: 'read', at: tx.now });
}

/** This bureau acts on a received copy (an alert at the border, a police force tasked): whoever sent it out sees that it does. */
export async function takeUpNotice(
  deps: NoticesDeps,
  tx: Tx,
  input: { id: string; version: number; note: string },
): Promise<void> {
  const notice = await lockForChange(tx, input.id, input.version);
  if (notice.relation !== 'holder') throw refuse('hit.own-notice');
  if (!isOut(notice.state)) throw refuse('notice.not-in-force', { state: notice.state });
  await noteActing(deps, tx, notice);
  deps.audit.record(tx, { act: 'notice.taken-up', entity: noticeRef(notice.id), body: { note: input.note } });
}

/** The first sign that this bureau acts on it, by a person or by an entry in a national system. */
export async function noteActing(deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<void> {
  if (notice.acting_at !== null) return;
  await changeNotice(tx, notice, { acting_at: tx.now });
  await tellSoon(deps, tx, { notice: notice.id, kind: 'acting', at: tx.now });
}

export function tellSoon(deps: NoticesDeps, tx: Tx, step: Step): Promise<void> {
  return deps.jobs.enqueue(tx, {
    kind: PROGRESS_JOB,
    payload: step,
    key: `${step.notice}:${step.kind}`,
    runAt: tx.now + GATHER_MS,
  });
}

export function tellProgress(deps: NoticesDeps) {
  return async (job: Job): Promise<undefined> => {
    const step = job.payload as Step;
    await deps.db.tx(systemScope(deps.runtime.bureau), async (tx) => {
      const notice = await findNotice(tx, step.notice);
      // What has ended meanwhile is told by its purge.
      if (notice && isOut(notice.state)) {
        const body: ProgressMessage = {
          items: [{ notice: noticeWireId(notice.owner, notice.id), kind: step.kind, at: step.at }],
        };
        await deps.federation.send(tx, { to: [collectorOf(notice)], kind: 'notice.progress', body: plain(body) });
      }
      await job.done(tx);
    });
    return undefined;
  };
}

const COLUMN = { read: 'read_at', acting: 'acting_at', hit: 'hit_at' } as const;

/** Where the holders are gathered: how far one of them has gone. The earliest time of each step stands. */
export async function receiveProgress(
  deps: NoticesDeps,
  tx: Tx,
  message: InboundMessage<ProgressMessage>,
): Promise<void> {
  for (const item of message.body.items) {
    const { bureau: owner, uuid: id } = parseWireId(item.notice, 'notice');
    const notice = await findNotice(tx, id);
    if (notice?.owner !== owner || collectorOf(notice) !== deps.runtime.bureau) throw refuse('notice.unknown');
    if (!isOut(notice.state)) continue;
    const column = COLUMN[item.kind];
    const changed = await q(tx)
      .updateTable('notice_holder')
      .set({ [column]: item.at, reported: false })
      .where('notice_id', '=', id)
      .where('bureau', '=', message.from)
      .where(column, 'is', null)
      .returning('bureau')
      .execute();
    if (changed.length > 0 && notice.relation === 'secretariat') await reportHoldersSoon(deps, tx, id);
  }
}
