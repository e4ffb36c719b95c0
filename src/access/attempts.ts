import { createHash } from 'node:crypto';
import type { Runtime, Tx } from '../platform/index.ts';

/** Five failures within a quarter of an hour, and the name is refused until the oldest of them is that old. */
export const FAILURES = 5;
export const WINDOW_MS = 15 * 60_000;

export function hashName(name: string): string {
  return createHash('sha256').update(`sign-in:${name.trim().toLowerCase()}`).digest('hex');
}

/**
 * Counts an attempt before its password is looked at; it stands as a failure unless `forgetAttempts` follows. False: the
 * name is locked, and the attempt is not counted, so that the lock ends by itself. Names nobody has are counted alike.
 */
export async function countAttempt(tx: Tx, runtime: Runtime, nameHash: string): Promise<boolean> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`sign-in:${nameHash}`]);
  await tx.query('DELETE FROM sign_in_attempt WHERE at <= $1', [tx.now - WINDOW_MS]);
  const [count] = await tx.query<{ n: number }>('SELECT count(*)::int AS n FROM sign_in_attempt WHERE name_hash = $1', [
    nameHash,
  ]);
  if ((count?.n ?? 0) >= FAILURES) return false;
  await tx.query('INSERT INTO sign_in_attempt (id, name_hash, at) VALUES ($1, $2, $3)', [
    runtime.newId(),
    nameHash,
    tx.now,
  ]);
  return true;
}

export async function forgetAttempts(tx: Tx, nameHash: string): Promise<void> {
  await tx.query('DELETE FROM sign_in_attempt WHERE name_hash = $1', [nameHash]);
}
