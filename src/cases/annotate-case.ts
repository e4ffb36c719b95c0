import type { EntityRef, Tx } from '../platform/index.ts';
import type { CasesDeps } from './deps.ts';
import { caseRef } from './refs.ts';
import { theCase } from './store-cases.ts';

/** Adds a note; notes are not changed afterwards. */
export async function addNote(deps: CasesDeps, tx: Tx, caseId: string, text: string): Promise<{ id: string }> {
  const row = await theCase(tx, caseId);
  const id = deps.runtime.newId();
  await tx.query('INSERT INTO case_note (id, case_id, text, author, at, compartment) VALUES ($1,$2,$3,$4,$5,$6)', [
    id,
    caseId,
    text,
    tx.scope.actor.id,
    tx.now,
    row.compartment,
  ]);
  deps.audit.record(tx, { act: 'case.note-added', entity: caseRef(caseId), body: { number: row.number } });
  return { id };
}

/** Links a thing of any room to a case, once; it is known here by kind and id alone. */
export async function linkThing(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  ref: EntityRef,
  label: string,
): Promise<{ isNew: boolean }> {
  const row = await theCase(tx, caseId);
  const inserted = await tx.query(
    `INSERT INTO case_link (case_id, ref_kind, ref_id, label, by_actor, at, compartment) VALUES ($1,$2,$3,$4,$5,$6,$7)
     ON CONFLICT DO NOTHING RETURNING case_id`,
    [caseId, ref.kind, ref.id, label, tx.scope.actor.id, tx.now, row.compartment],
  );
  if (inserted.length === 0) return { isNew: false };
  deps.audit.record(tx, {
    act: 'case.linked',
    entity: caseRef(caseId),
    about: [ref],
    body: { kind: ref.kind, label },
  });
  return { isNew: true };
}
