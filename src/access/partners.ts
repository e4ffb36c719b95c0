import type { Database, Runtime, Scope, Tx } from '../platform/index.ts';
import { systemScope } from '../platform/index.ts';
import { partnerScopeRole } from './compile-policy.ts';
import { hashToken } from './sessions.ts';

const PREFIX = 'hwp_';

/** The scope of a partner system's bearer key; null when it is unknown, revoked or run out. */
export async function partnerScope(db: Database, runtime: Runtime, bearer: string): Promise<Scope | null> {
  if (!/^hwp_[\w-]{43}$/.test(bearer)) return null;
  return db.tx(systemScope(runtime.bureau), async (tx) => {
    const [row] = await tx.query<{ id: string; actions: string[] }>(
      'SELECT id, actions FROM partner_key WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > $2',
      [hashToken(bearer), tx.now],
    );
    if (!row) return null;
    return {
      actor: { kind: 'partner', id: `partner:${row.id}` },
      bureau: runtime.bureau,
      agency: null,
      roles: ['partner', ...row.actions.map(partnerScopeRole)],
      compartments: [],
    };
  });
}

export async function insertPartner(
  tx: Tx,
  runtime: Runtime,
  partner: { name: string; actions: readonly string[]; expiresAt: number },
): Promise<{ id: string; key: string }> {
  const id = runtime.newId();
  const key = `${PREFIX}${Buffer.from(runtime.random(32)).toString('base64url')}`;
  await tx.query(
    `INSERT INTO partner_key (id, name, token_hash, actions, created_by, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, partner.name, hashToken(key), partner.actions, tx.scope.actor.id, tx.now, partner.expiresAt],
  );
  return { id, key };
}

export async function listPartners(tx: Tx) {
  const rows = await tx.query<{
    id: string;
    name: string;
    actions: string[];
    expires_at: number;
    revoked_at: number | null;
  }>('SELECT id, name, actions, expires_at, revoked_at FROM partner_key ORDER BY created_at, id LIMIT 500');
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    actions: row.actions,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  }));
}

/** False when there is none, or it was revoked before. */
export async function revokePartner(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE partner_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING id',
    [id, tx.now],
  );
  return rows.length === 1;
}
