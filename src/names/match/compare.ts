import { type Likeness, likeness } from './likeness.ts';
import { FAMILY, GIVEN, type Reading } from './parse.ts';
import { INITIAL, PARTICLE, TITLE, type Token, tokenOf, WORD } from './token.ts';

/** One token of the first name (or two, joined) against the second's; -1 where a side has none. */
interface Pair {
  i: number;
  j: number;
  /** The word joined to it, when two make one. */
  i2: number;
  j2: number;
  score: number;
  reason: string;
}

/** A pair of readings compared: indices of words, so that words for people are made only for what is shown. */
export interface ReadingComparison {
  score: number;
  pairs: readonly Pair[];
}

/** Gives the likeness of two tokens; the index passes one that remembers. */
export type Judge = (a: Token, b: Token) => Likeness;

/** Below it two words left over count as two different names, not as one written badly. */
const ACCEPT = 0.68;

/** So many of the pairs taken are tried without. */
const MOST_TRIED = 4;

/** Two words as one and a third are not alike when they differ in more classes of consonants: an end may be heard otherwise joined. */
const MOST_APART = 3;

/** What a likeness is worth: near misses of words are mostly other words. */
function worth(score: number): number {
  return score >= 0.9 ? score : Math.max(0, score - (0.9 - score) * 0.9);
}

/**
 * Compares two readings of names, word by word, in whatever order. Symmetric.
 * @param judge the likeness of two words
 */
export function compareReadings(a: Reading, b: Reading, judge: Judge = likeness): ReadingComparison {
  const left = a.map((part) => tokenOf(part.key));
  const right = b.map((part) => tokenOf(part.key));
  const found: Pair[] = [];
  for (const [i, x] of left.entries()) {
    for (const [j, y] of right.entries()) {
      const { score, reason } = judge(x, y);
      if (score >= ACCEPT) found.push({ i, j, i2: -1, j2: -1, score, reason });
    }
  }
  joins(left, right, found, false);
  joins(right, left, found, true);
  // The best first; between equals, words at the same place, so that a name twice in a name meets in order.
  found.sort((p, q) => q.score - p.score || Math.abs(p.i - p.j) - Math.abs(q.i - q.j) || p.i - q.i);
  const first = take(found, left.length, right.length);
  let best = { score: total(a, b, left, right, first.pairs, first.usedLeft, first.usedRight), pairs: first.pairs };
  // The best pair of words may be in the way of two good ones: Min Joon Jun, whose family name is the last word.
  if (found.length > first.pairs.length && first.pairs.length < Math.min(left.length, right.length)) {
    for (const [at, pair] of first.pairs.entries()) {
      if (at >= MOST_TRIED) break;
      const other = take(
        found.filter((one) => one !== pair),
        left.length,
        right.length,
      );
      const score = total(a, b, left, right, other.pairs, other.usedLeft, other.usedRight);
      if (score > best.score) best = { score, pairs: other.pairs };
    }
  }
  return best;
}

/** Pairs of words from the best down, each word once. */
function take(
  found: readonly Pair[],
  lefts: number,
  rights: number,
): { pairs: Pair[]; usedLeft: Uint8Array; usedRight: Uint8Array } {
  const usedLeft = new Uint8Array(lefts);
  const usedRight = new Uint8Array(rights);
  const pairs: Pair[] = [];
  for (const pair of found) {
    if (
      usedLeft[pair.i] ||
      usedRight[pair.j] ||
      (pair.i2 >= 0 && usedLeft[pair.i2]) ||
      (pair.j2 >= 0 && usedRight[pair.j2])
    )
      continue;
    usedLeft[pair.i] = 1;
    usedRight[pair.j] = 1;
    if (pair.i2 >= 0) usedLeft[pair.i2] = 1;
    if (pair.j2 >= 0) usedRight[pair.j2] = 1;
    pairs.push(pair);
  }
  return { pairs, usedLeft, usedRight };
}

/** Two words of one side that the other writes as one: Jean-Pierre and Jeanpierre, Xiao Ming and Xiaoming. */
function joins(whole: readonly Token[], split: readonly Token[], found: Pair[], turned: boolean): void {
  for (const [i, one] of whole.entries()) {
    if (one.kind !== WORD || (one.forms[0]?.sounds.length ?? 0) < 4) continue;
    for (let j = 0; j + 1 < split.length; j++) {
      const first = split[j];
      const second = split[j + 1];
      if (first === undefined || second === undefined || first.script !== second.script) continue;
      if (first.kind === INITIAL || second.kind === INITIAL || first.kind === TITLE) continue;
      const length = (first.forms[0]?.sounds.length ?? 0) + (second.forms[0]?.sounds.length ?? 0);
      const other = one.forms[0]?.sounds.length ?? 0;
      if (length > other * 1.7 + 1 || other > length * 1.5 + 1) continue;
      if (found.some((pair) => (turned ? pair.j : pair.i) === i && pair.score > 0.93 && pair.i2 < 0 && pair.j2 < 0))
        continue;
      if (isFar(one, (first.masks[0] ?? 0) | (second.masks[0] ?? 0))) continue;
      const both = [joined(first, second), joined(second, first)];
      for (const [at, token] of both.entries()) {
        const { score } = likeness(one, token);
        const least = at === 0 ? 0.82 : 0.93;
        if (score < least) continue;
        const worthIt = (score - 0.01) * (at === 0 ? 1 : 0.97);
        found.push(
          turned
            ? { i: j, i2: j + 1, j: i, j2: -1, score: worthIt, reason: 'joined' }
            : { i, i2: -1, j, j2: j + 1, score: worthIt, reason: 'joined' },
        );
      }
    }
  }
}

