import type { FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { AppError, freeRoute, invalid, notFound, type Route, route, type Tx } from '../platform/index.ts';
import { uuid } from '../protocol/schema/index.ts';
import { certifyPerson } from './certify-person.ts';
import { changePerson } from './change-person.ts';
import {
  certificateInput,
  changePersonInput,
  createPersonInput,
  namesQuery,
  partnerCreated,
  partnerInput,
  partnerView,
  personCreated,
  personNames,
  personView,
  resetInput,
  sessionView,
  signInInput,
  unlockInput,
} from './contract.ts';
import { createPerson } from './create-person.ts';
import type { AccessDeps } from './deps.ts';
import type { SessionGuard } from './guard.ts';
import { insertPartner, listPartners, revokePartner } from './partners.ts';
import type { PolicyRow } from './policy.ts';
import { resetCredentials } from './reset-credentials.ts';
import { SESSION_MS, type Session, sessionCookie } from './sessions.ts';
import { signIn } from './sign-in.ts';
import { signOut, signOutEverywhere } from './sign-out.ts';
import { listPeople, personActor, personUuid, readPeople, readPerson } from './store.ts';
import type { Access } from './types.ts';
import { unlockSession } from './unlock-session.ts';

const byId = z.strictObject({ id: uuid });

/** The routes' own dependencies: the room's, and the check for records that a free route loads itself. */
type RouteDeps = AccessDeps & Pick<Access, 'require'>;

export function accessRoutes(deps: RouteDeps, guard: SessionGuard, rows: readonly PolicyRow[]): Route[] {
  return [...sessionRoutes(deps, guard), ...peopleRoutes(deps), ...partnerRoutes(deps, rows)];
}

/**
 * These manage their own transactions: a failed attempt must be counted although the call fails, and neither password
 * nor code may lie in the table of stored answers, not even as a hash.
 */
function sessionRoutes(deps: AccessDeps, guard: SessionGuard): Route[] {
  const own = (request: FastifyRequest): Session => {
    const session = guard.sessionOf(request);
    if (session === null) throw new AppError('unauthenticated', 'no session');
    return session;
  };
  const view = ({ personId: id, name, roles, agency, expiresAt }: Session) =>
    sessionView.parse({ person: { id, name, roles, agency }, bureau: deps.runtime.bureau, expiresAt });
  const clear = (reply: FastifyReply, request: FastifyRequest): null => {
    reply.clearCookie(sessionCookie(deps.runtime.bureau), cookieOptions(request));
    return null;
  };
  const cookieName = sessionCookie(deps.runtime.bureau);
  return [
    freeRoute({
      method: 'POST',
      path: '/api/session',
      action: 'session.open',
      summary: 'Sign in with password and one-time code',
      body: signInInput,
      response: sessionView,
      async handle({ body, raw, reply }) {
        const { token, view: opened } = await signIn(deps, body);
        reply.setCookie(cookieName, token, { ...cookieOptions(raw), maxAge: SESSION_MS / 1000 });
        return opened;
      },
    }),
    freeRoute({
      method: 'GET',
      path: '/api/session',
      action: 'session.read',
      summary: 'Who is signed in',
      response: sessionView,
      handle: async ({ raw }) => view(own(raw)),
    }),
    freeRoute({
      method: 'POST',
      path: '/api/session/unlock',
      action: 'session.unlock',
      summary: 'Wake a session that sleeps after a pause',
      body: unlockInput,
      response: sessionView,
      async handle({ body, raw }) {
        const session = own(raw);
        await unlockSession(deps, session, body.password);
        return view(session);
      },
    }),
    freeRoute({
      method: 'DELETE',
      path: '/api/session',
      action: 'session.end',
      summary: 'Sign out',
      async handle({ raw, reply }) {
        await signOut(deps, own(raw));
        return clear(reply, raw);
      },
    }),
    freeRoute({
      method: 'DELETE',
      path: '/api/sessions',
      action: 'session.end',
      summary: 'Sign out everywhere',
      async handle({ raw, reply }) {
        await signOutEverywhere(deps, own(raw));
        return clear(reply, raw);
      },
    }),
  ];
}

function cookieOptions(request: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'strict' as const, secure: request.protocol === 'https' };
}

/** What the policy asks about a person: they own their own record. */
async function asResource(tx: Tx, { params }: { params: { id: string } }) {
  const person = await readPerson(tx, params.id);
  return person && { owner: personActor(person.id), agency: person.agency };
}

