import { type JobHandler, systemScope } from '../../platform/index.ts';
import type { Deps } from '../deps.ts';
import { compareTips } from './compare-tips.ts';
import { LINGER_MS } from './owe-keys.ts';

const PAGE = 200;
const AGAIN_MS = 1_000;

/** Compares reports that are owed it, page by page; over a kill each page is done or not. One at a time over all processes. */
export function compareJob(deps: Deps): JobHandler {
  const scope = systemScope(deps.runtime.bureau);
  return async (job) => {
    for (;;) {
      job.signal.throwIfAborted();
      if ((await deps.db.tx(scope, (tx) => compareTips(deps, tx, PAGE))) < PAGE) break;
    }
    return deps.db.tx(scope, async (tx) => {
      // Whoever made sure of this job a moment ago does not do so again: it waits for those who come after.
      const [left] = await tx.query<{ owed: boolean; recent: boolean }>(
        `SELECT EXISTS (SELECT FROM tips_owed_keys) AS owed,
           EXISTS (SELECT FROM tips_tip WHERE received_at > $1 OR completed_at > $1) AS recent`,
        [tx.now - LINGER_MS],
      );
      if (left?.owed || left?.recent) return { againAfterMs: AGAIN_MS };
      await job.done(tx);
      return undefined;
    });
  };
}
