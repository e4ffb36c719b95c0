import { conflict, notFound, type Tx } from '../../platform/index.ts';
import type { FormProblem, RemovalPreview, RemovalSummary, RemovalView } from '../contract.ts';

export type Task = 'draft' | 'mend' | 'assess' | 'submit' | 'undo';

export interface BatchRow {
  readonly id: string;
  readonly reference: string;
  readonly state: RemovalSummary['state'];
  readonly task: Task | null;
  readonly task_by: string | null;
  readonly task_input: TaskInput;
  readonly done: number;
  readonly total: number;
  readonly cursor: number;
  readonly skipped: number;
  readonly file_name: string;
  readonly file_size: number;
  readonly file_sha256: string;
  readonly format: 'csv' | 'json';
  readonly columns: readonly string[];
  readonly vault_ref: string | null;
  readonly vault_key: string | null;
  readonly preview: RemovalPreview;
  readonly distribution: { readonly to: 'all' | string[] } | null;
  readonly undo_until: number | null;
  readonly created_by: string;
  readonly created_at: number;
  readonly started_at: number | null;
  readonly finished_at: number | null;
  readonly version: number;
}

/** What a task was asked to do. */
export interface TaskInput {
  readonly records?: readonly number[];
  readonly assessor?: string;
  readonly date?: string;
  readonly threat?: string;
  readonly basis?: 'previous-convictions' | 'other-reasonable-grounds';
  readonly grounds?: string;
  readonly urgency?: 'routine' | 'urgent';
}

export interface RowRow {
  readonly record: number;
  readonly line: number;
  readonly state: 'drafted' | 'held' | 'refused' | 'merged' | 'submitted' | 'undone' | 'kept';
  readonly notice_id: string | null;
  readonly fields: { readonly [key: string]: string } | null;
  readonly problems: readonly FormProblem[];
}

export async function findBatch(tx: Tx, id: string, lock = false): Promise<BatchRow | undefined> {
  const [row] = await tx.query<BatchRow>(`SELECT * FROM removal_batch WHERE id = $1${lock ? ' FOR UPDATE' : ''}`, [id]);
  return row;
}

/** The locked row at the version that the caller saw. @throws AppError `not-found`, `conflict` */
export async function heldBatch(tx: Tx, input: { id: string; version: number }): Promise<BatchRow> {
  const row = await findBatch(tx, input.id, true);
  if (!row) throw notFound('removal-batch');
  if (row.version !== input.version)
    throw conflict('removal-batch', { version: input.version }, { version: row.version, state: row.state });
  return row;
}

export function summaryOf(row: BatchRow, now: number): RemovalSummary {
  const runs = row.task !== null && row.started_at !== null && row.done > 0;
  const elapsed = now - (row.started_at ?? now);
  return {
    id: row.id,
    reference: row.reference,
    state: row.state,
    task: row.task,
    done: row.done,
    total: row.total,
    msLeft: runs ? Math.round((elapsed * (row.total - row.done)) / row.done) : null,
    skipped: row.skipped,
    fileName: row.file_name,
    fileSize: row.file_size,
    format: row.format,
    createdBy: row.created_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    undoUntil: row.state === 'done' && row.undo_until !== null && row.undo_until > now ? row.undo_until : null,
    version: row.version,
  };
}

const STATES = ['drafted', 'held', 'refused', 'merged', 'submitted', 'undone', 'kept'] as const;

export async function batchView(tx: Tx, row: BatchRow): Promise<RemovalView> {
  const counted = await tx.query<{ state: (typeof STATES)[number]; n: number }>(
    'SELECT state, count(*)::int AS n FROM removal_row WHERE batch_id = $1 GROUP BY state',
    [row.id],
  );
  const failing = await tx.query<{ rule: string; n: number }>(
    `SELECT p->>'code' AS rule, count(*)::int AS n FROM removal_row, jsonb_array_elements(problems) AS p
     WHERE batch_id = $1 AND state = 'held' GROUP BY 1`,
    [row.id],
  );
  const counts = Object.fromEntries(STATES.map((state) => [state, 0])) as RemovalView['counts'];
  for (const { state, n } of counted) counts[state] = n;
  return {
    ...summaryOf(row, tx.now),
    preview: row.preview,
    counts,
    failing: Object.fromEntries(failing.map(({ rule, n }) => [rule.replace(/^rule\./, ''), n])),
  };
}

export interface NewRow extends RowRow {
  readonly key: string | null;
  readonly domestic: object | null;
}

export async function insertRows(tx: Tx, batchId: string, rows: readonly NewRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO removal_row (batch_id, record, line, state, notice_id, key, domestic, fields, problems)
     SELECT $1, r.record, r.line, r.state, r.notice_id, r.key, r.domestic, r.fields, r.problems
     FROM jsonb_to_recordset($2::jsonb) AS r (record int, line int, state text, notice_id uuid, key text, domestic jsonb,
       fields jsonb, problems jsonb)
     ON CONFLICT (batch_id, record) DO UPDATE SET state = excluded.state, notice_id = excluded.notice_id, key = excluded.key,
       domestic = excluded.domestic, fields = excluded.fields, problems = excluded.problems, line = excluded.line
       WHERE removal_row.state = 'refused'`,
    [batchId, JSON.stringify(rows).replaceAll('\\u0000', '\\ufffd')],
  );
}

export async function setRow(
  tx: Tx,
  batchId: string,
  record: number,
  state: RowRow['state'],
  problems: readonly FormProblem[],
): Promise<void> {
  await tx.query('UPDATE removal_row SET state = $3, problems = $4 WHERE batch_id = $1 AND record = $2', [
    batchId,
    record,
    state,
    JSON.stringify(problems),
  ]);
}

/** The next rows of a task that goes by rows, in order. */
export function nextRows(
  tx: Tx,
  row: Pick<BatchRow, 'id' | 'cursor' | 'task_input'>,
  states: readonly string[],
  limit: number,
): Promise<RowRow[]> {
  return tx.query<RowRow>(
    `SELECT record, line, state, notice_id, fields, problems FROM removal_row
     WHERE batch_id = $1 AND record > $2 AND state = ANY($3) AND ($4::int[] IS NULL OR record = ANY($4))
     ORDER BY record LIMIT $5`,
    [row.id, row.cursor, states, row.task_input.records ?? null, limit],
  );
}

/** Blocking rules that a notice does not meet, as problems of its row. */
export const heldBy = (failing: readonly string[]): FormProblem[] =>
  failing.map((rule) => ({ pointer: '', code: `rule.${rule}`, needed: true }));
