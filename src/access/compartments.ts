import { notFound, type Tx } from '../platform/index.ts';
import type { AccessDeps } from './deps.ts';
import { lockPerson, personUuid, type StoredPerson } from './store.ts';
import type { Person } from './types.ts';

type Row = Pick<StoredPerson, 'id' | 'username' | 'name' | 'roles' | 'agency'>;

/** People of the bureau, let in, who hold a compartment and one of the roles, by name; `q` looks in the name. */
export async function holdersOf(
  tx: Tx,
  query: { compartment: string; roles: readonly string[]; q?: string | undefined; limit: number },
): Promise<Person[]> {
  return tx.query<Row>(
    `SELECT id, username, name, roles, agency FROM person
     WHERE disabled_at IS NULL AND agency IS NULL AND compartments && ARRAY[$1, '*'] AND roles && $2::text[]
       AND ($3::text IS NULL OR position(lower($3) IN lower(name)) > 0)
     ORDER BY name, id LIMIT $4`,
    [query.compartment, query.roles, query.q ?? null, query.limit],
  );
}

/**
 * Lets a person into one compartment, or out of it; the rest of their rights stays. In force at once.
 * @throws AppError `not-found` when there is no such person of the bureau
 */
export async function setCompartment(
  { audit, sessions }: AccessDeps,
  tx: Tx,
  input: { person: string; compartment: string; isIn: boolean },
): Promise<{ changed: boolean }> {
  const uuid = personUuid(input.person);
  const person = uuid === null ? null : await lockPerson(tx, uuid);
  if (!person || person.agency !== null) throw notFound('person');
  const without = person.compartments.filter((one) => one !== input.compartment);
  const after = input.isIn ? [...without, input.compartment] : without;
  if (person.compartments.includes(input.compartment) === input.isIn) return { changed: false };
  await tx.query('UPDATE person SET compartments = $2, version = version + 1 WHERE id = $1', [person.id, after]);
  sessions.forget(tx, person.id);
  audit.record(tx, {
    act: 'person.changed',
    entity: { kind: 'person', id: person.id },
    body: { before: { compartments: [...person.compartments] }, after: { compartments: after } },
  });
  return { changed: true };
}
