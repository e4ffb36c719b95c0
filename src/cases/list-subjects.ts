import type { Tx } from '../platform/index.ts';
import type { Particulars, SubjectRole } from './contract.ts';
import { VICTIM_IDENTITY } from './store-identity.ts';

/** A subject of an open case, with all that says who it is. In the system's scope a victim's identity is filled in. */
export interface LocalSubject {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly role: SubjectRole;
  readonly particulars: Particulars;
  readonly version: number;
  /** What a reader must hold to know of it; a victim's identity takes two. */
  readonly compartments: readonly string[];
}

interface Row {
  id: string;
  case_id: string;
  number: string;
  role: SubjectRole;
  particulars: Particulars;
  identity_held: boolean;
  version: number;
  compartment: string;
  names: Particulars['names'] | null;
  documents: Particulars['documents'] | null;
}

const SELECT = `SELECT s.id, s.case_id, c.number, s.role, s.particulars, s.identity_held, s.version, s.compartment, i.names, i.documents
  FROM case_subject s JOIN case_file c ON c.id = s.case_id LEFT JOIN case_identity i ON i.person_id = s.id
  WHERE c.state = 'open' AND s.role <> 'witness'`;

/** Subjects of open cases that this scope may see, by id, witnesses left out: those after `after`. */
export async function listSubjects(tx: Tx, after: string | null, limit: number): Promise<LocalSubject[]> {
  const rows = await tx.query<Row>(`${SELECT} AND ($1::uuid IS NULL OR s.id > $1) ORDER BY s.id LIMIT $2`, [
    after,
    limit,
  ]);
  return rows.map(toSubject);
}

/** Those of the ids that are such subjects still. */
export async function findSubjects(tx: Tx, ids: readonly string[]): Promise<LocalSubject[]> {
  if (ids.length === 0) return [];
  return (await tx.query<Row>(`${SELECT} AND s.id = ANY($1::uuid[])`, [ids])).map(toSubject);
}

/** Ids of the subjects of cases, whatever their state. */
export async function subjectIdsOf(tx: Tx, caseIds: readonly string[]): Promise<string[]> {
  if (caseIds.length === 0) return [];
  const rows = await tx.query<{ id: string }>('SELECT id FROM case_subject WHERE case_id = ANY($1::uuid[])', [caseIds]);
  return rows.map((row) => row.id);
}

function toSubject(row: Row): LocalSubject {
  const { names, documents } = row;
  return {
    id: row.id,
    caseId: row.case_id,
    caseNumber: row.number,
    role: row.role,
    particulars: {
      ...row.particulars,
      ...(row.identity_held && names ? { names } : {}),
      ...(row.identity_held && documents ? { documents } : {}),
    },
    version: row.version,
    compartments: row.identity_held ? [row.compartment, VICTIM_IDENTITY] : [row.compartment],
  };
}
