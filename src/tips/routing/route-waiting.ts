import { type JobHandler, systemScope, type Tx } from '../../platform/index.ts';
import type { RoutingDeps } from './open-routing.ts';
import { routeAgain } from './route-tips.ts';

export const ROUTE_JOB = 'tips.route';
const BATCH = 50;
/** Jobs that share what waits, in as many processes as there are. */
const LANES = 4;

/** Everything that is open is to be routed again: by other rules. In one statement, and jobs that share it. */
export async function routeAllAgain(deps: RoutingDeps, tx: Tx): Promise<number> {
  const rows = await tx.query<{ n: number }>(
    `WITH marked AS (UPDATE tips_routing r SET again = true FROM tips_tip t WHERE t.id = r.tip_id AND t.state = 'open' RETURNING 1)
     SELECT count(*) AS n FROM marked`,
  );
  const count = rows[0]?.n ?? 0;
  for (let lane = 0; lane < Math.min(LANES, Math.ceil(count / BATCH)); lane++) {
    await deps.jobs.enqueue(tx, { kind: ROUTE_JOB, key: `lane-${lane}`, payload: {} });
  }
  return count;
}

/**
 * Routes what waits, a batch a transaction, until nothing is left that nobody else has in hand. Any number of processes may do so at
 * once: a report that one has locked is passed over by the others.
 * @returns how many reports were routed again here, and how many of them went
 */
export async function routeWaiting(
  deps: RoutingDeps,
  options: { signal?: AbortSignal | undefined; batch?: number | undefined } = {},
): Promise<{ routed: number; sent: number }> {
  const done = { routed: 0, sent: 0 };
  while (options.signal?.aborted !== true) {
    const one = await deps.db.tx(systemScope(deps.runtime.bureau), async (tx) => {
      const rows = await tx.query<{ tip_id: string }>(
        `SELECT r.tip_id FROM tips_routing r JOIN tips_tip t ON t.id = r.tip_id WHERE r.again AND t.state = 'open'
         ORDER BY r.tip_id LIMIT $1 FOR UPDATE OF r, t SKIP LOCKED`,
        [options.batch ?? BATCH],
      );
      const sent = await routeAgain(
        deps,
        tx,
        rows.map((row) => row.tip_id),
      );
      return { routed: rows.length, sent };
    });
    if (one.routed === 0) break;
    done.routed += one.routed;
    done.sent += one.sent;
  }
  return done;
}

export function routeJob(deps: RoutingDeps): JobHandler {
  return async (job) => {
    await routeWaiting(deps, { signal: job.signal });
    return undefined;
  };
}
