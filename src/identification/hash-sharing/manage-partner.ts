import { createHash } from 'node:crypto';
import { conflict, invalid, isUniqueViolation, notFound, refuse, type Tx } from '../../platform/index.ts';
import type { CreatePartner, PartnerAccountView } from '../contract.ts';
import type { IdentificationDeps } from '../deps.ts';
import { lockClock } from './share-clock.ts';

/** Where the protocol is served, under this bureau's own address. */
export const BASE_PATH = '/hashsharing';

interface NewCredentials {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly basePath: string;
}

export const hashSecret = (password: string): string => createHash('sha256').update(password).digest('hex');

const newPassword = ({ runtime }: IdentificationDeps): string =>
  `hws_${Buffer.from(runtime.random(32)).toString('base64url')}`;
const ref = (id: string) => ({ kind: 'hash-partner', id });

/** Makes an account for a partner's software; its password is told here and never again. @throws AppError `invalid`, `refused` */
export async function createPartner(deps: IdentificationDeps, tx: Tx, input: CreatePartner): Promise<NewCredentials> {
  if (input.expiresAt <= tx.now) throw invalid('/body/expiresAt', 'hash-partner.already-expired');
  const id = deps.runtime.newId();
  const password = newPassword(deps);
  const { username } = input;
  try {
    await tx.query(
      `INSERT INTO ident_hash_partner (id, username, name, secret_hash, expires_at, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, username, input.name, hashSecret(password), input.expiresAt, tx.scope.actor.id, tx.now],
    );
  } catch (error) {
    if (isUniqueViolation(error)) throw refuse('hash-partner.username-taken', { username }, '/body/username');
    throw error;
  }
  deps.audit.record(tx, {
    act: 'hash-partner.created',
    entity: ref(id),
    body: { username, name: input.name, expiresAt: input.expiresAt },
  });
  await setLists(deps, tx, id, input.listIds);
  return { id, username, password, basePath: BASE_PATH };
}

/** The whole set of lists a partner may read. @throws AppError `invalid` for one that is not shared; `conflict`, `not-found` */
export async function grantLists(
  deps: IdentificationDeps,
  tx: Tx,
  input: { id: string; version: number; listIds: readonly string[] },
): Promise<{ version: number }> {
  const version = await nextVersion(tx, input);
  await setLists(deps, tx, input.id, input.listIds);
  return { version };
}

async function setLists(
  deps: IdentificationDeps,
  tx: Tx,
  partnerId: string,
  listIds: readonly string[],
): Promise<void> {
  const clock = await lockClock(tx);
  const shared = await tx.query<{ list_id: string }>(
    'SELECT list_id FROM ident_hash_share WHERE share AND list_id = ANY($1::uuid[])',
    [listIds],
  );
  const open = new Set(shared.map((row) => row.list_id));
  const closed = listIds.findIndex((id) => !open.has(id));
  if (closed >= 0) throw invalid(`/body/listIds/${closed}`, 'hash-share.not-shared');
  // What stays as it was keeps its stamp, so that it is not sent again.
  await tx.query(
    `UPDATE ident_share_grant SET withdrawn = true, stamp = $3
     WHERE partner_id = $1 AND NOT withdrawn AND NOT list_id = ANY($2::uuid[])`,
    [partnerId, listIds, clock.stamp],
  );
  await tx.query(
    `INSERT INTO ident_share_grant AS g (partner_id, list_id, withdrawn, stamp) SELECT $1, l, false, $3 FROM unnest($2::uuid[]) l
     ON CONFLICT (partner_id, list_id) DO UPDATE SET withdrawn = false, stamp = excluded.stamp WHERE g.withdrawn`,
    [partnerId, [...new Set(listIds)], clock.stamp],
  );
  deps.audit.record(tx, {
    act: 'hash-partner.lists-set',
    entity: ref(partnerId),
    about: listIds.map((id) => ({ kind: 'hash-list', id })),
    body: { lists: listIds.length },
  });
}

/** A new password in place of the old one. @throws AppError `conflict`, `not-found` */
export async function renewPassword(
  deps: IdentificationDeps,
  tx: Tx,
  input: { id: string; version: number },
): Promise<NewCredentials> {
  await nextVersion(tx, input);
  const password = newPassword(deps);
  const [row] = await tx.query<{ username: string }>(
    'UPDATE ident_hash_partner SET secret_hash = $2 WHERE id = $1 RETURNING username',
    [input.id, hashSecret(password)],
  );
  deps.audit.record(tx, { act: 'hash-partner.password-renewed', entity: ref(input.id) });
  return { id: input.id, username: row?.username ?? '', password, basePath: BASE_PATH };
}

/** Ends an account for good. @throws AppError `conflict`, `not-found` */
export async function revokePartner(
  deps: IdentificationDeps,
  tx: Tx,
  input: { id: string; version: number },
): Promise<{ version: number }> {
  const version = await nextVersion(tx, input);
  await tx.query('UPDATE ident_hash_partner SET revoked_at = $2 WHERE id = $1', [input.id, tx.now]);
  deps.audit.record(tx, { act: 'hash-partner.revoked', entity: ref(input.id) });
  return { version };
}

async function nextVersion(tx: Tx, { id, version }: { id: string; version: number }): Promise<number> {
  const [held] = await tx.query<{ version: number; revoked_at: number | null }>(
    'SELECT version, revoked_at FROM ident_hash_partner WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (!held || held.revoked_at !== null) throw notFound('hash-partner');
  if (held.version !== version) throw conflict('hash-partner', version, held.version);
  await tx.query('UPDATE ident_hash_partner SET version = version + 1 WHERE id = $1', [id]);
  return version + 1;
}

export async function listPartners(tx: Tx): Promise<PartnerAccountView[]> {
  return tx.query<PartnerAccountView & Record<string, unknown>>(
    `SELECT p.id, p.username, p.name, p.member, p.expires_at AS "expiresAt", p.revoked_at AS "revokedAt",
       p.last_read_at AS "lastReadAt", p.pages, p.entries, p.version,
       ARRAY(SELECT g.list_id FROM ident_share_grant g WHERE g.partner_id = p.id AND NOT g.withdrawn ORDER BY g.list_id) AS "listIds"
     FROM ident_hash_partner p ORDER BY p.created_at, p.id LIMIT 500`,
  );
}
