import type { Tx } from '../platform/index.ts';
import { refuse } from '../platform/index.ts';
import type { Particulars, SubjectRole } from './contract.ts';

export interface Identity {
  readonly names: Particulars['names'];
  readonly documents: Particulars['documents'];
  readonly domestic?: Particulars['domestic'];
}

export const VICTIM_IDENTITY = 'victim-identity';

/** Takes what says who a victim is out of the particulars; of anybody else nothing is taken. Null: nothing to seal. */
export function splitIdentity(
  role: SubjectRole,
  particulars: Particulars,
): { open: Particulars; sealed: Identity | null } {
  if (role !== 'victim') return { open: particulars, sealed: null };
  const { names, documents, domestic, ...rest } = particulars;
  const open = { ...rest, names: [], documents: [] };
  const isKnown = names.length > 0 || documents.length > 0 || domestic !== undefined;
  return { open, sealed: isKnown ? { names, documents, domestic } : null };
}

/** Puts an identity in for the first time. Whoever may write the case may do this; reading it back takes the compartment. */
export async function insertIdentity(
  tx: Tx,
  personId: string,
  identity: Identity,
  agency: string | null,
): Promise<void> {
  await tx.query(
    'INSERT INTO case_identity (person_id, names, documents, domestic, agency) VALUES ($1, $2, $3, $4, $5)',
    [personId, ...jsonOf(identity), agency],
  );
}

/** @throws AppError `refused` when the scope does not hold the compartment. */
export async function replaceIdentity(tx: Tx, personId: string, identity: Identity): Promise<void> {
  const done = await tx.query(
    'UPDATE case_identity SET names = $2, documents = $3, domestic = $4 WHERE person_id = $1 RETURNING person_id',
    [personId, ...jsonOf(identity)],
  );
  if (done.length === 0) throw refuse('subject.identity.sealed');
}

/** Null when there is none, or when it is not for this scope. */
export async function readIdentity(tx: Tx, personId: string): Promise<Identity | null> {
  const [row] = await tx.query<{
    names: Particulars['names'];
    documents: Particulars['documents'];
    domestic: Particulars['domestic'] | null;
  }>('SELECT names, documents, domestic FROM case_identity WHERE person_id = $1', [personId]);
  return row ? { names: row.names, documents: row.documents, domestic: row.domestic ?? undefined } : null;
}

/** @throws AppError `refused` when the scope does not hold the compartment. */
export async function deleteIdentity(tx: Tx, personId: string): Promise<void> {
  const done = await tx.query('DELETE FROM case_identity WHERE person_id = $1 RETURNING person_id', [personId]);
  if (done.length === 0) throw refuse('subject.identity.sealed');
}

function jsonOf(identity: Identity): [string, string, string | null] {
  return [
    JSON.stringify(identity.names),
    JSON.stringify(identity.documents),
    identity.domestic ? JSON.stringify(identity.domestic) : null,
  ];
}
