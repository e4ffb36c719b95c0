import type { Distribution, NoticeForm } from '../../notices/contract.ts';
import type { Tx } from '../../platform/index.ts';
import type { FormProblem, RemovalRecord } from '../contract.ts';
import type { TravelDeps } from '../deps.ts';
import type { RawRow } from '../rows/read-rows.ts';
import { type BatchRow, heldBy, insertRows, type NewRow } from './batch-store.ts';
import { knownKeys } from './preview-batch.ts';
import { greenFormOf, personKey, readRemoval } from './read-record.ts';

/** Rows in one transaction: enough that its commit costs little, few enough that a person's act beside it does not wait. */
export const CHUNK = 250;

interface Readable {
  readonly row: RawRow;
  readonly record: RemovalRecord;
  readonly key: string | null;
}

/** Drafts one chunk: a notice with its report each, none for a person who has one, and a word on each row that cannot be taken. */
export async function draftRows(
  deps: TravelDeps,
  tx: Tx,
  batch: BatchRow,
  rows: readonly RawRow[],
): Promise<{ skipped: number }> {
  // One chunk at a time in the bureau: two files that name a person draft one notice.
  await tx.query('SELECT pg_advisory_xact_lock(191100)');
  const open = batch.task === 'mend' ? await refusedRecords(tx, batch.id, rows) : null;
  const wanted = open ? rows.filter((row) => open.has(row.record)) : rows;
  const stored: NewRow[] = [];
  const readable: Readable[] = [];
  for (const row of wanted) {
    const read = readRemoval(row);
    if ('problems' in read) stored.push(refusedRow(row, read.problems));
    else readable.push({ row, record: read.record, key: personKey(read.record) });
  }
  const known = await knownKeys(
    tx,
    readable.flatMap(({ key }) => (key ? [key] : [])),
  );
  const fresh: Readable[] = [];
  const twice: Readable[] = [];
  const first = new Set<string>();
  for (const one of readable) {
    if (one.key !== null && (known.has(one.key) || first.has(one.key))) twice.push(one);
    else fresh.push(one);
    if (one.key !== null) first.add(one.key);
  }
  const distribution = batch.distribution as Distribution;
  const drafts = await deps.notices.drafts.draft(
    tx,
    fresh.map(({ record }) => ({ form: greenFormOf(record) as NoticeForm, distribution })),
  );
  for (const [at, { row, record, key }] of fresh.entries()) {
    const draft = drafts[at];
    if (!draft) throw new Error('a draft for each record');
    if (key) known.set(key, draft.id);
    stored.push({
      record: row.record,
      line: row.line,
      state: draft.passes ? 'drafted' : 'held',
      notice_id: draft.id,
      key,
      domestic: record.domestic ?? null,
      fields: null,
      problems: heldBy(draft.failing),
    });
  }
  for (const { row, key } of twice) {
    stored.push({
      record: row.record,
      line: row.line,
      state: 'merged',
      notice_id: known.get(key ?? '') ?? null,
      key: null,
      domestic: null,
      fields: null,
      problems: [{ pointer: '', code: 'removal.drafted-already', needed: false }],
    });
  }
  await insertRows(tx, batch.id, stored);
  return { skipped: rows.length - wanted.length };
}

function refusedRow(row: RawRow, problems: readonly FormProblem[]): NewRow {
  return {
    record: row.record,
    line: row.line,
    state: 'refused',
    notice_id: null,
    key: null,
    domestic: null,
    fields: row.value as NewRow['fields'],
    problems,
  };
}

async function refusedRecords(tx: Tx, batchId: string, rows: readonly RawRow[]): Promise<Set<number>> {
  const found = await tx.query<{ record: number }>(
    "SELECT record FROM removal_row WHERE batch_id = $1 AND state = 'refused' AND record = ANY($2)",
    [batchId, rows.map((row) => row.record)],
  );
  return new Set(found.map((row) => row.record));
}
