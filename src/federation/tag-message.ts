import { type EntityRef, refText, type Tx } from '../platform/index.ts';

/** Notes that a kept message is about an entity. */
export async function tagMessage(tx: Tx, messageId: string, entity: EntityRef): Promise<void> {
  await tx.query('INSERT INTO federation_about (entity, message_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    refText(entity),
    messageId,
  ]);
}
