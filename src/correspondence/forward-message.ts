import type { z } from 'zod';
import { type InboundMessage, invalid, notFound, refuse, type Tx } from '../platform/index.ts';
import { DAY, wireId } from '../protocol/index.ts';
import type { ConsentView, wireConsentAnswer, wireConsentRequest } from './contract-handling.ts';
import type { CorrespondenceDeps } from './deps.ts';
import { aboutThread } from './requests.ts';
import { startThread } from './start-thread.ts';
import { findThread, lockThread, type MessageRow, type ThreadRow } from './store.ts';

interface ConsentRow {
  id: string;
  wire_id: string;
  side: ConsentView['side'];
  thread_id: string;
  message_id: string;
  bureau: string;
  to_bureaus: string[];
  reason: string;
  state: ConsentView['state'];
  answer_reason: string | null;
  at: number;
  answered_at: number | null;
  forwarded_thread: string | null;
  compartment: string;
}

const ref = (id: string) => ({ kind: 'forward-consent', id });

/** The message and its thread, if it may still be passed on at all. */
async function message(tx: Tx, id: string): Promise<{ thread: ThreadRow; row: MessageRow }> {
  const [row] = await tx.query<MessageRow>('SELECT * FROM thread_message WHERE id = $1', [id]);
  if (!row) throw notFound('message');
  const thread = await lockThread(tx, row.thread_id);
  if (row.recalled_at !== null) throw refuse('message.recalled-already');
  if (thread.handling.expires !== undefined && thread.handling.expires <= tx.now) throw refuse('handling.expired');
  return { thread, row };
}

/**
 * Passes a message on to bureaus outside its conversation, as its owner's terms allow: freely, never, or after the owner's
 * yes, which is asked for here. Until the yes comes nothing leaves.
 */
export async function forwardMessage(
  deps: CorrespondenceDeps,
  tx: Tx,
  id: string,
  input: { to: string[]; reason: string },
): Promise<{ threadId: string | null; consentId: string | null }> {
  const { thread, row } = await message(tx, id);
  for (const [i, bureau] of input.to.entries()) {
    if (bureau === tx.scope.bureau) throw invalid(`/body/to/${i}`, 'bureau.own', { bureau });
    if (!(await deps.directory.bureau(tx, bureau))) throw invalid(`/body/to/${i}`, 'bureau.unknown', { bureau });
    if (bureau === row.from_bureau) throw invalid(`/body/to/${i}`, 'handling.to-its-owner', { bureau });
  }
  const ours = row.from_bureau === tx.scope.bureau;
  if (!ours && thread.handling.onward === 'no') throw refuse('handling.no-onward', { bureau: row.from_bureau });
  if (ours || thread.handling.onward === 'yes') {
    return { threadId: await passOn(deps, tx, thread, row, input.to), consentId: null };
  }
  const consentId = deps.runtime.newId();
  const wire = wireId(tx.scope.bureau, 'forward-consent', consentId);
  await insertConsent(tx, { id: consentId, wire, side: 'asked', row, bureau: row.from_bureau, ...input });
  await deps.federation.send(tx, {
    to: [row.from_bureau],
    kind: 'correspondence.consent-request',
    body: { v: 1, consent: wire, message: row.wire_id, to: input.to, reason: input.reason },
    thread: thread.wire_id,
    urgency: row.urgency,
    entity: { kind: 'thread', id: thread.id },
  });
  await owe(deps, tx, thread, row, consentId, 'message.consent-await', row.from_bureau);
  return { threadId: null, consentId };
}

