import { notFound, type Tx } from '../platform/index.ts';
import type { BureauCode } from '../protocol/index.ts';
import type { DirectoryDeps } from './deps.ts';
import { onlySecretariat } from './publish-bureau.ts';

/**
 * The key is refused from now on; the feed tells everyone. A bureau whose signing key is revoked comes back by its
 * recovery key alone.
 * @throws AppError `not-found` when the bureau has no such key, or it is revoked already.
 */
export async function revokeKey(
  deps: DirectoryDeps,
  tx: Tx,
  input: { code: BureauCode; kid: string; reason: string },
): Promise<void> {
  onlySecretariat(deps);
  if (!(await markRevoked(deps, tx, { ...input, at: tx.now }))) throw notFound('key');
  await deps.publish(tx, {
    kind: 'directory.key-revoked',
    body: { v: 1, bureau: input.code, kid: input.kid, revokedAt: tx.now, reason: input.reason },
  });
}

/** True when a key was revoked by this. A second revocation does not move the first one's time. */
export async function markRevoked(
  deps: DirectoryDeps,
  tx: Tx,
  input: { code: BureauCode; kid: string; reason: string; at: number },
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE bureau_key SET revoked_at = $3, revoked_because = $4 WHERE bureau = $1 AND kid = $2 AND revoked_at IS NULL
     RETURNING kid`,
    [input.code, input.kid, input.at, input.reason],
  );
  if (rows.length === 0) return false;
  deps.cache.forget(tx, input.code);
  deps.audit.record(tx, {
    act: 'directory.key-revoked',
    entity: { kind: 'bureau', id: input.code },
    body: { kid: input.kid, at: input.at, reason: input.reason },
  });
  return true;
}
