import type { Access } from '../access/index.ts';
import { notFound, type Tx } from '../platform/index.ts';
import { wireId } from '../protocol/index.ts';
import type { AskView, CaseSummary, RequestSummary, RequestView, SubjectView } from './contract.ts';
import type { CasesDeps } from './deps.ts';
import type { AskRow, CaseRow, SubjectRow } from './store-cases.ts';
import { findRequest, personsOf, type RequestRow } from './store-requests.ts';

/** Who an actor is, for a reader: a person's name, or the id as it stands in the ledger (`bureau:NL`, `system`). */
export async function actorNames(access: Access, tx: Tx, ids: readonly string[]): Promise<(id: string) => string> {
  const people = await access.people(
    tx,
    [...new Set(ids)].filter((id) => id.startsWith('person:')),
  );
  return (id) => people.get(id)?.name ?? id;
}

export function requestSummary(row: RequestRow & { case_number?: string | null }): RequestSummary {
  return {
    id: row.id,
    number: row.number,
    origin: row.origin,
    agency: row.agency,
    from: row.from_bureau,
    offence: row.offence,
    wanted: row.wanted,
    countries: row.countries,
    urgency: row.urgency,
    state: row.state,
    version: row.version,
    receivedAt: row.received_at,
    caseId: row.case_id,
    caseNumber: row.case_number ?? null,
  };
}

/** @throws AppError `not-found` */
export async function requestView(deps: CasesDeps, tx: Tx, id: string): Promise<RequestView> {
  const row = await findRequest(tx, id);
  if (!row) throw notFound('request');
  const agency = row.agency === null ? null : await deps.directory.agency(tx, row.agency);
  const [caseRow] =
    row.case_id === null
      ? []
      : await tx.query<{ number: string }>('SELECT number FROM case_file WHERE id = $1', [row.case_id]);
  const calls = await tx.query<{
    id: string;
    at: number;
    by_actor: string;
    number_dialled: string;
    confirmed_by: string;
    result: 'confirmed' | 'not-confirmed';
    note: string | null;
  }>('SELECT * FROM case_call_back WHERE request_id = $1 ORDER BY at, id', [id]);
  const criteria = await tx.query<{
    code: RequestView['criteria'][number]['code'];
    answer: 'met' | 'not-met';
    note: string | null;
    by_actor: string;
    at: number;
  }>('SELECT * FROM case_intake_answer WHERE request_id = $1 ORDER BY code', [id]);
  const exchanges = await tx.query<RequestView['exchanges'][number]>(
    'SELECT at, kind, text FROM case_request_exchange WHERE request_id = $1 ORDER BY at, id',
    [id],
  );
  const persons = await personsOf(tx, id);
  const name = await actorNames(deps.access, tx, [
    row.submitted_by,
    ...calls.map((call) => call.by_actor),
    ...criteria.map((criterion) => criterion.by_actor),
  ]);
  return {
    ...requestSummary({ ...row, case_number: caseRow?.number ?? null }),
    agencyName: agency?.name ?? null,
    directoryNumber: agency?.callBack ?? null,
    officer: row.officer,
    agencyReference: row.agency_reference,
    theirRef: row.their_ref,
    legalBasis: row.legal_basis,
    purpose: row.purpose,
    summary: row.summary,
    persons: persons.map((p) => ({
      id: p.id,
      role: p.role,
      particulars: p.particulars,
      identityHeld: p.identity_held,
    })),
    attachments: row.attachments,
    callBacks: calls.map((call) => ({
      id: call.id,
      at: call.at,
      by: name(call.by_actor),
      numberDialled: call.number_dialled,
      confirmedBy: call.confirmed_by,
      result: call.result,
      note: call.note,
    })),
    criteria: criteria.map((c) => ({ code: c.code, answer: c.answer, note: c.note, by: name(c.by_actor), at: c.at })),
    exchanges,
    declined:
      row.decline_reason === null
        ? null
        : { reason: row.decline_reason, explanation: row.decline_explanation ?? '', at: row.decided_at ?? 0 },
    submittedBy: name(row.submitted_by),
  };
}

export function caseSummary(tx: Tx, row: CaseRow): CaseSummary {
  return {
    id: row.id,
    wireId: wireId(tx.scope.bureau, 'case', row.id),
    number: row.number,
    title: row.title,
    offence: row.offence,
    urgency: row.urgency,
    state: row.state,
    version: row.version,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    reviewAt: row.review_at,
    agency: row.agency,
    from: row.from_bureau,
  };
}

export function subjectView(row: SubjectRow): SubjectView {
  return {
    id: row.id,
    caseId: row.case_id,
    role: row.role,
    particulars: row.particulars,
    identityHeld: row.identity_held,
    version: row.version,
    addedAt: row.added_at,
  };
}

export function askView(row: AskRow): AskView {
  return {
    id: row.id,
    to: row.to_bureau,
    messageId: row.message_id,
    wanted: row.wanted,
    state: row.state,
    reason: row.reason,
    explanation: row.explanation,
    answer: row.answer,
    theirRef: row.their_ref,
    dueAt: row.due_at,
    at: row.at,
  };
}