async function insertConsent(
  tx: Tx,
  c: {
    id: string;
    wire: string;
    side: ConsentView['side'];
    row: MessageRow;
    bureau: string;
    to: string[];
    reason: string;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO forward_consent (id, wire_id, side, thread_id, message_id, bureau, to_bureaus, reason, state, asked_by,
       at, compartment) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,'open',$9,$10,$11)`,
    [
      c.id,
      c.wire,
      c.side,
      c.row.thread_id,
      c.row.id,
      c.bureau,
      c.to,
      c.reason,
      tx.scope.actor.id,
      tx.now,
      c.row.compartment,
    ],
  );
}

async function owe(
  deps: CorrespondenceDeps,
  tx: Tx,
  thread: ThreadRow,
  row: MessageRow,
  id: string,
  task: 'message.consent-await' | 'message.consent-decide',
  bureau: string,
): Promise<void> {
  deps.audit.record(tx, {
    act: task === 'message.consent-await' ? 'forward-consent.asked' : 'forward-consent.asked-of-us',
    entity: ref(id),
    about: aboutThread(deps, thread),
    body: { bureau },
  });
  await deps.work.open(tx, {
    ref: ref(id),
    task,
    owner: { role: 'analyst' },
    dueAt: tx.now + (row.urgency === 'life-at-risk' ? DAY / 6 : 3 * DAY),
    urgency: row.urgency,
    params: { bureau },
    about: aboutThread(deps, thread),
    compartment: thread.compartment,
  });
}

async function passOn(
  deps: CorrespondenceDeps,
  tx: Tx,
  thread: ThreadRow,
  row: MessageRow,
  to: string[],
): Promise<string> {
  const sent = await startThread(
    deps,
    tx,
    {
      to,
      type: row.type,
      subject: thread.subject,
      text: row.text,
      phrases: row.phrases,
      lang: row.lang,
      urgency: row.urgency,
      asks: false,
      persons: row.persons,
      handling: thread.handling,
    },
    row.wire_id,
  );
  deps.audit.record(tx, {
    act: 'message.forwarded',
    entity: { kind: 'message', id: row.wire_id },
    about: aboutThread(deps, thread),
    body: { to: to.join(', ') },
  });
  return sent.threadId;
}

/** Message `correspondence.consent-request`: somebody here decides. Only of what we ourselves sent to that bureau. */
export async function receiveConsentRequest(
  deps: CorrespondenceDeps,
  tx: Tx,
  { body, from }: InboundMessage<z.infer<typeof wireConsentRequest>>,
): Promise<void> {
  const [row] = await tx.query<MessageRow>(
    `SELECT m.* FROM thread_message m JOIN thread_recipient r ON r.message_id = m.id AND r.bureau = $2
     WHERE m.wire_id = $1 AND m.direction = 'out'`,
    [body.message, from],
  );
  const thread = row && (await findThread(tx, row.thread_id));
  if (!row || !thread) throw refuse('thread.no-such-message');
  const id = deps.runtime.newId();
  await insertConsent(tx, {
    id,
    wire: body.consent,
    side: 'asking',
    row,
    bureau: from,
    to: body.to,
    reason: body.reason,
  });
  await owe(deps, tx, thread, row, id, 'message.consent-decide', from);
}

/** Our yes or no, to the bureau that asked; of our own question a no withdraws it. */
export async function answerConsent(
  deps: CorrespondenceDeps,
  tx: Tx,
  id: string,
  input: { yes: boolean; reason: string },
): Promise<ConsentView> {
  const [consent] = await tx.query<ConsentRow>('SELECT * FROM forward_consent WHERE id = $1 FOR UPDATE', [id]);
  if (!consent) throw notFound('forward-consent');
  if (consent.state !== 'open') throw refuse('forward-consent.ended');
  if (consent.side === 'asked' && input.yes) throw refuse('forward-consent.not-ours');
  const thread = await lockThread(tx, consent.thread_id);
  if (consent.side === 'asking') {
    await deps.federation.send(tx, {
      to: [consent.bureau],
      kind: 'correspondence.consent-answer',
      body: { v: 1, consent: consent.wire_id, ...input },
      thread: thread.wire_id,
      urgency: thread.urgency,
      entity: { kind: 'thread', id: thread.id },
    });
  }
  await endConsent(deps, tx, thread, consent, input, null);
  const [now] = await tx.query<ConsentRow>('SELECT * FROM forward_consent WHERE id = $1', [id]);
  return consentView(now ?? consent);
}

async function endConsent(
  deps: CorrespondenceDeps,
  tx: Tx,
  thread: ThreadRow,
  consent: ConsentRow,
  answer: { yes: boolean; reason: string },
  forwardedThread: string | null,
): Promise<void> {
  await tx.query(
    `UPDATE forward_consent SET state = $2, answer_reason = $3, answered_at = $4, answered_by = $5, forwarded_thread = $6
     WHERE id = $1`,
    [consent.id, answer.yes ? 'yes' : 'no', answer.reason, tx.now, tx.scope.actor.id, forwardedThread],
  );
  deps.audit.record(tx, {
    act: answer.yes ? 'forward-consent.given' : 'forward-consent.denied',
    entity: ref(consent.id),
    about: aboutThread(deps, thread),
    body: { bureau: consent.bureau, reason: answer.reason },
  });
  await deps.work.close(tx, { ref: ref(consent.id), outcome: answer.yes ? 'yes' : 'no' });
}

/** Message `correspondence.consent-answer`: with a yes the message goes on now. A withdrawn question stays withdrawn. */
export async function receiveConsentAnswer(
  deps: CorrespondenceDeps,
  tx: Tx,
  { body, from }: InboundMessage<z.infer<typeof wireConsentAnswer>>,
): Promise<void> {
  const [consent] = await tx.query<ConsentRow>(
    "SELECT * FROM forward_consent WHERE wire_id = $1 AND side = 'asked' AND bureau = $2 FOR UPDATE",
    [body.consent, from],
  );
  if (!consent) throw refuse('forward-consent.unknown');
  if (consent.state !== 'open') return;
  const { thread, row } = await message(tx, consent.message_id);
  const threadId = body.yes ? await passOn(deps, tx, thread, row, consent.to_bureaus) : null;
  await endConsent(deps, tx, thread, consent, body, threadId);
}

function consentView(row: ConsentRow): ConsentView {
  return {
    id: row.id,
    side: row.side,
    messageId: row.message_id,
    bureau: row.bureau,
    to: row.to_bureaus,
    reason: row.reason,
    state: row.state,
    answerReason: row.answer_reason,
    at: row.at,
    answeredAt: row.answered_at,
    forwardedThread: row.forwarded_thread,
  };
}

export async function consentsOf(tx: Tx, threadId: string): Promise<ConsentView[]> {
  const rows = await tx.query<ConsentRow>('SELECT * FROM forward_consent WHERE thread_id = $1 ORDER BY at, id', [
    threadId,
  ]);
  return rows.map(consentView);
}
