import { conflict, notFound, refuse, type Tx } from '../platform/index.ts';
import type { AddSubject, ChangeSubject } from './contract.ts';
import type { CasesDeps } from './deps.ts';
import { compareLater } from './merge/compare-subject.ts';
import { sealPhotos } from './people/photos.ts';
import { sealRelations } from './people/relate-subjects.ts';
import { caseRef, subjectRef } from './refs.ts';
import { insertSubject, lockOpenCase, type SubjectRow } from './store-cases.ts';
import { deleteIdentity, insertIdentity, readIdentity, replaceIdentity, splitIdentity } from './store-identity.ts';

/** Adds a person to a case; who a victim is goes into its own compartment. */
export async function addSubject(deps: CasesDeps, tx: Tx, caseId: string, input: AddSubject): Promise<{ id: string }> {
  const row = await lockOpenCase(tx, caseId);
  const id = deps.runtime.newId();
  const { open, sealed } = splitIdentity(input.role, input.particulars);
  await insertSubject(tx, {
    id,
    case_id: caseId,
    role: input.role,
    particulars: open,
    identity_held: sealed !== null,
    added_at: tx.now,
    compartment: row.compartment,
  });
  if (sealed) await insertIdentity(tx, id, sealed, null);
  deps.audit.record(tx, {
    act: 'subject.added',
    entity: subjectRef(id),
    about: [caseRef(caseId)],
    body: { role: input.role },
  });
  await compareLater(deps, tx, id);
  return { id };
}

/**
 * Changes a subject's role or particulars, based on a version.
 * @throws AppError `conflict`; `refused` when a victim's sealed identity would have to be opened or replaced without the compartment
 */
export async function changeSubject(
  deps: CasesDeps,
  tx: Tx,
  id: string,
  input: ChangeSubject,
): Promise<{ id: string; version: number }> {
  const [row] = await tx.query<SubjectRow>('SELECT * FROM case_subject WHERE id = $1 FOR UPDATE', [id]);
  if (!row) throw notFound('subject');
  if (row.version !== input.version) {
    const { version, role, particulars, changed_by: changedBy, changed_at: changedAt } = row;
    throw conflict('subject', input, { version, role, particulars, changedBy, changedAt });
  }
  await lockOpenCase(tx, row.case_id);
  const role = input.role ?? row.role;
  let particulars = input.particulars ?? row.particulars;
  let isHeld = row.identity_held;
  if (row.role === 'victim' && role !== 'victim' && row.identity_held) {
    // No longer a victim: what was sealed comes back, unless new names came with the change.
    const identity = await readIdentity(tx, id);
    if (!identity) throw refuse('subject.identity.sealed');
    particulars = {
      ...particulars,
      names: particulars.names.length > 0 ? particulars.names : identity.names,
      documents: particulars.documents.length > 0 ? particulars.documents : identity.documents,
      domestic: particulars.domestic ?? identity.domestic,
    };
    await deleteIdentity(tx, id);
    isHeld = false;
  } else if (role === 'victim') {
    const { open, sealed } = splitIdentity(role, particulars);
    particulars = open;
    if (sealed && row.identity_held) await replaceIdentity(tx, id, sealed);
    else if (sealed) await insertIdentity(tx, id, sealed, null);
    isHeld = row.identity_held || sealed !== null;
  }
  await tx.query(
    `UPDATE case_subject SET role = $2, particulars = $3, identity_held = $4, version = version + 1,
       changed_by = $5, changed_at = $6 WHERE id = $1`,
    [id, role, JSON.stringify(particulars), isHeld, tx.scope.actor.id, tx.now],
  );
  deps.audit.record(tx, {
    act: 'subject.changed',
    entity: subjectRef(id),
    about: [caseRef(row.case_id)],
    body: { role, version: row.version + 1 },
  });
  await sealPhotos(tx, id, role === 'victim');
  if (role === 'victim') await sealRelations(tx, id);
  await compareLater(deps, tx, id);
  return { id, version: row.version + 1 };
}
