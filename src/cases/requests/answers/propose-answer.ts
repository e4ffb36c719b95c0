import { notFound, refuse, type Tx } from '../../../platform/index.ts';
import type { AnswerBureau } from '../../contract.ts';
import { dueAt, ownerOf } from '../../deadlines.ts';
import type { CasesDeps } from '../../deps.ts';
import { caseRef } from '../../refs.ts';
import { lockOpenCase, updateCase } from '../../store-cases.ts';
import { findRequest } from '../../store-requests.ts';

export const REVIEW_TASK = 'case.disclosure-review';

/**
 * Drafts our answer to the bureau whose request this case is. It leaves when another person has looked at what it discloses.
 * @throws AppError `refused` when nobody abroad asked, or a draft waits already; `conflict`
 */
export async function proposeAnswer(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  input: AnswerBureau,
): Promise<{ id: string; version: number }> {
  const row = await lockOpenCase(tx, caseId, input.version);
  const request = row.request_id === null ? null : await findRequest(tx, row.request_id);
  if (!request || request.from_bureau === null) throw refuse('case.answer.nobody-asked', { number: row.number });
  const [waiting] = await tx.query("SELECT 1 FROM case_answer WHERE case_id = $1 AND state = 'proposed'", [caseId]);
  if (waiting) throw refuse('case.answer.review-waits', { number: row.number });
  await tx.query(
    `INSERT INTO case_answer (id, case_id, text, state, version, drafted_by, drafted_at, compartment)
     VALUES ($1,$2,$3,'proposed',1,$4,$5,$6)`,
    [deps.runtime.newId(), caseId, input.text, tx.scope.actor.id, tx.now, row.compartment],
  );
  await updateCase(tx, caseId, {});
  deps.audit.record(tx, {
    act: 'case.answer-drafted',
    entity: caseRef(caseId),
    body: { number: row.number, bureau: request.from_bureau },
  });
  await deps.work.open(tx, {
    ref: caseRef(caseId),
    task: REVIEW_TASK,
    owner: ownerOf(row.urgency),
    dueAt: dueAt('intake', row.urgency, tx.now),
    urgency: row.urgency,
    params: { number: row.number, bureau: request.from_bureau },
    compartment: row.compartment,
  });
  return { id: caseId, version: row.version + 1 };
}

export interface AnswerRow {
  id: string;
  case_id: string;
  text: string;
  state: 'proposed' | 'released' | 'returned';
  version: number;
  drafted_by: string;
  drafted_at: number;
  reviewed_by: string | null;
  reviewed_at: number | null;
  note: string | null;
  compartment: string;
}

export async function findAnswer(tx: Tx, id: string): Promise<AnswerRow | null> {
  const [row] = await tx.query<AnswerRow>('SELECT * FROM case_answer WHERE id = $1', [id]);
  return row ?? null;
}

/** @throws AppError `not-found` */
export async function lockAnswer(tx: Tx, id: string): Promise<AnswerRow> {
  const [row] = await tx.query<AnswerRow>('SELECT * FROM case_answer WHERE id = $1 FOR UPDATE', [id]);
  if (!row) throw notFound('answer');
  return row;
}
