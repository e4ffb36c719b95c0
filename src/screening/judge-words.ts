import type { CandidateState, Verdict } from './contract.ts';

export interface Word {
  readonly person: string;
  readonly verdict: Verdict;
}

/**
 * Where a candidate stands by what people said of it. The newest word of each person counts. Where a match leads to a request for
 * arrest, two different people must say that it is the person, and nobody that it is not; two who disagree leave it open until one
 * of them, or somebody else, says otherwise. Pure.
 * @param words oldest first
 */
export function judgeWords(words: readonly Word[], needsTwo: boolean): CandidateState {
  const latest = new Map<string, Verdict>();
  for (const { person, verdict } of words) latest.set(person, verdict);
  const said = [...latest.values()];
  const same = said.filter((verdict) => verdict === 'same').length;
  const not = said.filter((verdict) => verdict === 'not').length;
  if (same > 0 && not > 0) return 'disputed';
  if (same >= (needsTwo ? 2 : 1)) return 'same';
  if (same > 0) return 'same-once';
  if (not > 0) return 'not';
  return said.length > 0 ? 'unsure' : 'open';
}
