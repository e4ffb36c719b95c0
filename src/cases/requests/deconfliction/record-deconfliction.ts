import { invalid, notFound, refuse, type Tx } from '../../../platform/index.ts';
import type { Authority } from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { caseRef, requestRef } from '../../refs.ts';
import { findRequest, type RequestRow } from '../../store-requests.ts';
import type { EntryRow } from './deconfliction-store.ts';

/**
 * The request, when its officer is confirmed: nobody is asked anything before.
 * @throws AppError `refused`
 */
export async function confirmedRequest(tx: Tx, id: string): Promise<RequestRow> {
  const request = await findRequest(tx, id);
  if (!request) throw notFound('request');
  if (request.confirmed_at === null) throw refuse('deconfliction.officer-not-confirmed', { number: request.number });
  if (request.state === 'declined') throw refuse('upload.request-decided');
  return request;
}

export async function insertEntry(
  tx: Tx,
  entry: Omit<EntryRow, 'answered_at'> & { compartment: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO case_deconfliction (id, request_id, authority, method, state, contact, note, pointers, by_actor, at,
       answered_at, compartment)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)`,
    [
      entry.id,
      entry.request_id,
      entry.authority,
      entry.method,
      entry.state,
      entry.contact,
      entry.note,
      entry.pointers,
      entry.by_actor,
      entry.at,
      entry.state === 'asked' ? null : tx.now,
      entry.compartment,
    ],
  );
}

/** What an authority said on the telephone: nothing there, or whom to call. */
export async function recordByHand(
  deps: CasesDeps,
  tx: Tx,
  requestId: string,
  input: { authority: Authority; result: 'clear' | 'pointer'; contact?: string | undefined; note?: string | undefined },
): Promise<{ id: string }> {
  const request = await confirmedRequest(tx, requestId);
  if (input.result === 'pointer' && input.contact === undefined)
    throw invalid('/body/contact', 'deconfliction.contact-needed');
  const id = deps.runtime.newId();
  await insertEntry(tx, {
    id,
    request_id: requestId,
    authority: input.authority,
    method: 'by-hand',
    state: input.result,
    contact: input.contact ?? null,
    note: input.note ?? null,
    pointers: 0,
    by_actor: tx.scope.actor.id,
    at: tx.now,
    compartment: request.compartment,
  });
  deps.audit.record(tx, {
    act: 'deconfliction.answered',
    entity: requestRef(requestId),
    about: request.case_id === null ? [] : [caseRef(request.case_id)],
    body: { number: request.number, authority: input.authority, result: input.result },
  });
  return { id };
}

/** Goes on without: by a supervisor or the watch, with the reason, for good. */
export async function overrideDeconfliction(
  deps: CasesDeps,
  tx: Tx,
  requestId: string,
  reason: string,
): Promise<{ id: string }> {
  const request = await confirmedRequest(tx, requestId);
  const done = await tx.query(
    `INSERT INTO case_deconfliction_override (request_id, reason, by_actor, at, compartment) VALUES ($1,$2,$3,$4,$5)
     ON CONFLICT DO NOTHING RETURNING request_id`,
    [requestId, reason, tx.scope.actor.id, tx.now, request.compartment],
  );
  if (done.length === 0) throw refuse('deconfliction.overridden-already');
  deps.audit.record(tx, {
    act: 'deconfliction.overridden',
    entity: requestRef(requestId),
    about: request.case_id === null ? [] : [caseRef(request.case_id)],
    body: { number: request.number },
  });
  return { id: requestId };
}
