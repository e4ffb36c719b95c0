import type { Tx } from '../platform/index.ts';
import type { PersonView } from './contract.ts';
import type { Role } from './policy.ts';
import type { Person } from './types.ts';

// The roles come from `createPerson` and `changePerson`, which take nothing but roles.
interface PersonRow {
  id: string;
  username: string;
  name: string;
  roles: Role[];
  compartments: string[];
  agency: string | null;
  disabled_at: number | null;
  version: number;
}

export interface StoredPerson extends Person {
  readonly compartments: readonly string[];
  readonly disabled: boolean;
  readonly version: number;
}

/** `person:<uuid>` or the UUID itself; null when it is neither. */
export function personUuid(id: string): string | null {
  const uuid = id.startsWith('person:') ? id.slice(7) : id;
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uuid) ? uuid : null;
}

export const personActor = (uuid: string): string => `person:${uuid}`;

function toPerson(row: PersonRow): StoredPerson {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    roles: row.roles,
    compartments: row.compartments,
    agency: row.agency,
    disabled: row.disabled_at !== null,
    version: row.version,
  };
}

export async function readPeople(tx: Tx, uuids: readonly string[]): Promise<StoredPerson[]> {
  if (uuids.length === 0) return [];
  const rows = await tx.query<PersonRow>(
    'SELECT id, username, name, roles, compartments, agency, disabled_at, version FROM person WHERE id = ANY($1::uuid[])',
    [uuids],
  );
  return rows.map(toPerson);
}

export async function readPerson(tx: Tx, id: string): Promise<StoredPerson | null> {
  const uuid = personUuid(id);
  return uuid === null ? null : ((await readPeople(tx, [uuid]))[0] ?? null);
}

/** The person's row, locked until the transaction ends. */
export async function lockPerson(tx: Tx, uuid: string): Promise<StoredPerson | null> {
  const [row] = await tx.query<PersonRow>(
    'SELECT id, username, name, roles, compartments, agency, disabled_at, version FROM person WHERE id = $1 FOR UPDATE',
    [uuid],
  );
  return row ? toPerson(row) : null;
}

/** A page of the people, by user name after `after`. */
export async function listPeople(tx: Tx, after: string, limit: number): Promise<PersonView[]> {
  const rows = await tx.query<PersonRow & { certificates: PersonView['certificates'] }>(
    `SELECT p.id, p.username, p.name, p.roles, p.compartments, p.agency, p.disabled_at, p.version,
       coalesce((SELECT jsonb_agg(jsonb_build_object('kind', c.kind, 'number', c.number, 'issuedBy', c.issued_by,
         'validUntil', c.valid_until) ORDER BY c.kind) FROM person_certificate c WHERE c.person_id = p.id), '[]') AS certificates
     FROM person p WHERE p.username > $1 ORDER BY p.username LIMIT $2`,
    [after, limit],
  );
  return rows.map((row) => ({
    ...toPerson(row),
    certificates: row.certificates,
    roles: row.roles,
    compartments: row.compartments,
  }));
}

export interface Credential {
  readonly personId: string;
  readonly password: string;
  /** Wrapped by the vault under `totpContext(personId)`. */
  readonly totp: string;
  readonly disabled: boolean;
}

export const totpContext = (personId: string): string => `totp:${personId}`;

export async function readCredential(
  tx: Tx,
  by: { username: string } | { personId: string },
): Promise<Credential | null> {
  const [column, value] = 'username' in by ? ['p.username', by.username] : ['p.id', by.personId];
  const [row] = await tx.query<{ person_id: string; password: string; totp: string; disabled_at: number | null }>(
    `SELECT c.person_id, c.password, c.totp, p.disabled_at FROM person_credential c JOIN person p ON p.id = c.person_id
     WHERE ${column} = $1`,
    [value],
  );
  return row
    ? { personId: row.person_id, password: row.password, totp: row.totp, disabled: row.disabled_at !== null }
    : null;
}

/** True for the first use of the step alone: the row's own lock decides between two at once. */
export async function takeTotpStep(tx: Tx, personId: string, step: number): Promise<boolean> {
  const taken = await tx.query(
    'UPDATE person_credential SET totp_last_step = $2 WHERE person_id = $1 AND totp_last_step < $2 RETURNING person_id',
    [personId, step],
  );
  return taken.length === 1;
}
