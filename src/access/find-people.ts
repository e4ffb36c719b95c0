import type { Scope, Tx } from '../platform/index.ts';
import type { BureauCode } from '../protocol/index.ts';
import { personActor, personUuid } from './store.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly roles: string[];
  readonly compartments: string[];
  readonly agency: string | null;
}

/**
 * What people may see now, by the ids as given (UUID or `person:<uuid>`): for what is told to them while they are not there. Who is
 * unknown or no longer let in is left out.
 */
export async function scopesOf(
  tx: Tx,
  bureau: BureauCode,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Scope>> {
  const uuids = new Map(ids.flatMap((id) => (personUuid(id) === null ? [] : [[id, personUuid(id)] as const])));
  const rows = await tx.query<Row>(
    'SELECT id, name, roles, compartments, agency FROM person WHERE id = ANY($1::uuid[]) AND disabled_at IS NULL',
    [[...new Set(uuids.values())]],
  );
  const found = new Map(rows.map((row) => [row.id, row]));
  const scopes = new Map<string, Scope>();
  for (const [id, uuid] of uuids) {
    const row = found.get(uuid ?? '');
    if (!row) continue;
    const { roles, compartments, agency } = row;
    scopes.set(id, { actor: { kind: 'person', id: personActor(row.id) }, bureau, agency, roles, compartments });
  }
  return scopes;
}

/** The bureau's own people who hold one of the roles and are let in, by name. */
export async function peopleWith(tx: Tx, roles: readonly string[]): Promise<{ id: string; name: string }[]> {
  const rows = await tx.query<Row>(
    `SELECT id, name FROM person WHERE roles && $1::text[] AND agency IS NULL AND disabled_at IS NULL
     ORDER BY name, id LIMIT 500`,
    [roles],
  );
  return rows.map(({ id, name }) => ({ id: personActor(id), name }));
}
