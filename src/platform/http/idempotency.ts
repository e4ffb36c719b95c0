import type { Tx } from '../db/database.ts';
import { AppError } from '../errors.ts';
import { touchedRefs } from '../touched.ts';

/** Kept in place of an answer that a purge destroyed. No handler's own answer has it: refusals are not stored. */
const GONE = 410;

/**
 * Claims the caller's key in the effect's own transaction. A second call with the key waits for the first to commit and
 * gets its stored answer; with another request it is refused. Returns null when the call is new.
 */
export async function claimKey(
  tx: Tx,
  key: string,
  requestHash: string,
): Promise<{ status: number; body: unknown } | null> {
  const inserted = await tx.query(
    'INSERT INTO idempotency (actor, key, request_hash, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING key',
    [tx.scope.actor.id, key, requestHash, tx.now],
  );
  if (inserted.length > 0) return null;
  const earlier = await findAnswer(tx, key, requestHash);
  if (earlier === null) throw new AppError('in-progress', 'the first call with this key is still running');
  return earlier;
}

/** The stored answer of an earlier call with this key, or null. @throws AppError `gone`, `key-reused` */
export async function findAnswer(
  tx: Tx,
  key: string,
  requestHash: string,
): Promise<{ status: number; body: unknown } | null> {
  const [earlier] = await tx.query<{ request_hash: string; status: number | null; response: unknown }>(
    'SELECT request_hash, status, response FROM idempotency WHERE actor = $1 AND key = $2',
    [tx.scope.actor.id, key],
  );
  if (!earlier || earlier.status === null) return null;
  if (earlier.status === GONE) throw new AppError('gone', 'the answer was destroyed with what it was about');
  if (earlier.request_hash !== requestHash) {
    throw new AppError('key-reused', 'Idempotency-Key was used for another request', {
      errors: [{ pointer: '/headers/idempotency-key', code: 'input.idempotency-key-reused' }],
    });
  }
  return { status: earlier.status, body: earlier.response };
}

export async function storeAnswer(tx: Tx, key: string, answer: { status: number; body: unknown }): Promise<void> {
  await tx.query('UPDATE idempotency SET status = $3, response = $4, about = $5 WHERE actor = $1 AND key = $2', [
    tx.scope.actor.id,
    key,
    answer.status,
    JSON.stringify(answer.body ?? null),
    touchedRefs(tx),
  ]);
}

/** A stored answer is a copy too: a purge of what it is about destroys it. The key stays taken. */
export async function forgetAnswers(tx: Tx, ref: string): Promise<void> {
  await tx.query(
    `UPDATE idempotency SET status = $2, response = NULL, request_hash = '', about = '{}' WHERE about @> ARRAY[$1]`,
    [ref, GONE],
  );
}
