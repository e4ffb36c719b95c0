import { refuse, type Tx } from '../platform/index.ts';
import { confirmMatch } from './confirm-match.ts';
import type { CandidateState, WordInput } from './contract.ts';
import { type Deps, due } from './deps.ts';
import { rememberFalse, withdrawFalse } from './false-matches.ts';
import { judgeWords } from './judge-words.ts';
import { candidateRef, recordRef, screeningRef } from './refs.ts';
import { settleScreening } from './settle-screening.ts';
import { lockCandidate, wordsOf } from './store.ts';
import type { CandidateRecord } from './tables.ts';

/**
 * A person says whether the traveller is the person of the record. Nobody says yes without having opened it. A confirmed match has its
 * consequences in the same transaction; a false one is remembered for the pair.
 * @throws AppError `conflict`; `refused`: `screening.decided-already`, `screening.record-ended`, `screening.not-looked`, `screening.place-needed`
 */
export async function judgeCandidate(
  deps: Deps,
  tx: Tx,
  input: WordInput & { id: string; candidate: string },
): Promise<void> {
  const candidate = await lockCandidate(tx, input);
  if (candidate.state === 'same') throw refuse('screening.decided-already');
  if (candidate.state === 'ended') throw refuse('screening.record-ended');
  const { id: actor } = tx.scope.actor;
  if (input.verdict === 'same') {
    const [look] = await tx.query('SELECT 1 FROM screening_look WHERE candidate_id = $1 AND person = $2 LIMIT 1', [
      candidate.id,
      actor,
    ]);
    if (!look) throw refuse('screening.not-looked');
  }
  await tx.query(
    'INSERT INTO screening_word (id, candidate_id, person, verdict, reason, at) VALUES ($1, $2, $3, $4, $5, $6)',
    [deps.runtime.newId(), candidate.id, actor, input.verdict, input.reason, tx.now],
  );
  const words = await wordsOf(tx, [candidate.id]);
  const state = judgeWords(words, candidate.needs_two);
  const about = [
    screeningRef(candidate.screening_id),
    ...recordRef(candidate.source, candidate.record_id),
    ...deps.cases.timelineRefs(candidate.case_id),
  ];
  deps.audit.record(tx, {
    act: 'screening.judged',
    entity: candidateRef(candidate.id),
    about,
    // The reason stays with the word: it may speak of the record, and goes with it.
    body: { verdict: input.verdict, state },
  });
  const falseMatch = await remember(deps, tx, candidate, state, input.reason);
  await tx.query(
    'UPDATE screening_candidate SET state = $2, false_match_id = $3, version = version + 1 WHERE id = $1',
    [candidate.id, state, falseMatch],
  );
  await oweSecondWord(deps, tx, candidate, state);
  if (state === 'same') await confirmMatch(deps, tx, candidate, { ...input, words });
  await settleScreening(deps, tx, candidate.screening_id);
}

/** The pair is remembered as told apart, or no longer. Returns the word that stands. */
async function remember(
  deps: Deps,
  tx: Tx,
  candidate: CandidateRecord,
  state: CandidateState,
  reason: string,
): Promise<string | null> {
  if (state === 'not') return rememberFalse(deps, tx, candidate, reason);
  if (candidate.state === 'not' || candidate.state === 'known') await withdrawFalse(tx, candidate, reason);
  return null;
}

/** One person has said yes to what leads to an arrest: somebody else has to look, soon. */
async function oweSecondWord(deps: Deps, tx: Tx, candidate: CandidateRecord, state: CandidateState): Promise<void> {
  const ref = candidateRef(candidate.id);
  await deps.work.close(tx, { ref, outcome: state });
  if (state !== 'same-once' && state !== 'disputed') return;
  const task = state === 'disputed' ? 'screening.settle-dispute' : 'screening.second-word';
  await deps.work.open(tx, {
    ref,
    task,
    owner: { role: state === 'disputed' ? 'supervisor' : 'watch-officer' },
    dueAt: tx.now + due.secondWord,
    urgency: 'urgent',
    params: { kind: candidate.kind },
    about: [screeningRef(candidate.screening_id), ...recordRef(candidate.source, candidate.record_id)],
  });
}
