import { groupLikeness } from './nicknames.ts';
import { HAN, LATIN } from './scripts.ts';
import { soundLikeness } from './sound-distance.ts';
import { spellingDistance } from './spelling-distance.ts';
import { INITIAL, PARTICLE, TITLE, type Token, WORD } from './token.ts';

/** How alike two words are, and by what. */
export interface Likeness {
  score: number;
  reason: string;
}

const NOTHING: Likeness = { score: 0, reason: 'different' };
/** Below it two words are not the same name written otherwise. */
export const LEAST = 0.62;

function bitsApart(a: number, b: number): number {
  let bits = a ^ b;
  let count = 0;
  while (bits !== 0) {
    bits &= bits - 1;
    count++;
  }
  return count;
}

/** Sounds of two words, the best pair of their forms; 0 where nothing is near. */
export function bestSounds(a: Token, b: Token): number {
  let best = 0;
  for (const [i, one] of a.forms.entries()) {
    for (const [j, other] of b.forms.entries()) {
      if (bitsApart(a.masks[i] ?? 0, b.masks[j] ?? 0) > 2) continue;
      const most = 1 - one.cost - other.cost;
      if (most <= best) continue;
      const score = soundLikeness(one.sounds, other.sounds, one.bare, other.bare) - one.cost - other.cost;
      if (score > best) best = score;
    }
  }
  return best;
}

/** The masculine of a family name that has two. */
export function masculine(sounds: string): string {
  return sounds
    .replace(/(ov|ev|iv|in)a$/, '$1')
    .replace(/(s|c)k(aya|aia|aja|a|iy|y|oy|oi)$/, '$1ki')
    .replace(/(n)(aya|aia|a)$/, '$1')
    .replace(/(eva|ova)$/, '');
}

const initialOf = (token: Token): string => token.forms[0]?.sounds.charAt(0) ?? '';

/** How alike two words of names are; symmetric. */
export function likeness(a: Token, b: Token): Likeness {
  if (a.key === b.key) return { score: 1, reason: 'same' };
  if (a.script === b.script && a.spelling === b.spelling && a.spelling !== '') return { score: 0.995, reason: 'same' };
  if (a.kind === INITIAL || b.kind === INITIAL) return initials(a, b);
  const isLoose = (token: Token): boolean => token.kind === PARTICLE || token.kind === TITLE;
  const sameScript = a.script === b.script;
  const isOneLoose = isLoose(a) !== isLoose(b);
  if (isOneLoose && sameScript) return NOTHING;
  const sounds = bestSounds(a, b);
  // A title in one script may be known as a name in the other.
  if (isOneLoose && sounds < 0.88) return NOTHING;
  let best: Likeness = NOTHING;
  const take = (score: number, reason: string): void => {
    if (score > best.score) best = { score, reason };
  };
  if (sounds >= LEAST) {
    // In one script, a word that sounds alike was still written otherwise.
    const cap = sameScript ? 0.975 : 0.985;
    take(sounds * cap, sameScript ? (sounds > 0.94 ? 'spelling' : 'phonetic') : 'transliteration');
  }
  if (sameScript) typo(a, b, take);
  if (a.kind === WORD && b.kind === WORD) {
    const group = groupLikeness(a.groups, b.groups);
    if (group !== undefined) take(group.score, group.reason);
    if (best.score < 0.95 && sounds > 0.6) gendered(a, b, take);
  }
  return best;
}

function initials(a: Token, b: Token): Likeness {
  const letter = (token: Token): string => (token.plain === '' ? token.spelling : token.plain).charAt(0);
  const agrees =
    (a.script === b.script && letter(a) === letter(b)) || (a.script !== b.script && initialOf(a) === initialOf(b));
  return agrees ? { score: a.kind === b.kind ? 0.9 : 0.8, reason: 'initial' } : NOTHING;
}

/** A slip of the keyboard, of a scanner or of the eye. */
function typo(a: Token, b: Token, take: (score: number, reason: string) => void): void {
  const x = a.spelling;
  const y = b.spelling;
  const shorter = Math.min(x.length, y.length);
  if (a.script === HAN) {
    if (shorter >= 2 && x.length === y.length && spellingDistance(x, y, 1) === 1) take(0.72, 'typo');
    return;
  }
  const score = typoScore(x, y);
  if (score > 0) take(score, 'typo');
}

/** How likely two spellings of one script are one word with a slip or two; 0 when they are too far apart. */
export function typoScore(x: string, y: string): number {
  const shorter = Math.min(x.length, y.length);
  if (shorter < 3) return 0;
  const most = shorter >= 8 ? 2 : 1;
  const distance = spellingDistance(x, y, most);
  if (distance > most) return 0;
  const begins = x.charAt(0) === y.charAt(0) ? 0 : 0.05;
  return 1 - (distance * 0.62) / Math.max(x.length, y.length) - begins - (shorter < 4 ? 0.12 : shorter < 5 ? 0.05 : 0);
}

function gendered(a: Token, b: Token, take: (score: number, reason: string) => void): void {
  for (const one of a.forms.slice(0, 2)) {
    for (const other of b.forms.slice(0, 2)) {
      const x = masculine(one.sounds);
      const y = masculine(other.sounds);
      if (x.length < 4 || (x === one.sounds && y === other.sounds)) continue;
      if (x === y) take(a.script === b.script && a.script === LATIN ? 0.94 : 0.95, 'gendered');
    }
  }
}
