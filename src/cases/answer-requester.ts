import type { Tx } from '../platform/index.ts';
import { wireId } from '../protocol/index.ts';
import type { WireRequestAnswer } from './contract.ts';
import type { CasesDeps } from './deps.ts';
import type { RequestRow } from './store-requests.ts';

/** Tells the bureau that asked what became of its request. Nothing is sent for an agency of this country: it reads its status. */
export async function answerRequester(
  deps: CasesDeps,
  tx: Tx,
  request: Pick<RequestRow, 'from_bureau' | 'their_ask' | 'urgency' | 'message_id'>,
  answer: Omit<WireRequestAnswer, 'v' | 'ask' | 'caseRef'> & { caseId?: string },
): Promise<string | null> {
  if (request.from_bureau === null || request.their_ask === null) return null;
  const { caseId, ...rest } = answer;
  const body: WireRequestAnswer = {
    v: 1,
    ask: request.their_ask,
    ...rest,
    ...(caseId ? { caseRef: wireId(tx.scope.bureau, 'case', caseId) } : {}),
  };
  const sent = await deps.federation.send(tx, {
    to: [request.from_bureau],
    kind: 'case.request-answer',
    body,
    replyTo: request.message_id,
    urgency: request.urgency,
  });
  return sent.id;
}
