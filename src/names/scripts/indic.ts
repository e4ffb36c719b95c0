import type { Form } from '../match/form.ts';
import { collapse } from './letters.ts';

/** The Brahmic blocks of Unicode are laid out alike: a letter is its place within its block of 128. */
const CONSONANTS: Readonly<Record<number, string>> = {
  21: 'k',
  22: 'x',
  23: 'g',
  24: 'G',
  25: 'n',
  26: 'C',
  27: 'C',
  28: 'J',
  29: 'J',
  30: 'ny',
  31: 't',
  32: 'T',
  33: 'd',
  34: 'D',
  35: 'n',
  36: 't',
  37: 'T',
  38: 'd',
  39: 'D',
  40: 'n',
  41: 'n',
  42: 'p',
  43: 'f',
  44: 'b',
  45: 'b',
  46: 'm',
  47: 'y',
  48: 'r',
  49: 'r',
  50: 'l',
  51: 'l',
  52: 'l',
  53: 'v',
  54: 'S',
  55: 'S',
  56: 's',
  57: 'h',
  88: 'k',
  89: 'x',
  90: 'G',
  91: 'z',
  92: 'r',
  93: 'r',
  94: 'f',
  95: 'y',
};
const VOWELS: Readonly<Record<number, string>> = {
  4: 'a',
  5: 'a',
  6: 'a',
  7: 'i',
  8: 'i',
  9: 'u',
  10: 'u',
  11: 'ri',
  13: 'e',
  14: 'e',
  15: 'e',
  16: 'ai',
  17: 'o',
  18: 'o',
  19: 'o',
  20: 'au',
};
const SIGNS: Readonly<Record<number, string>> = {
  62: 'a',
  63: 'i',
  64: 'i',
  65: 'u',
  66: 'u',
  67: 'ri',
  69: 'e',
  70: 'e',
  71: 'e',
  72: 'ai',
  73: 'o',
  74: 'o',
  75: 'o',
  76: 'au',
  87: 'au',
};
const NUKTA: Readonly<Record<string, string>> = {
  J: 'z',
  f: 'f',
  k: 'k',
  x: 'x',
  g: 'G',
  d: 'r',
  D: 'r',
  y: 'y',
  C: 'C',
};
const BENGALI = 0x0980;
const TAMIL = 0x0b80;
const MALAYALAM = 0x0d00;
/** Chillu letters of Malayalam and the broken t of Bengali: consonants without a vowel. */
const CLOSED: Readonly<Record<number, string>> = {
  3450: 'n',
  3451: 'n',
  3452: 'r',
  3453: 'l',
  3454: 'l',
  3455: 'k',
  2510: 't',
  2672: 'n',
  2673: '',
};

const SINHALA_VOWELS = ['a', 'a', 'e', 'e', 'i', 'i', 'u', 'u', 'ri', 'ri', 'l', 'l', 'e', 'e', 'ai', 'o', 'o', 'au'];
const SINHALA_CONSONANTS: readonly string[] = [
  'k',
  'x',
  'g',
  'G',
  'n',
  'ng',
  'C',
  'C',
  'J',
  'J',
  'ny',
  'ny',
  'nJ',
  't',
  'T',
  'd',
  'D',
  'n',
  'nd',
  't',
  'T',
  'd',
  'D',
  'n',
  '',
  'nd',
  'p',
  'f',
  'b',
  'b',
  'm',
  'mb',
  'y',
  'r',
  '',
  'l',
  '',
  '',
  'v',
  'S',
  'S',
  's',
  'h',
  'l',
  'f',
];
const SINHALA_SIGNS: Readonly<Record<number, string>> = {
  79: 'a',
  80: 'e',
  81: 'e',
  82: 'i',
  83: 'i',
  84: 'u',
  86: 'u',
  88: 'ri',
  89: 'e',
  90: 'e',
  91: 'ai',
  92: 'o',
  93: 'o',
  94: 'au',
  114: 'ri',
};

interface Syllable {
  sound: string;
  /** undefined: the vowel that every consonant brings; '' after a virama. */
  vowel: string | undefined;
}

