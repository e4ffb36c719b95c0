import type { Form } from '../match/form.ts';
import { collapse } from './letters.ts';

/** Letters that do not come apart into a letter and a mark. */
const WHOLE: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  œ: 'oe',
  å: 'a',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ə: 'a',
  ŋ: 'ng',
  ħ: 'h',
  ŧ: 't',
  ĸ: 'k',
  ŀ: 'l',
  ŉ: 'n',
  ſ: 's',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ɣ: 'gh',
  ɛ: 'e',
  ɔ: 'o',
  ơ: 'o',
  ư: 'u',
  ǝ: 'e',
  ʼ: '',
  ɩ: 'i',
  ʋ: 'v',
  ẞ: 'ss',
  ȼ: 'c',
  ɨ: 'i',
  ʉ: 'u',
  ƶ: 'z',
  ǥ: 'g',
  ķ: 'k',
};

/** What a marked letter sounds like, where dropping the mark loses it. */
const MARKED: Readonly<Record<string, string>> = {
  š: 'sh',
  ş: 'sh',
  ș: 'sh',
  ŝ: 'sh',
  č: 'ch',
  ĉ: 'ch',
  ć: 'ch',
  ç: 'ch',
  ž: 'zh',
  ź: 'zh',
  ż: 'zh',
  ĵ: 'zh',
  ț: 'ts',
  ţ: 'ts',
  ğ: 'gh',
  ǧ: 'j',
  ñ: 'ny',
  ň: 'ny',
  ń: 'ny',
  ř: 'rzh',
  ö: 'oe',
  ő: 'oe',
  ü: 'ue',
  ű: 'ue',
  ä: 'ae',
  å: 'o',
  ø: 'oe',
  ą: 'on',
  ę: 'en',
  ĥ: 'h',
  ḥ: 'h',
  ḫ: 'kh',
  ẖ: 'kh',
  đ: 'dj',
  ď: 'dy',
  ť: 'ty',
  ľ: 'ly',
  ě: 'ye',
  ł: 'w',
  ạ: 'a',
  ý: 'y',
  ã: 'an',
  õ: 'on',
  ô: 'o',
  ŭ: 'w',
  ŏ: 'eo',
  ṣ: 's',
  ṭ: 't',
  ẓ: 'z',
  ḍ: 'd',
  ḏ: 'dh',
  ṯ: 'th',
  ġ: 'gh',
  ə: 'a',
  ģ: 'gy',
  ķ: 'ky',
  ļ: 'ly',
  ņ: 'ny',
  ŋ: 'ng',
};

const MARK = /\p{M}/u;

/** Plain a to z (and digits) of lower-case Latin text: `müller` → `muller`, `ß` → `ss`. */
export function plainLatin(text: string): string {
  if (/^[a-z0-9 ]*$/.test(text)) return text;
  let plain = '';
  for (const letter of text.normalize('NFC')) {
    const whole = WHOLE[letter];
    if (whole !== undefined) plain += whole;
    else if (letter < '\u0080') plain += letter;
    else for (const part of letter.normalize('NFD')) if (!MARK.test(part)) plain += WHOLE[part] ?? part;
  }
  return plain.replace(/[^a-z0-9 ]/g, '');
}

/** The same with marks sounded out: `š` → `sh`, `ü` → `ue`. */
function soundedLatin(text: string): string {
  let sounded = '';
  for (const letter of text.normalize('NFC')) sounded += MARKED[letter] ?? letter;
  return plainLatin(sounded);
}

const DIGRAPHS: readonly (readonly [string, string])[] = [
  ['schtsch', 'SC'],
  ['shtsh', 'SC'],
  ['stsch', 'SC'],
  ['shch', 'SC'],
  ['szcz', 'SC'],
  ['tsch', 'C'],
  ['dsch', 'J'],
  ['dzh', 'J'],
  ['sch', 'S'],
  ['tch', 'C'],
  ['tsh', 'C'],
  ['tzs', 'C'],
  ['chh', 'C'],
  ['eau', 'o'],
  ['aux', 'o'],
  ['igh', 'ay'],
  ['qu', 'k'],
  ['sh', 'S'],
  ['ch', 'C'],
  ['zh', 'Z'],
  ['kh', 'x'],
  ['gh', 'G'],
  ['th', 'T'],
  ['dh', 'D'],
  ['ph', 'f'],
  ['ts', 'c'],
  ['tz', 'c'],
  ['cz', 'C'],
  ['sz', 'S'],
  ['cs', 'C'],
  ['zs', 'Z'],
  ['dj', 'J'],
  ['dz', 'J'],
  ['gj', 'J'],
  ['xh', 'J'],
  ['ck', 'k'],
  ['cq', 'k'],
  ['sc', 's'],
  ['gn', 'ny'],
  ['ee', 'i'],
  ['oo', 'u'],
  ['ou', 'u'],
  ['ie', 'i'],
  ['bh', 'b'],
  ['jh', 'J'],
  ['rh', 'r'],
  ['lh', 'l'],
  ['mh', 'm'],
  ['wh', 'w'],
  ['nh', 'n'],
  ['gu', 'gu'],
  ['hs', 'S'],
];
const BY_FIRST = new Map<string, (readonly [string, string])[]>();
for (const pair of DIGRAPHS) {
  const first = pair[0].charAt(0);
  BY_FIRST.set(first, [...(BY_FIRST.get(first) ?? []), pair]);
}

