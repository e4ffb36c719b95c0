import { countAttempt, forgetAttempts, hashName } from './attempts.ts';
import type { AccessDeps } from './deps.ts';
import { isPassword } from './passwords.ts';
import type { Session } from './sessions.ts';
import { recordRefusal, signInFailed } from './sign-in.ts';
import { readCredential } from './store.ts';

/**
 * Wakes a session that went to sleep after a pause. Failures count with those of signing in.
 * @throws AppError `unauthenticated`.
 */
export async function unlockSession(deps: AccessDeps, session: Session, password: string): Promise<void> {
  const { db, runtime, audit, sessions } = deps;
  const scope = sessions.scopeOf(session);
  const nameHash = hashName(session.username);
  const { counted, credential } = await db.tx(scope, async (tx) => ({
    counted: await countAttempt(tx, runtime, nameHash),
    credential: await readCredential(tx, { personId: session.personId }),
  }));
  const fits = await isPassword(password, credential?.password ?? null);
  if (!counted || !fits || credential?.disabled !== false) {
    await recordRefusal(deps, nameHash, session.personId, counted ? 'password' : 'locked');
    throw signInFailed();
  }
  await db.tx(scope, async (tx) => {
    await forgetAttempts(tx, nameHash);
    await sessions.unlock(tx, session.id);
    audit.record(tx, {
      act: 'session.unlocked',
      entity: { kind: 'person', id: session.personId },
      body: { session: session.id },
    });
  });
}
