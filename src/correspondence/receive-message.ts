import { type InboundMessage, refuse, type Tx } from '../platform/index.ts';
import { parseWireId } from '../protocol/index.ts';
import type { WireMessage, WireRead } from './contract.ts';
import { answerDueAt } from './deadlines.ts';
import type { CorrespondenceDeps } from './deps.ts';
import { aboutThread, endRequest, openRequest, openRequestsOn, threadRef } from './requests.ts';
import { advanceRecipient, insertMessage, insertThread, lockThreadByWireId, type ThreadRow } from './store.ts';

/** Message `correspondence.message`: opens the thread here when it is new; what it asks becomes work, what it answers ends. */
export async function receiveMessage(
  deps: CorrespondenceDeps,
  tx: Tx,
  message: InboundMessage<WireMessage>,
): Promise<void> {
  const thread = await threadFor(deps, tx, message);
  const { body, from } = message;
  await deps.federation.tag(tx, message.id, threadRef(thread.id));
  // Under its own name too: a recall destroys this message's bytes and no other's.
  await deps.federation.tag(tx, message.id, { kind: 'message', id: message.id });
  const id = deps.runtime.newId();
  const dueAt = body.asks ? (body.dueAt ?? (await answerDueAt(tx, message.urgency))) : null;
  await insertMessage(tx, {
    id,
    thread_id: thread.id,
    wire_id: message.id,
    hash: message.hash,
    direction: 'in',
    from_bureau: from,
    type: body.type,
    text: body.text,
    lang: body.lang,
    urgency: message.urgency,
    asks: body.asks,
    due_at: dueAt,
    answers: body.answers ?? null,
    persons: body.persons,
    stripped: [],
    author: tx.scope.actor.id,
    at: tx.now,
    read_at: null,
    sent_at: message.iat,
    phrases: body.phrases ?? [],
    forwards: body.forwards ?? null,
    compartment: thread.compartment,
  });
  deps.audit.record(tx, {
    act: 'message.received',
    entity: { kind: 'message', id: message.id },
    about: aboutThread(deps, thread),
    body: { from, type: body.type, urgency: message.urgency },
  });
  if (dueAt !== null) {
    await openRequest(deps, tx, thread, { messageId: id, side: 'owed', bureau: from, dueAt, urgency: message.urgency });
  }
  if (body.answers !== undefined) {
    // Only what was awaited of this very bureau ends by its answer.
    await advanceRecipient(tx, body.answers, from, 'answered', tx.now);
    const awaited = await openRequestsOn(tx, { messageWireId: body.answers, side: 'awaited', bureau: from });
    for (const request of awaited) await endRequest(deps, tx, thread, request, 'answered', null);
  }
}

/** @throws AppError `refused` when the sender is not of the thread, or names a thread of another bureau as new */
async function threadFor(deps: CorrespondenceDeps, tx: Tx, message: InboundMessage<WireMessage>): Promise<ThreadRow> {
  const { body, from } = message;
  const own = tx.scope.bureau;
  let thread = await lockThreadByWireId(tx, body.thread);
  if (!thread) {
    const { bureau } = parseWireId(body.thread, 'thread');
    // A thread of ours that we do not know was never started; one of a third bureau reaches us from any participant.
    if (bureau === own) throw refuse('thread.unknown');
    if (!body.participants.includes(from) || !body.participants.includes(own) || !body.participants.includes(bureau)) {
      throw refuse('thread.not-a-participant', { bureau: from });
    }
    await insertThread(tx, {
      id: deps.runtime.newId(),
      wire_id: body.thread,
      type: body.type,
      subject: body.subject,
      urgency: message.urgency,
      started_by: bureau,
      participants: body.participants,
      case_id: null,
      handling: body.handling,
      started_at: tx.now,
      last_at: tx.now,
      compartment: 'general',
    });
    thread = await lockThreadByWireId(tx, body.thread);
  }
  if (!thread?.participants.includes(from)) throw refuse('thread.not-a-participant', { bureau: from });
  return thread;
}

/** Message `correspondence.read`: somebody there has read messages of ours. */
export async function receiveRead(deps: CorrespondenceDeps, tx: Tx, message: InboundMessage<WireRead>): Promise<void> {
  const { body, from } = message;
  const thread = await lockThreadByWireId(tx, body.thread);
  if (!thread?.participants.includes(from)) throw refuse('thread.not-a-participant', { bureau: from });
  let read = 0;
  for (const id of body.messages) {
    const done = await advanceRecipient(tx, id, from, 'read', tx.now);
    if (done?.threadId === thread.id) read++;
  }
  deps.audit.record(tx, {
    act: 'message.read-there',
    entity: threadRef(thread.id),
    about: deps.cases.timelineRefs(thread.case_id),
    body: { bureau: from, messages: read },
  });
}
