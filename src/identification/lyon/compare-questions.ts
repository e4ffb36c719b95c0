import { type JobHandler, systemScope, type Tx } from '../../platform/index.ts';
import type { Deps } from '../deps.ts';
import type { ListIndex } from '../hash-lists/list-index.ts';
import { exactPairs, keepPairs, nearPairs, readAsked } from './listed-store.ts';
import { owedTelling } from './tell-listed.ts';
import { meetAsContribution } from './turns.ts';

export const COMPARE_QUESTIONS_JOB = 'icse.compare-questions';

/** New questions are compared with the lists so often, while there are any. */
const EVERY_MS = 30_000;
/** Questions compared in one transaction. */
const PAGE = 500;

/**
 * Questions asked from here on are compared with all lists; those before it are for each list's own comparison. Once: the first
 * list at Lyon begins it.
 */
export async function everyQuestion(tx: Tx): Promise<void> {
  const rows = await tx.query('SELECT FROM icse_questions_compared');
  if (rows.length > 0) return;
  await meetAsContribution(tx);
  await tx.query(
    `INSERT INTO icse_questions_compared (question) SELECT coalesce(max(seq), 0) FROM icse_lookup_item ON CONFLICT DO NOTHING`,
  );
}

/**
 * A look-up's own answer says what bureaus contributed; what lists know follows it, from here. Questions commit out of their
 * order, so those under way are waited for before the newest number is read.
 */
export function compareQuestionsJob(deps: Deps, lists: ListIndex): Readonly<Record<string, JobHandler>> {
  const scope = systemScope(deps.runtime.bureau);
  const inTx = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => deps.db.tx(scope, fn);
  const run: JobHandler = async (job) => {
    const upTo = await inTx(newest);
    if (upTo === null) return undefined;
    while (!(await inTx((tx) => comparePage(deps, tx, lists, upTo)))) job.signal.throwIfAborted();
    return { againAfterMs: EVERY_MS };
  };
  return { [COMPARE_QUESTIONS_JOB]: run };
}

/** The newest question with none missing before it; null when there is no list to compare with. */
async function newest(tx: Tx): Promise<number | null> {
  const [row] = await tx.query<{ lists: boolean; behind: boolean; question: number }>(
    `SELECT EXISTS (SELECT FROM ident_hash_list WHERE state = 'active' AND kind <> 'benign' AND entries > 0) AS lists,
       EXISTS (SELECT FROM icse_lookup_item i WHERE i.seq > c.question) AS behind, c.question
     FROM icse_questions_compared c`,
  );
  if (!row?.lists) return null;
  if (!row.behind) return row.question;
  await meetAsContribution(tx);
  const [last] = await tx.query<{ seq: number }>('SELECT max(seq) AS seq FROM icse_lookup_item');
  return last?.seq ?? row.question;
}

/** True when nothing is left up to that question. */
async function comparePage(deps: Deps, tx: Tx, lists: ListIndex, upTo: number): Promise<boolean> {
  const [held] = await tx.query<{ question: number }>('SELECT question FROM icse_questions_compared FOR UPDATE');
  const from = held?.question ?? upTo;
  if (from >= upTo) return true;
  const to = Math.min(upTo, from + PAGE);
  const found = await exactPairs(tx, 'i.seq > $1 AND i.seq <= $2', [from, to]);
  const index = await lists.refreshed(tx);
  if (index) found.push(...(await nearPairs(index, await readAsked(tx, from, to, PAGE))));
  await owedTelling(deps, tx, await keepPairs(tx, found));
  await tx.query('UPDATE icse_questions_compared SET question = $1', [to]);
  return to >= upTo;
}
