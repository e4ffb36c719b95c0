import { NATIVE_LINES, NICKNAME_LINES } from '../data/nicknames.ts';
import { latinSounds, plainLatin } from '../scripts/latin.ts';

/** How a name stands in a group. */
const FULL = 0;
const SHORT = 1;
const ABROAD = 2;

/** `group * 4 + rank`, by plain spelling and by sound. */
const byWord = new Map<string, number[]>();

function enter(word: string, value: number): void {
  for (const key of new Set([word, `~${latinSounds(word)}`])) {
    const known = byWord.get(key);
    if (known === undefined) byWord.set(key, [value]);
    else if (!known.some((other) => other >> 2 === value >> 2)) known.push(value);
  }
}

for (const [group, line] of NICKNAME_LINES.trim().split('\n').entries()) {
  let rank = FULL;
  for (const word of line.split(' ')) {
    if (word === '>') rank = SHORT;
    else if (word === '~') rank = ABROAD;
    else if (word !== '') enter(plainLatin(word), group * 4 + rank);
  }
}

// A name in an unvocalised script is too bare to be met by its sounds.
for (const line of NATIVE_LINES.trim().split('\n')) {
  const [known = '', ...native] = line.split(' ');
  for (const value of byWord.get(known) ?? [])
    for (const word of native) byWord.set(word, [...(byWord.get(word) ?? []), value]);
}

const NONE: readonly number[] = [];

/** The groups of names that a word belongs to, by its plain spelling or, in another script, by its sounds. */
export function nameGroups(word: string, sounds: string): readonly number[] {
  return byWord.get(word) ?? byWord.get(`~${sounds}`) ?? NONE;
}

/** How near two names are by being called one for the other; 0 where they are not. */
export function groupLikeness(
  a: readonly number[],
  b: readonly number[],
): { score: number; reason: string } | undefined {
  let best: { score: number; reason: string } | undefined;
  for (const x of a)
    for (const y of b) {
      if (x >> 2 !== y >> 2) continue;
      const ranks = [x & 3, y & 3].sort();
      const key = (ranks[0] ?? 0) * 4 + (ranks[1] ?? 0);
      const found =
        key === FULL
          ? { score: 0.9, reason: 'variant' }
          : key === SHORT
            ? { score: 0.9, reason: 'nickname' }
            : key === SHORT * 4 + SHORT
              ? { score: 0.84, reason: 'nickname' }
              : { score: 0.82, reason: 'equivalent' };
      if (best === undefined || found.score > best.score) best = found;
    }
  return best;
}
