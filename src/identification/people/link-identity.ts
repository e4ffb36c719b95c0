import { invalid, notFound, type Tx } from '../../platform/index.ts';
import type { LinkIdentity } from '../contract.ts';
import type { Deps } from '../deps.ts';

export const VICTIM_IDENTITY = 'victim-identity';

export interface IdentityLink {
  readonly caseId: string;
  readonly subjectId: string;
  readonly by: string;
  readonly at: number;
}

/**
 * Says which subject of which case a victim is. The link and the name it leads to lie in the compartment `victim-identity`
 * of this bureau; neither is told to Lyon. The ledger names no subject.
 */
export async function linkIdentity(deps: Deps, tx: Tx, input: LinkIdentity & { id: string }): Promise<IdentityLink> {
  const subject = await deps.cases.subject(tx, input.subjectId);
  if (!subject || subject.caseId !== input.caseId) throw invalid('/body/subjectId', 'victim.no-such-subject');
  if (subject.role !== 'victim') throw invalid('/body/subjectId', 'victim.subject-is-no-victim');
  await tx.query(
    `INSERT INTO ident_victim_identity (victim_id, case_id, subject_id, by_actor, at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (victim_id) DO UPDATE SET case_id = $2, subject_id = $3, by_actor = $4, at = $5`,
    [input.id, input.caseId, input.subjectId, tx.scope.actor.id, tx.now],
  );
  deps.audit.record(tx, { act: 'victim.identity-linked', entity: { kind: 'series-person', id: input.id } });
  return { caseId: input.caseId, subjectId: input.subjectId, by: tx.scope.actor.id, at: tx.now };
}

/** Each look at it is on the record. */
export async function readIdentity(deps: Deps, tx: Tx, id: string): Promise<IdentityLink> {
  const [row] = await tx.query<IdentityLink>(
    `SELECT case_id AS "caseId", subject_id AS "subjectId", by_actor AS by, at FROM ident_victim_identity WHERE victim_id = $1`,
    [id],
  );
  if (!row) throw notFound('victim-identity');
  deps.audit.record(tx, { act: 'victim.identity-viewed', entity: { kind: 'series-person', id } });
  return row;
}
