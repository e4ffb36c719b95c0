import { refuse } from '../platform/index.ts';
import type { NoticeState, Standing } from './contract.ts';

/**
 * The life of a notice as a table: every move from where to where, by whose hand, under which rule, whether it must give a
 * reason, and what the ledger then says at each bureau. What is not here does not happen.
 */
export interface MoveRule {
  /** Empty: it begins here. */
  readonly from: readonly NoticeState[];
  /** `same`: the state stays, and something about the notice changes. */
  readonly to: NoticeState | 'same';
  /** Where a person acts, under which action of the policy. `clock`: a date has come. `answer`: the other bureau's message. */
  readonly actor: { readonly at: 'owner' | 'secretariat'; readonly by: string | 'clock' | 'answer' };
  /** Article of the Rules on the Processing of Data, and whether it was read (`verified`) or is background. */
  readonly article: string;
  readonly basis: 'verified' | 'unverified';
  /** `reason`: in words; `ground`: a listed ground (and its evidence); `report`: the rule report stands for it. */
  readonly because: 'reason' | 'ground' | 'report' | 'none';
  /** Acts of the ledger, at the owner, at the Secretariat, at those who hold a copy. */
  readonly acts: { readonly owner?: string; readonly secretariat?: string; readonly holder?: string };
}

const move = <const M extends MoveRule>(rule: M): M => rule;

export const MOVES = {
  draft: move({
    from: [],
    to: 'draft',
    actor: { at: 'owner', by: 'notice.draft' },
    article: '76',
    basis: 'unverified',
    because: 'report',
    acts: { owner: 'notice.drafted' },
  }),
  edit: move({
    from: ['draft', 'returned'],
    to: 'same',
    actor: { at: 'owner', by: 'notice.edit' },
    article: '76',
    basis: 'unverified',
    because: 'report',
    acts: { owner: 'notice.edited' },
  }),
  submit: move({
    from: ['draft', 'returned'],
    to: 'submitted',
    actor: { at: 'owner', by: 'notice.submit' },
    article: '76',
    basis: 'unverified',
    because: 'report',
    acts: { owner: 'notice.submitted' },
  }),
  /** At the Secretariat a notice that it returned comes again as such: it has not seen it submitted. */
  'review-opened': move({
    from: ['submitted', 'returned'],
    to: 'in-review',
    actor: { at: 'secretariat', by: 'answer' },
    article: '77',
    basis: 'unverified',
    because: 'report',
    acts: { owner: 'notice.in-review', secretariat: 'review.opened' },
  }),
  return: move({
    from: ['submitted', 'in-review'],
    to: 'returned',
    actor: { at: 'secretariat', by: 'review.decide' },
    article: '78',
    basis: 'unverified',
    because: 'reason',
    acts: { owner: 'notice.returned', secretariat: 'review.returned' },
  }),
  refuse: move({
    from: ['submitted', 'in-review'],
    to: 'refused',
    actor: { at: 'secretariat', by: 'review.decide' },
    article: '78',
    basis: 'unverified',
    because: 'reason',
    acts: { owner: 'notice.refused', secretariat: 'review.refused' },
  }),
  issue: move({
    from: ['submitted', 'in-review'],
    to: 'issued',
    actor: { at: 'secretariat', by: 'review.decide' },
    article: '79',
    basis: 'unverified',
    because: 'report',
    acts: { owner: 'notice.published', secretariat: 'notice.issued', holder: 'notice.copy-stored' },
  }),
  /** Drafts the next version; the one in force stays in force. */
  amend: move({
    from: ['issued'],
    to: 'same',
    actor: { at: 'owner', by: 'notice.amend' },
    article: '76',
    basis: 'unverified',
    because: 'reason',
    acts: { owner: 'notice.amend-drafted' },
  }),
  'issue-amendment': move({
    from: ['issued'],
    to: 'same',
    actor: { at: 'secretariat', by: 'review.decide' },
    article: '79',
    basis: 'unverified',
    because: 'report',
    acts: { owner: 'notice.amended', secretariat: 'notice.amendment-issued', holder: 'notice.copy-stored' },
  }),
  /** Six months at most. */
  suspend: move({
    from: ['issued'],
    to: 'suspended',
    actor: { at: 'secretariat', by: 'notice.suspend' },
    article: '81',
    basis: 'verified',
    because: 'reason',
    acts: {
      owner: 'notice.suspended',
      secretariat: 'notice.suspension-ordered',
      holder: 'notice.copy-suspended',
    },
  }),
  resume: move({
    from: ['suspended'],
    to: 'issued',
    actor: { at: 'secretariat', by: 'notice.suspend' },
    article: '81',
    basis: 'unverified',
    because: 'reason',
    acts: { owner: 'notice.resumed', secretariat: 'notice.resumption-ordered', holder: 'notice.copy-resumed' },
  }),
  /** Another five years at most, asked by the owner with a reason before the end. */
  extend: move({
    from: ['issued'],
    to: 'same',
    actor: { at: 'owner', by: 'notice.extend' },
    article: '50',
    basis: 'verified',
    because: 'reason',
    acts: { owner: 'notice.extended', secretariat: 'notice.extension-issued', holder: 'notice.copy-extended' },
  }),
  withdraw: move({
    from: ['issued', 'suspended'],
    to: 'withdrawn',
    actor: { at: 'owner', by: 'notice.withdraw' },
    article: '81',
    basis: 'verified',
    because: 'reason',
    acts: { owner: 'notice.ended', secretariat: 'notice.cancelled', holder: 'notice.copy-purged' },
  }),
  cancel: move({
    from: ['issued', 'suspended'],
    to: 'cancelled',
    actor: { at: 'owner', by: 'notice.cancel' },
    article: '81',
    basis: 'verified',
    because: 'ground',
    acts: { owner: 'notice.ended', secretariat: 'notice.cancelled', holder: 'notice.copy-purged' },
  }),
  /** Its five years are over and nobody asked for more. */
  expire: move({
    from: ['issued', 'suspended'],
    to: 'expired',
    actor: { at: 'secretariat', by: 'clock' },
    article: '50',
    basis: 'verified',
    because: 'ground',
    acts: { owner: 'notice.ended', secretariat: 'notice.expired', holder: 'notice.copy-purged' },
  }),
  /** The same form sent straight to the bureaus that were chosen. */
  diffuse: move({
    from: ['draft', 'returned'],
    to: 'issued',
    actor: { at: 'owner', by: 'notice.diffuse' },
    article: '97',
    basis: 'verified',
    because: 'report',
    acts: { owner: 'notice.diffused', secretariat: 'notice.diffusion-received', holder: 'notice.diffusion-received' },
  }),
  /** A diffusion's only end: its owner recalls it, its time is over, or the Secretariat orders it withdrawn. */
  recall: move({
    from: ['issued'],
    to: 'withdrawn',
    actor: { at: 'owner', by: 'notice.recall' },
    article: '101',
    basis: 'unverified',
    because: 'reason',
    acts: { owner: 'notice.ended', secretariat: 'notice.copy-purged', holder: 'notice.copy-purged' },
  }),
  discard: move({
    from: ['draft', 'returned', 'submitted', 'in-review'],
    to: 'discarded',
    actor: { at: 'owner', by: 'notice.withdraw' },
    article: '76',
    basis: 'unverified',
    because: 'reason',
    acts: { owner: 'notice.discarded', secretariat: 'notice.withdrawn-unissued' },
  }),
  /** Every holder's signed word is there. The state still says how it ended. */
  purge: move({
    from: ['withdrawn', 'cancelled', 'expired'],
    to: 'same',
    actor: { at: 'secretariat', by: 'answer' },
    article: '52',
    basis: 'unverified',
    because: 'none',
    acts: { owner: 'notice.purge-complete', secretariat: 'notice.purge-confirmed', holder: 'notice.copy-purged' },
  }),
} as const satisfies Record<string, MoveRule>;
export type Move = keyof typeof MOVES;

