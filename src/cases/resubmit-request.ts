import { invalid, type Tx } from '../platform/index.ts';
import type { ResubmitRequest } from './contract.ts';
import type { CasesDeps } from './deps.ts';
import { requestRef } from './refs.ts';
import {
  addExchange,
  expectState,
  insertPersons,
  lockRequest,
  personsOf,
  type RequestRow,
  updateRequest,
} from './store-requests.ts';
import { openCallBack, openIntake } from './submit-request.ts';

const MOST = 40;

/** The officer answers what was asked; the request goes on where it was: call-back, or intake when already confirmed. */
export async function resubmitRequest(
  deps: CasesDeps,
  tx: Tx,
  id: string,
  input: ResubmitRequest,
): Promise<{ id: string; version: number }> {
  const row = await lockRequest(tx, id, input.version);
  expectState(row, ['returned']);
  const persons = await personsOf(tx, id);
  if (persons.length + input.addPersons.length > MOST)
    throw invalid('/body/addPersons', 'input.too-many', { most: MOST });
  if (row.attachments.length + input.addAttachments.length > MOST) {
    throw invalid('/body/addAttachments', 'input.too-many', { most: MOST });
  }
  await insertPersons(tx, deps.runtime.newId, row, input.addPersons);
  return goOn(deps, tx, row, input.answer, {
    attachments: [...row.attachments, ...input.addAttachments],
    summary: input.summary,
    legal_basis: input.legalBasis,
  });
}

/** Back from `returned`, with the asker's answer. */
export async function goOn(
  deps: CasesDeps,
  tx: Tx,
  row: RequestRow,
  answer: string,
  change: { attachments?: RequestRow['attachments']; summary?: string; legal_basis?: string },
  /** Id of the answer, when its sender drew one. */
  exchangeId = deps.runtime.newId(),
): Promise<{ id: string; version: number }> {
  await addExchange(tx, exchangeId, row, 'answer', answer);
  const isConfirmed = row.confirmed_at !== null;
  await updateRequest(tx, row.id, { ...change, state: isConfirmed ? 'confirmed' : 'received' });
  deps.audit.record(tx, { act: 'request.resubmitted', entity: requestRef(row.id), body: { number: row.number } });
  await deps.work.close(tx, { ref: requestRef(row.id), outcome: 'answered' });
  if (isConfirmed) await openIntake(deps, tx, row);
  else await openCallBack(deps, tx, row);
  return { id: row.id, version: row.version + 1 };
}
