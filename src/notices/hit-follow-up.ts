import type { Tx } from '../platform/index.ts';
import { clocksOf, DAY_MS } from './clocks.ts';
import type { HitStep } from './contract.ts';
import type { NoticesDeps } from './deps.ts';
import { reportDismissal } from './dismissal.ts';
import type { HitRecord } from './hit-store.ts';
import { lifeSoon } from './life/life-soon.ts';
import { noticeRef } from './refs.ts';
import type { NoticeRecord } from './store.ts';

/** What a step after a hit sets going beside the hit itself. */
export async function followUp(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  hit: HitRecord,
  step: HitStep,
  from: string,
): Promise<void> {
  if (step.step === 'arrested' && hit.papers_due_at !== null) {
    const first = Math.max(0, ...clocksOf(deps).papersRemindBefore);
    await lifeSoon(deps, tx, hit.papers_due_at - first);
  }
  if (notice.relation !== 'owner') return;
  const isOwnStep = from === deps.runtime.bureau;
  if (step.step === 'warrant-not-live' && isOwnStep && notice.state === 'issued') {
    await reportDismissal(deps, tx, notice, { ground: 'warrant-vacated', reason: step.reason, stands: true });
    await owe(deps, tx, notice, 'notice.end-dismissed', 1);
  }
  // Every other bureau must know that one has refused, and why.
  if (step.step === 'extradition-refused') await owe(deps, tx, notice, 'notice.add-addendum', 7);
}

function owe(
  deps: NoticesDeps,
  tx: Tx,
  notice: NoticeRecord,
  task: 'notice.end-dismissed' | 'notice.add-addendum',
  days: number,
): Promise<string> {
  return deps.work.open(tx, {
    ref: noticeRef(notice.id),
    task,
    owner: { role: 'analyst' },
    dueAt: tx.now + days * DAY_MS,
    urgency: 'urgent',
    params: { colour: notice.colour },
    about: notice.case_id ? [{ kind: 'case', id: notice.case_id }] : [],
  });
}
