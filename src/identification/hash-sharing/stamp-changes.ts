import { type JobHandler, systemScope, type Tx } from '../../platform/index.ts';
import type { IdentificationDeps } from '../deps.ts';
import { lockClock, moveClock, type ShareClock } from './share-clock.ts';

export const STAMP_JOB = 'identification.hash-share-stamp';

/** Longer than any transaction that writes a list lasts: a change of this age that is not there yet will not come. */
const SETTLED_MS = 600_000;
const CHUNK = 5_000;

/** Whether a row of ident_hash_entry is in force and has a hash that the protocol knows. */
export const shareable = (row: string): string =>
  `(${row}.state = 'active' AND num_nonnulls(${row}.md5, ${row}.sha1, ${row}.pdq, ${row}.photodna) > 0)`;

interface ShareRow {
  readonly list_id: string;
  readonly share: boolean;
  readonly stamped_to: number;
  readonly stamped_id: number;
}

/**
 * Stamps changes of a shared list that no partner could see yet, some thousands at most; with the clock held. True when
 * there are more. Changes older than SETTLED_MS are passed once, by cursor; the younger ones are looked at each time.
 */
export async function stampChanges(tx: Tx, listId: string): Promise<boolean> {
  const clock = await lockClock(tx);
  const [share] = await tx.query<ShareRow>(
    'SELECT list_id, share, stamped_to, stamped_id FROM ident_hash_share WHERE list_id = $1',
    [listId],
  );
  if (!share?.share) return false;
  const settled: Place = { at: tx.now - SETTLED_MS, id: Number.MAX_SAFE_INTEGER };
  const passed: Place = { at: share.stamped_to, id: share.stamped_id };
  const old = await stampBetween(tx, listId, clock, passed, settled.at);
  const isMore = old.count === CHUNK;
  const reached = isMore && old.last ? old.last : settled;
  if (reached.at >= passed.at)
    await tx.query('UPDATE ident_hash_share SET stamped_to = $2, stamped_id = $3 WHERE list_id = $1', [
      listId,
      reached.at,
      reached.id,
    ]);
  let seq = clock.seq + old.count;
  let young = 0;
  if (!isMore) {
    const from = settled.at > passed.at ? settled : passed;
    young = (await stampBetween(tx, listId, { ...clock, seq }, from, Number.MAX_SAFE_INTEGER)).count;
    seq += young;
  }
  if (seq > clock.seq) await moveClock(tx, { seq });
  return isMore || young === CHUNK;
}

/** In the order in which changes were made. */
interface Place {
  readonly at: number;
  readonly id: number;
}

async function stampBetween(
  tx: Tx,
  listId: string,
  clock: ShareClock,
  after: Place,
  until: number,
): Promise<{ count: number; last: Place | undefined }> {
  const rows = await tx.query<Place>(
    `WITH changed AS (
       SELECT e.id, e.updated_at, e.xmin::text::bigint AS row_version,
         row_number() OVER (ORDER BY e.updated_at, e.id) AS n
       FROM ident_hash_entry e LEFT JOIN ident_share_entry s ON s.entry_id = e.id
       WHERE e.list_id = $1 AND (e.updated_at, e.id) > ($2, $3) AND e.updated_at <= $4
         AND CASE WHEN s.entry_id IS NULL THEN ${shareable('e')} ELSE s.row_version <> e.xmin::text::bigint END
       ORDER BY e.updated_at, e.id LIMIT $5
     ), stamped AS (
       INSERT INTO ident_share_entry (entry_id, list_id, seq, stamp, row_version)
       SELECT id, $1, $6 + n, greatest($7, updated_at / 1000 * 1000), row_version FROM changed
       ON CONFLICT (entry_id) DO UPDATE SET seq = excluded.seq, stamp = excluded.stamp, row_version = excluded.row_version
     )
     SELECT updated_at AS at, id FROM changed ORDER BY n`,
    [listId, after.at, after.id, until, CHUNK, clock.seq, clock.horizon],
  );
  return { count: rows.length, last: rows.at(-1) };
}

/** Stamps what is left of a list, a transaction a chunk. */
export function stampJob(deps: IdentificationDeps): JobHandler {
  const scope = systemScope(deps.runtime.bureau);
  return async (job) => {
    const { listId } = job.payload as { listId: string };
    while (!job.signal.aborted) {
      const isMore = await deps.db.tx(scope, (tx) => stampChanges(tx, listId));
      if (!isMore) return undefined;
    }
    return { againAfterMs: 0 };
  };
}

/** Has the rest stamped, after this transaction's commit. */
export async function enqueueStamping(deps: IdentificationDeps, tx: Tx, listId: string): Promise<void> {
  await deps.jobs.enqueue(tx, { kind: STAMP_JOB, key: listId, payload: { listId } });
}
