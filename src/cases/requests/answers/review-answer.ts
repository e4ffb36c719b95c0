import { conflict, invalid, refuse, type Tx } from '../../../platform/index.ts';
import { answerRequester } from '../../answer-requester.ts';
import type { AnswerView, ReviewAnswer } from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { caseRef } from '../../refs.ts';
import { insertReport } from '../../report-store.ts';
import { lockOpenCase, updateCase } from '../../store-cases.ts';
import { findRequest } from '../../store-requests.ts';
import { actorNames } from '../../views.ts';
import { type AnswerRow, lockAnswer, REVIEW_TASK } from './propose-answer.ts';

/**
 * Another person than the drafter looks at what the answer discloses: it leaves for the bureau that asked, or goes back.
 * @throws AppError `refused` for the drafter; `invalid` without a note where one is needed; `conflict`
 */
export async function reviewAnswer(
  deps: CasesDeps,
  tx: Tx,
  id: string,
  input: ReviewAnswer,
  flags: AnswerView['flags'],
): Promise<{ id: string; version: number }> {
  const answer = await lockAnswer(tx, id);
  if (answer.version !== input.version || answer.state !== 'proposed') {
    throw conflict('answer', { version: input.version }, { version: answer.version, state: answer.state });
  }
  if (answer.drafted_by === tx.scope.actor.id) throw refuse('case.answer.own-draft');
  if (input.note === undefined && (input.decision === 'return' || flags.length > 0)) {
    throw invalid(
      '/body/note',
      input.decision === 'return' ? 'case.answer.why-returned' : 'case.answer.flags-need-note',
    );
  }
  const row = await lockOpenCase(tx, answer.case_id);
  const released = input.decision === 'release';
  await tx.query(
    `UPDATE case_answer SET state = $2, reviewed_by = $3, reviewed_at = $4, note = $5, version = version + 1 WHERE id = $1`,
    [id, released ? 'released' : 'returned', tx.scope.actor.id, tx.now, input.note ?? null],
  );
  await deps.work.close(tx, { ref: caseRef(row.id), task: REVIEW_TASK, outcome: input.decision });
  const request = row.request_id === null ? null : await findRequest(tx, row.request_id);
  const bureau = request?.from_bureau ?? '';
  if (!released) {
    deps.audit.record(tx, {
      act: 'case.answer-returned',
      entity: caseRef(row.id),
      body: { number: row.number, bureau },
    });
    await updateCase(tx, row.id, {});
    return { id, version: answer.version + 1 };
  }
  if (!request || request.from_bureau === null) throw refuse('case.answer.nobody-asked', { number: row.number });
  const messageId = await answerRequester(deps, tx, request, { stage: 'answered', text: answer.text, caseId: row.id });
  if (messageId) await insertReport(deps, tx, { caseId: row.id, to: request.from_bureau, kind: 'answer', messageId });
  await updateCase(tx, row.id, { answered_at: tx.now });
  deps.audit.record(tx, {
    act: 'case.answered',
    entity: caseRef(row.id),
    body: { number: row.number, bureau, flags: flags.length },
  });
  await deps.work.close(tx, { ref: caseRef(row.id), task: 'case.answer', outcome: 'answered' });
  return { id, version: answer.version + 1 };
}

/** The drafts of a case's answer, newest first; a waiting one with what the program found in it. */
export async function answersOf(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  flagsOf: (row: AnswerRow) => AnswerView['flags'],
): Promise<AnswerView[]> {
  const rows = await tx.query<AnswerRow>(
    'SELECT * FROM case_answer WHERE case_id = $1 ORDER BY drafted_at DESC, id LIMIT 50',
    [caseId],
  );
  const nameOf = await actorNames(
    deps.access,
    tx,
    rows.flatMap((row) => [row.drafted_by, row.reviewed_by ?? '']),
  );
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    state: row.state,
    version: row.version,
    draftedBy: nameOf(row.drafted_by),
    draftedAt: row.drafted_at,
    reviewedBy: row.reviewed_by === null ? null : nameOf(row.reviewed_by),
    reviewedAt: row.reviewed_at,
    note: row.note,
    flags: row.state === 'proposed' ? flagsOf(row) : [],
    own: row.drafted_by === tx.scope.actor.id,
  }));
}