/** Whether no form of a word has nearly the classes of consonants of `mask`: what would be joined need not be read then. */
function isFar(word: Token, mask: number): boolean {
  for (const own of word.masks) {
    let apart = own ^ mask;
    let bits = 0;
    for (; apart !== 0; apart &= apart - 1) bits++;
    if (bits <= MOST_APART) return false;
  }
  return true;
}

function joined(first: Token, second: Token): Token {
  return tokenOf(first.show.replace(/ /g, '') + second.show.replace(/ /g, ''));
}

const isLoose = (token: Token | undefined): boolean =>
  token !== undefined && (token.kind === PARTICLE || token.kind === TITLE);

function total(
  a: Reading,
  b: Reading,
  left: readonly Token[],
  right: readonly Token[],
  pairs: Pair[],
  usedLeft: Uint8Array,
  usedRight: Uint8Array,
): number {
  let matched = 0;
  let weight = 0;
  let loss = 0;
  let words = 0;
  let swapped = 0;
  let info = 0;
  for (const pair of pairs) {
    const x = left[pair.i];
    const y = right[pair.j];
    if (x === undefined || y === undefined) continue;
    const both =
      (x.weight +
        (pair.i2 >= 0 ? (left[pair.i2]?.weight ?? 0) : 0) +
        (y.weight + (pair.j2 >= 0 ? (right[pair.j2]?.weight ?? 0) : 0))) /
      2;
    const value = worth(pair.score);
    matched += both * value;
    weight += both;
    if (!isLoose(x)) {
      words += x.kind === INITIAL || y.kind === INITIAL ? 0.5 : 1 + (pair.i2 >= 0 && pair.j2 >= 0 ? 1 : 0);
      info += both * value * value;
    }
    const ra = a[pair.i]?.role ?? 0;
    const rb = b[pair.j]?.role ?? 0;
    if (ra !== 0 && rb !== 0 && ra !== rb) swapped++;
  }
  let restLeft = 0;
  let restRight = 0;
  let familyLeft = 0;
  let familyRight = 0;
  let looseRest = 0;
  for (const [i, token] of left.entries()) {
    if (usedLeft[i]) continue;
    if (isLoose(token)) looseRest += token.weight;
    else restLeft += token.weight;
    if (a[i]?.role === FAMILY) familyLeft += token.weight;
  }
  for (const [j, token] of right.entries()) {
    if (usedRight[j]) continue;
    if (isLoose(token)) looseRest += token.weight;
    else restRight += token.weight;
    if (b[j]?.role === FAMILY) familyRight += token.weight;
  }
  // Left over on both sides: two different words. On one side: a part that was left out.
  const conflict = Math.min(restLeft, restRight);
  const missing = Math.max(restLeft, restRight) - conflict;
  loss += conflict * 1.25 + missing * 0.2 + looseRest * 0.25;
  if (familyLeft > 0 && familyRight > 0) loss += 0.25 * Math.min(familyLeft, familyRight);
  if (weight === 0) return 0;
  let score = matched / (weight + loss);
  // One shared word out of several says little, however alike it is.
  const most = Math.min(countWords(left), countWords(right));
  if (words < 1.5 && Math.max(countWords(left), countWords(right)) > 1) score *= most > 1 ? 0.86 : 0.82;
  score *= 1 - 0.01 * swapped;
  score *= outOfOrder(pairs) ? 0.992 : 1;
  // How much was said at all: two rare long words alike are worth more than one common one.
  return score * (1 - 0.09 * Math.exp(-1.15 * info));
}

function countWords(tokens: readonly Token[]): number {
  let count = 0;
  for (const token of tokens) if (token.kind === WORD) count++;
  return count;
}

function outOfOrder(pairs: readonly Pair[]): boolean {
  const inOrder = [...pairs].sort((p, q) => p.i - q.i);
  return inOrder.some((pair, at) => at > 0 && pair.j < (inOrder[at - 1]?.j ?? -1));
}

/** Whether a pair of words stands in different parts of the two names. */
export function isSwapped(a: Reading, b: Reading, i: number, j: number): boolean {
  const ra = a[i]?.role ?? 0;
  const rb = b[j]?.role ?? 0;
  return (ra === GIVEN && rb === FAMILY) || (ra === FAMILY && rb === GIVEN);
}
