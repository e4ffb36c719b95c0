import { GAP, OPEN, SUB, WEIGHT } from './phonemes.ts';

/** Longer words are compared by their first sounds. */
const MOST = 40;
const ROW = MOST + 1;
/** Rows of the table, and both words laid out; kept, so that no comparison allocates. */
const rows = [new Float32Array(ROW), new Float32Array(ROW), new Float32Array(ROW)] as const;

interface Side {
  readonly codes: Uint8Array;
  readonly gaps: Float32Array;
  length: number;
  weight: number;
}
const side = (): Side => ({ codes: new Uint8Array(ROW), gaps: new Float32Array(ROW), length: 0, weight: 0 });
const left = side();
const right = side();

/** A short vowel that the other side's script does not write. */
const UNWRITTEN = 0.07;

function lay(to: Side, otherIsBare: boolean): void {
  const { codes, gaps, length } = to;
  let weight = 0;
  for (let at = 0; at < length; at++) {
    const code = codes[at] ?? 0;
    weight += WEIGHT[code] ?? 1;
    let gap = GAP[code] ?? 1;
    const before = at > 0 ? (codes[at - 1] ?? 0) : 0;
    const after = at + 1 < length ? (codes[at + 1] ?? 0) : 0;
    if (code === before) gap = 0.1;
    else if (OPEN[code] === 1) {
      if (otherIsBare) gap = UNWRITTEN;
      else if ((OPEN[before] ?? 0) > 0 || (OPEN[after] ?? 0) > 0) gap = 0.2;
    } else if (otherIsBare && OPEN[code] === 2) gap = 0.25;
    gaps[at] = gap;
  }
  to.weight = weight;
}

function put(to: Side, bytes: Uint8Array, begin: number, end: number): void {
  const length = Math.min(end - begin, MOST);
  const { codes } = to;
  for (let at = 0; at < length; at++) codes[at] = bytes[begin + at] ?? 0;
  to.length = length;
}

function putText(to: Side, text: string): void {
  const length = Math.min(text.length, MOST);
  for (let at = 0; at < length; at++) to.codes[at] = text.charCodeAt(at) & 127;
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
  return compareSides(aBare, bBare);
}

/** The same over packed sounds; `a` is text, `b` is `bytes` from `begin` to `end`. */
export function packedLikeness(
  a: string,
  aBare: boolean,
  bytes: Uint8Array,
  begin: number,
  end: number,
  bBare: boolean,
): number {
  putText(left, a);
  put(right, bytes, begin, end);
  return compareSides(aBare, bBare);
}

function compareSides(aBare: boolean, bBare: boolean): number {
  const n = left.length;
  const m = right.length;
  if (n === 0 || m === 0) return 0;
  lay(left, bBare && !aBare);
  lay(right, aBare && !bBare);
  const codesA = left.codes;
  const codesB = right.codes;
  const gapsB = right.gaps;
  let before: Float32Array = rows[0];
  let last: Float32Array = rows[1];
  let row: Float32Array = rows[2];
  last[0] = 0;
  for (let j = 1; j <= m; j++) last[j] = (last[j - 1] ?? 0) + (gapsB[j - 1] ?? 1);
  for (let i = 1; i <= n; i++) {
    const codeA = codesA[i - 1] ?? 0;
    const gapA = left.gaps[i - 1] ?? 1;
    row[0] = (last[0] ?? 0) + gapA;
    for (let j = 1; j <= m; j++) {
      const codeB = codesB[j - 1] ?? 0;
      let cost = (last[j - 1] ?? 0) + (SUB[codeA * 128 + codeB] ?? 1);
      const drop = (last[j] ?? 0) + gapA;
      if (drop < cost) cost = drop;
      const add = (row[j - 1] ?? 0) + (gapsB[j - 1] ?? 1);
      if (add < cost) cost = add;
      if (i > 1 && j > 1 && codeA === codesB[j - 2] && codesA[i - 2] === codeB) {
        const swap = (before[j - 2] ?? 0) + 0.5;
        if (swap < cost) cost = swap;
      }
      row[j] = cost;
    }
    const spare = before;
    before = last;
    last = row;
    row = spare;
  }
  let distance = last[m] ?? 0;
  // People rarely mistake how a word begins.
  if (!aBare && !bBare && (SUB[(codesA[0] ?? 0) * 128 + (codesB[0] ?? 0)] ?? 1) >= 0.5) distance += 0.15;
  const weight = aBare === bBare ? (left.weight + right.weight) / 2 : aBare ? left.weight * 1.1 : right.weight * 1.1;
  return Math.max(0, 1 - distance / Math.max(weight, 1.5));
}
