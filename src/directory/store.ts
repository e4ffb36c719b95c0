import type { Tx } from '../platform/index.ts';
import type { BureauCode } from '../protocol/index.ts';
import type { Agency, AgencyKind, AgencyLevel, BureauRecord, BureauStatus, Names, TaskForce } from './types.ts';

interface BureauRow {
  code: string;
  names: Names;
  region: string | null;
  city: string | null;
  city_basis: string | null;
  status: BureauStatus;
  endpoint: string | null;
  signing: string | null;
  encryption: string | null;
}

const BUREAUS = `SELECT b.code, b.names, b.region, b.city, b.city_basis, b.status, b.endpoint,
    s.kid AS signing, e.kid AS encryption
  FROM bureau b
  LEFT JOIN bureau_key s ON s.bureau = b.code AND s.use = 'signing' AND s.valid_to IS NULL AND s.revoked_at IS NULL
  LEFT JOIN bureau_key e ON e.bureau = b.code AND e.use = 'encryption' AND e.valid_to IS NULL AND e.revoked_at IS NULL`;

function toBureau(row: BureauRow): BureauRecord {
  return {
    code: row.code,
    names: row.names,
    region: row.region,
    city: row.city,
    cityBasis: row.city_basis,
    status: row.status,
    endpoint: row.endpoint,
    signingKid: row.signing,
    encryptionKid: row.encryption,
  };
}

export async function readBureau(tx: Tx, code: BureauCode): Promise<BureauRecord | null> {
  const [row] = await tx.query<BureauRow>(`${BUREAUS} WHERE b.code = $1`, [code]);
  return row ? toBureau(row) : null;
}

/** All of them, the Secretariat too, by code. */
export async function listBureaus(tx: Tx): Promise<BureauRecord[]> {
  return (await tx.query<BureauRow>(`${BUREAUS} ORDER BY b.code`)).map(toBureau);
}

interface AgencyRow {
  ori: string;
  name: string;
  level: AgencyLevel;
  kind: AgencyKind;
  state: string | null;
  city: string | null;
  call_back: string;
  email: string | null;
  basis: string;
}

function toAgency({ call_back, ...row }: AgencyRow): Agency {
  return { ...row, callBack: call_back };
}

const AGENCIES = 'SELECT ori, name, level, kind, state, city, call_back, email, basis FROM agency';

export async function readAgency(tx: Tx, ori: string): Promise<Agency | null> {
  const [row] = await tx.query<AgencyRow>(`${AGENCIES} WHERE ori = $1`, [ori]);
  return row ? toAgency(row) : null;
}

/** By part of the name or town, or the beginning of the ORI; by name. */
export async function searchAgencies(
  tx: Tx,
  query: {
    q?: string | undefined;
    state?: string | undefined;
    level?: AgencyLevel | undefined;
    kind?: AgencyKind | undefined;
    limit?: number | undefined;
  },
): Promise<Agency[]> {
  const words = (query.q ?? '').replace(/[\\%_]/g, '\\$&');
  const rows = await tx.query<AgencyRow>(
    `${AGENCIES} WHERE ($1 = '' OR name ILIKE '%' || $1 || '%' OR city ILIKE '%' || $1 || '%' OR ori LIKE upper($1) || '%')
       AND ($2::text IS NULL OR state = $2) AND ($3::text IS NULL OR level = $3)
       AND ($5::text IS NULL OR kind = $5)
     ORDER BY name, ori LIMIT $4`,
    [words, query.state ?? null, query.level ?? null, query.limit ?? 50, query.kind ?? null],
  );
  return rows.map(toAgency);
}

export async function listTaskForces(tx: Tx, state?: string): Promise<TaskForce[]> {
  const rows = await tx.query<{
    id: string;
    name: string;
    states: string[];
    lead_agency: string;
    coverage: string;
    basis: string;
  }>(
    `SELECT id, name, states, lead_agency, coverage, basis FROM task_force
     WHERE $1::text IS NULL OR $1 = ANY(states) ORDER BY id`,
    [state ?? null],
  );
  return rows.map(({ lead_agency, ...row }) => ({ ...row, leadAgency: lead_agency }));
}

export interface Country {
  code: string;
  iso3: string | null;
  names: Names;
  member: boolean;
  extradition: { signed: string | null; inForce: string | null; basis: string; note: string | null } | null;
}

export async function listCountries(tx: Tx): Promise<Country[]> {
  return tx.query<Country>('SELECT code, iso3, names, member, extradition FROM country ORDER BY code');
}
