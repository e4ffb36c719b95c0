import { type JobHandler, notFound, refuse, systemScope, type Tx } from '../../platform/index.ts';
import { sha256Hex, utf8 } from '../../protocol/index.ts';
import type { DocumentImportInput, DocumentImportView } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { documentImportRef } from '../refs.ts';
import { json } from '../store.ts';
import { formatOfList, readList, unreadColumns } from './read-list.ts';

export const IMPORT_JOB = 'screening.import-documents';
/** How long a list can be taken back. */
const UNDO_MS = 7 * 86_400_000;
const BATCH = 2_000;
const PROBLEMS = 10_000;

export interface ImportRecord {
  readonly id: string;
  readonly state: DocumentImportView['state'];
  readonly file_name: string;
  readonly format: 'csv' | 'jsonl';
  readonly unread_columns: string[];
  readonly source: string;
  readonly read: number;
  readonly accepted: number;
  readonly merged: number;
  readonly refused: number;
  readonly total: number;
  readonly created_by: string;
  readonly created_at: number;
  readonly finished_at: number | null;
  readonly undo_until: number | null;
  readonly version: number;
}

const COLUMNS = `id, state, file_name, format, unread_columns, source, read, accepted, merged, refused, total, created_by, created_at,
  finished_at, undo_until, version`;

export async function findDocumentImport(tx: Tx, id: string, lock = false): Promise<ImportRecord> {
  const [row] = await tx.query<ImportRecord>(
    `SELECT ${COLUMNS} FROM screening_document_import WHERE id = $1${lock ? ' FOR UPDATE' : ''}`,
    [id],
  );
  if (!row) throw notFound('document-import');
  return row;
}

/**
 * Takes a list in; its rows are read afterwards, batch by batch. The same file from the same source that is being read already goes on.
 * @throws AppError `refused` `lost-document.no-number-column`, `lost-document.known-list`
 */
