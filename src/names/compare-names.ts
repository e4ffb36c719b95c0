import { compareReadings, isSwapped, type Judge, type ReadingComparison } from './match/compare.ts';
import { likeness } from './match/likeness.ts';
import { type Reading, readName } from './match/parse.ts';
import { tokenOf } from './match/token.ts';
import type { NameComparison, NameInput, TokenComparison } from './types.ts';

/**
 * Compares two written names of any scripts, word by word in whatever order. Symmetric in its score.
 * @returns a score from 0 to 1 and the pairs of words with what makes them alike (codes of `REASONS`); a word that the other
 * name lacks stands beside null
 */
export function compareNames(a: NameInput | string, b: NameInput | string): NameComparison {
  return compareReadingsOf(readName(a), readName(b)) ?? { score: 0, tokens: [] };
}

/** The best pair of readings, spelt out. */
export function compareReadingsOf(
  queries: readonly Reading[],
  records: readonly Reading[],
  judge: Judge = likeness,
): NameComparison | undefined {
  let best: { found: ReadingComparison; a: Reading; b: Reading } | undefined;
  for (const a of queries) {
    for (const b of records) {
      const found = compareReadings(a, b, judge);
      if (best === undefined || found.score > best.found.score) best = { found, a, b };
    }
  }
  return best === undefined ? undefined : spellOut(best.a, best.b, best.found);
}

function spellOut(a: Reading, b: Reading, { score, pairs }: ReadingComparison): NameComparison {
  const show = (reading: Reading, at: number, next: number): string => {
    const word = (i: number): string => tokenOf(reading[i]?.key ?? '').show;
    return next < 0 ? word(at) : `${word(at)} ${word(next)}`;
  };
  const tokens: TokenComparison[] = [];
  const left = new Set<number>();
  const right = new Set<number>();
  for (const pair of [...pairs].sort((p, q) => p.i - q.i)) {
    for (const i of [pair.i, pair.i2]) left.add(i);
    for (const j of [pair.j, pair.j2]) right.add(j);
    const reason = pair.reason === 'same' && isSwapped(a, b, pair.i, pair.j) ? 'swapped' : pair.reason;
    tokens.push({
      query: show(a, pair.i, pair.i2),
      record: show(b, pair.j, pair.j2),
      score: rounded(pair.score),
      reason,
    });
  }
  for (let i = 0; i < a.length; i++) {
    if (!left.has(i)) tokens.push({ query: show(a, i, -1), record: null, score: 0, reason: 'missing' });
  }
  for (let j = 0; j < b.length; j++) {
    if (!right.has(j)) tokens.push({ query: null, record: show(b, j, -1), score: 0, reason: 'missing' });
  }
  return { score: rounded(score), tokens };
}

/** Six places: what is shown, stored and compared is the same number everywhere. */
export function rounded(score: number): number {
  return Math.round(Math.min(1, Math.max(0, score)) * 1e6) / 1e6;
}
