import type { Tx } from '../../platform/index.ts';
import type { NoticesDeps } from '../deps.ts';

/** Does what is due by one of a notice's clocks, and says when (UTC ms) it must look again; null: nothing is running. */
export type Watch = (deps: NoticesDeps, tx: Tx) => Promise<number | null>;

export function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((at) => at !== null);
  return known.length === 0 ? null : known.reduce((a, b) => Math.min(a, b));
}

/** Rows worked in one transaction; what is over that is looked at again at once. */
export const MOST = 200;
