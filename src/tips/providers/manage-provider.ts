import { createHash } from 'node:crypto';
import { conflict, isUniqueViolation, notFound, refuse, type Tx } from '../../platform/index.ts';
import type { ChangeProvider, CreateProvider, ProviderView } from '../contract.ts';
import type { Deps } from '../deps.ts';

export const ISPWS_PATH = '/ispws';

export interface ProviderRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly secret_hash: string;
  readonly state: 'active' | 'suspended' | 'ended';
}

interface Credentials {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly basePath: string;
}

/**
 * Passwords are made here, 256 random bits each: one hash is enough to keep them (NIST SP 800-63B, look-up secrets), and a
 * request costs microseconds.
 */
export const hashSecret = (password: string): string => createHash('sha256').update(password).digest('hex');

const newPassword = ({ runtime }: Pick<Deps, 'runtime'>): string =>
  `hwt_${Buffer.from(runtime.random(32)).toString('base64url')}`;
const ref = (id: string) => ({ kind: 'tip-provider', id });

/** Makes an account for a provider's software; its password is told here and never again. @throws AppError `refused` */
export async function createProvider(
  deps: Pick<Deps, 'runtime' | 'audit'>,
  tx: Tx,
  input: CreateProvider,
): Promise<Credentials> {
  const id = deps.runtime.newId();
  const password = newPassword(deps);
  const { username, name } = input;
  try {
    await tx.query(
      `INSERT INTO tips_provider (id, username, name, secret_hash, state, created_by, created_at, changed_at)
       VALUES ($1, $2, $3, $4, 'active', $5, $6, $6)`,
      [id, username, name, hashSecret(password), tx.scope.actor.id, tx.now],
    );
  } catch (error) {
    if (isUniqueViolation(error)) throw refuse('tip-provider.username-taken', { username }, '/body/username');
    throw error;
  }
  deps.audit.record(tx, { act: 'tip-provider.created', entity: ref(id), body: { username, name } });
  return { id, username, password, basePath: ISPWS_PATH };
}

/** Suspends an account, puts it in force again, or ends it for good. @throws AppError `conflict`, `not-found`, `refused` */
export async function changeProvider(
  deps: Pick<Deps, 'audit'>,
  tx: Tx,
  input: ChangeProvider & { id: string },
): Promise<{ version: number }> {
  const version = await nextVersion(tx, input);
  await tx.query('UPDATE tips_provider SET state = $2, changed_at = $3 WHERE id = $1', [input.id, input.state, tx.now]);
  deps.audit.record(tx, { act: 'tip-provider.changed', entity: ref(input.id), body: { state: input.state } });
  return { version };
}

/** A new password in place of the old one. @throws AppError `conflict`, `not-found` */
export async function renewPassword(
  deps: Pick<Deps, 'runtime' | 'audit'>,
  tx: Tx,
  input: { id: string; version: number },
): Promise<Credentials> {
  await nextVersion(tx, input);
  const password = newPassword(deps);
  const [row] = await tx.query<{ username: string }>(
    'UPDATE tips_provider SET secret_hash = $2, changed_at = $3 WHERE id = $1 RETURNING username',
    [input.id, hashSecret(password), tx.now],
  );
  deps.audit.record(tx, { act: 'tip-provider.password-renewed', entity: ref(input.id) });
  return { id: input.id, username: row?.username ?? '', password, basePath: ISPWS_PATH };
}

async function nextVersion(tx: Tx, { id, version }: { id: string; version: number }): Promise<number> {
  const [held] = await tx.query<{ version: number; state: string }>(
    'SELECT version, state FROM tips_provider WHERE id = $1 FOR UPDATE',
    [id],
  );
  if (!held) throw notFound('tip-provider');
  if (held.state === 'ended') throw refuse('tip-provider.ended');
  if (held.version !== version) throw conflict('tip-provider', version, held.version);
  await tx.query('UPDATE tips_provider SET version = version + 1 WHERE id = $1', [id]);
  return version + 1;
}

export function listProviders(tx: Tx): Promise<ProviderView[]> {
  return tx.query<ProviderView & Record<string, unknown>>(
    `SELECT p.id, p.username, p.name, p.state, p.created_at AS "createdAt", p.changed_at AS "changedAt", p.version,
       (SELECT count(*)::int FROM tips_tip t WHERE t.source = 'provider:' || p.id) AS tips,
       (SELECT max(t.received_at) FROM tips_tip t WHERE t.source = 'provider:' || p.id) AS "lastAt"
     FROM tips_provider p ORDER BY p.name, p.id LIMIT 500`,
  );
}
