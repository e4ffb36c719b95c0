import { conflict, notFound, refuse, type Tx } from '../platform/index.ts';
import type { Urgency } from '../protocol/index.ts';
import type { AskView, CaseView, OutcomeView, Particulars, SubjectRole, TaskView } from './contract.ts';

export interface CaseRow {
  id: string;
  number: string;
  title: string;
  offence: string;
  wanted: CaseView['wanted'];
  countries: string[];
  urgency: Urgency;
  legal_basis: string;
  purpose: string;
  summary: string;
  state: 'open' | 'closed' | 'merged';
  version: number;
  opened_at: number;
  closed_at: number | null;
  review_at: number;
  lead: string;
  request_id: string | null;
  from_bureau: string | null;
  their_ask: string | null;
  their_ref: string | null;
  answered_at: number | null;
  agency: string | null;
  compartment: string;
  changed_by: string | null;
  changed_at: number | null;
  /** Where a case that was merged goes on. */
  merged_into: string | null;
}

export interface SubjectRow {
  id: string;
  case_id: string;
  role: SubjectRole;
  particulars: Particulars;
  identity_held: boolean;
  version: number;
  added_at: number;
  compartment: string;
  changed_by: string | null;
  changed_at: number | null;
}

export interface AskRow {
  id: string;
  case_id: string;
  to_bureau: string;
  message_id: string;
  wanted: AskView['wanted'];
  state: AskView['state'];
  reason: string | null;
  explanation: string | null;
  answer: string | null;
  their_ref: string | null;
  due_at: number;
  at: number;
  compartment: string;
}

export interface TaskRow {
  id: string;
  case_id: string;
  to_agency: string;
  what: string;
  due_at: number;
  state: TaskView['state'];
  note: string | null;
  at: number;
  compartment: string;
}

export interface OutcomeRow {
  id: string;
  case_id: string;
  outcome: OutcomeView['outcome'];
  country: string;
  date: string;
  number: number;
  subject_id: string | null;
  note: string | null;
  from_bureau: string | null;
  recorded_at: number;
}

type NewCase = Omit<
  CaseRow,
  'version' | 'closed_at' | 'state' | 'answered_at' | 'changed_by' | 'changed_at' | 'merged_into'
>;

export async function insertCase(tx: Tx, c: NewCase): Promise<void> {
  await tx.query(
    `INSERT INTO case_file (id, number, title, offence, wanted, countries, urgency, legal_basis, purpose, summary, state,
       version, opened_at, review_at, lead, request_id, from_bureau, their_ask, their_ref, agency, compartment)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,'open',1,$11,$12,$13,$14,$15,$16,$17,$18,$19)`,
    [
      c.id,
      c.number,
      c.title,
      c.offence,
      c.wanted,
      c.countries,
      c.urgency,
      c.legal_basis,
      c.purpose,
      c.summary,
      c.opened_at,
      c.review_at,
      c.lead,
      c.request_id,
      c.from_bureau,
      c.their_ask,
      c.their_ref,
      c.agency,
      c.compartment,
    ],
  );
}

export async function findCase(tx: Tx, id: string): Promise<CaseRow | null> {
  const [row] = await tx.query<CaseRow>('SELECT * FROM case_file WHERE id = $1', [id]);
  return row ?? null;
}

/** @throws AppError `not-found`, also when the case is not for this scope */
export async function theCase(tx: Tx, id: string): Promise<CaseRow> {
  const row = await findCase(tx, id);
  if (!row) throw notFound('case');
  return row;
}

/**
 * The case, locked for a change; with `version`, for a change that was based on it.
 * @throws AppError `not-found`, `conflict` with both values, or `refused` when it is closed
 */
export async function lockOpenCase(tx: Tx, id: string, version?: number): Promise<CaseRow> {
  const [row] = await tx.query<CaseRow>('SELECT * FROM case_file WHERE id = $1 FOR UPDATE', [id]);
  if (!row) throw notFound('case');
  if (version !== undefined && row.version !== version) {
    throw conflict('case', { version }, { version: row.version, state: row.state });
  }
  if (row.state === 'merged') throw refuse('case.merge.already', { number: row.number });
  if (row.state !== 'open') throw refuse('case.closed-already', { number: row.number });
  return row;
}

