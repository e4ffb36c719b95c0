import { refuse, type Tx } from '../platform/index.ts';
import type { ActionInput } from './contract.ts';
import type { Deps } from './deps.ts';
import { matchRef, recordRef, screeningRef } from './refs.ts';
import { lockCandidate } from './store.ts';

/** What was done about the person who was found. @throws AppError `conflict`; `refused` `screening.not-confirmed`, `screening.acted-already` */
export async function recordAction(
  deps: Deps,
  tx: Tx,
  input: ActionInput & { id: string; candidate: string },
): Promise<void> {
  const candidate = await lockCandidate(tx, input);
  if (candidate.state !== 'same') throw refuse('screening.not-confirmed');
  if (candidate.action !== null) throw refuse('screening.acted-already');
  await tx.query(
    `UPDATE screening_candidate SET action = $2, action_note = $3, action_by = $4, action_at = $5, version = version + 1 WHERE id = $1`,
    [candidate.id, input.action, input.note ?? null, tx.scope.actor.id, tx.now],
  );
  const ref = matchRef(candidate.id);
  deps.audit.record(tx, {
    act: 'screening.action-recorded',
    entity: ref,
    about: [
      screeningRef(candidate.screening_id),
      ...recordRef(candidate.source, candidate.record_id),
      ...deps.cases.timelineRefs(candidate.case_id),
    ],
    body: { action: input.action },
  });
  await deps.work.close(tx, { ref, outcome: input.action });
}
