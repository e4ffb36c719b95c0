import type { OffenderView, VictimView } from '../../../../src/identification/contract.ts';
import type { Move } from './StateMoves.tsx';

/** What may be said next; the bureau's rules decide in the end. */
export function victimMoves({ state, by }: VictimView, ours: string): readonly Move[] {
  const mine = by === ours;
  if (state === 'unidentified') return ['lead', 'identified'];
  if (state === 'lead') return mine ? ['lead', 'identified', 'released'] : ['lead', 'identified'];
  return state === 'identified' && mine ? ['protected'] : [];
}

export function offenderMoves({ state, by }: OffenderView, ours: string): readonly Move[] {
  const mine = by === ours;
  if (state === 'unidentified') return ['lead', 'identified'];
  if (state === 'lead') return mine ? ['lead', 'identified', 'released'] : ['lead', 'identified'];
  if (!mine) return [];
  if (state === 'identified') return ['arrested', 'charged'];
  if (state === 'arrested') return ['charged', 'convicted'];
  return state === 'charged' ? ['convicted'] : [];
}
