import type { Tx } from '../platform/index.ts';
import { answerRequester } from './answer-requester.ts';
import type { ReturnRequest } from './contract.ts';
import { dueAt, ownerOf } from './deadlines.ts';
import type { CasesDeps } from './deps.ts';
import { requestRef } from './refs.ts';
import { addExchange, expectState, lockRequest, saveCriteria, updateRequest } from './store-requests.ts';

/** Sends the request back for information. It stays ours: somebody here watches for the answer. */
export async function returnRequest(
  deps: CasesDeps,
  tx: Tx,
  id: string,
  input: ReturnRequest,
): Promise<{ id: string; version: number }> {
  const row = await lockRequest(tx, id, input.version);
  expectState(row, ['received', 'confirmed']);
  await saveCriteria(tx, row, input.criteria);
  await addExchange(tx, deps.runtime.newId(), row, 'needed', input.needed);
  await updateRequest(tx, id, { state: 'returned' });
  deps.audit.record(tx, { act: 'request.returned', entity: requestRef(id), body: { number: row.number } });
  await deps.work.close(tx, { ref: requestRef(id), outcome: 'returned' });
  await deps.work.open(tx, {
    ref: requestRef(id),
    task: 'request.information',
    owner: ownerOf(row.urgency),
    dueAt: dueAt('information', row.urgency, tx.now),
    urgency: row.urgency,
    params: { number: row.number },
    compartment: row.compartment,
    agency: row.agency,
  });
  await answerRequester(deps, tx, row, { stage: 'returned', text: input.needed });
  return { id, version: row.version + 1 };
}
