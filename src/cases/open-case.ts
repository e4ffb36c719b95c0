import type { Tx } from '../platform/index.ts';
import { openProgress } from './accept-request.ts';
import { checkOffence } from './check-offence.ts';
import type { OpenCase } from './contract.ts';
import { dueAt } from './deadlines.ts';
import type { CasesDeps } from './deps.ts';
import { caseRef } from './refs.ts';
import { oweChildWelfare } from './requests/child-welfare.ts';
import { insertCase } from './store-cases.ts';
import { nextNumber } from './store-requests.ts';

/** The bureau opens a case of its own, such as on another bureau's message. */
export async function openCase(deps: CasesDeps, tx: Tx, input: OpenCase): Promise<{ id: string; number: string }> {
  await checkOffence(input.offence);
  const id = deps.runtime.newId();
  const number = await nextNumber(tx, 'case');
  const reviewAt = dueAt('review', input.urgency, tx.now);
  await insertCase(tx, {
    id,
    number,
    title: input.title,
    offence: input.offence,
    wanted: input.wanted,
    countries: input.countries,
    urgency: input.urgency,
    legal_basis: input.legalBasis,
    purpose: input.purpose,
    summary: input.summary,
    opened_at: tx.now,
    review_at: reviewAt,
    lead: tx.scope.actor.id,
    request_id: null,
    from_bureau: null,
    their_ask: null,
    their_ref: null,
    agency: null,
    compartment: 'general',
  });
  deps.audit.record(tx, {
    act: 'case.opened',
    entity: caseRef(id),
    body: { number, request: '', offence: input.offence, urgency: input.urgency },
  });
  await oweChildWelfare(deps, tx, { ...input, id, number, agency: null, compartment: 'general' });
  await openProgress(deps, tx, { id, number, urgency: input.urgency, compartment: 'general', reviewAt });
  return { id, number };
}
