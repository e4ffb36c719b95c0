import { invalid, notFound, type Tx } from '../../platform/index.ts';
import { beyondSight } from '../compartments/beyond-sight.ts';
import type { AddRelation, OutsidePerson, RelationKind } from '../contract.ts';
import type { CasesDeps } from '../deps.ts';
import { caseRef, subjectRef } from '../refs.ts';
import { findSubject, lockOpenCase } from '../store-cases.ts';
import { VICTIM_IDENTITY } from '../store-identity.ts';

export interface RelationRow {
  id: string;
  case_id: string;
  subject_id: string;
  kind: RelationKind;
  other_id: string | null;
  other: OutsidePerson | null;
  note: string | null;
  at: number;
}

/**
 * Says who is what to whom. Somebody outside who stands beside a victim says who the victim is, and lies with the identities.
 * @throws AppError `invalid` when a subject is not of this case
 */
export async function addRelation(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  input: AddRelation,
): Promise<{ id: string }> {
  const row = await lockOpenCase(tx, caseId);
  const subject = await findSubject(tx, input.subject);
  if (subject?.case_id !== caseId) throw invalid('/body/subject', 'subject.unknown');
  if (input.other !== undefined) {
    const other = await findSubject(tx, input.other);
    if (other?.case_id !== caseId || other.id === subject.id) throw invalid('/body/other', 'subject.unknown');
  }
  const id = deps.runtime.newId();
  const compartment = subject.role === 'victim' && input.outside ? VICTIM_IDENTITY : row.compartment;
  await tx.query(
    `INSERT INTO case_relation (id, case_id, subject_id, kind, other_id, other, note, by_actor, at, compartment)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)`,
    [
      id,
      caseId,
      subject.id,
      input.kind,
      input.other ?? null,
      input.outside ? JSON.stringify(input.outside) : null,
      input.note ?? null,
      tx.scope.actor.id,
      tx.now,
      compartment,
    ],
  );
  deps.audit.record(tx, {
    act: 'subject.related',
    entity: subjectRef(subject.id),
    about: [caseRef(caseId), ...(input.other === undefined ? [] : [subjectRef(input.other)])],
    body: { relation: input.kind },
  });
  return { id };
}

/** Takes a relation back. @throws AppError `not-found` */
export async function removeRelation(deps: CasesDeps, tx: Tx, id: string): Promise<{ id: string }> {
  const [relation] = await tx.query<RelationRow>('DELETE FROM case_relation WHERE id = $1 RETURNING *', [id]);
  if (!relation) throw notFound('relation');
  await lockOpenCase(tx, relation.case_id);
  deps.audit.record(tx, {
    act: 'subject.unrelated',
    entity: subjectRef(relation.subject_id),
    about: [caseRef(relation.case_id), ...(relation.other_id === null ? [] : [subjectRef(relation.other_id)])],
    body: { relation: relation.kind },
  });
  return { id };
}

export async function relationsOf(tx: Tx, caseId: string): Promise<RelationRow[]> {
  return tx.query<RelationRow>('SELECT * FROM case_relation WHERE case_id = $1 ORDER BY at, id', [caseId]);
}

/** Who stands beside a subject that is a victim now lies with the identities from then on. */
export async function sealRelations(tx: Tx, subjectId: string): Promise<void> {
  await beyondSight(tx, async () => {
    await tx.query(
      `UPDATE case_relation SET compartment = '${VICTIM_IDENTITY}' WHERE subject_id = $1 AND other IS NOT NULL`,
      [subjectId],
    );
  });
}
