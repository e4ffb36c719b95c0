import type { Tx } from '../../platform/index.ts';

/*
 * Partners read by ranges of time and keep only the end of the last one. So whatever is shown to them is stamped, when it is
 * first seen here, with a moment that no partner has been told to be past: the one at which it was written, or `horizon`
 * when that is later. A change that commits late, or a grant given today, falls into a range that is still to be asked for.
 */

const SECOND = 1_000;
/** A range may end this far ahead of our clock; stamps then run ahead as well. */
export const AHEAD_MS = 15 * 60 * SECOND;

export interface ShareClock {
  /** The latest end of a range that anyone was answered. Every stamp from now on is at or after it. */
  readonly horizon: number;
  /** The stamp of what is decided now. */
  readonly stamp: number;
  /** The last number given to a change. */
  readonly seq: number;
}

export const wholeSecond = (ms: number): number => Math.floor(ms / SECOND) * SECOND;

/** The clock, held until the transaction ends: changes are stamped, and ranges begun, one after the other. */
export async function lockClock(tx: Tx): Promise<ShareClock> {
  const [row] = await tx.query<{ horizon: number; seq: number }>(
    'SELECT horizon, seq FROM ident_share_clock FOR UPDATE',
  );
  if (!row) throw new Error('the share clock has no row');
  return { horizon: row.horizon, stamp: Math.max(row.horizon, wholeSecond(tx.now)), seq: row.seq };
}

/** With the clock held. */
export async function moveClock(tx: Tx, to: { horizon?: number; seq?: number }): Promise<void> {
  await tx.query('UPDATE ident_share_clock SET horizon = greatest(horizon, $1), seq = greatest(seq, $2)', [
    to.horizon ?? 0,
    to.seq ?? 0,
  ]);
}
