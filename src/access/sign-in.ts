import { AppError, systemScope } from '../platform/index.ts';
import { countAttempt, forgetAttempts, hashName } from './attempts.ts';
import type { SessionView } from './contract.ts';
import type { AccessDeps } from './deps.ts';
import { isPassword } from './passwords.ts';
import { type Credential, personActor, readCredential, readPerson, takeTotpStep, totpContext } from './store.ts';
import { totpStep } from './totp.ts';

/** One answer for every failure: nobody learns which part was wrong, or whether the name exists or is locked. */
export function signInFailed(): AppError {
  return new AppError('unauthenticated', 'sign-in failed', { errors: [{ pointer: '/body', code: 'sign-in.failed' }] });
}

type Reason = 'unknown' | 'disabled' | 'password' | 'code' | 'code-reused' | 'locked';

/**
 * Password and one-time code to a session. Three steps, so that no transaction waits for scrypt: count the attempt,
 * check, then open the session or record the refusal.
 * @throws AppError `unauthenticated`, the same for every reason.
 */
export async function signIn(
  deps: AccessDeps,
  input: { username: string; password: string; totp: string },
): Promise<{ token: string; view: SessionView }> {
  const { db, runtime } = deps;
  const nameHash = hashName(input.username);
  const system = systemScope(runtime.bureau);
  const { counted, credential } = await db.tx(system, async (tx) => ({
    counted: await countAttempt(tx, runtime, nameHash),
    credential: await readCredential(tx, { username: input.username.trim().toLowerCase() }),
  }));
  // The same work whatever is known by now.
  const passwordFits = await isPassword(input.password, credential?.password ?? null);
  const step = codeStep(deps, credential, input.totp);
  const reason = whyNot(counted, credential, passwordFits, step);
  if (reason !== null || credential === null || step === null) {
    await recordRefusal(deps, nameHash, credential?.personId ?? null, reason ?? 'unknown');
    throw signInFailed();
  }
  const { personId } = credential;
  const actor = { actor: { kind: 'person', id: personActor(personId) } as const };
  const opened = await db.tx({ ...system, ...actor }, async (tx) => {
    if (!(await takeTotpStep(tx, personId, step))) return null;
    const person = await readPerson(tx, personId);
    if (!person || person.disabled) return null;
    await forgetAttempts(tx, nameHash);
    const { token, sessionId, expiresAt } = await deps.sessions.open(tx, personId);
    deps.audit.record(tx, {
      act: 'session.opened',
      entity: { kind: 'person', id: personId },
      body: { session: sessionId },
    });
    const { id, name, roles, agency } = person;
    return { token, view: { person: { id, name, roles: [...roles], agency }, bureau: runtime.bureau, expiresAt } };
  });
  if (opened === null) {
    await recordRefusal(deps, nameHash, personId, 'code-reused');
    throw signInFailed();
  }
  return opened;
}

function codeStep(deps: AccessDeps, credential: Credential | null, code: string): number | null {
  if (credential === null) return null;
  const secret = Buffer.from(deps.vault.unwrap(credential.totp, totpContext(credential.personId))).toString('utf8');
  return totpStep(secret, code, deps.runtime.clock.now());
}

function whyNot(
  counted: boolean,
  credential: Credential | null,
  password: boolean,
  step: number | null,
): Reason | null {
  if (!counted) return 'locked';
  if (credential === null) return 'unknown';
  if (credential.disabled) return 'disabled';
  if (!password) return 'password';
  return step === null ? 'code' : null;
}

/** The name tried stays a hash in the ledger too: it may be a password typed into the wrong field. */
export async function recordRefusal(
  { audit, runtime }: AccessDeps,
  nameHash: string,
  personId: string | null,
  reason: Reason,
): Promise<void> {
  await audit.recordAlone(systemScope(runtime.bureau), {
    act: 'session.refused',
    entity: personId === null ? { kind: 'sign-in', id: nameHash } : { kind: 'person', id: personId },
    body: { reason },
  });
}
