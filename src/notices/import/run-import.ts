import { refuse, systemScope, type Tx } from '../../platform/index.ts';
import type { NoticeImportProblem } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { noticeRef } from '../refs.ts';
import { findImport, type ImportRow, importRef, insertProblems, mustFindImport } from './import-store.ts';
import { type ReadRecord, readRecord } from './read-record.ts';
import { removeImported } from './remove-imported.ts';
import { splitRecords } from './split-records.ts';
import { storeNotices } from './store-notices.ts';

/** Notices in one transaction: enough that its commit costs little, few enough that its memory does. */
const BATCH = 1_000;
/** Problems kept of one import; the counts go on. */
const MOST_PROBLEMS = 100_000;

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** After each batch that is committed. */
  progress?(row: ImportRow): void;
  /** In the transaction that finishes it. */
  alongside?(tx: Tx): Promise<void>;
}

/**
 * Reads a confirmed file batch by batch, on from the last one committed: notices, problems, counts and ledger entries of a batch
 * commit together, so a process that is killed loses nothing and does nothing twice. While a batch is stored the next is read.
 * @param source the whole file, from its first byte
 * @throws AppError `refused` `notice-import.runs-elsewhere` when another process went on with it meanwhile
 */
export async function runImport(
  deps: NoticesDeps,
  id: string,
  source: AsyncIterable<Uint8Array>,
  options: RunOptions = {},
): Promise<ImportRow> {
  const scope = systemScope(deps.runtime.bureau);
  let row = await deps.db.tx(scope, (tx) => mustFindImport(tx, id));
  if (row.state !== 'running') return row;
  let waiting: ReadRecord[] = [];
  let skip = row.read;
  let bytes = row.bytes_read;
  let storing: Promise<ImportRow> = Promise.resolve(row);
  const store = async (records: ReadRecord[]): Promise<void> => {
    row = await storing;
    options.signal?.throwIfAborted();
    options.progress?.(row);
    const before = row;
    const at = bytes;
    storing = deps.db.tx(scope, (tx) => storeBatch(deps, tx, before, records, at));
    // Heard when it is awaited.
    storing.catch(() => undefined);
  };
  const reading = { source: row.source, colour: row.colour };
  for await (const record of splitRecords(source)) {
    for (const one of readRecord(record, reading)) {
      if (skip > 0) skip--;
      else waiting.push(one);
    }
    bytes = record.bytes;
    if (waiting.length < BATCH) continue;
    await store(waiting);
    waiting = [];
  }
  bytes = row.size;
  if (waiting.length > 0) await store(waiting);
  row = await storing;
  while (row.complete) {
    options.signal?.throwIfAborted();
    const next = await deps.db.tx(scope, (tx) => removeUnnamed(deps, tx, id));
    if (!next) break;
    row = next;
  }
  row = await deps.db.tx(scope, async (tx) => {
    await options.alongside?.(tx);
    return finish(deps, tx, id);
  });
  options.progress?.(row);
  return row;
}

async function storeBatch(
  deps: NoticesDeps,
  tx: Tx,
  before: ImportRow,
  records: readonly ReadRecord[],
  bytes: number,
): Promise<ImportRow> {
  const { id } = before;
  const held = await findImport(tx, id, true);
  if (held?.read !== before.read || held.state !== 'running') throw refuse('notice-import.runs-elsewhere');
  const problems: Omit<NoticeImportProblem, 'seq'>[] = [];
  let record = held.read;
  const notices = records.flatMap(({ notice, problem, line, pointer }) => {
    record++;
    if (problem) problems.push({ record, line, refused: true, ...problem });
    for (const doubt of notice?.doubts ?? []) {
      problems.push({ record, line, refused: false, ...doubt, pointer: pointer + doubt.pointer });
    }
    return notice ? [notice] : [];
  });
  const fates = await storeNotices(tx, { importId: id, source: held.source, notices });
  const written = new Set(
    notices.filter((_, i) => fates[i] === 'accepted' || fates[i] === 'changed').map((one) => one.id),
  );
  for (const noticeId of written) deps.audit.record(tx, { act: 'notice.copy-imported', entity: noticeRef(noticeId) });
  const [{ seq = 0 } = {}] = await tx.query<{ seq: number }>(
    'SELECT coalesce(max(seq), 0)::int AS seq FROM notice_import_problem WHERE import_id = $1',
    [id],
  );
  const room = problems.slice(0, Math.max(0, MOST_PROBLEMS - seq));
  await insertProblems(
    tx,
    id,
    room.map((problem, i) => ({ seq: seq + i + 1, ...problem })),
  );
  const accepted = fates.filter((fate) => fate === 'accepted').length;
  const [row] = await tx.query<ImportRow>(
    `UPDATE notice_import SET read = read + $2, accepted = accepted + $3, merged = merged + $4, refused = refused + $5, bytes_read = $6
     WHERE id = $1 RETURNING *`,
    [id, records.length, accepted, notices.length - accepted, records.length - notices.length, bytes],
  );
  if (!row) throw refuse('notice-import.runs-elsewhere');
  return row;
}

/** A complete file says what its source has: copies from it that the file does not name go, a batch at a time. */
async function removeUnnamed(deps: NoticesDeps, tx: Tx, id: string): Promise<ImportRow | null> {
  const row = await mustFindImport(tx, id, true);
  // A file that broke off, or that nobody could read, says nothing about what it does not name.
  if (row.state !== 'running' || row.refused > 0 || row.read === 0) return null;
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM notice WHERE relation = 'imported' AND source = $1 AND entity_id IS NOT NULL AND import_id <> $2 LIMIT $3`,
    [row.source, id, BATCH],
  );
  const removed = await removeImported(
    deps,
    tx,
    rows.map((one) => one.id),
  );
  if (removed === 0) return null;
  const [next] = await tx.query<ImportRow>(
    'UPDATE notice_import SET removed = removed + $2 WHERE id = $1 RETURNING *',
    [id, removed],
  );
  return next ?? null;
}

async function finish(deps: NoticesDeps, tx: Tx, id: string): Promise<ImportRow> {
  const [row] = await tx.query<ImportRow>(
    `UPDATE notice_import SET state = 'done', finished_at = $2, bytes_read = size, version = version + 1,
       broken = (SELECT code FROM notice_import_problem WHERE import_id = $1 AND code = 'notice-import.broken-off' LIMIT 1)
     WHERE id = $1 AND state = 'running' RETURNING *`,
    [id, tx.now],
  );
  if (!row) return mustFindImport(tx, id);
  const { source, read, accepted, merged, refused, removed } = row;
  deps.audit.record(tx, {
    act: 'notice-import.done',
    entity: importRef(id),
    body: { source, read, accepted, merged, refused, removed },
  });
  await tx.query('DELETE FROM notice_import_part WHERE import_id = $1', [id]);
  return row;
}
