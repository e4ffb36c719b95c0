import type { Tx } from '../../platform/index.ts';
import type { ImportPreview, ImportProblem, ImportSummary, ImportView } from '../contract.ts';

export interface ImportRow {
  readonly id: string;
  readonly state: ImportSummary['state'];
  readonly file_name: string;
  readonly file_size: number;
  readonly file_sha256: string | null;
  readonly held: 'file' | 'parts';
  readonly preview: ImportPreview | null;
  readonly list_id: string | null;
  readonly list_name: string | null;
  /** The region said by a person instead of the file's own. */
  readonly scheme: string | null;
  readonly read: number;
  readonly accepted: number;
  readonly merged: number;
  readonly refused: number;
  readonly warnings: number;
  readonly bytes_read: number;
  readonly case_ids: Readonly<Record<string, number>>;
  readonly broken: string | null;
  readonly created_by: string;
  readonly created_at: number;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  readonly undo_until: number | null;
  readonly undo_cursor: number;
  readonly first_entry: number | null;
  readonly last_entry: number | null;
  readonly version: number;
}

const SELECT = 'SELECT i.*, l.name AS list_name FROM ident_import i LEFT JOIN ident_hash_list l ON l.id = i.list_id';

export async function findImport(tx: Tx, id: string, lock = false): Promise<ImportRow | null> {
  const [row] = await tx.query<ImportRow>(`${SELECT} WHERE i.id = $1${lock ? ' FOR UPDATE OF i' : ''}`, [id]);
  return row ?? null;
}

/** An unfinished import of the same bytes into the list of that name: what a command that was stopped goes on with. */
export async function findUnfinished(tx: Tx, sha256: string, listName: string): Promise<ImportRow | null> {
  const [row] = await tx.query<ImportRow>(
    `${SELECT} WHERE i.file_sha256 = $1 AND l.name = $2 AND i.state = 'running' AND i.held = 'file'
     ORDER BY i.created_at DESC LIMIT 1`,
    [sha256, listName],
  );
  return row ?? null;
}

export function listImports(
  tx: Tx,
  filter: { listId?: string; before?: { at: number; id: string }; limit: number },
): Promise<ImportRow[]> {
  return tx.query<ImportRow>(
    `${SELECT} WHERE ($1::uuid IS NULL OR i.list_id = $1) AND ($2::bigint IS NULL OR (i.created_at, i.id) < ($2, $3::uuid))
     ORDER BY i.created_at DESC, i.id DESC LIMIT $4`,
    [filter.listId ?? null, filter.before?.at ?? null, filter.before?.id ?? null, filter.limit],
  );
}

export interface NewImport {
  readonly id: string;
  readonly state: 'uploading' | 'ready';
  readonly fileName: string;
  readonly size: number;
  readonly sha256?: string;
  readonly held: 'file' | 'parts';
}

export async function insertImport(tx: Tx, row: NewImport): Promise<void> {
  await tx.query(
    `INSERT INTO ident_import (id, state, file_name, file_size, file_sha256, held, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.state, row.fileName, row.size, row.sha256 ?? null, row.held, tx.scope.actor.id, tx.now],
  );
}

export interface PartRow {
  readonly number: number;
  readonly vault_ref: string;
  readonly vault_key: string;
  readonly size: number;
  readonly sha256: string;
}

export function listParts(tx: Tx, importId: string): Promise<PartRow[]> {
  return tx.query<PartRow>(
    'SELECT number, vault_ref, vault_key, size, sha256 FROM ident_import_part WHERE import_id = $1 ORDER BY number',
    [importId],
  );
}

/** Problems kept one by one; of a file that is all problems these say enough. */
export const MAX_PROBLEMS = 100_000;

export interface NewProblem extends Omit<ImportProblem, 'seq'> {
  readonly fields: Readonly<Record<string, string>>;
}

export async function insertProblems(
  tx: Tx,
  importId: string,
  firstSeq: number,
  problems: readonly NewProblem[],
): Promise<void> {
  const kept = problems.slice(0, Math.max(0, MAX_PROBLEMS - firstSeq));
  if (kept.length === 0) return;
  await tx.query(
    `INSERT INTO ident_import_problem (import_id, seq, record, line, pointer, refused, code, params, fields)
     SELECT $1, $2 + ordinality, record, line, pointer, refused, code, params, fields
     FROM ROWS FROM (jsonb_to_recordset($3::jsonb) AS (record bigint, line bigint, pointer text, refused boolean, code text,
       params jsonb, fields jsonb)) WITH ORDINALITY`,
    [importId, firstSeq, JSON.stringify(kept).replaceAll('\\u0000', '\\ufffd')],
  );
}

export function listProblems(
  tx: Tx,
  importId: string,
  query: { after: number; limit: number },
): Promise<(ImportProblem & { fields: Record<string, string> })[]> {
  return tx.query(
    `SELECT seq, record, line, pointer, refused, code, params, fields FROM ident_import_problem
     WHERE import_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
    [importId, query.after, query.limit],
  );
}

export function importSummary(row: ImportRow, now: number): ImportSummary {
  const { list_id: listId, list_name: listName } = row;
  const isUndoable = row.state === 'done' && row.undo_until !== null && row.undo_until > now;
  return {
    id: row.id,
    state: row.state,
    fileName: row.file_name,
    size: row.file_size,
    list: listId !== null && listName !== null ? { id: listId, name: listName } : null,
    read: row.read,
    accepted: row.accepted,
    merged: row.merged,
    refused: row.refused,
    warnings: row.warnings,
    bytesRead: row.bytes_read,
    msLeft: msLeft(row, now),
    broken: row.broken,
    createdBy: row.created_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    undoUntil: isUndoable ? row.undo_until : null,
    version: row.version,
  };
}

/** As if the rest goes as fast as what is done. */
function msLeft(row: ImportRow, now: number): number | null {
  if (row.state !== 'running' || row.started_at === null || row.bytes_read === 0) return null;
  return Math.round(((now - row.started_at) * (row.file_size - row.bytes_read)) / row.bytes_read);
}

export function importView(row: ImportRow, parts: readonly PartRow[], now: number): ImportView {
  return { ...importSummary(row, now), parts: parts.map((part) => part.number), preview: row.preview };
}
