import { AppError, invalid, isUniqueViolation, type Tx } from '../platform/index.ts';
import { certifyPerson } from './certify-person.ts';
import { createPersonInput } from './contract.ts';
import type { AccessDeps } from './deps.ts';
import { hashPassword } from './passwords.ts';
import type { Role } from './policy.ts';
import { personActor, totpContext } from './store.ts';
import { isTotpSecret, newTotpSecret } from './totp.ts';
import type { NewPerson } from './types.ts';

const OFFICER: Role = 'requesting-officer';

/**
 * An officer of an agency asks and follows; a person of the bureau works. Nobody is both, and an officer holds no
 * compartment: what they see is decided by their agency alone.
 * @throws AppError `invalid`.
 */
export function checkStanding(roles: readonly Role[], compartments: readonly string[], agency: string | null): void {
  const isOfficer = roles.includes(OFFICER);
  if (isOfficer && roles.length > 1) throw invalid('/body/roles', 'person.officer-has-one-role');
  if (isOfficer && agency === null) throw invalid('/body/agency', 'person.officer-needs-agency');
  if (!isOfficer && agency !== null) throw invalid('/body/agency', 'person.staff-has-no-agency');
  if (isOfficer && compartments.length > 0) throw invalid('/body/compartments', 'person.officer-has-no-compartment');
  if (roles.includes('partner')) throw invalid('/body/roles', 'person.partner-is-a-system');
}

/**
 * Adds a person with a password and an authenticator secret, which is returned once.
 * @throws AppError `invalid`; `refused` with `person.username-taken`.
 */
export async function createPerson(
  { runtime, vault, audit }: Pick<AccessDeps, 'runtime' | 'vault' | 'audit'>,
  tx: Tx,
  person: NewPerson,
): Promise<{ id: string; totpSecret: string }> {
  const { totpSecret: given, certificate, ...fields } = person;
  const input = createPersonInput.parse(fields);
  checkStanding(input.roles, input.compartments, input.agency);
  const totpSecret = given ?? newTotpSecret(runtime.random);
  if (!isTotpSecret(totpSecret)) throw invalid('/body/totpSecret', 'person.totp-secret-unfit');
  const password = await hashPassword(input.password, runtime.random);
  const id = runtime.newId();
  try {
    await tx.query(
      `INSERT INTO person (id, username, name, roles, compartments, agency, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, input.username, input.name, input.roles, input.compartments, input.agency, tx.now],
    );
  } catch (error) {
    if (!isUniqueViolation(error, 'person_username_key')) throw error;
    throw new AppError('refused', 'username taken', {
      cause: error,
      errors: [{ pointer: '/body/username', code: 'person.username-taken' }],
    });
  }
  await tx.query('INSERT INTO person_credential (person_id, password, totp, changed_at) VALUES ($1, $2, $3, $4)', [
    id,
    password,
    vault.wrap(Buffer.from(totpSecret, 'utf8'), totpContext(id)),
    tx.now,
  ]);
  audit.record(tx, {
    act: 'person.created',
    entity: { kind: 'person', id },
    body: { actor: personActor(id), roles: input.roles, compartments: input.compartments, agency: input.agency },
  });
  if (certificate) await certifyPerson({ audit }, tx, { id, ...certificate });
  return { id, totpSecret };
}
