import { notFound, type Tx } from '../../platform/index.ts';
import type { Colour, NoticeImportPreview, NoticeImportProblem, NoticeImportView } from '../contract.ts';

export interface ImportRow {
  readonly id: string;
  readonly state: NoticeImportView['state'];
  readonly file_name: string;
  readonly size: number;
  readonly source: string;
  readonly colour: Colour | null;
  readonly complete: boolean;
  readonly preview: NoticeImportPreview | null;
  readonly read: number;
  readonly accepted: number;
  readonly merged: number;
  readonly refused: number;
  readonly removed: number;
  readonly bytes_read: number;
  readonly broken: string | null;
  readonly created_by: string;
  readonly created_at: number;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  readonly version: number;
}

export const importRef = (id: string) => ({ kind: 'notice-import', id });

export async function findImport(tx: Tx, id: string, lock = false): Promise<ImportRow | undefined> {
  const [row] = await tx.query<ImportRow>(`SELECT * FROM notice_import WHERE id = $1 ${lock ? 'FOR UPDATE' : ''}`, [
    id,
  ]);
  return row;
}

export async function mustFindImport(tx: Tx, id: string, lock = false): Promise<ImportRow> {
  const row = await findImport(tx, id, lock);
  if (!row) throw notFound('notice-import');
  return row;
}

export function importView(row: ImportRow): NoticeImportView {
  return {
    id: row.id,
    state: row.state,
    fileName: row.file_name,
    size: row.size,
    source: row.source,
    colour: row.colour,
    complete: row.complete,
    read: row.read,
    accepted: row.accepted,
    merged: row.merged,
    refused: row.refused,
    removed: row.removed,
    bytesRead: Math.min(row.bytes_read, row.size),
    broken: row.broken,
    preview: row.preview,
    createdBy: row.created_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    version: row.version,
  };
}

export async function insertProblems(tx: Tx, id: string, problems: readonly NoticeImportProblem[]): Promise<void> {
  if (problems.length === 0) return;
  await tx.query(
    `INSERT INTO notice_import_problem (import_id, seq, record, line, pointer, refused, code, params)
     SELECT $1, r.seq, r.record, r.line, r.pointer, r.refused, r.code, r.params
     FROM jsonb_to_recordset($2::jsonb) AS r(seq int, record int, line int, pointer text, refused boolean, code text, params jsonb)`,
    [id, JSON.stringify(problems)],
  );
}

export async function listProblems(tx: Tx, id: string, after: number, limit: number): Promise<NoticeImportProblem[]> {
  return tx.query<NoticeImportProblem>(
    `SELECT seq, record, line, pointer, refused, code, params FROM notice_import_problem
     WHERE import_id = $1 AND seq > $2 ORDER BY seq LIMIT $3`,
    [id, after, limit],
  );
}
