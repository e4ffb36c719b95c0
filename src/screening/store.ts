import { conflict, notFound, type Tx } from '../platform/index.ts';
import type { RowProblem, SearchPerson } from './contract.ts';
import {
  type CandidateRecord,
  type FalseMatchRecord,
  type RowRecord,
  type ScreeningRecord,
  UNDECIDED,
  type WordRecord,
} from './tables.ts';

export async function findScreening(tx: Tx, id: string, lock = false): Promise<ScreeningRecord> {
  const [row] = await tx.query<ScreeningRecord>(`SELECT * FROM screening WHERE id = $1${lock ? ' FOR UPDATE' : ''}`, [
    id,
  ]);
  if (!row) throw notFound('screening');
  return row;
}

export interface NewScreening {
  readonly id: string;
  readonly number: string;
  readonly kind: 'person' | 'manifest';
  readonly trip: {
    direction?: 'entry' | 'exit' | undefined;
    place?: string | undefined;
    carrier?: string | undefined;
    flight?: string | undefined;
    date?: string | undefined;
    officer?: string | undefined;
  };
  readonly note: string | null;
  readonly fileName: string | null;
  readonly format: string | null;
  readonly unread: readonly string[];
  readonly sources: readonly string[];
  /** Thousandths. */
  readonly minScore: number;
  readonly rows: number;
  readonly refused: number;
  readonly feedAt: number | null;
}

export async function insertScreening(tx: Tx, s: NewScreening): Promise<void> {
  await tx.query(
    `INSERT INTO screening (id, number, kind, state, direction, place, carrier, flight, travel_date, officer, note, file_name, format,
       unread_columns, sources, min_score, rows_total, rows_done, rows_refused, feed_at, asker_compartments, asked_by, asked_at)
     VALUES ($1, $2, $3, 'running', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18, $19, $20, $21)`,
    [
      s.id,
      s.number,
      s.kind,
      s.trip.direction ?? null,
      s.trip.place ?? null,
      s.trip.carrier ?? null,
      s.trip.flight ?? null,
      s.trip.date ?? null,
      s.trip.officer ?? null,
      s.note,
      s.fileName,
      s.format,
      s.unread,
      s.sources,
      s.minScore,
      s.rows,
      s.refused,
      s.feedAt,
      tx.scope.compartments,
      tx.scope.actor.id,
      tx.now,
    ],
  );
}

export async function nextNumber(tx: Tx): Promise<string> {
  const [serial] = await tx.query<{ n: number }>("SELECT nextval('screening_number') AS n");
  const year = new Date(tx.now).getUTCFullYear();
  return `${tx.scope.bureau}-S-${year}-${String(serial?.n ?? 0).padStart(6, '0')}`;
}

export interface NewRow {
  readonly n: number;
  readonly line: number;
  readonly person: SearchPerson;
  readonly fingerprint: string;
  readonly problems: readonly RowProblem[];
  readonly refused: boolean;
}

/** Refused rows are done as they come. */
export async function insertRows(tx: Tx, screeningId: string, rows: readonly NewRow[]): Promise<void> {
  await tx.query(
    `INSERT INTO screening_row (screening_id, n, line, person, fingerprint, problems, refused, done)
     SELECT $1, n, line, person, fingerprint, problems, refused, refused
     FROM jsonb_to_recordset($2::jsonb) AS r(n int, line int, person jsonb, fingerprint text, problems jsonb, refused boolean)`,
    [screeningId, json(rows)],
  );
}

export async function rowsLeft(tx: Tx, screeningId: string, limit: number): Promise<RowRecord[]> {
  return tx.query<RowRecord>(
    `SELECT n, line, person, fingerprint, problems, refused, done FROM screening_row
     WHERE screening_id = $1 AND NOT done ORDER BY n LIMIT $2`,
    [screeningId, limit],
  );
}

/** Marks rows as compared. Returns how many were not before: a second worker on the same rows has no effect. */
export async function markDone(tx: Tx, screeningId: string, rows: readonly number[]): Promise<number> {
  const done = await tx.query(
    'UPDATE screening_row SET done = true WHERE screening_id = $1 AND n = ANY($2::int[]) AND NOT done RETURNING n',
    [screeningId, rows],
  );
  if (done.length > 0)
    await tx.query('UPDATE screening SET rows_done = rows_done + $2, version = version + 1 WHERE id = $1', [
      screeningId,
      done.length,
    ]);
  return done.length;
}

export type NewCandidate = Omit<
  CandidateRecord,
  'screening_id' | 'hit_id' | 'action' | 'action_note' | 'action_by' | 'action_at' | 'at' | 'version'
>;

export async function insertCandidates(
  tx: Tx,
  screeningId: string,
  candidates: readonly NewCandidate[],
): Promise<void> {
  if (candidates.length === 0) return;
  await tx.query(
    `INSERT INTO screening_candidate (id, screening_id, n, source, record_id, record_version, number, kind, owner, case_id, score,
       reasons, fingerprint, false_match_id, needs_two, state, compartment, second_compartment, at)
     SELECT id, $1, n, source, record_id, record_version, number, kind, owner, case_id, score, reasons, fingerprint,
       false_match_id, needs_two, state, compartment, second_compartment, $3
     FROM jsonb_to_recordset($2::jsonb) AS c(id uuid, n int, source text, record_id uuid, record_version int, number text, kind text,
       owner text, case_id uuid, score int, reasons jsonb, fingerprint text, false_match_id uuid, needs_two boolean, state text,
       compartment text, second_compartment text)`,
    [screeningId, json(candidates), tx.now],
  );
}

/** The row, held, at the version the caller saw. @throws AppError `not-found`, `conflict` */
export async function lockCandidate(
  tx: Tx,
  key: { id: string; candidate: string; version?: number },
): Promise<CandidateRecord> {
  const [row] = await tx.query<CandidateRecord>(
    'SELECT * FROM screening_candidate WHERE id = $1 AND screening_id = $2 FOR UPDATE',
    [key.candidate, key.id],
  );
  if (!row) throw notFound('screening-candidate');
  if (key.version !== undefined && row.version !== key.version) {
    throw conflict('screening-candidate', { version: key.version }, { version: row.version, state: row.state });
  }
  return row;
}

export async function wordsOf(tx: Tx, candidates: readonly string[]): Promise<WordRecord[]> {
  return tx.query<WordRecord>(
    'SELECT candidate_id, person, verdict, reason, at FROM screening_word WHERE candidate_id = ANY($1::uuid[]) ORDER BY at, id',
    [candidates],
  );
}

export async function countUndecided(tx: Tx, screeningId: string): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    'SELECT count(*) AS n FROM screening_candidate WHERE screening_id = $1 AND state = ANY($2)',
    [screeningId, UNDECIDED],
  );
  return row?.n ?? 0;
}

/** The words that stand on pairs of these people and any record. */
export async function standingFalseMatches(tx: Tx, fingerprints: readonly string[]): Promise<FalseMatchRecord[]> {
  if (fingerprints.length === 0) return [];
  return tx.query<FalseMatchRecord>(
    'SELECT * FROM screening_false_match WHERE fingerprint = ANY($1) AND undone_at IS NULL',
    [fingerprints],
  );
}

/** JSON text as PostgreSQL takes it. */
export function json(value: unknown): string {
  return JSON.stringify(value).replaceAll('\\u0000', '\\ufffd');
}
