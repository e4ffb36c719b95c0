import { refuse, type Scope } from '../platform/index.ts';
import { countAttempt, forgetAttempts, hashName } from './attempts.ts';
import type { AccessDeps } from './deps.ts';
import { isPassword } from './passwords.ts';
import { recordRefusal } from './sign-in.ts';
import { personUuid, readCredential, readPerson } from './store.ts';

/**
 * The signed-in person gives their password once more, for an act that must be theirs beyond doubt. Failures count with those of
 * signing in.
 * @throws AppError `refused` `session.password-wrong`.
 */
export async function confirmPerson(deps: AccessDeps, scope: Scope, password: string): Promise<void> {
  const { db, runtime } = deps;
  const personId = scope.actor.kind === 'person' ? personUuid(scope.actor.id) : null;
  if (personId === null) throw refuse('session.password-wrong', undefined, '/body/password');
  const { nameHash, counted, credential } = await db.tx(scope, async (tx) => {
    const nameHash = hashName((await readPerson(tx, personId))?.username ?? '');
    return {
      nameHash,
      counted: await countAttempt(tx, runtime, nameHash),
      credential: await readCredential(tx, { personId }),
    };
  });
  const fits = await isPassword(password, credential?.password ?? null);
  if (!counted || !fits || credential?.disabled !== false) {
    await recordRefusal(deps, nameHash, personId, counted ? 'password' : 'locked');
    throw refuse('session.password-wrong', undefined, '/body/password');
  }
  await db.tx(scope, (tx) => forgetAttempts(tx, nameHash));
}