export async function beginDocumentImport(deps: Deps, tx: Tx, input: DocumentImportInput): Promise<string> {
  const unread = unreadColumns(input.text);
  if (unread === null) throw refuse('lost-document.no-number-column', {}, '/body/text');
  const body = utf8(input.text);
  const sha256 = sha256Hex(body);
  const [before] = await tx.query<{ id: string; state: string }>(
    `SELECT id, state FROM screening_document_import WHERE file_sha256 = $1 AND source = $2 AND state IN ('running', 'done') LIMIT 1`,
    [sha256, input.source],
  );
  if (before?.state === 'done') throw refuse('lost-document.known-list', {}, '/body/text');
  if (before) return before.id;
  const id = deps.runtime.newId();
  let total = 0;
  for (const _ of readList(input.text, '2100-01-01')) total++;
  await tx.query(
    `INSERT INTO screening_document_import (id, state, file_name, file_sha256, file_size, format, unread_columns, source, body, total,
       created_by, created_at) VALUES ($1, 'running', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      id,
      input.fileName,
      sha256,
      body.length,
      formatOfList(input.text),
      unread,
      input.source,
      body,
      total,
      tx.scope.actor.id,
      tx.now,
    ],
  );
  deps.audit.record(tx, { act: 'lost-document.import-begun', entity: documentImportRef(id), body: { total } });
  return id;
}

/** Reads a list on from the last batch that was committed. @param onBatch after each that is */
export async function runDocumentImport(
  deps: Deps,
  id: string,
  options: { signal?: AbortSignal; onBatch?(row: ImportRecord): void; alongside?(tx: Tx): Promise<void> } = {},
): Promise<ImportRecord> {
  const scope = systemScope(deps.runtime.bureau);
  const start = await deps.db.tx(scope, async (tx) => {
    const row = await findDocumentImport(tx, id);
    const [file] = await tx.query<{ body: Buffer | null }>('SELECT body FROM screening_document_import WHERE id = $1', [
      id,
    ]);
    return { row, text: file?.body?.toString('utf8') ?? '' };
  });
  let { row } = start;
  const today = new Date(row.created_at).toISOString().slice(0, 10);
  if (row.state !== 'running') return row;
  let batch: ReturnType<typeof readList> extends Generator<infer Row> ? Row[] : never = [];
  const store = async (): Promise<void> => {
    options.signal?.throwIfAborted();
    const rows = batch;
    batch = [];
    const before = row;
    row = await deps.db.tx(scope, (tx) => storeBatch(deps, tx, before, rows));
    options.onBatch?.(row);
  };
  let at = 0;
  for (const one of readList(start.text, today)) {
    if (at++ < row.read && batch.length === 0) continue;
    batch.push(one);
    if (batch.length === BATCH) await store();
  }
  if (batch.length > 0) await store();
  return deps.db.tx(scope, async (tx) => {
    const done = await finish(deps, tx, id);
    await options.alongside?.(tx);
    return done;
  });
}

async function storeBatch(
  deps: Deps,
  tx: Tx,
  before: ImportRecord,
  rows: readonly (ReturnType<typeof readList> extends Generator<infer Row> ? Row : never)[],
): Promise<ImportRecord> {
  const held = await findDocumentImport(tx, before.id, true);
  if (held.state !== 'running' || held.read !== before.read) throw refuse('lost-document.runs-elsewhere');
  const entries = rows.flatMap((row) => ('entry' in row ? [{ id: deps.runtime.newId(), ...row.entry }] : []));
  const problems = rows.flatMap((row) => ('entry' in row ? [] : [row]));
  const added = await tx.query(
    `INSERT INTO screening_document (id, import_id, number, country, type, status, reported, reference, at)
     SELECT id, $1, number, country, type, status, reported, reference, $3
     FROM jsonb_to_recordset($2::jsonb) AS d(id uuid, number text, country text, type text, status text, reported text, reference text)
     ON CONFLICT (number, country, import_id) DO NOTHING RETURNING id`,
    [before.id, json(entries), tx.now],
  );
  if (held.refused < PROBLEMS && problems.length > 0) {
    await tx.query(
      `INSERT INTO screening_document_problem (import_id, line, code, params)
       SELECT $1, line, code, params FROM jsonb_to_recordset($2::jsonb) AS p(line int, code text, params jsonb)`,
      [before.id, json(problems)],
    );
  }
  const [after] = await tx.query<ImportRecord>(
    `UPDATE screening_document_import SET read = read + $2, accepted = accepted + $3, merged = merged + $4, refused = refused + $5,
       version = version + 1 WHERE id = $1 RETURNING ${COLUMNS}`,
    [before.id, rows.length, added.length, entries.length - added.length, problems.length],
  );
  if (!after) throw notFound('document-import');
  return after;
}

async function finish(deps: Deps, tx: Tx, id: string): Promise<ImportRecord> {
  const [row] = await tx.query<ImportRecord>(
    `UPDATE screening_document_import SET state = 'done', body = NULL, finished_at = $2, undo_until = $3, version = version + 1
     WHERE id = $1 AND state = 'running' RETURNING ${COLUMNS}`,
    [id, tx.now, tx.now + UNDO_MS],
  );
  if (!row) return findDocumentImport(tx, id);
  const { read, accepted, merged, refused } = row;
  deps.audit.record(tx, {
    act: 'lost-document.import-finished',
    entity: documentImportRef(id),
    body: { read, accepted, merged, refused },
  });
  return row;
}

export function importJob(deps: Deps): JobHandler {
  return async (job) => {
    const { id } = job.payload as { id: string };
    await runDocumentImport(deps, id, { signal: job.signal, alongside: (tx) => job.done(tx) });
    return undefined;
  };
}

export function importView(row: ImportRecord, now: number): DocumentImportView {
  const isUndoable = row.state === 'done' && row.undo_until !== null && row.undo_until > now;
  return {
    id: row.id,
    state: row.state,
    fileName: row.file_name,
    format: row.format,
    source: row.source,
    unreadColumns: row.unread_columns,
    total: row.total,
    read: row.read,
    accepted: row.accepted,
    merged: row.merged,
    refused: row.refused,
    createdBy: row.created_by,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    undoUntil: isUndoable || row.state === 'running' ? row.undo_until : null,
    version: row.version,
  };
}
