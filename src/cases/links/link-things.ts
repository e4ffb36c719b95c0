import { type EntityRef, invalid, notFound, type Tx } from '../../platform/index.ts';
import type { CasesDeps } from '../deps.ts';
import { noteArrival, survivorOf } from '../merge/survivor.ts';
import { caseRef } from '../refs.ts';
import { type CaseRow, theCase } from '../store-cases.ts';

/**
 * Links a thing of any room to a case, once; it is known here by kind and id alone. What is meant for a case that was merged goes
 * to the one it went into. Two cases are linked to each other, both ways.
 * @throws AppError `not-found`; `invalid` for a case and itself
 */
export async function linkThing(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  ref: EntityRef,
  label: string,
): Promise<{ isNew: boolean }> {
  const asked = await theCase(tx, caseId);
  const row = await survivorOf(tx, asked);
  if (ref.kind !== 'case') {
    const isNew = await put(deps, tx, row, ref, label);
    if (isNew) await noteArrival(tx, asked, row, 'case_link', `${ref.kind}:${ref.id}`);
    return { isNew };
  }
  const other = await theCase(tx, ref.id);
  if (other.id === row.id) throw invalid('/body/ref', 'case.link.itself');
  await put(deps, tx, other, caseRef(row.id), row.number);
  return { isNew: await put(deps, tx, row, ref, label) };
}

async function put(deps: CasesDeps, tx: Tx, row: CaseRow, ref: EntityRef, label: string): Promise<boolean> {
  const inserted = await tx.query(
    `INSERT INTO case_link (case_id, ref_kind, ref_id, label, by_actor, at, compartment) VALUES ($1,$2,$3,$4,$5,$6,$7)
     ON CONFLICT DO NOTHING RETURNING case_id`,
    [row.id, ref.kind, ref.id, label, tx.scope.actor.id, tx.now, row.compartment],
  );
  if (inserted.length === 0) return false;
  deps.audit.record(tx, { act: 'case.linked', entity: caseRef(row.id), about: [ref], body: { kind: ref.kind, label } });
  return true;
}

/** Takes a link back, of two cases on both sides. The thing itself stays as it is. @throws AppError `not-found` */
export async function unlinkThing(deps: CasesDeps, tx: Tx, caseId: string, ref: EntityRef): Promise<void> {
  const row = await theCase(tx, caseId);
  if (!(await take(deps, tx, row.id, ref))) throw notFound('link');
  if (ref.kind === 'case') await take(deps, tx, ref.id, caseRef(row.id));
}

async function take(deps: CasesDeps, tx: Tx, caseId: string, ref: EntityRef): Promise<boolean> {
  const [gone] = await tx.query<{ label: string }>(
    'DELETE FROM case_link WHERE case_id = $1 AND ref_kind = $2 AND ref_id = $3 RETURNING label',
    [caseId, ref.kind, ref.id],
  );
  if (!gone) return false;
  deps.audit.record(tx, {
    act: 'case.unlinked',
    entity: caseRef(caseId),
    about: [ref],
    body: { kind: ref.kind, label: gone.label },
  });
  return true;
}
