import { GAP, OPEN, SIZE, SUB, soundCode, WEIGHT } from './phonemes.ts';

/** Longer words are compared by their first sounds. */
const MOST = 40;
const ROW = MOST + 1;

/** A word laid out for the table; kept, so that no comparison allocates. All costs in hundredths. */
interface Side {
  readonly codes: Int32Array;
  readonly gaps: Int32Array;
  length: number;
  weight: number;
  /** Laid out against a word whose short vowels are not written. */
  loose: boolean;
}
const side = (): Side => ({
  codes: new Int32Array(ROW),
  gaps: new Int32Array(ROW),
  length: 0,
  weight: 0,
  loose: false,
});
const left = side();
const right = side();
const rows = [new Int32Array(ROW), new Int32Array(ROW), new Int32Array(ROW)] as const;

/** A short vowel that the other side's script does not write. */
const UNWRITTEN = 7;
const DOUBLED = 10;
const BESIDE_VOWEL = 20;
const GLIDE_UNWRITTEN = 25;
const SWAP = 50;
/** People rarely mistake how a word begins. */
const FIRST = 15;
const LEAST_WEIGHT = 150;

function lay(to: Side, loose: boolean): void {
  const { codes, gaps, length } = to;
  let weight = 0;
  let before = -1;
  let code = length > 0 ? (codes[0] ?? 0) : 0;
  for (let at = 0; at < length; at++) {
    const after = at + 1 < length ? (codes[at + 1] ?? 0) : -1;
    weight += WEIGHT[code] ?? 0;
    let gap = GAP[code] ?? 0;
    const open = OPEN[code] ?? 0;
    if (code === before) gap = DOUBLED;
    else if (open === 1) {
      if (loose) gap = UNWRITTEN;
      else if ((before >= 0 && (OPEN[before] ?? 0) > 0) || (after >= 0 && (OPEN[after] ?? 0) > 0)) gap = BESIDE_VOWEL;
    } else if (open === 2 && loose) gap = GLIDE_UNWRITTEN;
    gaps[at] = gap;
    before = code;
    code = after;
  }
  to.weight = weight;
  to.loose = loose;
}

function putText(to: Side, text: string): void {
  const length = Math.min(text.length, MOST);
  for (let at = 0; at < length; at++) to.codes[at] = soundCode(text.charCodeAt(at));
  to.length = length;
}

/**
 * How alike two words sound, 0 to 1; symmetric.
 * @param aBare short vowels are not written in `a`; likewise `bBare`
 */
export function soundLikeness(a: string, b: string, aBare: boolean, bBare: boolean): number {
  if (a === b && aBare === bBare) return 1;
  putText(left, a);
  putText(right, b);
  lay(left, bBare && !aBare);
  return compareSides(aBare, bBare, 0);
}

/** Lays out a word that many packed ones are compared with, until the next call of anything here. */
export function layAsked(sounds: string): void {
  putText(left, sounds);
  lay(left, false);
}

/**
 * The word of `layAsked` against packed sounds (numbers of `soundCode`), `bytes` from `begin` to `end`.
 * @param least a likeness that cannot reach it is given as 0
 */
export function likenessOfAsked(
  aBare: boolean,
  bytes: Uint8Array,
  begin: number,
  end: number,
  bBare: boolean,
  least: number,
): number {
  const length = Math.min(end - begin, MOST);
  const { codes } = right;
  for (let at = 0; at < length; at++) codes[at] = bytes[begin + at] ?? 0;
  right.length = length;
  const loose = bBare && !aBare;
  if (left.loose !== loose) lay(left, loose);
  return compareSides(aBare, bBare, least);
}

function compareSides(aBare: boolean, bBare: boolean, least: number): number {
  const n = left.length;
  const m = right.length;
  if (n === 0 || m === 0) return 0;
  lay(right, aBare && !bBare);
  const codesA = left.codes;
  const codesB = right.codes;
  const gapsA = left.gaps;
  const gapsB = right.gaps;
  let weight = aBare === bBare ? (left.weight + right.weight) / 2 : (aBare ? left.weight : right.weight) * 1.1;
  if (weight < LEAST_WEIGHT) weight = LEAST_WEIGHT;
  const most = (1 - least) * weight;
  let before: Int32Array = rows[0];
  let last: Int32Array = rows[1];
  let row: Int32Array = rows[2];
  let sum = 0;
  last[0] = 0;
  for (let j = 0; j < m; j++) {
    sum += gapsB[j] ?? 0;
    last[j + 1] = sum;
  }
  let previousA = -1;
  for (let i = 0; i < n; i++) {
    const codeA = codesA[i] ?? 0;
    const gapA = gapsA[i] ?? 0;
    const line = codeA * SIZE;
    let diagonal = last[0] ?? 0;
    let here = diagonal + gapA;
    row[0] = here;
    let smallest = here;
    let previousB = -1;
    for (let j = 0; j < m; j++) {
      const codeB = codesB[j] ?? 0;
      const above = last[j + 1] ?? 0;
      let cost = diagonal + (SUB[line + codeB] ?? 0);
      const drop = above + gapA;
      if (drop < cost) cost = drop;
      const add = here + (gapsB[j] ?? 0);
      if (add < cost) cost = add;
      if (codeA === previousB && codeB === previousA) {
        const swap = (before[j - 1] ?? 0) + SWAP;
        if (swap < cost) cost = swap;
      }
      row[j + 1] = cost;
      if (cost < smallest) smallest = cost;
      here = cost;
      diagonal = above;
      previousB = codeB;
    }
    if (smallest > most) return 0;
    previousA = codeA;
    const spare = before;
    before = last;
    last = row;
    row = spare;
  }
  let distance = last[m] ?? 0;
  if (!aBare && !bBare && (SUB[(codesA[0] ?? 0) * SIZE + (codesB[0] ?? 0)] ?? 0) >= 50) distance += FIRST;
  return distance >= weight ? 0 : 1 - distance / weight;
}
