import type { Tx } from '../platform/index.ts';
import type { HitState } from './contract.ts';
import { dueAt } from './deadlines.ts';
import type { NoticesDeps } from './deps.ts';
import type { Side } from './hit-machine.ts';
import { type HitRecord, sideOf } from './hit-store.ts';
import { foundRef, hitRef, noticeRef } from './refs.ts';

type Task =
  | 'hit.follow'
  | 'hit.confirm-warrant'
  | 'hit.request-arrest'
  | 'hit.send-papers'
  | 'hit.confirm-return'
  | 'hit.confirm-identity'
  | 'hit.arrest'
  | 'hit.report-extradition'
  | 'hit.report-safety'
  | 'hit.await-owner';

const OWED: Record<Side, Partial<Record<HitState, Task>>> = {
  owner: {
    identified: 'hit.confirm-warrant',
    'warrant-live': 'hit.request-arrest',
    arrested: 'hit.send-papers',
    surrendered: 'hit.confirm-return',
    safe: 'hit.confirm-return',
  },
  finder: {
    'arrest-requested': 'hit.arrest',
    arrested: 'hit.report-extradition',
    found: 'hit.report-safety',
  },
};

function taskOf(hit: HitRecord, side: Side, papersSent: boolean): Task {
  if (side === 'finder' && (hit.state === 'recorded' || hit.state === 'identity-once')) {
    if (hit.colour === 'red') return 'hit.confirm-identity';
    if (hit.colour === 'yellow') return 'hit.report-safety';
  }
  const task = OWED[side][hit.state];
  if (task === 'hit.send-papers' && papersSent) return 'hit.follow';
  return task ?? (side === 'owner' ? 'hit.follow' : 'hit.await-owner');
}

/** What this bureau owes on the hit now, in place of what it owed before. A closed hit owes nothing. */
export async function oweOnHit(deps: NoticesDeps, tx: Tx, hit: HitRecord, papersSent: boolean): Promise<void> {
  const side = sideOf(hit, deps.runtime.bureau);
  const ref = side === 'owner' ? hitRef(hit.id) : foundRef(hit.id);
  await deps.work.close(tx, { ref, outcome: hit.state });
  if (!hit.open) return;
  const task = taskOf(hit, side, papersSent);
  await deps.work.open(tx, {
    ref,
    task,
    owner: { role: 'watch-officer' },
    // The treaty's clock, once someone is held.
    dueAt: task === 'hit.send-papers' ? (hit.papers_due_at ?? dueAt(tx.now, 'hit.follow')) : dueAt(tx.now, task),
    urgency: hit.urgency,
    params: { colour: hit.colour, state: hit.state, other: side === 'owner' ? hit.finder : hit.owner },
    about: [noticeRef(hit.notice_id)],
  });
}
