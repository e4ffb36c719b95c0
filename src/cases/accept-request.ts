import { invalid, refuse, type Tx } from '../platform/index.ts';
import { answerRequester } from './answer-requester.ts';
import { type AcceptRequest, CRITERIA, type CriterionAnswer } from './contract.ts';
import { dueAt, ownerOf } from './deadlines.ts';
import type { CasesDeps } from './deps.ts';
import { compareLater } from './merge/compare-subject.ts';
import { caseRef, requestRef, subjectRef } from './refs.ts';
import { insertReport } from './report-store.ts';
import { oweChildWelfare } from './requests/child-welfare.ts';
import { insertCase, insertSubject } from './store-cases.ts';
import {
  expectState,
  lockRequest,
  nextNumber,
  personsOf,
  type RequestRow,
  saveCriteria,
  updateRequest,
} from './store-requests.ts';

/**
 * Takes the request on as a case, its persons as subjects. All seven criteria must be answered and met, and an agency's
 * officer confirmed.
 * @throws AppError `refused` (officer not confirmed, criterion not met), `invalid` (criterion not answered), `conflict`
 */
export async function acceptRequest(
  deps: CasesDeps,
  tx: Tx,
  id: string,
  input: AcceptRequest,
): Promise<{ requestId: string; caseId: string; caseNumber: string; version: number }> {
  const row = await lockRequest(tx, id, input.version);
  if (row.state === 'received') throw refuse('request.accept.officer-not-confirmed', { number: row.number });
  expectState(row, ['confirmed']);
  checkCriteria(input.criteria);
  await saveCriteria(tx, row, input.criteria);
  const caseId = deps.runtime.newId();
  const caseNumber = await nextNumber(tx, 'case');
  const reviewAt = dueAt('review', row.urgency, tx.now);
  await insertCase(tx, {
    id: caseId,
    number: caseNumber,
    title: input.title,
    offence: row.offence,
    wanted: row.wanted,
    countries: row.countries,
    urgency: row.urgency,
    legal_basis: row.legal_basis,
    purpose: row.purpose,
    summary: row.summary,
    opened_at: tx.now,
    review_at: reviewAt,
    lead: tx.scope.actor.id,
    request_id: id,
    from_bureau: row.from_bureau,
    their_ask: row.their_ask,
    their_ref: row.their_ref,
    agency: row.agency,
    compartment: row.compartment,
  });
  deps.audit.record(tx, {
    act: 'request.accepted',
    entity: requestRef(id),
    about: [caseRef(caseId)],
    body: { number: row.number, case: caseNumber },
  });
  deps.audit.record(tx, {
    act: 'case.opened',
    entity: caseRef(caseId),
    about: [requestRef(id)],
    body: { number: caseNumber, request: row.number, offence: row.offence, urgency: row.urgency },
  });
  await takeOverPersons(deps, tx, row, caseId);
  await updateRequest(tx, id, { state: 'accepted', decided_at: tx.now, case_id: caseId });
  await deps.work.close(tx, { ref: requestRef(id), outcome: 'accepted' });
  await oweChildWelfare(deps, tx, { ...row, id: caseId, number: caseNumber });
  await openProgress(deps, tx, {
    id: caseId,
    number: caseNumber,
    urgency: row.urgency,
    compartment: row.compartment,
    reviewAt,
  });
  if (row.from_bureau !== null) {
    const messageId = await answerRequester(deps, tx, row, { stage: 'accepted', caseId });
    if (messageId) await insertReport(deps, tx, { caseId, to: row.from_bureau, kind: 'answer', messageId });
    await deps.work.open(tx, {
      ref: caseRef(caseId),
      task: 'case.answer',
      owner: ownerOf(row.urgency),
      dueAt: dueAt('answer', row.urgency, tx.now),
      urgency: row.urgency,
      params: { number: caseNumber, bureau: row.from_bureau },
      compartment: row.compartment,
    });
  }
  return { requestId: id, caseId, caseNumber, version: 1 };
}

/** An open case owes a look at its progress by its review date: so no case is ever without an owner and a deadline. */
export async function openProgress(
  deps: CasesDeps,
  tx: Tx,
  c: { id: string; number: string; urgency: RequestRow['urgency']; compartment: string; reviewAt: number },
): Promise<void> {
  await deps.work.open(tx, {
    ref: caseRef(c.id),
    task: 'case.progress',
    owner: { role: 'analyst' },
    dueAt: c.reviewAt,
    urgency: c.urgency,
    params: { number: c.number },
    compartment: c.compartment,
  });
}

function checkCriteria(answers: readonly CriterionAnswer[]): void {
  for (const criterion of CRITERIA) {
    const found = answers.find((answer) => answer.code === criterion);
    if (!found) throw invalid('/body/criteria', 'request.criteria.missing', { criterion });
    if (found.answer === 'not-met') throw refuse('request.accept.criterion-not-met', { criterion }, '/body/criteria');
  }
}

/** A person keeps the id, so what is sealed about a victim need not be opened to move. */
async function takeOverPersons(deps: CasesDeps, tx: Tx, request: RequestRow, caseId: string): Promise<void> {
  for (const person of await personsOf(tx, request.id)) {
    await insertSubject(tx, {
      id: person.id,
      case_id: caseId,
      role: person.role,
      particulars: person.particulars,
      identity_held: person.identity_held,
      added_at: tx.now,
      compartment: request.compartment,
    });
    deps.audit.record(tx, {
      act: 'subject.added',
      entity: subjectRef(person.id),
      about: [caseRef(caseId)],
      body: { role: person.role },
    });
    await compareLater(deps, tx, person.id);
  }
}