function syllablesOf(word: string): { syllables: Syllable[]; block: number } {
  const syllables: Syllable[] = [];
  let block = 0x0900;
  const last = (): Syllable | undefined => syllables[syllables.length - 1];
  for (const letter of word.normalize('NFC')) {
    const code = letter.codePointAt(0) ?? 0;
    const closed = CLOSED[code];
    if (closed !== undefined) {
      syllables.push({ sound: closed, vowel: '' });
      continue;
    }
    if (code >= 0x0d80 && code < 0x0e00) {
      block = 0x0d80;
      const at = code - 0x0d80;
      if (at >= 0x05 && at <= 0x16) syllables.push({ sound: '', vowel: SINHALA_VOWELS[at - 5] ?? '' });
      else if (at >= 0x1a && at <= 0x46)
        syllables.push({ sound: SINHALA_CONSONANTS[at - 0x1a] ?? '', vowel: undefined });
      else if (at === 0x4a && last()) Object.assign(last() ?? {}, { vowel: '' });
      else if (at === 0x02) syllables.push({ sound: 'n', vowel: '' });
      else if (SINHALA_SIGNS[at] !== undefined && last()) Object.assign(last() ?? {}, { vowel: SINHALA_SIGNS[at] });
      continue;
    }
    block = code & ~0x7f;
    const at = code & 0x7f;
    const before = last();
    if (CONSONANTS[at] !== undefined) {
      let sound = CONSONANTS[at];
      if (block === BENGALI && at === 0x2f) sound = 'J';
      if (block === BENGALI && at === 0x35) sound = 'b';
      if ((block === TAMIL || block === MALAYALAM) && at === 0x34) sound = 'Z';
      if (block === TAMIL && at === 0x1a) sound = before === undefined ? 's' : before.vowel === '' ? 'C' : 's';
      // A stop between vowels or after a nasal is voiced in Tamil.
      if (
        block === TAMIL &&
        before !== undefined &&
        (before.vowel !== '' || before.sound === 'n' || before.sound === 'm')
      ) {
        sound = at === 0x15 ? 'g' : at === 0x1f ? 'd' : at === 0x24 ? 'T' : at === 0x2a ? 'b' : sound;
      } else if (block === TAMIL && at === 0x24) sound = 'T';
      syllables.push({ sound, vowel: undefined });
    } else if (VOWELS[at] !== undefined) syllables.push({ sound: '', vowel: VOWELS[at] });
    else if (SIGNS[at] !== undefined && before) before.vowel = SIGNS[at];
    else if (at === 0x4d && before) before.vowel = '';
    else if (at === 0x3c && before)
      before.sound = block === BENGALI && before.sound === 'J' ? 'y' : (NUKTA[before.sound] ?? before.sound);
    else if (at === 0x01 || at === 0x02) syllables.push({ sound: 'n', vowel: '' });
    else if (at === 0x03 && block !== TAMIL) syllables.push({ sound: 'h', vowel: '' });
  }
  return { syllables, block };
}

/** Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam and Sinhala; unsounded vowels left out where the north leaves them out. */
export function indicForms(word: string): Form[] {
  const { syllables, block } = syllablesOf(word);
  const isNorthern = block <= 0x0b00;
  const inherent = block === BENGALI ? 'o' : 'a';
  const say = (skip: ReadonlySet<number>): string =>
    collapse(
      syllables
        .map(({ sound, vowel }, at) => sound + (skip.has(at) ? '' : (vowel ?? inherent)))
        .join('')
        .replace(/Jny/g, 'gy'),
    );
  const full = new Set<number>();
  if (isNorthern && syllables.length > 1 && syllables[syllables.length - 1]?.vowel === undefined)
    full.add(syllables.length - 1);
  const spare = new Set(full);
  for (let at = syllables.length - 2; at > 0; at--) {
    const next = syllables[at + 1];
    const before = syllables[at - 1];
    if (
      syllables[at]?.vowel === undefined &&
      before?.vowel !== '' &&
      next !== undefined &&
      next.vowel !== '' &&
      next.sound !== '' &&
      !spare.has(at + 1)
    )
      spare.add(at);
  }
  const forms: Form[] = [{ sounds: say(full), bare: false, cost: 0 }];
  const add = (sounds: string, cost: number): void => {
    if (sounds !== '' && !forms.some((form) => form.sounds === sounds)) forms.push({ sounds, bare: false, cost });
  };
  if (isNorthern) add(say(spare), 0);
  const first = forms[forms.length - 1]?.sounds ?? '';
  if (block === BENGALI) add(first.replace(/o/g, 'a'), 0);
  if (first.includes('Z')) add(first.replace(/Z/g, 'l'), 0);
  if (block === TAMIL || block === MALAYALAM) add(first.replace(/s/g, 'C').replace(/T/g, 'd'), 0.01);
  if (isNorthern && full.size > 0) add(say(new Set()), 0.01);
  return forms;
}
