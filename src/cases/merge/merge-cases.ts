import { invalid, refuse, type Tx } from '../../platform/index.ts';
import { beyondSight } from '../compartments/beyond-sight.ts';
import type { CasesDeps } from '../deps.ts';
import { withdrawOffers } from '../duties/hand-over.ts';
import { caseRef } from '../refs.ts';
import { theCase } from '../store-cases.ts';
import { settlePairsWithin } from './pairs.ts';
import { MOVED } from './survivor.ts';

/**
 * Takes one case into another: what is in it and what is owed on it goes on there, and its number leads on. It can be taken apart.
 * @param input `from` is merged into `into`; both are named with the version they were seen in
 * @throws AppError `invalid`, `conflict`, or `refused`: an answer to a bureau is owed on it, or the two lie in different compartments
 */
export async function mergeCases(
  deps: CasesDeps,
  tx: Tx,
  input: { into: string; from: string; reason: string },
): Promise<{ id: string }> {
  if (input.into === input.from) throw invalid('/body/from', 'case.merge.itself');
  // Always in one order, so that two merges at once do not wait for each other.
  await tx.query('SELECT id FROM case_file WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [
    [input.into, input.from],
  ]);
  const into = await theCase(tx, input.into);
  const from = await theCase(tx, input.from);
  if (into.state !== 'open') throw refuse('case.merge.not-open', { number: into.number });
  if (from.state === 'merged') throw refuse('case.merge.already', { number: from.number });
  if (from.compartment !== into.compartment) throw refuse('case.merge.compartment');
  if (from.from_bureau !== null && from.answered_at === null && from.state === 'open') {
    throw refuse('case.merge.answer-owed', { number: from.number, bureau: from.from_bureau });
  }
  // One step deep: so that every number leads on at once, and merges are undone in any order.
  const [taken] = await tx.query('SELECT 1 FROM case_file WHERE merged_into = $1 LIMIT 1', [from.id]);
  if (taken) throw refuse('case.merge.has-merged', { number: from.number });
  const id = deps.runtime.newId();
  await tx.query(
    `INSERT INTO case_merge (id, into_case, from_case, reason, by_actor, at, was_state, agency, compartment)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
    [id, into.id, from.id, input.reason, tx.scope.actor.id, tx.now, from.state, from.agency, into.compartment],
  );
  await withdrawOffers(deps, tx, from);
  await beyondSight(tx, async () => {
    for (const table of MOVED) {
      await tx.query(
        `WITH moved AS (UPDATE ${table} SET case_id = $1 WHERE case_id = $2 RETURNING id)
         INSERT INTO case_moved (merge_id, kind, row_id, compartment) SELECT $3, $4, id::text, $5 FROM moved`,
        [into.id, from.id, id, table, into.compartment],
      );
    }
    // What both are linked to stays linked once to each.
    await tx.query(
      `WITH moved AS (
         UPDATE case_link l SET case_id = $1::uuid WHERE case_id = $2 AND NOT (ref_kind = 'case' AND ref_id = $1::uuid::text)
           AND NOT EXISTS (SELECT 1 FROM case_link o WHERE o.case_id = $1::uuid AND o.ref_kind = l.ref_kind AND o.ref_id = l.ref_id)
         RETURNING ref_kind || ':' || ref_id AS id)
       INSERT INTO case_moved (merge_id, kind, row_id, compartment) SELECT $3, 'case_link', id, $4 FROM moved`,
      [into.id, from.id, id, into.compartment],
    );
  });
  await tx.query(`UPDATE case_file SET state = 'merged', merged_into = $2, version = version + 1 WHERE id = $1`, [
    from.id,
    into.id,
  ]);
  await tx.query('UPDATE case_file SET version = version + 1 WHERE id = $1', [into.id]);
  deps.audit.record(tx, {
    act: 'case.merged',
    entity: caseRef(from.id),
    about: [caseRef(into.id)],
    body: { number: from.number, into: into.number },
  });
  await deps.work.close(tx, { ref: caseRef(from.id), outcome: 'merged' });
  await settlePairsWithin(deps, tx, into.id, id);
  return { id };
}