export function canMove(state: NoticeState, move: Move): boolean {
  return (MOVES[move].from as readonly NoticeState[]).includes(state);
}

/** The state after the move. @throws AppError `refused` `notice.wrong-state` */
export function moved(state: NoticeState, move: Move): NoticeState {
  if (!canMove(state, move)) throw refuse('notice.wrong-state', { state, move });
  const { to } = MOVES[move];
  return to === 'same' ? state : to;
}

/** In force or suspended: copies lie at other bureaus. */
export const isOut = (state: NoticeState): boolean => state === 'issued' || state === 'suspended';

/** It is over: withdrawn, cancelled or expired, and to be purged everywhere. */
export const isEnded = (state: NoticeState): boolean =>
  state === 'withdrawn' || state === 'cancelled' || state === 'expired';

/** What people call the state: a notice in force may be amended or extended, one that ended may be purged. */
export function standingOf(n: {
  readonly state: NoticeState;
  readonly relation: 'owner' | 'holder' | 'secretariat' | 'imported';
  readonly content_version: number;
  readonly extensions: number;
  readonly purged_at: number | null;
  readonly purge_complete_at: number | null;
}): Standing {
  if (isEnded(n.state)) {
    const done = n.relation === 'holder' ? n.purged_at : n.purge_complete_at;
    return done === null ? n.state : 'purged';
  }
  if (n.state !== 'issued') return n.state;
  if (n.content_version > 1) return 'amended';
  return n.extensions > 0 ? 'extended' : 'issued';
}
