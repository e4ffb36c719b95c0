import { conflict, notFound, type Tx } from '../platform/index.ts';
import type { ChangePersonInput } from './contract.ts';
import { checkStanding } from './create-person.ts';
import type { AccessDeps } from './deps.ts';
import { lockPerson } from './store.ts';

/**
 * Sets a person's roles and compartments, or lets them in or out. In force at once: their open sessions are read anew,
 * and a person who is let out has none left.
 * @throws AppError `not-found`, `conflict` when based on another version, `invalid`.
 */
export async function changePerson(
  { audit, sessions }: AccessDeps,
  tx: Tx,
  input: ChangePersonInput & { id: string },
): Promise<{ version: number }> {
  const person = await lockPerson(tx, input.id);
  if (!person) throw notFound('person');
  const { id: _id, ...yours } = input;
  const { roles, compartments, disabled, version } = person;
  if (version !== input.version) throw conflict('person', yours, { version, roles, compartments, disabled });
  checkStanding(input.roles, input.compartments, person.agency);
  await tx.query(
    `UPDATE person SET roles = $2, compartments = $3, version = version + 1,
       disabled_at = CASE WHEN $4::boolean THEN coalesce(disabled_at, $5::bigint) ELSE NULL END
     WHERE id = $1`,
    [person.id, input.roles, input.compartments, input.disabled, tx.now],
  );
  if (input.disabled) await sessions.endAll(tx, person.id);
  else sessions.forget(tx, person.id);
  audit.record(tx, {
    act: 'person.changed',
    entity: { kind: 'person', id: person.id },
    body: {
      before: { roles: [...roles], compartments: [...compartments], disabled },
      after: { roles: input.roles, compartments: input.compartments, disabled: input.disabled },
    },
  });
  return { version: version + 1 };
}