const isVowel = (letter: string): boolean => 'aeiouy'.includes(letter) && letter !== '';
const isSoft = (letter: string): boolean => letter === 'e' || letter === 'i' || letter === 'y';

/** How a plain Latin word sounds, as most practices would have it. */
export function latinSounds(word: string): string {
  let out = '';
  let at = 0;
  while (at < word.length) {
    const letter = word.charAt(at);
    const next = word.charAt(at + 1);
    const pair = BY_FIRST.get(letter)?.find(([from]) => word.startsWith(from, at));
    if (pair !== undefined) {
      const [from, to] = pair;
      const after = word.charAt(at + from.length);
      // `sc` is hard before a, o, u; `gu` is g before e and i; a word ends in `gn` without a y.
      if (from === 'sc') out += isSoft(after) ? 's' : 'sk';
      else if (from === 'gu') out += isSoft(after) ? 'g' : 'gu';
      else if (from === 'gn') out += isVowel(after) ? 'ny' : 'n';
      else if (from === 'qu') out += isSoft(after) || after === '' ? 'k' : 'kw';
      else if (from === 'ie') out += at === 0 ? 'ye' : 'i';
      else out += to;
      at += from.length;
      continue;
    }
    if (letter === next && letter !== 'a') {
      at++;
      continue;
    }
    if (letter === 'c') out += isSoft(next) ? 'c' : 'k';
    else if (letter === 'j') out += at > 0 && !isVowel(word.charAt(at - 1)) && isVowel(next) ? 'y' : 'J';
    else if (letter === 'x') out += 'ks';
    else if (letter === 'y') out += isVowel(next) ? 'y' : 'i';
    else if (letter === 'h') out += at === 0 || isVowel(next) || at + 1 < word.length ? 'h' : '';
    else if (letter === 'a' && next === 'a') {
      out += 'a';
      at++;
    } else if (letter >= 'a' && letter <= 'z') out += letter;
    else if (letter >= '0' && letter <= '9') out += letter;
    at++;
  }
  return out;
}

/** Pinyin in our sounds: q is ch, x is sh, c is ts, j is j. */
export function pinyinSounds(text: string): string {
  const spelt = text
    .replace(/x/g, 'sh')
    .replace(/q/g, 'ch')
    .replace(/c(?!h)/g, 'ts')
    .replace(/v/g, 'u')
    .replace(/j/g, 'dj');
  return collapse(latinSounds(spelt));
}

/** One to three syllables that only pinyin would read otherwise. */
const PINYIN =
  /^(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|a|e|i|o|u)){1,3}$/;

/** The ways a lower-case Latin word may sound. */
export function latinForms(word: string): Form[] {
  const plain = plainLatin(word);
  const forms: Form[] = [{ sounds: latinSounds(plain), bare: false, cost: 0 }];
  const more = (sounds: string, cost: number): void => {
    if (sounds.length > 0 && !forms.some((form) => form.sounds === sounds)) forms.push({ sounds, bare: false, cost });
  };
  if (plain !== word) more(latinSounds(soundedLatin(word)), 0.005);
  if (/[qxcj]/.test(plain) && PINYIN.test(plain)) more(pinyinSounds(plain), 0.005);
  // Pinyin, Portuguese, Catalan and Vietnamese.
  if (plain.startsWith('x') || /[aeiou]x[aeiou]/.test(plain)) more(latinSounds(plain.replace(/x/g, 'sh')), 0.005);
  // German, French and Slavic readings of ch and j that the costs between sounds do not cover.
  if (/j/.test(plain)) more(latinSounds(plain.replace(/j/g, 'y')), 0.01);
  // al-X and el-X written as one word.
  const article = /^[ae]l(?![aeiouhbfl])(.{4,})$/.exec(plain) ?? /^el(?![aeiou])(.{4,})$/.exec(plain);
  if (article?.[1] !== undefined) more(latinSounds(article[1]), 0.03);
  return forms;
}
