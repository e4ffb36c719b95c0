import type { Tx } from '../platform/index.ts';
import { type Deps, due } from './deps.ts';
import { screeningRef } from './refs.ts';
import { countUndecided, findScreening } from './store.ts';

/**
 * After all rows were compared, or a candidate was decided: the screening is open while somebody has to decide, and that is owed by
 * the watch; then it is done.
 */
export async function settleScreening(deps: Deps, tx: Tx, id: string): Promise<void> {
  const screening = await findScreening(tx, id, true);
  if (screening.rows_done < screening.rows_total) return;
  const undecided = await countUndecided(tx, id);
  const state = undecided > 0 ? 'open' : 'done';
  if (state === screening.state) return;
  await tx.query(
    `UPDATE screening SET state = $2, was_open = was_open OR $2 = 'open', finished_at = coalesce(finished_at, $3), version = version + 1
     WHERE id = $1`,
    [id, state, tx.now],
  );
  const ref = screeningRef(id);
  if (state === 'open') {
    // Somebody at the border waits.
    const isTraveller = screening.direction !== null;
    deps.audit.record(tx, { act: 'screening.opened', entity: ref, body: { undecided } });
    await deps.work.open(tx, {
      ref,
      task: 'screening.decide',
      owner: { role: 'watch-officer' },
      dueAt: tx.now + (isTraveller ? due.decideTraveller : due.decide),
      urgency: isTraveller ? 'urgent' : 'routine',
      params: { number: screening.number, undecided },
    });
  } else if (screening.state === 'open') {
    deps.audit.record(tx, { act: 'screening.settled', entity: ref, body: {} });
    await deps.work.close(tx, { ref, outcome: 'decided' });
  }
}
