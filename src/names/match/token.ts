import { COMMON } from '../data/common.ts';
import { PARTICLES, TITLES } from '../data/particles.ts';
import { latinSounds, plainLatin } from '../scripts/latin.ts';
import type { Form } from './form.ts';
import { nameGroups } from './nicknames.ts';
import { ARABIC, formsOf, HAN, HANGUL, HEBREW, LATIN, scriptOf, spellingOf } from './scripts.ts';
import { coarseMask } from './skeleton.ts';

export const WORD = 0;
export const INITIAL = 1;
export const PARTICLE = 2;
export const TITLE = 3;

/** One word of a name, with all that comparing it needs. The same for the same key, whatever stands beside it. */
export interface Token {
  /** The word as normalised, lower case; a `^` before it marks an East Asian family name. */
  readonly key: string;
  /** As shown to people. */
  readonly show: string;
  readonly script: number;
  /** Plain Latin spelling; '' in another script. */
  readonly plain: string;
  /** Its script's own plain spelling. */
  readonly spelling: string;
  readonly forms: readonly Form[];
  /** Coarse sounds of each form as bits, to pass over what cannot be near. */
  readonly masks: readonly number[];
  readonly kind: number;
  /** How much it says: 1 for an ordinary name. */
  readonly weight: number;
  /** Groups of names that stand for each other, as `group * 4 + rank`. */
  readonly groups: readonly number[];
}

const commonSounds = new Set<string>();
for (const name of COMMON) {
  const sounds = latinSounds(name);
  commonSounds.add(sounds);
  commonSounds.add(`${sounds.replace(/[aeiou]/g, '')}*`);
}

const INITIALS = /^(?:[a-z]|[а-яёіїєґ]|[α-ω]|[ա-ֆ])$/u;
/** Patronymics: they say less than a name of one's own, and are often left out. */
const PATRONYMIC =
  /(?:ovich|evich|ovych|evych|ovic|yevich|ovna|evna|ivna|ovich|ichna|yevna|avich|ович|евич|йович|овна|евна|івна|ична|ович|ьевич)$/u;

const cache = new Map<string, Token>();
const MOST_KEPT = 60_000;

/** Takes a normalised word apart; remembered. */
export function tokenOf(key: string): Token {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const token = analyse(key);
  if (cache.size >= MOST_KEPT) cache.clear();
  cache.set(key, token);
  return token;
}

/** The same without remembering it: for building an index, which meets each word once. */
export function analyse(key: string): Token {
  const isSurname = key.startsWith('^');
  const show = isSurname ? key.slice(1) : key;
  const word = show.replace(/ /g, '');
  const script = scriptOf(word.codePointAt(0) ?? 0);
  const forms = formsOf(word, script, isSurname);
  const plain = script === LATIN ? plainLatin(word) : '';
  const kind = INITIALS.test(word)
    ? INITIAL
    : TITLES.has(plain === '' ? word : plain)
      ? TITLE
      : PARTICLES.has(plain === '' ? word : plain)
        ? PARTICLE
        : WORD;
  const sounds = forms[0]?.sounds ?? '';
  const spelling = script === LATIN ? plain : spellingOf(word, script);
  return {
    key,
    show,
    script,
    plain,
    spelling,
    forms,
    masks: forms.map((form) => coarseMask(form.sounds)),
    kind,
    weight: weigh(word, kind, script, forms),
    groups: kind === WORD ? nameGroups(plain === '' ? spelling : plain, sounds) : [],
  };
}

function weigh(word: string, kind: number, script: number, forms: readonly Form[]): number {
  if (kind === INITIAL) return 0.35;
  if (kind === PARTICLE) return 0.12;
  if (kind === TITLE) return 0.06;
  if (PATRONYMIC.test(word)) return 0.6;
  const first = forms[0]?.sounds ?? '';
  if (script === HAN || script === HANGUL) return commonSounds.has(first) ? 0.75 : 0.95;
  const isCommon =
    script === ARABIC || script === HEBREW
      ? commonSounds.has(`${first.replace(/[aeiou]/g, '')}*`) || commonSounds.has(first)
      : commonSounds.has(first);
  const length = Math.min(first.length, 9);
  return isCommon ? 0.8 : length <= 2 ? 0.75 : 0.9 + length * 0.025;
}
