import { refuse, type Tx } from '../platform/index.ts';
import { answerRequester } from './answer-requester.ts';
import type { AnswerBureau } from './contract.ts';
import type { CasesDeps } from './deps.ts';
import { caseRef } from './refs.ts';
import { insertReport } from './report-store.ts';
import { lockOpenCase, updateCase } from './store-cases.ts';
import { findRequest } from './store-requests.ts';

/** Sends our answer to the bureau whose request became this case; what is owed to it ends. */
export async function answerBureau(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  input: AnswerBureau,
): Promise<{ id: string; version: number }> {
  const row = await lockOpenCase(tx, caseId, input.version);
  const request = row.request_id === null ? null : await findRequest(tx, row.request_id);
  if (!request || request.from_bureau === null) throw refuse('case.answer.nobody-asked', { number: row.number });
  const messageId = await answerRequester(deps, tx, request, { stage: 'answered', text: input.text, caseId });
  if (messageId) await insertReport(deps, tx, { caseId, to: request.from_bureau, kind: 'answer', messageId });
  await updateCase(tx, caseId, { answered_at: tx.now });
  deps.audit.record(tx, {
    act: 'case.answered',
    entity: caseRef(caseId),
    body: { number: row.number, bureau: request.from_bureau },
  });
  await deps.work.close(tx, { ref: caseRef(caseId), task: 'case.answer', outcome: 'answered' });
  return { id: caseId, version: row.version + 1 };
}
