import { type JobHandler, systemScope, type Tx } from '../platform/index.ts';
import { type Deps, FORGET_AFTER_MS } from './deps.ts';
import { candidateRef } from './refs.ts';
import { settleScreening } from './settle-screening.ts';
import { UNDECIDED } from './tables.ts';

export const FORGET_JOB = 'screening.forget';
const DAY = 86_400_000;

/**
 * A notice is purged: what candidates say of it goes in the same transaction, and nobody decides about it any more. That there was a
 * candidate, and who decided what, stays.
 */
export async function forgetNotice(deps: Deps, tx: Tx, noticeId: string): Promise<void> {
  const gone = await tx.query<{ id: string; screening_id: string; was: string }>(
    `UPDATE screening_candidate c SET reasons = '{"terms":[],"tokens":[]}', false_match_id = NULL, version = c.version + 1,
       state = CASE WHEN c.state = 'same' THEN c.state ELSE 'ended' END
     FROM (SELECT id, state FROM screening_candidate WHERE source = 'notice' AND record_id = $1 FOR UPDATE) AS before
     WHERE c.id = before.id RETURNING c.id, c.screening_id, before.state AS was`,
    [noticeId],
  );
  if (gone.length === 0) return;
  const ids = gone.map((row) => row.id);
  await tx.query("UPDATE screening_word SET reason = '' WHERE candidate_id = ANY($1::uuid[])", [ids]);
  await tx.query("DELETE FROM screening_false_match WHERE source = 'notice' AND record_id = $1", [noticeId]);
  const undecided = gone.filter((row) => UNDECIDED.some((state) => state === row.was));
  for (const { id } of undecided) await deps.work.close(tx, { ref: candidateRef(id), outcome: 'ended' });
  for (const id of new Set(undecided.map((row) => row.screening_id))) await settleScreening(deps, tx, id);
}

/** Once a day: travellers in whom nobody was found are forgotten; that they were compared, and how many, stays. */
export function forgetJob(deps: Deps): JobHandler {
  return async () => {
    await deps.db.tx(systemScope(deps.runtime.bureau), (tx) =>
      tx.query(
        `UPDATE screening_row r SET person = NULL, fingerprint = NULL FROM screening s
         WHERE s.id = r.screening_id AND s.asked_at < $1 AND s.state = 'done' AND r.person IS NOT NULL
           AND NOT EXISTS (SELECT FROM screening_candidate c WHERE c.screening_id = r.screening_id AND c.n = r.n)`,
        [tx.now - FORGET_AFTER_MS],
      ),
    );
    return { againAfterMs: DAY };
  };
}
