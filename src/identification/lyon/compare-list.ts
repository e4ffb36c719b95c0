import { HashIndex } from '../../imagehash/index.ts';
import { type JobHandler, systemScope, type Tx } from '../../platform/index.ts';
import { MIN_QUALITY } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { awaitWriters } from '../hash-lists/store.ts';
import { COMPARE_QUESTIONS_JOB, everyQuestion } from './compare-questions.ts';
import { exactPairs, keepPairs, nearPairs, readAsked } from './listed-store.ts';
import { owedTelling } from './tell-listed.ts';

const COMPARE_LIST_JOB = 'icse.compare-list';

/** Entries compared by file hash in one transaction. */
const EXACT_PAGE = 10_000;
/** Hashes of a list held at once while the questions go past. */
const HASHES = 250_000;
/** Questions that go past in one transaction. */
const ASKED_PAGE = 1_000;
/** A writer's `updated_at` is the moment it began: so long before its commit at most. */
const SLACK_MS = 10 * 60_000;

interface Compared {
  readonly exact_at: number;
  readonly exact_id: number;
  readonly near_at: number;
  readonly near_id: number;
  /** The last entry of the batch under way. */
  readonly batch_at: number | null;
  readonly batch_id: number | null;
  /** How far the questions have gone past that batch. */
  readonly question: number;
}

/** At Lyon a list has changed: what is new in it is compared with all questions ever asked. In the transaction of the change. */
export async function owedComparing(deps: Pick<Deps, 'jobs'>, tx: Tx, listId: string): Promise<void> {
  await deps.jobs.enqueue(tx, { kind: COMPARE_LIST_JOB, key: listId, payload: { listId } });
}

/**
 * Compares a list's entries with every question asked before: by file hash page by page, by PDQ in batches past which all
 * questions go, their turned forms too. How far it has come commits with what was found, so that a process that is killed goes
 * on there; a pair found twice is kept once.
 */
export function compareListJob(deps: Deps): Readonly<Record<string, JobHandler>> {
  const scope = systemScope(deps.runtime.bureau);
  const inTx = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => deps.db.tx(scope, fn);
  const run: JobHandler = async (job) => {
    const { listId } = job.payload as { listId: string };
    await inTx((tx) => begin(tx, listId));
    while (!(await inTx((tx) => exactPage(deps, tx, listId)))) job.signal.throwIfAborted();
    for (;;) {
      const batch = await inTx((tx) => openBatch(tx, listId));
      if (!batch) break;
      while (!(await inTx((tx) => nearPage(deps, tx, listId, batch)))) job.signal.throwIfAborted();
    }
    await inTx(async (tx) => {
      await deps.jobs.enqueue(tx, { kind: COMPARE_QUESTIONS_JOB, key: 'all', payload: {} });
      await job.done(tx);
    });
    return undefined;
  };
  return { [COMPARE_LIST_JOB]: run };
}

/** Unless it goes on with a batch: from a little before where it was, for writers that were under way then. */
async function begin(tx: Tx, listId: string): Promise<void> {
  await awaitWriters(tx);
  await everyQuestion(tx);
  await tx.query('INSERT INTO icse_list_compared (list_id) VALUES ($1) ON CONFLICT DO NOTHING', [listId]);
  await tx.query(
    `UPDATE icse_list_compared SET exact_at = exact_at - $2, exact_id = 0, near_at = near_at - $2, near_id = 0
     WHERE list_id = $1 AND batch_id IS NULL`,
    [listId, SLACK_MS],
  );
}

async function readCompared(tx: Tx, listId: string): Promise<Compared> {
  const [row] = await tx.query<Compared>('SELECT * FROM icse_list_compared WHERE list_id = $1 FOR UPDATE', [listId]);
  if (!row) throw new Error('a comparison begins with its row');
  return row;
}

/** True when nothing is left. */
async function exactPage(deps: Deps, tx: Tx, listId: string): Promise<boolean> {
  const { exact_at: at, exact_id: id } = await readCompared(tx, listId);
  const [page] = await tx.query<{ at: number; id: number; entries: number }>(
    `SELECT updated_at AS at, id, count(*) OVER ()::int AS entries FROM (SELECT updated_at, id FROM ident_hash_entry
       WHERE list_id = $1 AND (updated_at, id) > ($2, $3) ORDER BY updated_at, id LIMIT $4) AS page
     ORDER BY updated_at DESC, id DESC LIMIT 1`,
    [listId, at, id, EXACT_PAGE],
  );
  if (!page) return true;
  const which = 'e.list_id = $1 AND (e.updated_at, e.id) > ($2, $3) AND (e.updated_at, e.id) <= ($4, $5)';
  await owedTelling(deps, tx, await keepPairs(tx, await exactPairs(tx, which, [listId, at, id, page.at, page.id])));
  await tx.query('UPDATE icse_list_compared SET exact_at = $2, exact_id = $3 WHERE list_id = $1', [
    listId,
    page.at,
    page.id,
  ]);
  return page.entries < EXACT_PAGE;
}

const ENTRIES = `SELECT id, updated_at, pdq FROM ident_hash_entry WHERE list_id = $1 AND pdq IS NOT NULL AND state = 'active'
  AND coalesce(quality, 100) >= $2 AND (updated_at, id) > ($3, $4)`;

/** The next hashes of the list, or those at which the last run was stopped. Null: none are left. */
async function openBatch(tx: Tx, listId: string): Promise<HashIndex | null> {
  const held = await readCompared(tx, listId);
  const isOpen = held.batch_at !== null && held.batch_id !== null;
  const rows = await tx.query<{ id: number; updated_at: number; pdq: Uint8Array }>(
    `${ENTRIES} ${isOpen ? 'AND (updated_at, id) <= ($6, $7)' : ''} ORDER BY updated_at, id LIMIT $5`,
    [listId, MIN_QUALITY, held.near_at, held.near_id, HASHES, ...(isOpen ? [held.batch_at, held.batch_id] : [])],
  );
  const last = rows.at(-1);
  if (!isOpen) {
    if (!last) return null;
    await tx.query('UPDATE icse_list_compared SET batch_at = $2, batch_id = $3, question = 0 WHERE list_id = $1', [
      listId,
      last.updated_at,
      last.id,
    ]);
  }
  const index = new HashIndex();
  index.addAll(rows.map((row) => [row.id, new Uint8Array(row.pdq)] as const));
  return index;
}

/** True when all questions have gone past the batch. */
async function nearPage(deps: Deps, tx: Tx, listId: string, batch: HashIndex): Promise<boolean> {
  const { question } = await readCompared(tx, listId);
  const asked = await readAsked(tx, question, Number.MAX_SAFE_INTEGER, ASKED_PAGE);
  await owedTelling(deps, tx, await keepPairs(tx, await nearPairs(batch, asked)));
  const last = asked.at(-1);
  if (last && asked.length === ASKED_PAGE) {
    await tx.query('UPDATE icse_list_compared SET question = $2 WHERE list_id = $1', [listId, last.seq]);
    return false;
  }
  await tx.query(
    `UPDATE icse_list_compared SET near_at = batch_at, near_id = batch_id, batch_at = NULL, batch_id = NULL, question = 0
     WHERE list_id = $1`,
    [listId],
  );
  return true;
}
