import { stripDomestic, type WireParticulars } from '../cases/index.ts';
import { invalid, type Tx } from '../platform/index.ts';
import { type JsonObject, type Urgency, wireId } from '../protocol/index.ts';
import type { PostMessage, WireMessage } from './contract.ts';
import { answerDueAt } from './deadlines.ts';
import type { CorrespondenceDeps } from './deps.ts';
import { standardPhrases } from './phrases-standard.ts';
import { aboutThread, endRequest, openRequest, openRequestsOn } from './requests.ts';
import { insertMessage, insertRecipients, lockThread, type MessageRow, type ThreadRow } from './store.ts';

export interface Sent {
  threadId: string;
  messageId: string;
  stripped: string[];
  dueAt: number | null;
}

type Outgoing = Pick<PostMessage, 'type' | 'text' | 'phrases' | 'lang' | 'asks' | 'persons'> & {
  to: readonly string[];
  urgency: Urgency;
  answers: MessageRow | null;
  /** Wire id of the message that is passed on. */
  forwards?: string;
};

/**
 * Sends one message to bureaus of a thread: signed once, encrypted to each. Domestic numbers stay here, and the sender is
 * told which. A message that asks opens an awaited answer for each recipient; one that answers ends what was owed.
 */
export async function sendMessage(deps: CorrespondenceDeps, tx: Tx, thread: ThreadRow, out: Outgoing): Promise<Sent> {
  if (out.text === '' && out.phrases.length === 0) throw invalid('/body/text', 'message.empty');
  for (const [i, { code }] of out.phrases.entries()) {
    if (!standardPhrases[code]) throw invalid(`/body/phrases/${i}`, 'message.phrase-unknown', { code });
  }
  const id = deps.runtime.newId();
  const stripped: string[] = [];
  const persons: { role: Outgoing['persons'][number]['role']; particulars: WireParticulars }[] = out.persons.map(
    (person, i) => {
      const sent = stripDomestic(person.particulars, `/persons/${i}`);
      stripped.push(...sent.stripped);
      return { role: person.role, particulars: sent.value };
    },
  );
  const dueAt = out.asks ? await answerDueAt(tx, out.urgency) : null;
  const body: WireMessage = {
    v: 1,
    thread: thread.wire_id,
    participants: thread.participants,
    type: out.type,
    subject: thread.subject,
    text: out.text,
    ...(out.phrases.length > 0 ? { phrases: out.phrases } : {}),
    ...(out.forwards === undefined ? {} : { forwards: out.forwards }),
    lang: out.lang,
    asks: out.asks,
    ...(dueAt === null ? {} : { dueAt }),
    ...(out.answers ? { answers: out.answers.wire_id } : {}),
    handling: thread.handling,
    persons,
  };
  const { hash } = await deps.federation.send(tx, {
    id,
    to: out.to,
    kind: 'correspondence.message',
    // Without absent fields, which canonical JSON does not know.
    body: JSON.parse(JSON.stringify(body)) as JsonObject,
    thread: thread.wire_id,
    replyTo: out.answers?.wire_id ?? null,
    urgency: out.urgency,
    handling: thread.handling,
    entity: { kind: 'thread', id: thread.id },
  });
  const wire = wireId(tx.scope.bureau, 'message', id);
  await insertMessage(tx, {
    id,
    thread_id: thread.id,
    wire_id: wire,
    hash,
    direction: 'out',
    from_bureau: tx.scope.bureau,
    type: out.type,
    text: out.text,
    lang: out.lang,
    urgency: out.urgency,
    asks: out.asks,
    due_at: dueAt,
    answers: out.answers?.wire_id ?? null,
    persons,
    stripped,
    author: tx.scope.actor.id,
    at: tx.now,
    read_at: tx.now,
    sent_at: tx.now,
    phrases: out.phrases,
    forwards: out.forwards ?? null,
    compartment: thread.compartment,
  });
  await insertRecipients(tx, id, out.to, thread.compartment);
  deps.audit.record(tx, {
    act: 'message.sent',
    entity: { kind: 'message', id: wire },
    about: aboutThread(deps, thread),
    body: { to: out.to.join(', '), type: out.type, urgency: out.urgency, stripped: stripped.length },
  });
  if (dueAt !== null) {
    for (const bureau of out.to) {
      await openRequest(deps, tx, thread, { messageId: id, side: 'awaited', bureau, dueAt, urgency: out.urgency });
    }
  }
  if (out.answers) {
    const owed = await openRequestsOn(tx, {
      messageWireId: out.answers.wire_id,
      side: 'owed',
      bureau: out.answers.from_bureau,
    });
    for (const request of owed) await endRequest(deps, tx, thread, request, 'answered', null);
  }
  return { threadId: thread.id, messageId: id, stripped, dueAt };
}

/** Goes on with a thread. @throws AppError `invalid` when `to` or `answers` is not of this thread */
export async function postMessage(
  deps: CorrespondenceDeps,
  tx: Tx,
  threadId: string,
  input: PostMessage,
): Promise<Sent> {
  const thread = await lockThread(tx, threadId);
  const others = thread.participants.filter((bureau) => bureau !== tx.scope.bureau);
  const to = [...new Set(input.to ?? others)];
  const stranger = to.find((bureau) => !others.includes(bureau));
  if (stranger !== undefined) throw invalid('/body/to', 'thread.not-a-participant', { bureau: stranger });
  let answers: MessageRow | null = null;
  if (input.answers !== undefined) {
    const [found] = await tx.query<MessageRow>(
      `SELECT * FROM thread_message WHERE id = $1 AND thread_id = $2 AND direction = 'in'`,
      [input.answers, threadId],
    );
    if (!found) throw invalid('/body/answers', 'thread.no-such-message');
    if (!to.includes(found.from_bureau)) {
      throw invalid('/body/to', 'thread.answer-goes-to-asker', { bureau: found.from_bureau });
    }
    answers = found;
  }
  return sendMessage(deps, tx, thread, { ...input, to, urgency: input.urgency ?? thread.urgency, answers });
}
