import type { FastifyRequest } from 'fastify';
import { AppError, anyoneScope, type Guard, type Scope } from '../platform/index.ts';
import { type CompiledPolicy, LOCKED } from './compile-policy.ts';
import type { AccessDeps } from './deps.ts';
import { partnerScope } from './partners.ts';
import { type Session, sessionCookie } from './sessions.ts';

export interface SessionGuard extends Guard {
  /** The session that `authenticate` found for this request. */
  sessionOf(request: FastifyRequest): Session | null;
}

/** Requests a page makes by itself (refreshing a list) carry this header and do not count as activity. */
export const BACKGROUND_HEADER = 'homeward-background';

export function createGuard(deps: AccessDeps, policy: CompiledPolicy): SessionGuard {
  const { db, runtime, audit, sessions } = deps;
  const cookieName = sessionCookie(runtime.bureau);
  const found = new WeakMap<FastifyRequest, Session>();

  async function authenticate(request: FastifyRequest): Promise<Scope> {
    const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (bearer !== undefined) return (await partnerScope(db, runtime, bearer)) ?? anyoneScope(runtime.bureau);
    const token = request.cookies[cookieName];
    if (token === undefined || token.length > 100) return anyoneScope(runtime.bureau);
    const session = await sessions.find(token, request.headers[BACKGROUND_HEADER] !== undefined);
    if (session === null) return anyoneScope(runtime.bureau);
    found.set(request, session);
    return sessions.scopeOf(session);
  }

  return {
    authenticate,
    sessionOf: (request) => found.get(request) ?? null,
    mayTry(scope, action) {
      if (policy.mayTry(scope, action)) return true;
      // Told apart from a refusal: the person has only to give their password again.
      if (scope.roles.includes(LOCKED)) throw new AppError('session-locked', action);
      return false;
    },
    may: policy.may,
    async refused(scope, action, path) {
      await audit.recordAlone(scope, { act: 'access.refused', entity: { kind: 'action', id: action }, body: { path } });
    },
  };
}
