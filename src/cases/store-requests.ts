import { conflict, notFound, type Tx } from '../platform/index.ts';
import type { Urgency } from '../protocol/index.ts';
import type {
  CriterionAnswer,
  DECLINE_REASONS,
  Particulars,
  REQUEST_STATES,
  RequestView,
  SubjectRole,
  SubmitRequest,
} from './contract.ts';
import { insertIdentity, splitIdentity } from './store-identity.ts';

export type RequestState = (typeof REQUEST_STATES)[number];
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export interface RequestRow {
  id: string;
  number: string;
  origin: 'agency' | 'bureau';
  agency: string | null;
  from_bureau: string | null;
  message_id: string | null;
  their_ask: string | null;
  their_ref: string | null;
  officer: SubmitRequest['officer'] | null;
  agency_reference: string | null;
  offence: string;
  wanted: RequestView['wanted'];
  countries: string[];
  urgency: Urgency;
  legal_basis: string;
  purpose: string;
  summary: string;
  attachments: SubmitRequest['attachments'];
  state: RequestState;
  version: number;
  received_at: number;
  confirmed_at: number | null;
  decided_at: number | null;
  decline_reason: DeclineReason | null;
  decline_explanation: string | null;
  case_id: string | null;
  submitted_by: string;
  compartment: string;
}

export interface PersonRow {
  id: string;
  role: SubjectRole;
  particulars: Particulars;
  identity_held: boolean;
}

/** `US-R-2026-000001`, `US-2026-000001`: from a sequence, in the year of the transaction (UTC). */
export async function nextNumber(tx: Tx, of: 'request' | 'case'): Promise<string> {
  const sequence = of === 'request' ? 'case_request_number' : 'case_file_number';
  const [row] = await tx.query<{ n: number }>('SELECT nextval($1::regclass) AS n', [sequence]);
  const year = new Date(tx.now).getUTCFullYear();
  const prefix = of === 'request' ? `${tx.scope.bureau}-R` : tx.scope.bureau;
  return `${prefix}-${year}-${String(row?.n ?? 0).padStart(6, '0')}`;
}

type NewRequest = Omit<RequestRow, 'version' | 'decided_at' | 'decline_reason' | 'decline_explanation' | 'case_id'>;

export async function insertRequest(tx: Tx, r: NewRequest): Promise<void> {
  await tx.query(
    `INSERT INTO case_request (id, number, origin, agency, from_bureau, message_id, their_ask, their_ref, officer,
       agency_reference, offence, wanted, countries, urgency, legal_basis, purpose, summary, attachments, state, version,
       received_at, confirmed_at, submitted_by, compartment)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,1,$20,$21,$22,$23)`,
    [
      r.id,
      r.number,
      r.origin,
      r.agency,
      r.from_bureau,
      r.message_id,
      r.their_ask,
      r.their_ref,
      r.officer ? JSON.stringify(r.officer) : null,
      r.agency_reference,
      r.offence,
      r.wanted,
      r.countries,
      r.urgency,
      r.legal_basis,
      r.purpose,
      r.summary,
      JSON.stringify(r.attachments),
      r.state,
      r.received_at,
      r.confirmed_at,
      r.submitted_by,
      r.compartment,
    ],
  );
}

/** Persons of a request, after those it has; what says who a victim is goes into its own compartment. */
export async function insertPersons(
  tx: Tx,
  newId: () => string,
  request: { id: string; agency: string | null; compartment: string },
  persons: readonly { role: SubjectRole; particulars: Particulars }[],
): Promise<void> {
  const [count] = await tx.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM case_request_person WHERE request_id = $1',
    [request.id],
  );
  let position = count?.n ?? 0;
  for (const person of persons) {
    const id = newId();
    const { open, sealed } = splitIdentity(person.role, person.particulars);
    await tx.query(
      `INSERT INTO case_request_person (id, request_id, position, role, particulars, identity_held, agency, compartment)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8)`,
      [
        id,
        request.id,
        position++,
        person.role,
        JSON.stringify(open),
        sealed !== null,
        request.agency,
        request.compartment,
      ],
    );
    if (sealed) await insertIdentity(tx, id, sealed, request.agency);
  }
}

export async function personsOf(tx: Tx, requestId: string): Promise<PersonRow[]> {
  return tx.query<PersonRow>(
    'SELECT id, role, particulars, identity_held FROM case_request_person WHERE request_id = $1 ORDER BY position',
    [requestId],
  );
}

export async function findRequest(tx: Tx, id: string): Promise<RequestRow | null> {
  const [row] = await tx.query<RequestRow>('SELECT * FROM case_request WHERE id = $1', [id]);
  return row ?? null;
}

/**
 * The request, locked for a change that was based on `version`.
 * @throws AppError `not-found`; `conflict` with both values when somebody was faster
 */
export async function lockRequest(tx: Tx, id: string, version: number): Promise<RequestRow> {
  const [row] = await tx.query<RequestRow>('SELECT * FROM case_request WHERE id = $1 FOR UPDATE', [id]);
  if (!row) throw notFound('request');
  if (row.version !== version) {
    throw conflict('request', { version }, { version: row.version, state: row.state });
  }
  return row;
}

/** A decision on a request that is decided already, or waits for somebody else, is a conflict with its state. */
export function expectState(row: RequestRow, allowed: readonly RequestState[]): void {
  if (!allowed.includes(row.state)) {
    throw conflict('request state', { version: row.version }, { version: row.version, state: row.state });
  }
}

export async function updateRequest(
  tx: Tx,
  id: string,
  change: Partial<
    Pick<
      RequestRow,
      | 'state'
      | 'confirmed_at'
      | 'decided_at'
      | 'decline_reason'
      | 'decline_explanation'
      | 'case_id'
      | 'summary'
      | 'legal_basis'
    >
  > & { attachments?: RequestRow['attachments'] },
): Promise<void> {
  const columns: [string, unknown][] = Object.entries(change)
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => [column, column === 'attachments' ? JSON.stringify(value) : value]);
  const sets = columns.map(([column], i) => `${column} = $${i + 2}`);
  await tx.query(`UPDATE case_request SET ${['version = version + 1', ...sets].join(', ')} WHERE id = $1`, [
    id,
    ...columns.map(([, value]) => value),
  ]);
}

export async function saveCriteria(
  tx: Tx,
  request: Pick<RequestRow, 'id' | 'compartment'>,
  answers: readonly CriterionAnswer[],
): Promise<void> {
  for (const answer of answers) {
    await tx.query(
      `INSERT INTO case_intake_answer (request_id, code, answer, note, by_actor, at, compartment)
       VALUES ($1,$2,$3,$4,$5,$6,$7)
       ON CONFLICT (request_id, code) DO UPDATE SET answer = excluded.answer, note = excluded.note,
         by_actor = excluded.by_actor, at = excluded.at`,
      [request.id, answer.code, answer.answer, answer.note ?? null, tx.scope.actor.id, tx.now, request.compartment],
    );
  }
}

export async function addExchange(
  tx: Tx,
  id: string,
  request: Pick<RequestRow, 'id' | 'agency' | 'compartment'>,
  kind: 'needed' | 'answer',
  text: string,
): Promise<void> {
  await tx.query(
    `INSERT INTO case_request_exchange (id, request_id, at, kind, text, agency, compartment)
     VALUES ($1,$2,$3,$4,$5,$6,$7)`,
    [id, request.id, tx.now, kind, text, request.agency, request.compartment],
  );
}
