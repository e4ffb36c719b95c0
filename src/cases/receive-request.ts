import { type InboundMessage, refuse, type Tx } from '../platform/index.ts';
import type { WireCaseRequest, WireSupplement } from './contract.ts';
import type { CasesDeps } from './deps.ts';
import { requestRef } from './refs.ts';
import { requestKeys, saveKeys } from './requests/request-keys.ts';
import { goOn } from './resubmit-request.ts';
import { insertPersons, insertRequest, nextNumber, type RequestRow } from './store-requests.ts';
import { openIntake } from './submit-request.ts';
import { uuidOf } from './wire.ts';

/** Message `case.request`: another bureau asks. Its signature confirms who asks, so what is owed next is intake. */
export async function receiveRequest(deps: CasesDeps, tx: Tx, message: InboundMessage<WireCaseRequest>): Promise<void> {
  const { body, from } = message;
  uuidOf(body.ask, from, 'case.request.not-yours');
  uuidOf(body.caseRef, from, 'case.request.not-yours');
  const id = deps.runtime.newId();
  const number = await nextNumber(tx, 'request');
  const compartment = 'general';
  await insertRequest(tx, {
    id,
    number,
    origin: 'bureau',
    agency: null,
    from_bureau: from,
    message_id: message.id,
    their_ask: body.ask,
    their_ref: body.caseRef,
    officer: null,
    agency_reference: null,
    offence: body.offence,
    wanted: body.wanted,
    countries: body.countries,
    urgency: body.urgency,
    legal_basis: body.legalBasis,
    purpose: body.purpose,
    summary: body.summary,
    attachments: [],
    state: 'confirmed',
    received_at: tx.now,
    confirmed_at: tx.now,
    submitted_by: tx.scope.actor.id,
    compartment,
  });
  await insertPersons(tx, deps.runtime.newId, { id, agency: null, compartment }, body.persons);
  const source = { ...body, agency: null, agency_reference: null };
  await saveKeys(tx, { id, agency: null, compartment }, requestKeys(source, body.persons));
  deps.audit.record(tx, {
    act: 'request.received',
    entity: requestRef(id),
    about: [{ kind: 'message', id: message.id }],
    body: { number, agency: from, offence: body.offence, urgency: body.urgency, persons: body.persons.length },
  });
  await deps.federation.tag(tx, message.id, requestRef(id));
  await openIntake(deps, tx, { id, number, urgency: body.urgency, agency: null, compartment });
}

/** Message `case.request-supplement`: the asking bureau sends what was missing. */
export async function receiveSupplement(
  deps: CasesDeps,
  tx: Tx,
  message: InboundMessage<WireSupplement>,
): Promise<void> {
  const [row] = await tx.query<RequestRow>(
    'SELECT * FROM case_request WHERE their_ask = $1 AND from_bureau = $2 FOR UPDATE',
    [message.body.ask, message.from],
  );
  if (!row) throw refuse('case.request.unknown');
  if (row.state !== 'returned') throw refuse('case.request.not-returned', { state: row.state });
  await deps.federation.tag(tx, message.id, requestRef(row.id));
  await goOn(deps, tx, row, message.body.text, {});
}
