import type { Audit } from '../audit/index.ts';
import { AppError, type Database, type Runtime, type Vault } from '../platform/index.ts';
import { certificateState, hasCertificate } from './certify-person.ts';
import { holdersOf, setCompartment } from './compartments.ts';
import { compilePolicy } from './compile-policy.ts';
import { confirmPerson } from './confirm-person.ts';
import { createPerson } from './create-person.ts';
import { peopleWith, scopesOf } from './find-people.ts';
import { createGuard } from './guard.ts';
import { POLICY } from './policy.ts';
import { accessRoutes } from './routes.ts';
import { createSessions } from './sessions.ts';
import { personUuid, readPeople, readPerson, type StoredPerson } from './store.ts';
import type { Access, Person } from './types.ts';

export type { FilterColumns, SqlText } from './compile-policy.ts';
export { type Condition, type Grantee, type PolicyRow, ROLES, type Role } from './policy.ts';
export { sessionCookie } from './sessions.ts';
export { newTotpSecret, totpCode } from './totp.ts';
export type { Access, NewPerson, Person } from './types.ts';

/** People, sign-in, and the one policy. */
export function createAccess(options: { db: Database; runtime: Runtime; vault: Vault; audit: Audit }): Access {
  const deps = { ...options, sessions: createSessions(options) };
  const policy = compilePolicy(POLICY);
  const guard = createGuard(deps, policy);
  const require: Access['require'] = (tx, action, resource) => {
    if (policy.may(tx.scope, action, resource)) return;
    // Not awaited: it waits for a connection of its own while this transaction still holds one.
    guard.refused(tx.scope, action, 'use-case').catch((error: unknown) => {
      options.runtime.log.error({ action, err: String(error) }, 'a refusal could not be recorded');
    });
    throw new AppError('forbidden', action);
  };
  return {
    guard,
    may: policy.may,
    require,
    filter: policy.filter,
    where: policy.where,
    createPerson: (tx, person) => createPerson(deps, tx, person),
    async person(tx, id) {
      const person = await readPerson(tx, id);
      return person && toPerson(person);
    },
    async people(tx, ids) {
      const asked = new Map(ids.flatMap((id) => (personUuid(id) === null ? [] : [[id, personUuid(id)] as const])));
      const uuids = [...new Set(asked.values())].filter((id) => id !== null);
      const found = new Map((await readPeople(tx, uuids)).map((person) => [person.id, toPerson(person)]));
      const answer = new Map<string, Person>();
      for (const [id, uuid] of asked) {
        const person = uuid === null ? undefined : found.get(uuid);
        if (person) answer.set(id, person);
      }
      return answer;
    },
    scopesOf: (tx, ids) => scopesOf(tx, options.runtime.bureau, ids),
    peopleWith,
    confirm: (scope, password) => confirmPerson(deps, scope, password),
    holders: holdersOf,
    setCompartment: (tx, input) => setCompartment(deps, tx, input),
    hasCertificate,
    certificateState,
    parts: {
      routes: accessRoutes({ ...deps, require }, guard, POLICY),
      acts: {
        'access.refused': {},
        'session.opened': {},
        'session.refused': {},
        'session.unlocked': {},
        'session.ended': {},
        'session.ended-everywhere': {},
        'person.listed': {},
        'person.created': {},
        'person.changed': {},
        'person.certified': {},
        'person.credentials-reset': {},
        'partner.listed': {},
        'partner.created': {},
        'partner.revoked': {},
      },
    },
  };
}

function toPerson({ id, username, name, roles, agency }: StoredPerson): Person {
  return { id, username, name, roles, agency };
}
