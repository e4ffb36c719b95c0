import { refuse } from '../platform/index.ts';
import type { NoticeState } from './contract.ts';

/** Every move a notice can make, from where to where. What is not here does not happen. */
export const MOVES = {
  submit: { from: ['draft', 'returned'], to: 'submitted' },
  'review-opened': { from: ['submitted'], to: 'in-review' },
  return: { from: ['submitted', 'in-review'], to: 'returned' },
  refuse: { from: ['submitted', 'in-review'], to: 'refused' },
  issue: { from: ['submitted', 'in-review'], to: 'issued' },
  suspend: { from: ['issued'], to: 'suspended' },
  resume: { from: ['suspended'], to: 'issued' },
  cancel: { from: ['issued', 'suspended'], to: 'cancelled' },
  withdraw: { from: ['issued', 'suspended'], to: 'withdrawn' },
  discard: { from: ['draft', 'returned', 'submitted', 'in-review'], to: 'discarded' },
} as const satisfies Record<string, { from: readonly NoticeState[]; to: NoticeState }>;
export type Move = keyof typeof MOVES;

export function canMove(state: NoticeState, move: Move): boolean {
  return (MOVES[move].from as readonly NoticeState[]).includes(state);
}

/** The state after the move. @throws AppError `refused` `notice.wrong-state` */
export function moved(state: NoticeState, move: Move): NoticeState {
  if (!canMove(state, move)) throw refuse('notice.wrong-state', { state, move });
  return MOVES[move].to;
}

/** In force or suspended: copies lie at other bureaus. */
export const isOut = (state: NoticeState): boolean => state === 'issued' || state === 'suspended';
