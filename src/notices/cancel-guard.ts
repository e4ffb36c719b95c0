import { refuse } from '../platform/index.ts';
import type { Colour, Ground, ReturnEvidence } from './contract.ts';

const NEEDS_SECOND: Record<Colour, readonly Ground[]> = {
  red: [
    'warrant-vacated',
    'charges-dismissed',
    'acquitted',
    'sentence-served',
    'extradition-refused',
    'extradition-not-sought',
    'tried-elsewhere',
    'deceased',
    'refugee-status',
    'issued-in-error',
  ],
  blue: ['deceased', 'issued-in-error'],
  green: ['issued-in-error'],
  yellow: ['deceased', 'refugee-status', 'issued-in-error'],
  black: ['issued-in-error'],
  orange: ['issued-in-error'],
  purple: ['issued-in-error'],
  silver: ['issued-in-error'],
  un: [],
};

/** Grounds on which a notice ends by itself, so to speak: no second person is needed. */
const ENDS: Record<Colour, readonly Ground[]> = {
  red: [],
  blue: ['answered'],
  green: ['review-ended', 'deceased', 'threat-gone'],
  yellow: ['found-safe'],
  black: ['answered'],
  orange: ['review-ended', 'threat-gone'],
  purple: ['review-ended'],
  silver: ['answered', 'review-ended'],
  // It ends where it was made.
  un: [],
};

export interface GuardedNotice {
  readonly colour: Colour;
  readonly returnSought: boolean;
  /** The requesting country. */
  readonly owner: string;
}

/** True for a Red, and a Yellow where return is sought: only a physical return achieves its purpose. */
export function isReturnNotice({ colour, returnSought }: GuardedNotice): boolean {
  return colour === 'red' || (colour === 'yellow' && returnSought);
}

/**
 * The physical-return guard. Says whether a second person must confirm the ground, or refuses it.
 * @param evidence what is on record of the return: who received the person, where, when
 * @param today YYYY-MM-DD
 * @throws AppError `refused`: `notice.cancel.not-returned`, `notice.cancel.ground-not-for-colour`, `notice.evidence-in-future`
 */
export function judgeCancel(
  notice: GuardedNotice,
  ground: Ground,
  evidence: ReturnEvidence | null,
  today: string,
): { needsSecond: boolean } {
  if (NEEDS_SECOND[notice.colour].includes(ground)) return { needsSecond: true };
  if (isReturnNotice(notice)) {
    // Back means back in the requesting country; being found, arrested or surrendered is not that.
    const back = ground === 'purpose-achieved' && evidence !== null && evidence.country === notice.owner;
    if (!back) throw refuse('notice.cancel.not-returned', { colour: notice.colour, ground });
    if (evidence.when > today) throw refuse('notice.evidence-in-future', { when: evidence.when });
    return { needsSecond: false };
  }
  if (!ENDS[notice.colour].includes(ground)) {
    throw refuse('notice.cancel.ground-not-for-colour', { colour: notice.colour, ground });
  }
  return { needsSecond: false };
}

/** Grounds that say something of the person, which somebody must have seen: who, where and when goes on record with them. */
const NEEDS_EVIDENCE: readonly Ground[] = ['found-safe', 'deceased'];

/**
 * What a ground that the guard let pass must still bring with it.
 * @param reviewOpen the notice is at its review: six months or less before it ends by itself
 * @throws AppError `refused`: `notice.cancel.evidence-needed`, `notice.cancel.not-at-review`, `notice.evidence-in-future`
 */
export function judgeEvidence(
  ground: Ground,
  evidence: ReturnEvidence | null,
  today: string,
  reviewOpen: boolean,
): void {
  if (ground === 'review-ended' && !reviewOpen) throw refuse('notice.cancel.not-at-review', {}, '/body/ground');
  if (!NEEDS_EVIDENCE.includes(ground)) return;
  if (evidence === null) throw refuse('notice.cancel.evidence-needed', { ground }, '/body/evidence');
  if (evidence.when > today) throw refuse('notice.evidence-in-future', { when: evidence.when });
}
