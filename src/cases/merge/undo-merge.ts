import { notFound, type Tx } from '../../platform/index.ts';
import { openProgress } from '../accept-request.ts';
import { beyondSight } from '../compartments/beyond-sight.ts';
import type { CasesDeps } from '../deps.ts';
import { caseRef } from '../refs.ts';
import { theCase } from '../store-cases.ts';
import { reopenPairs } from './pairs.ts';
import { MOVED } from './survivor.ts';

interface MergeRow {
  id: string;
  into_case: string;
  from_case: string;
  was_state: 'open' | 'closed';
}

/**
 * Takes two cases apart again: what came from the one goes back to it, and what has come to its number since. What was added to
 * the other stays there. A relation between a person of each ends.
 * @throws AppError `not-found` when it is not merged
 */
export async function undoMerge(
  deps: CasesDeps,
  tx: Tx,
  caseId: string,
  reason: string,
): Promise<{ id: string; version: number }> {
  const [merge] = await tx.query<MergeRow>(
    `SELECT id, into_case, from_case, was_state FROM case_merge WHERE from_case = $1 AND undone_at IS NULL FOR UPDATE`,
    [caseId],
  );
  if (!merge) throw notFound('merge');
  await tx.query('SELECT id FROM case_file WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [
    [merge.into_case, merge.from_case],
  ]);
  const into = await theCase(tx, merge.into_case);
  const from = await theCase(tx, caseId);
  await beyondSight(tx, async () => {
    for (const table of MOVED) {
      await tx.query(
        `UPDATE ${table} SET case_id = $1 WHERE case_id = $2
           AND id IN (SELECT row_id::uuid FROM case_moved WHERE merge_id = $3 AND kind = $4)`,
        [from.id, into.id, merge.id, table],
      );
    }
    await tx.query(
      `UPDATE case_link SET case_id = $1 WHERE case_id = $2
         AND ref_kind || ':' || ref_id IN (SELECT row_id FROM case_moved WHERE merge_id = $3 AND kind = 'case_link')`,
      [from.id, into.id, merge.id],
    );
    await tx.query(
      `DELETE FROM case_relation r USING case_subject a, case_subject b
       WHERE a.id = r.subject_id AND b.id = r.other_id AND a.case_id <> b.case_id AND r.case_id = ANY($1::uuid[])`,
      [[from.id, into.id]],
    );
  });
  await tx.query('UPDATE case_merge SET undone_at = $2, undone_by = $3, undo_reason = $4 WHERE id = $1', [
    merge.id,
    tx.now,
    tx.scope.actor.id,
    reason,
  ]);
  await tx.query(
    `UPDATE case_file SET state = $2, merged_into = NULL, compartment = $3, version = version + 1,
       closed_at = CASE WHEN $2 = 'open' THEN NULL ELSE closed_at END WHERE id = $1`,
    [from.id, merge.was_state, into.compartment],
  );
  await tx.query('UPDATE case_file SET version = version + 1 WHERE id = $1', [into.id]);
  const isOpen = merge.was_state === 'open';
  deps.audit.record(tx, {
    act: isOpen ? 'case.taken-apart' : 'case.taken-apart-closed',
    entity: caseRef(from.id),
    about: [caseRef(into.id)],
    body: { number: from.number, from: into.number },
  });
  if (isOpen) {
    await openProgress(deps, tx, {
      id: from.id,
      number: from.number,
      urgency: from.urgency,
      compartment: into.compartment,
      // What was due meanwhile is due now.
      reviewAt: Math.max(from.review_at, tx.now + 60_000),
    });
  }
  await reopenPairs(deps, tx, merge.id);
  return { id: from.id, version: from.version + 1 };
}
