import { notFound, type Tx } from '../../platform/index.ts';
import type { ImportRowView, ImportView } from '../contract.ts';

export interface ImportRecord {
  readonly id: string;
  readonly name: string;
  readonly held: 'path' | 'vault';
  readonly vault_ref: string | null;
  readonly vault_key: string | null;
  readonly size: number;
  readonly state: 'running' | 'done';
  readonly found: number;
  readonly taken: number;
  readonly versions: number;
  readonly same: number;
  readonly refused: number;
  readonly broken: string | null;
  readonly created_by: string;
  readonly created_at: number;
  readonly finished_at: number | null;
}

/** What became of one report or file of an import. */
export interface NewRow {
  readonly entry: string;
  readonly outcome: ImportRowView['outcome'];
  readonly tipId?: string;
  readonly files?: number;
  readonly code?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export async function findImport(tx: Tx, id: string): Promise<ImportRecord> {
  const [row] = await tx.query<ImportRecord>('SELECT * FROM tips_import WHERE id = $1', [id]);
  if (!row) throw notFound('tip-import');
  return row;
}

/** An import of this path that was stopped. */
export async function findUnfinished(tx: Tx, path: string): Promise<ImportRecord | null> {
  const [row] = await tx.query<ImportRecord>(
    "SELECT * FROM tips_import WHERE held = 'path' AND name = $1 AND state = 'running' ORDER BY created_at DESC LIMIT 1",
    [path],
  );
  return row ?? null;
}

export function listImports(
  tx: Tx,
  page: { before?: { at: number; id: string } | undefined; limit: number },
): Promise<ImportRecord[]> {
  return tx.query<ImportRecord & Record<string, unknown>>(
    `SELECT * FROM tips_import WHERE $1::bigint IS NULL OR (created_at, id) < ($1, $2::uuid)
     ORDER BY created_at DESC, id DESC LIMIT $3`,
    [page.before?.at ?? null, page.before?.id ?? null, page.limit],
  );
}

/** Of these entries those that were done in an earlier run. */
export async function doneEntries(tx: Tx, importId: string, entries: readonly string[]): Promise<Set<string>> {
  const rows = await tx.query<{ entry: string }>(
    'SELECT entry FROM tips_import_row WHERE import_id = $1 AND entry = ANY($2::text[])',
    [importId, entries],
  );
  return new Set(rows.map((row) => row.entry));
}

/**
 * In the transaction of the effect, so that an import that is stopped goes on where it was. The counts are made apart
 * (`tallyImport`): one row that every report's transaction changed would let only one of them go at a time.
 */
export async function insertRow(tx: Tx, importId: string, row: NewRow): Promise<void> {
  await tx.query(
    `INSERT INTO tips_import_row (import_id, entry, outcome, tip_id, files, code, params, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [
      importId,
      row.entry,
      row.outcome,
      row.tipId ?? null,
      row.files ?? 0,
      row.code ?? null,
      JSON.stringify(row.params ?? {}),
      tx.now,
    ],
  );
}

/** Counts anew what became of the reports so far. */
export async function tallyImport(tx: Tx, importId: string): Promise<void> {
  await tx.query(
    `UPDATE tips_import SET found = c.found, taken = c.taken, versions = c.versions, same = c.same, refused = c.refused
     FROM (SELECT count(*) FILTER (WHERE outcome <> 'left-out')::int AS found, count(*) FILTER (WHERE outcome = 'new')::int AS taken,
         count(*) FILTER (WHERE outcome = 'version')::int AS versions, count(*) FILTER (WHERE outcome = 'same')::int AS same,
         count(*) FILTER (WHERE outcome = 'refused')::int AS refused
       FROM tips_import_row WHERE import_id = $1) c WHERE id = $1`,
    [importId],
  );
}

export async function listRows(
  tx: Tx,
  importId: string,
  page: { after: number; outcome?: string | undefined; limit: number },
): Promise<(ImportRowView & { n: number })[]> {
  return tx.query<ImportRowView & { n: number } & Record<string, unknown>>(
    `SELECT n, entry, outcome, tip_id AS "tipId", files, code, params FROM tips_import_row
     WHERE import_id = $1 AND n > $2 AND ($3::text IS NULL OR outcome = $3) ORDER BY n LIMIT $4`,
    [importId, page.after, page.outcome ?? null, page.limit],
  );
}

export function importView(row: ImportRecord): ImportView {
  return {
    id: row.id,
    name: row.name,
    size: row.size,
    state: row.state,
    found: row.found,
    taken: row.taken,
    versions: row.versions,
    same: row.same,
    refused: row.refused,
    broken: row.broken,
    createdBy: row.created_by,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}
