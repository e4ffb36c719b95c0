import type { z } from 'zod';
import { type InboundMessage, notFound, refuse, type Tx } from '../platform/index.ts';
import type { wireRecall, wireRecalled } from './contract-handling.ts';
import type { CorrespondenceDeps } from './deps.ts';
import { aboutThread } from './requests.ts';
import { lockThread, type MessageRow } from './store.ts';

/** Takes back what we sent: every recipient destroys its copy and says so. Who had read it by then stays to be seen. */
export async function recallMessage(
  deps: CorrespondenceDeps,
  tx: Tx,
  id: string,
  reason: string,
): Promise<{ id: string; asked: string[] }> {
  const [row] = await tx.query<MessageRow>('SELECT * FROM thread_message WHERE id = $1 FOR UPDATE', [id]);
  if (!row) throw notFound('message');
  if (row.direction !== 'out') throw refuse('message.not-ours');
  if (row.recalled_at !== null) throw refuse('message.recalled-already');
  const thread = await lockThread(tx, row.thread_id);
  const recipients = await tx.query<{ bureau: string }>(
    "SELECT bureau FROM thread_recipient WHERE message_id = $1 AND state <> 'refused' ORDER BY bureau",
    [id],
  );
  const asked = recipients.map(({ bureau }) => bureau);
  await tx.query('UPDATE thread_message SET recalled_at = $2, recalled_because = $3 WHERE id = $1', [
    id,
    tx.now,
    reason,
  ]);
  if (asked.length > 0) {
    await deps.federation.send(tx, {
      to: asked,
      kind: 'correspondence.recall',
      body: { v: 1, message: row.wire_id, reason },
      thread: thread.wire_id,
      urgency: row.urgency,
      entity: { kind: 'thread', id: thread.id },
    });
  }
  deps.audit.record(tx, {
    act: 'message.recalled',
    entity: { kind: 'message', id: row.wire_id },
    about: aboutThread(deps, thread),
    body: { to: asked.join(', '), reason },
  });
  return { id, asked };
}

/** Message `correspondence.recall`: text, persons and the kept bytes go; who, when and why stay. */
export async function receiveRecall(
  deps: CorrespondenceDeps,
  tx: Tx,
  { body, from }: InboundMessage<z.infer<typeof wireRecall>>,
): Promise<void> {
  const [row] = await tx.query<MessageRow>(
    "SELECT * FROM thread_message WHERE wire_id = $1 AND direction = 'in' AND from_bureau = $2 FOR UPDATE",
    [body.message, from],
  );
  if (!row) throw refuse('thread.no-such-message');
  const thread = await lockThread(tx, row.thread_id);
  await tx.query(
    `UPDATE thread_message SET text = '', persons = '[]', phrases = '[]', recalled_at = $2, recalled_because = $3
     WHERE id = $1`,
    [row.id, tx.now, body.reason],
  );
  await deps.federation.purgeCopies(tx, { kind: 'message', id: row.wire_id });
  deps.audit.record(tx, {
    act: 'message.purged-here',
    entity: { kind: 'message', id: row.wire_id },
    about: aboutThread(deps, thread),
    body: { from, reason: body.reason },
  });
  await deps.federation.send(tx, {
    to: [from],
    kind: 'correspondence.recalled',
    body: { v: 1, message: row.wire_id, hadRead: row.read_at !== null },
    thread: thread.wire_id,
    urgency: row.urgency,
    entity: { kind: 'thread', id: thread.id },
  });
}

/** Message `correspondence.recalled`: that bureau's copy is gone. */
export async function receiveRecalled(
  deps: CorrespondenceDeps,
  tx: Tx,
  { body, from }: InboundMessage<z.infer<typeof wireRecalled>>,
): Promise<void> {
  const [row] = await tx.query<{ thread_id: string }>(
    `UPDATE thread_recipient r SET purged_at = $3, had_read = $4 FROM thread_message m
     WHERE m.id = r.message_id AND m.wire_id = $1 AND m.recalled_at IS NOT NULL AND r.bureau = $2 RETURNING m.thread_id`,
    [body.message, from, tx.now, body.hadRead],
  );
  if (!row) throw refuse('thread.no-such-message');
  deps.audit.record(tx, {
    act: body.hadRead ? 'message.purged-there-read' : 'message.purged-there',
    entity: { kind: 'message', id: body.message },
    about: aboutThread(deps, await lockThread(tx, row.thread_id)),
    body: { bureau: from },
  });
}
