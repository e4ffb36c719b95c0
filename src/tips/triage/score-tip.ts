import type { TriageReason, Weights } from './contract-triage.ts';
import type { Sign } from './read-signs.ts';

export interface Score {
  /** 0 to 100. */
  readonly score: number;
  /** Heaviest first; what weighs nothing is left out. */
  readonly reasons: readonly TriageReason[];
}

/** The sum of what each sign weighs, kept between 0 and 100; each sign is a reason that can be read. */
export function scoreTip(signs: readonly Sign[], weights: Pick<Weights, 'factors'>): Score {
  const reasons = signs
    .map(({ sign, params }) => ({ sign, points: weights.factors[sign] ?? 0, params: { ...params } }))
    .filter((reason) => reason.points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.sign < b.sign ? -1 : 1));
  const sum = reasons.reduce((total, reason) => total + reason.points, 0);
  return { score: Math.max(0, Math.min(100, sum)), reasons };
}

export function bandOf(score: number, { bands }: Pick<Weights, 'bands'>): 'high' | 'medium' | 'low' {
  return score >= bands.high ? 'high' : score >= bands.medium ? 'medium' : 'low';
}