export async function updateCase(
  tx: Tx,
  id: string,
  change: Partial<Pick<CaseRow, 'state' | 'closed_at' | 'review_at' | 'answered_at'>>,
): Promise<void> {
  const columns = Object.entries(change).filter(([, value]) => value !== undefined);
  const sets = columns.map(([column], i) => `${column} = $${i + 2}`);
  await tx.query(`UPDATE case_file SET ${['version = version + 1', ...sets].join(', ')} WHERE id = $1`, [
    id,
    ...columns.map(([, value]) => value),
  ]);
}

export async function insertSubject(
  tx: Tx,
  s: Omit<SubjectRow, 'version' | 'changed_by' | 'changed_at'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO case_subject (id, case_id, role, particulars, identity_held, version, added_at, compartment)
     VALUES ($1,$2,$3,$4,$5,1,$6,$7)`,
    [s.id, s.case_id, s.role, JSON.stringify(s.particulars), s.identity_held, s.added_at, s.compartment],
  );
}

export async function subjectsOf(tx: Tx, caseId: string): Promise<SubjectRow[]> {
  return tx.query<SubjectRow>('SELECT * FROM case_subject WHERE case_id = $1 ORDER BY added_at, id', [caseId]);
}

export async function findSubject(tx: Tx, id: string): Promise<SubjectRow | null> {
  const [row] = await tx.query<SubjectRow>('SELECT * FROM case_subject WHERE id = $1', [id]);
  return row ?? null;
}

export async function outcomesOf(tx: Tx, caseId: string): Promise<OutcomeRow[]> {
  return tx.query<OutcomeRow>(
    `SELECT id, case_id, outcome, country, date, number, subject_id, note, from_bureau, recorded_at
     FROM case_outcome WHERE case_id = $1 ORDER BY recorded_at, id`,
    [caseId],
  );
}

export async function insertOutcome(
  tx: Tx,
  of: Pick<CaseRow, 'id' | 'agency' | 'compartment'>,
  o: Omit<OutcomeRow, 'case_id' | 'recorded_at'> & { message_id: string | null },
): Promise<void> {
  await tx.query(
    `INSERT INTO case_outcome (id, case_id, outcome, country, date, number, subject_id, note, from_bureau, message_id,
       by_actor, recorded_at, agency, compartment)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)`,
    [
      o.id,
      of.id,
      o.outcome,
      o.country,
      o.date,
      o.number,
      o.subject_id,
      o.note,
      o.from_bureau,
      o.message_id,
      tx.scope.actor.id,
      tx.now,
      of.agency,
      of.compartment,
    ],
  );
}

export async function asksOf(tx: Tx, caseId: string): Promise<AskRow[]> {
  return tx.query<AskRow>('SELECT * FROM case_ask WHERE case_id = $1 ORDER BY at, to_bureau', [caseId]);
}

/** @throws AppError `not-found` */
export async function lockAsk(tx: Tx, id: string): Promise<AskRow> {
  const [row] = await tx.query<AskRow>('SELECT * FROM case_ask WHERE id = $1 FOR UPDATE', [id]);
  if (!row) throw notFound('case-ask');
  return row;
}

export async function updateAsk(
  tx: Tx,
  id: string,
  change: Partial<Pick<AskRow, 'state' | 'reason' | 'explanation' | 'answer' | 'their_ref' | 'message_id' | 'due_at'>>,
): Promise<void> {
  const columns = Object.entries(change).filter(([, value]) => value !== undefined);
  await tx.query(
    `UPDATE case_ask SET ${columns.map(([column], i) => `${column} = $${i + 2}`).join(', ')} WHERE id = $1`,
    [id, ...columns.map(([, value]) => value)],
  );
}

export async function tasksOf(tx: Tx, caseId: string): Promise<TaskRow[]> {
  return tx.query<TaskRow>('SELECT * FROM case_task WHERE case_id = $1 ORDER BY at, id', [caseId]);
}

export async function linksOf(
  tx: Tx,
  caseId: string,
): Promise<{ ref_kind: string; ref_id: string; label: string; by_actor: string; at: number }[]> {
  return tx.query(
    'SELECT ref_kind, ref_id, label, by_actor, at FROM case_link WHERE case_id = $1 ORDER BY at, ref_id',
    [caseId],
  );
}

export async function notesOf(
  tx: Tx,
  caseId: string,
): Promise<{ id: string; text: string; author: string; at: number }[]> {
  return tx.query('SELECT id, text, author, at FROM case_note WHERE case_id = $1 ORDER BY at, id', [caseId]);
}
