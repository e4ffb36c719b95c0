import { refuse, type Tx } from '../platform/index.ts';
import type { WordInput } from './contract.ts';
import { type Deps, due } from './deps.ts';
import { matchRef, recordRef, screeningRef } from './refs.ts';
import { findScreening } from './store.ts';
import type { CandidateRecord, WordRecord } from './tables.ts';

/**
 * It is the person. On another bureau's notice the hit goes to its owner at once and takes its course there; whatever the record, this
 * bureau owes an answer: what was done.
 * @throws AppError `refused`: `screening.place-needed`, `notice.not-in-force`
 */
export async function confirmMatch(
  deps: Deps,
  tx: Tx,
  candidate: CandidateRecord,
  word: WordInput & { words: readonly WordRecord[] },
): Promise<void> {
  const screening = await findScreening(tx, candidate.screening_id);
  const source = deps.sources.find((one) => one.kind === candidate.source);
  const [head] = (await source?.heads(tx, [candidate.record_id])) ?? [];
  if (source && !head) throw refuse('screening.record-gone');
  let hit: string | null = null;
  if (candidate.source === 'notice' && head?.isForeign) {
    const place = word.place ?? screening.place;
    if (!place) throw refuse('screening.place-needed', {}, '/body/place');
    hit = await deps.notices.recordHit(tx, {
      id: candidate.record_id,
      place,
      at: tx.now,
      circumstances: circumstancesOf(word.words),
      urgency: word.urgency,
    });
    await tx.query('UPDATE screening_candidate SET hit_id = $2 WHERE id = $1', [candidate.id, hit]);
  }
  const ref = matchRef(candidate.id);
  const about = [
    screeningRef(candidate.screening_id),
    ...recordRef(candidate.source, candidate.record_id),
    ...(hit === null ? [] : [{ kind: 'hit', id: hit }]),
    ...deps.cases.timelineRefs(candidate.case_id),
  ];
  deps.audit.record(tx, {
    act: 'screening.match-confirmed',
    entity: ref,
    about,
    body: { source: candidate.source, kind: candidate.kind, number: screening.number },
  });
  await deps.work.open(tx, {
    ref,
    task: 'screening.record-action',
    owner: { role: 'watch-officer' },
    dueAt: tx.now + due.act,
    urgency: word.urgency,
    params: { kind: candidate.kind, number: screening.number },
    about,
    compartment: candidate.compartment,
  });
}

/** What the people who looked said, in their words. */
function circumstancesOf(words: readonly WordRecord[]): string {
  return words
    .filter((word) => word.verdict === 'same')
    .map((word) => word.reason)
    .join('\n')
    .slice(0, 2000);
}
