import { notFound, refuse, type Tx } from '../platform/index.ts';
import type { CorrespondenceDeps } from './deps.ts';
import { endRequest } from './requests.ts';
import { lockThread, type RequestRow } from './store.ts';

/** Ends what is owed without an answer (asked by telephone, no longer needed, sent another way): somebody's decision, with the reason. */
export async function settleRequest(
  deps: CorrespondenceDeps,
  tx: Tx,
  id: string,
  reason: string,
): Promise<{ id: string; state: 'settled' }> {
  const [request] = await tx.query<RequestRow>('SELECT * FROM thread_request WHERE id = $1 FOR UPDATE', [id]);
  if (!request) throw notFound('thread-request');
  if (request.state !== 'open') throw refuse('thread-request.ended', { state: request.state });
  const thread = await lockThread(tx, request.thread_id);
  await endRequest(deps, tx, thread, request, 'settled', reason);
  return { id, state: 'settled' };
}

/** Hangs a thread on a case of ours: it shows among the case's links, and what follows on its timeline. */
export async function linkThread(
  deps: CorrespondenceDeps,
  tx: Tx,
  threadId: string,
  caseId: string,
): Promise<{ id: string }> {
  const thread = await lockThread(tx, threadId);
  if (thread.case_id !== null && thread.case_id !== caseId) throw refuse('thread.linked-already');
  await deps.cases.link(tx, caseId, { kind: 'thread', id: threadId }, thread.subject);
  await tx.query('UPDATE thread SET case_id = $2 WHERE id = $1', [threadId, caseId]);
  return { id: threadId };
}
