import type { Tx } from '../../platform/index.ts';
import type { CasesDeps } from '../deps.ts';
import { checkColleagues } from '../people/colleagues.ts';
import { caseRef, mentionRef } from '../refs.ts';
import { theCase } from '../store-cases.ts';

const LOOK_WITHIN_MS = 3 * 86_400_000;

/**
 * Adds a note; notes are not changed afterwards. Who is mentioned owes a look at it: the piece of work names the case's number
 * and nothing of the note.
 * @throws AppError `invalid` when a mentioned person may not see the case
 */
export async function addNote(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  text: string,
  mentions: readonly string[] = [],
): Promise<{ id: string }> {
  const row = await theCase(tx, caseId);
  const people = [...new Set(mentions)].filter((id) => id !== tx.scope.actor.id);
  await checkColleagues(deps, tx, row.compartment, people, '/body/mentions');
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
  for (const person of people) {
    const mention = deps.runtime.newId();
    await tx.query(
      `INSERT INTO case_mention (id, case_id, note_id, person, state, at, compartment) VALUES ($1,$2,$3,$4,'open',$5,$6)`,
      [mention, caseId, id, person, tx.now, row.compartment],
    );
    deps.audit.record(tx, {
      act: 'case.mentioned',
      entity: mentionRef(mention),
      about: [caseRef(caseId)],
      body: { number: row.number },
    });
    await deps.work.open(tx, {
      ref: mentionRef(mention),
      task: 'case.mention',
      owner: { person },
      dueAt: tx.now + LOOK_WITHIN_MS,
      urgency: row.urgency,
      params: { number: row.number },
      about: [caseRef(caseId)],
      compartment: row.compartment,
    });
  }
  return { id };
}
