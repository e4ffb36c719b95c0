import { refuse, type Scope, type Tx } from '../../platform/index.ts';
import type { AuthorityKeys } from '../contract-partner.ts';
import { authorityOf, type HostingDeps } from '../deps.ts';

/**
 * An administrator says that an access key speaks for the authority at home. The key itself is made with the others, with the
 * actions `hosting.partner-read` and `hosting.partner-decide`.
 */
export async function bindAuthority(
  deps: Pick<HostingDeps, 'audit' | 'settings' | 'runtime'>,
  tx: Tx,
  input: { partnerId: string },
): Promise<void> {
  const { code } = authorityOf(deps.settings, deps.runtime.bureau);
  await tx.query(
    `INSERT INTO hosting_partner (partner_id, authority, bound_by, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (partner_id) DO UPDATE SET authority = excluded.authority, bound_by = excluded.bound_by, at = excluded.at`,
    [input.partnerId, code, tx.scope.actor.id, tx.now],
  );
  deps.audit.record(tx, {
    act: 'hosting.partner-bound',
    entity: { kind: 'partner', id: input.partnerId },
    body: { authority: code },
  });
}

export async function listAuthorityKeys(
  deps: Pick<HostingDeps, 'audit' | 'settings' | 'runtime'>,
  tx: Tx,
): Promise<AuthorityKeys> {
  const { code, name } = authorityOf(deps.settings, deps.runtime.bureau);
  const rows = await tx.query<{ partner_id: string; authority: string; bound_by: string; at: number }>(
    'SELECT * FROM hosting_partner ORDER BY at, partner_id LIMIT 100',
  );
  deps.audit.record(tx, { act: 'hosting.partners-listed', entity: { kind: 'hosting', id: 'partners' } });
  return {
    authority: code,
    authorityName: name,
    items: rows.map((row) => ({
      partnerId: row.partner_id,
      authority: row.authority,
      boundBy: row.bound_by,
      at: row.at,
    })),
  };
}

/** For which authority the caller's key speaks. @throws AppError `refused`: `hosting.partner-unbound` */
export async function authorityOfKey(tx: Tx, scope: Scope): Promise<string> {
  const [row] = await tx.query<{ authority: string }>(
    'SELECT authority FROM hosting_partner WHERE partner_id::text = $1',
    [scope.actor.id.replace(/^partner:/, '')],
  );
  if (!row) throw refuse('hosting.partner-unbound');
  return row.authority;
}
