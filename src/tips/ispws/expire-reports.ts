import { type JobHandler, systemScope, type Tx } from '../../platform/index.ts';
import { type Deps, FILLING } from '../deps.ts';
import { dropReports } from './drop-reports.ts';

export const EXPIRE_JOB = 'tips.expire';

const EVERY_MS = 10 * 60_000;
const PAGE = 200;
/** When this process last made sure that the job is there. Per database, for a process may host many bureaus. */
const ensured = new WeakMap<object, number>();

/**
 * Makes sure that reports which are never finished are found. Not with each report: the job's one row would be where all
 * writers meet. The job lives on for longer than this forgets.
 */
export async function owedExpiry(deps: Pick<Deps, 'db' | 'jobs'>, tx: Tx): Promise<void> {
  const last = ensured.get(deps.db);
  if (last !== undefined && tx.now - last < EVERY_MS && tx.now >= last) return;
  await deps.jobs.enqueue(tx, { kind: EXPIRE_JOB, key: 'expire', payload: {}, runAt: tx.now + EVERY_MS });
  tx.onCommit(() => ensured.set(deps.db, tx.now));
}

/** Deletes reports that were opened 24 h ago, or left alone for an hour, and not finished. */
export function expireJob(deps: Deps): JobHandler {
  const scope = systemScope(deps.runtime.bureau);
  return async (job) => {
    for (;;) {
      job.signal.throwIfAborted();
      const gone = await deps.db.tx(scope, async (tx) => {
        const rows = await tx.query<{ id: string }>(
          `SELECT id FROM tips_tip WHERE state = 'filling' AND (touched_at <= $1 OR received_at <= $2)
           ORDER BY touched_at, id LIMIT $3 FOR UPDATE SKIP LOCKED`,
          [tx.now - FILLING.silenceMs, tx.now - FILLING.mostMs, PAGE],
        );
        await dropReports(
          deps,
          tx,
          'expired',
          rows.map((row) => row.id),
        );
        return rows.length;
      });
      if (gone < PAGE) break;
    }
    return deps.db.tx(scope, async (tx) => {
      const [left] = await tx.query<{ next: number | null; recent: boolean }>(
        `SELECT (SELECT min(least(touched_at + $2::bigint, received_at + $3::bigint)) FROM tips_tip WHERE state = 'filling') AS next,
           EXISTS (SELECT FROM tips_tip WHERE received_at > $1) AS recent`,
        [tx.now - 6 * EVERY_MS, FILLING.silenceMs, FILLING.mostMs],
      );
      if (left?.next == null && !left?.recent) {
        await job.done(tx);
        return undefined;
      }
      const wait = left.next === null ? EVERY_MS : left.next - tx.now;
      return { againAfterMs: Math.max(1_000, Math.min(EVERY_MS, wait)) };
    });
  };
}