function peopleRoutes(deps: RouteDeps): Route[] {
  const { audit } = deps;
  return [
    route({
      method: 'GET',
      path: '/api/people',
      action: 'person.list',
      summary: 'People, their roles and certificates',
      query: z.strictObject({
        after: z.string().max(100).default(''),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      response: z.strictObject({ people: z.array(personView), next: z.string().nullable() }),
      async handle({ tx, query }) {
        const people = await listPeople(tx, query.after, query.limit);
        audit.record(tx, {
          act: 'person.listed',
          entity: { kind: 'directory', id: 'people' },
          body: { count: people.length },
        });
        return { people, next: people.length === query.limit ? (people.at(-1)?.username ?? null) : null };
      },
    }),
    route({
      method: 'GET',
      path: '/api/people/names',
      action: 'person.name',
      summary: 'The names of people of this bureau by their ids, as records hold them; ids that are none are left out',
      query: namesQuery,
      response: personNames,
      async handle({ tx, query }) {
        const ids = query.ids.split(',').flatMap((id) => personUuid(id) ?? []);
        return { names: (await readPeople(tx, ids)).map(({ id, name }) => ({ id, name })) };
      },
    }),
    // Free of the table of stored answers, which would keep the secret that is told here once.
    freeRoute({
      method: 'POST',
      path: '/api/people',
      action: 'person.create',
      summary: 'Add a person; the authenticator secret is told once',
      body: createPersonInput,
      response: personCreated,
      async handle({ scope, db, body, reply }) {
        const made = await db.tx(scope, (tx) => createPerson(deps, tx, body));
        reply.status(201);
        return personCreated.parse(made);
      },
    }),
    freeRoute({
      method: 'POST',
      path: '/api/people/:id/credentials',
      action: 'person.reset',
      summary: 'A new password and authenticator secret; signs the person out everywhere',
      params: byId,
      body: resetInput,
      response: personCreated,
      async handle({ scope, db, params, body }) {
        const made = await db.tx(scope, async (tx) => {
          const resource = await asResource(tx, { params });
          if (!resource) throw notFound('person');
          deps.require(tx, 'person.reset', resource);
          return resetCredentials(deps, tx, { id: params.id, password: body.password });
        });
        return personCreated.parse(made);
      },
    }),
    route({
      method: 'PUT',
      path: '/api/people/:id/rights',
      action: 'person.change',
      summary: 'Set roles and compartments, or let a person in or out',
      params: byId,
      body: changePersonInput,
      response: z.strictObject({ version: z.int() }),
      resource: asResource,
      handle: ({ tx, params, body }) => changePerson(deps, tx, { id: params.id, ...body }),
    }),
    route({
      method: 'PUT',
      path: '/api/people/:id/certificate',
      action: 'person.certify',
      summary: 'Record a certificate or its renewal',
      params: byId,
      body: certificateInput,
      response: z.null(),
      resource: asResource,
      async handle({ tx, params, body }) {
        await certifyPerson(deps, tx, { id: params.id, ...body });
        return null;
      },
    }),
  ];
}

function partnerRoutes({ audit, runtime }: AccessDeps, rows: readonly PolicyRow[]): Route[] {
  const open = new Set(rows.filter((row) => row.to.includes('partner')).map((row) => row.action));
  return [
    route({
      method: 'GET',
      path: '/api/partners',
      action: 'partner.list',
      summary: 'Keys of partner systems, without the keys',
      response: z.strictObject({ partners: z.array(partnerView) }),
      async handle({ tx }) {
        audit.record(tx, { act: 'partner.listed', entity: { kind: 'directory', id: 'partners' } });
        return { partners: await listPartners(tx) };
      },
    }),
    freeRoute({
      method: 'POST',
      path: '/api/partners',
      action: 'partner.create',
      summary: 'Make a key for a partner system; it is told once',
      body: partnerInput,
      response: partnerCreated,
      async handle({ scope, db, body, reply }) {
        const unknown = body.actions.find((action) => !open.has(action));
        if (unknown !== undefined) throw invalid('/body/actions', 'partner.action-not-open', { action: unknown });
        const made = await db.tx(scope, async (tx) => {
          if (body.expiresAt <= tx.now) throw invalid('/body/expiresAt', 'partner.already-expired');
          const partner = await insertPartner(tx, runtime, body);
          audit.record(tx, {
            act: 'partner.created',
            entity: { kind: 'partner', id: partner.id },
            body: { actions: body.actions, expiresAt: body.expiresAt },
          });
          return partner;
        });
        reply.status(201);
        return partnerCreated.parse(made);
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/partners/:id',
      action: 'partner.revoke',
      summary: 'Revoke the key of a partner system',
      params: byId,
      response: z.null(),
      async handle({ tx, params }) {
        if (!(await revokePartner(tx, params.id))) throw notFound('partner');
        audit.record(tx, { act: 'partner.revoked', entity: { kind: 'partner', id: params.id } });
        return null;
      },
    }),
  ];
}
