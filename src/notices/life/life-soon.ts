import type { Tx } from '../../platform/index.ts';
import { clocksOf, YEAR_MS } from '../clocks.ts';
import { endsAfter } from '../deadlines.ts';
import type { NoticesDeps } from '../deps.ts';

export const LIFE_JOB = 'notices.life';

/** The job that watches the clocks looks at `at` (UTC ms) at the latest. One job a bureau; an earlier look stands. */
export function lifeSoon(deps: NoticesDeps, tx: Tx, at: number): Promise<void> {
  return deps.jobs.enqueue(tx, { kind: LIFE_JOB, payload: {}, key: 'all', runAt: Math.max(at, tx.now) });
}

/** When the clocks of a notice that was issued must first be looked at, at its owner. */
export function firstLook(deps: NoticesDeps, colour: string, issuedAt: number): number {
  const { warnBefore, warrantEscalateAfter } = clocksOf(deps);
  const warn = endsAfter(issuedAt) - warnBefore;
  return colour === 'red' ? Math.min(warn, issuedAt + YEAR_MS + warrantEscalateAfter) : warn;
}
