import { type EntityRef, refText, type Tx } from '../platform/index.ts';
import type { Context } from './context.ts';
import { deliveryId } from './send-message.ts';

/**
 * Destroys what this room keeps about an entity: bodies on the feed (at the Secretariat), kept messages received and sent.
 * Ids, hashes, receipts and times stay. A message still queued is not sent any more: its delivery ends as refused by the purge.
 */
export async function purgeCopies(ctx: Context, tx: Tx, entity: EntityRef): Promise<{ removed: number }> {
  const about = refText(entity);
  const feed = await tx.query(
    "UPDATE federation_feed_entry SET content = NULL, state = 'purged' WHERE entity = $1 AND content IS NOT NULL RETURNING id",
    [about],
  );
  const inbox = await tx.query(
    `UPDATE federation_inbox SET jws = NULL, purged_at = $2
     WHERE id IN (SELECT message_id FROM federation_about WHERE entity = $1) AND jws IS NOT NULL RETURNING id`,
    [about, tx.now],
  );
  const unsent = await tx.query<{ message_id: string; peer: string }>(
    `UPDATE federation_delivery SET state = 'refused', reason = 'message.purged', at = $2
     WHERE message_id IN (SELECT message_id FROM federation_about WHERE entity = $1) AND state = 'queued' RETURNING message_id, peer`,
    [about, tx.now],
  );
  const outbox = await tx.query(
    `UPDATE federation_outbox SET jws = NULL, purged_at = $2
     WHERE id IN (SELECT message_id FROM federation_about WHERE entity = $1) AND jws IS NOT NULL RETURNING id`,
    [about, tx.now],
  );
  for (const { message_id, peer } of unsent) {
    ctx.audit.record(tx, {
      act: 'federation.delivery-refused',
      entity: { kind: 'delivery', id: deliveryId(message_id, peer) },
      about: [{ kind: 'message', id: message_id }],
      body: { code: 'message.purged' },
    });
    const event = { messageId: message_id, to: peer, state: 'refused' as const, reason: 'message.purged', at: tx.now };
    for (const listener of ctx.listeners) await listener(tx, event);
  }
  const removed = feed.length + inbox.length + outbox.length;
  if (removed > 0) {
    ctx.audit.record(tx, {
      act: 'federation.copies-purged',
      entity,
      body: { feed: feed.length, inbox: inbox.length, outbox: outbox.length },
    });
  }
  return { removed };
}
