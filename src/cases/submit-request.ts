import { invalid, type Tx } from '../platform/index.ts';
import { checkOffence } from './check-offence.ts';
import type { SubmitRequest } from './contract.ts';
import { dueAt, ownerOf } from './deadlines.ts';
import type { CasesDeps } from './deps.ts';
import { requestRef } from './refs.ts';
import { requestKeys, saveKeys } from './requests/request-keys.ts';
import { insertPersons, insertRequest, nextNumber } from './store-requests.ts';

/**
 * An officer of an agency asks for help. Nothing is searched or sent: what is owed next is the call-back.
 * @throws AppError `invalid` when the directory has no such agency, or it is not the officer's own
 */
export async function submitRequest(
  deps: CasesDeps,
  tx: Tx,
  input: SubmitRequest,
): Promise<{ id: string; number: string; version: number }> {
  const agency = await deps.directory.agency(tx, input.agency);
  if (agency?.kind !== 'law-enforcement') throw invalid('/body/agency', 'agency.unknown', { ori: input.agency });
  if (tx.scope.agency !== null && tx.scope.agency !== input.agency) {
    throw invalid('/body/agency', 'agency.not-yours', { ori: input.agency });
  }
  await checkOffence(input.offence);
  const id = deps.runtime.newId();
  const number = await nextNumber(tx, 'request');
  const compartment = 'general';
  await insertRequest(tx, {
    id,
    number,
    origin: 'agency',
    agency: input.agency,
    from_bureau: null,
    message_id: null,
    their_ask: null,
    their_ref: null,
    officer: input.officer,
    agency_reference: input.agencyReference ?? null,
    offence: input.offence,
    wanted: input.wanted,
    countries: input.countries,
    urgency: input.urgency,
    legal_basis: input.legalBasis,
    purpose: input.purpose,
    summary: input.summary,
    attachments: input.attachments,
    state: 'received',
    received_at: tx.now,
    confirmed_at: null,
    submitted_by: tx.scope.actor.id,
    compartment,
  });
  await insertPersons(tx, deps.runtime.newId, { id, agency: input.agency, compartment }, input.persons);
  const source = { ...input, agency_reference: input.agencyReference ?? null };
  await saveKeys(tx, { id, agency: input.agency, compartment }, requestKeys(source, input.persons));
  deps.audit.record(tx, {
    act: 'request.received',
    entity: requestRef(id),
    body: {
      number,
      agency: input.agency,
      offence: input.offence,
      urgency: input.urgency,
      persons: input.persons.length,
    },
  });
  await openCallBack(deps, tx, { id, number, urgency: input.urgency, agency: input.agency, compartment });
  return { id, number, version: 1 };
}

/** The call that confirms the officer: owed before anything else. */
export async function openCallBack(
  deps: CasesDeps,
  tx: Tx,
  request: {
    id: string;
    number: string;
    urgency: SubmitRequest['urgency'];
    agency: string | null;
    compartment: string;
  },
): Promise<void> {
  await deps.work.open(tx, {
    ref: requestRef(request.id),
    task: 'request.call-back',
    owner: ownerOf(request.urgency),
    dueAt: dueAt('call-back', request.urgency, tx.now),
    urgency: request.urgency,
    params: { number: request.number, agency: request.agency ?? '' },
    compartment: request.compartment,
    agency: request.agency,
  });
}

/** The seven criteria: owed once the asker is confirmed. */
export async function openIntake(
  deps: CasesDeps,
  tx: Tx,
  request: {
    id: string;
    number: string;
    urgency: SubmitRequest['urgency'];
    agency: string | null;
    compartment: string;
  },
): Promise<void> {
  await deps.work.open(tx, {
    ref: requestRef(request.id),
    task: 'request.intake',
    owner: ownerOf(request.urgency),
    dueAt: dueAt('intake', request.urgency, tx.now),
    urgency: request.urgency,
    params: { number: request.number },
    compartment: request.compartment,
    agency: request.agency,
  });
}
