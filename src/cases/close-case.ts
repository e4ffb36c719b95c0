import { AppError, type FieldProblem, invalid, refuse, type Tx } from '../platform/index.ts';
import { openProgress } from './accept-request.ts';
import type { CloseCase, ReviewCase } from './contract.ts';
import type { CasesDeps } from './deps.ts';
import { dutiesOf } from './duties/duties.ts';
import { withdrawOffers } from './duties/hand-over.ts';
import { familyOf } from './merge/survivor.ts';
import { addNote } from './notes/add-note.ts';
import { caseRef } from './refs.ts';
import { hasChildWelfare, needsChildWelfare } from './requests/child-welfare.ts';
import { asksOf, linksOf, lockOpenCase, outcomesOf, tasksOf, updateCase } from './store-cases.ts';

/** Says what is still owed on a case in a room above this one: a code and its values for each. */
export type ClosingCheck = (
  tx: Tx,
  caseId: string,
) => Promise<readonly { code: string; params: FieldProblem['params'] }[]>;

const OPEN_ASK = new Set(['sent', 'accepted', 'returned', 'undelivered']);

/**
 * Closes a case that achieved something and on which nothing is owed.
 * @throws AppError `refused`: without an outcome, or with what is still open, one problem each; `conflict`
 */
export async function closeCase(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  input: CloseCase,
  checks: readonly ClosingCheck[],
): Promise<{ id: string; version: number }> {
  const row = await lockOpenCase(tx, caseId, input.version);
  const outcomes = await outcomesOf(tx, caseId);
  if (outcomes.length === 0) throw refuse('case.close.no-outcome', { number: row.number });
  const owed: FieldProblem[] = [];
  const add = (code: string, params: FieldProblem['params']): void => {
    owed.push({ pointer: '', code, params });
  };
  if (row.from_bureau !== null && row.answered_at === null) add('case.close.answer-owed', { bureau: row.from_bureau });
  if (needsChildWelfare(row.wanted) && !(await hasChildWelfare(deps, tx, caseId)))
    add('case.close.child-welfare-owed', {});
  for (const ask of await asksOf(tx, caseId)) {
    if (OPEN_ASK.has(ask.state)) add('case.close.ask-open', { bureau: ask.to_bureau, state: ask.state });
  }
  for (const task of await tasksOf(tx, caseId)) {
    if (task.state === 'open') add('case.close.task-open', { agency: task.to_agency });
  }
  for (const duty of await dutiesOf(tx, caseId))
    if (duty.state === 'open') add('case.close.duty-open', { what: duty.what });
  const openOf = new Map<string, ReadonlySet<string>>();
  for (const link of await linksOf(tx, caseId)) {
    let open = openOf.get(link.ref_kind);
    if (!open) {
      open = await deps.work.openRefs(tx, link.ref_kind);
      openOf.set(link.ref_kind, open);
    }
    if (open.has(link.ref_id)) add('case.close.linked-open', { kind: link.ref_kind, label: link.label });
  }
  // What rooms above still owe on a case that was taken into this one holds it up too.
  for (const id of await familyOf(tx, caseId)) {
    for (const check of checks) for (const { code, params } of await check(tx, id)) add(code, params);
  }
  if (owed.length > 0) throw new AppError('refused', 'case.close.work-owed', { errors: owed });
  if (input.note !== undefined) await addNote(deps, tx, caseId, input.note);
  await withdrawOffers(deps, tx, row);
  await updateCase(tx, caseId, { state: 'closed', closed_at: tx.now });
  // Who asked for a case that was taken into this one is told that it ended.
  await tx.query('UPDATE case_file SET closed_at = $2 WHERE merged_into = $1', [caseId, tx.now]);
  deps.audit.record(tx, {
    act: 'case.closed',
    entity: caseRef(caseId),
    body: { number: row.number, outcomes: [...new Set(outcomes.map((o) => o.outcome))].join(', ') },
  });
  await deps.work.close(tx, { ref: caseRef(caseId), outcome: 'closed' });
  return { id: caseId, version: row.version + 1 };
}

/** Looked at: what was done, and when it is looked at again. Ends too what was owed for a report that did not arrive. */
export async function reviewCase(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  input: ReviewCase,
): Promise<{ id: string; version: number }> {
  const row = await lockOpenCase(tx, caseId, input.version);
  const LONGEST_MS = 366 * 86_400_000;
  if (input.nextReviewAt <= tx.now) throw invalid('/body/nextReviewAt', 'deadline.in-past');
  if (input.nextReviewAt > tx.now + LONGEST_MS) throw invalid('/body/nextReviewAt', 'deadline.too-far', { days: 366 });
  await addNote(deps, tx, caseId, input.note);
  await updateCase(tx, caseId, { review_at: input.nextReviewAt });
  deps.audit.record(tx, { act: 'case.reviewed', entity: caseRef(caseId), body: { number: row.number } });
  await deps.work.close(tx, { ref: caseRef(caseId), task: 'case.report-undelivered', outcome: 'reviewed' });
  await deps.work.close(tx, { ref: caseRef(caseId), task: 'case.progress', outcome: 'reviewed' });
  await openProgress(deps, tx, {
    id: caseId,
    number: row.number,
    urgency: row.urgency,
    compartment: row.compartment,
    reviewAt: input.nextReviewAt,
  });
  return { id: caseId, version: row.version + 1 };
}
