import { notFound, type Tx } from '../platform/index.ts';
import type { AccessDeps } from './deps.ts';
import { hashPassword } from './passwords.ts';
import { readPerson, totpContext } from './store.ts';
import { newTotpSecret } from './totp.ts';

/**
 * For a lost telephone or a forgotten password: both are made new, and every open session ends.
 * @throws AppError `not-found`.
 */
export async function resetCredentials(
  { runtime, vault, audit, sessions }: AccessDeps,
  tx: Tx,
  input: { id: string; password: string },
): Promise<{ id: string; totpSecret: string }> {
  const person = await readPerson(tx, input.id);
  if (!person) throw notFound('person');
  const totpSecret = newTotpSecret(runtime.random);
  await tx.query(
    'UPDATE person_credential SET password = $2, totp = $3, totp_last_step = 0, changed_at = $4 WHERE person_id = $1',
    [
      person.id,
      await hashPassword(input.password, runtime.random),
      vault.wrap(Buffer.from(totpSecret, 'utf8'), totpContext(person.id)),
      tx.now,
    ],
  );
  const ended = await sessions.endAll(tx, person.id);
  audit.record(tx, {
    act: 'person.credentials-reset',
    entity: { kind: 'person', id: person.id },
    body: { sessions: ended },
  });
  return { id: person.id, totpSecret };
}
