import { type EntityRef, refText, type Tx } from '../platform/index.ts';
import type { Context } from './context.ts';

/**
 * Destroys what this room keeps about an entity: bodies on the feed (at the Secretariat), kept messages received and sent.
 * Ids, hashes, receipts and times stay. A message still queued is not sent any more; whether the peer has it all the same is asked
 * of the peer, and its receipt ends the delivery.
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
  const outbox = await tx.query(
    `UPDATE federation_outbox SET jws = NULL, purged_at = $2
     WHERE id IN (SELECT message_id FROM federation_about WHERE entity = $1) AND jws IS NOT NULL RETURNING id`,
    [about, tx.now],
  );
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
