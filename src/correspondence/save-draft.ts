import type { z } from 'zod';
import { conflict, notFound, type Tx } from '../platform/index.ts';
import type { DraftView, draftInput } from './contract-handling.ts';
import { findThread } from './store.ts';

const SHAPE = 'id, thread_id AS "threadId", body, version, updated_at AS "updatedAt"';

/** A writer's own drafts, latest first. */
export async function listDrafts(tx: Tx): Promise<{ drafts: DraftView[] }> {
  const drafts = await tx.query<DraftView>(
    `SELECT ${SHAPE} FROM message_draft WHERE author = $1 ORDER BY updated_at DESC LIMIT 100`,
    [tx.scope.actor.id],
  );
  return { drafts };
}

/**
 * Keeps what was begun; the same draft on two devices never overwrites itself unseen.
 * @throws AppError `conflict` with both values
 */
export async function saveDraft(
  tx: Tx,
  id: string,
  input: z.infer<typeof draftInput>,
): Promise<{ id: string; version: number }> {
  const [known] = await tx.query<DraftView & { author: string }>(
    `SELECT ${SHAPE}, author FROM message_draft WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (known && known.author !== tx.scope.actor.id) throw notFound('draft');
  if ((known?.version ?? 0) !== input.version) {
    throw conflict('draft', input, known ? { version: known.version, body: known.body } : { version: 0 });
  }
  const thread = input.threadId === undefined ? null : await findThread(tx, input.threadId);
  if (input.threadId !== undefined && !thread) throw notFound('thread');
  await tx.query(
    `INSERT INTO message_draft (id, author, thread_id, body, updated_at, compartment) VALUES ($1,$2,$3,$4,$5,$6)
     ON CONFLICT (id) DO UPDATE SET body = excluded.body, version = message_draft.version + 1,
       updated_at = excluded.updated_at`,
    [
      id,
      tx.scope.actor.id,
      input.threadId ?? null,
      JSON.stringify(input.body),
      tx.now,
      thread?.compartment ?? 'general',
    ],
  );
  return { id, version: input.version + 1 };
}

/** Sent, or thrown away. A second call finds nothing and is as good. */
export async function dropDraft(tx: Tx, id: string): Promise<{ id: string }> {
  await tx.query('DELETE FROM message_draft WHERE id = $1 AND author = $2', [id, tx.scope.actor.id]);
  return { id };
}
