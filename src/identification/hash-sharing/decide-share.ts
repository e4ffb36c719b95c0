import { conflict, notFound, refuse, type Tx } from '../../platform/index.ts';
import type { DecideShare, ShareView } from '../contract.ts';
import type { IdentificationDeps } from '../deps.ts';
import { findList } from '../hash-lists/list-store.ts';
import { lockClock } from './share-clock.ts';
import { enqueueStamping } from './stamp-changes.ts';

/**
 * Opens a list to partners that are given it, or closes it to all of them; they are told as tombstones.
 * @throws AppError `not-found`, `conflict`; `refused`: only hashes of known material of this bureau's own making, or whose
 *   owner agreed, leave it
 */
export async function decideShare(
  deps: IdentificationDeps,
  tx: Tx,
  input: DecideShare & { listId: string },
): Promise<{ version: number }> {
  const list = await findList(tx, { id: input.listId });
  if (!list) throw notFound('hash-list');
  const clock = await lockClock(tx);
  const [held] = await tx.query<{ share: boolean; stamp: number; version: number }>(
    'SELECT share, stamp, version FROM ident_hash_share WHERE list_id = $1',
    [list.id],
  );
  if ((held?.version ?? 0) !== input.version) throw conflict('hash-share', input.version, held?.version ?? 0);
  if (input.share) {
    if (list.kind !== 'known') throw refuse('hash-share.not-known-material', { kind: list.kind });
    if (list.state !== 'active') throw refuse('hash-share.list-retired');
    if (input.basis === 'own' && !(await isOwn(tx, list))) throw refuse('hash-share.not-own', { source: list.source });
  }
  const stamp = held?.share === input.share ? held.stamp : clock.stamp;
  const version = input.version + 1;
  await tx.query(
    `INSERT INTO ident_hash_share (list_id, share, basis, terms, stamp, decided_by, decided_at, version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (list_id) DO UPDATE SET share = excluded.share,
       basis = excluded.basis, terms = excluded.terms, stamp = excluded.stamp, decided_by = excluded.decided_by,
       decided_at = excluded.decided_at, version = excluded.version`,
    [list.id, input.share, input.basis, input.terms, stamp, tx.scope.actor.id, tx.now, version],
  );
  deps.audit.record(tx, {
    act: input.share ? 'hash-share.opened' : 'hash-share.closed',
    entity: { kind: 'hash-list', id: list.id },
    body: { basis: input.basis, terms: input.terms },
  });
  if (input.share) await enqueueStamping(deps, tx, list.id);
  return { version };
}

/** Made here: nobody gave it, and no source feeds it. */
async function isOwn(tx: Tx, list: { id: string; source: string }): Promise<boolean> {
  if (list.source !== '') return false;
  const fed = await tx.query('SELECT 1 FROM ident_hash_source WHERE list_id = $1', [list.id]);
  return fed.length === 0;
}

/** All lists, and how each stands with partners. */
export async function listShares(tx: Tx): Promise<ShareView[]> {
  return tx.query<ShareView & Record<string, unknown>>(
    `SELECT l.id AS "listId", l.name AS "listName",
       l.source = '' AND NOT EXISTS (SELECT FROM ident_hash_source o WHERE o.list_id = l.id) AS own,
       coalesce(s.share, false) AS share, s.basis, s.terms, s.decided_by AS "decidedBy", s.decided_at AS "decidedAt",
       (SELECT count(*)::int FROM ident_share_grant g JOIN ident_hash_partner p ON p.id = g.partner_id
        WHERE g.list_id = l.id AND NOT g.withdrawn AND s.share AND p.revoked_at IS NULL AND p.expires_at > $1) AS partners,
       coalesce(s.version, 0) AS version
     FROM ident_hash_list l LEFT JOIN ident_hash_share s ON s.list_id = l.id ORDER BY l.name, l.id LIMIT 1000`,
    [tx.now],
  );
}
