import type { Tx } from '../platform/index.ts';
import { answerRequester } from './answer-requester.ts';
import type { DeclineRequest } from './contract.ts';
import type { CasesDeps } from './deps.ts';
import { requestRef } from './refs.ts';
import { expectState, lockRequest, saveCriteria, updateRequest } from './store-requests.ts';

/** Refuses the request with its reason; the agency reads it in its status, another bureau gets it by message. */
export async function declineRequest(
  deps: CasesDeps,
  tx: Tx,
  id: string,
  input: DeclineRequest,
): Promise<{ id: string; version: number }> {
  const row = await lockRequest(tx, id, input.version);
  expectState(row, ['received', 'confirmed', 'returned']);
  await saveCriteria(tx, row, input.criteria);
  await updateRequest(tx, id, {
    state: 'declined',
    decided_at: tx.now,
    decline_reason: input.reason,
    decline_explanation: input.explanation,
  });
  deps.audit.record(tx, {
    act: 'request.declined',
    entity: requestRef(id),
    body: { number: row.number, reason: input.reason },
  });
  await deps.work.close(tx, { ref: requestRef(id), outcome: 'declined' });
  await answerRequester(deps, tx, row, { stage: 'refused', reason: input.reason, text: input.explanation });
  return { id, version: row.version + 1 };
}
