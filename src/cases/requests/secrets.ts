import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { AppError, type Runtime, type Scope, systemScope } from '../../platform/index.ts';
import { secret } from '../contract.ts';

/** 32 random bytes, base64url. */
export function newSecret(runtime: Runtime): string {
  return Buffer.from(runtime.random(32)).toString('base64url');
}

/** What is kept of a secret. It has 256 random bits, so one hash is enough. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * The secret in `Authorization: Bearer`. It never stands in an address: those are logged and remembered.
 * @throws AppError `not-found`: whoever has none is told nothing
 */
export function bearerOf(request: FastifyRequest): string {
  const given = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const read = secret.safeParse(given);
  if (!read.success) throw new AppError('not-found', 'private link');
  return read.data;
}

/** Somebody of an agency without an account: sees that agency's rows alone, and no compartment. */
export function guestScope(runtime: Runtime, agency: string | null): Scope {
  return { ...systemScope(runtime.bureau), actor: GUEST, agency, roles: ['anyone'], compartments: [] };
}

/** The holder of a link whose rows belong to no agency: the room's code says which one row it may touch. */
export function holderScope(runtime: Runtime): Scope {
  return { ...systemScope(runtime.bureau), actor: GUEST };
}

const GUEST = { kind: 'anyone', id: 'anyone' } as const;
