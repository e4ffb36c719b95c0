import type { Tx } from '../platform/index.ts';
import { DAY } from '../protocol/index.ts';
import type { CorrespondenceDeps } from './deps.ts';
import { aboutThread, endRequest, openRequest, openRequestsOn } from './requests.ts';
import { advanceRecipient, findThread, type MessageRow } from './store.ts';

/**
 * What became of a message at one recipient, in the transaction of its receipt. A refusal keeps its exact reason, and
 * becomes work for somebody here: nothing that did not arrive is left lying.
 */
export async function noteDelivery(
  deps: CorrespondenceDeps,
  tx: Tx,
  event: { messageId: string; to: string; state: string; reason: string | null; at: number },
): Promise<void> {
  if (event.state !== 'delivered' && event.state !== 'refused') return;
  const moved = await advanceRecipient(tx, event.messageId, event.to, event.state, event.at, event.reason);
  if (!moved) return;
  const thread = await findThread(tx, moved.threadId);
  if (!thread) return;
  deps.audit.record(tx, {
    act: event.state === 'delivered' ? 'message.delivered' : 'message.not-delivered',
    entity: { kind: 'message', id: event.messageId },
    about: aboutThread(deps, thread),
    body: { bureau: event.to, reason: event.reason ?? '' },
  });
  if (event.state !== 'refused') return;
  const [message] = await tx.query<MessageRow>('SELECT * FROM thread_message WHERE id = $1', [moved.messageId]);
  if (!message) return;
  // No answer can come to what was not taken in: the wait ends, and what to do instead is owed.
  const awaited = await openRequestsOn(tx, { messageWireId: event.messageId, side: 'awaited', bureau: event.to });
  for (const request of awaited) await endRequest(deps, tx, thread, request, 'settled', event.reason);
  await openRequest(deps, tx, thread, {
    messageId: moved.messageId,
    side: 'undelivered',
    bureau: event.to,
    dueAt: Math.min(message.due_at ?? tx.now + DAY, tx.now + DAY),
    urgency: message.urgency,
    reason: event.reason ?? '',
  });
}
