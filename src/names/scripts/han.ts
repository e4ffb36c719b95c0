import { SURNAME_ELSEWHERE, SURNAME_PINYIN, SURNAME_VIETNAMESE } from '../data/chinese.ts';
import han from '../data/han.json' with { type: 'json' };
import { JAPANESE_GIVEN, JAPANESE_SURNAMES, NANORI } from '../data/japanese.ts';
import type { Form } from '../match/form.ts';
import { hangulForms } from './hangul.ts';
import { latinSounds, pinyinSounds } from './latin.ts';
import { collapse } from './letters.ts';

interface Readings {
  simple: string;
  pinyin: readonly string[];
  cantonese: readonly string[];
  hangul: string;
  vietnamese: readonly string[];
  japanese: readonly string[];
}

const words = (text: string | undefined): string[] => (text === undefined || text === '' ? [] : text.split(' '));
const lines = new Map<string, string>();
const readings = new Map<string, Readings | null>();

/** The table is laid out on first use: most names have no Han. */
function readingsOf(letter: string): Readings | null {
  if (lines.size === 0)
    for (const line of han.readings) lines.set(String.fromCodePoint(line.codePointAt(0) ?? 0), line);
  const known = readings.get(letter);
  if (known !== undefined) return known;
  const line = lines.get(letter);
  let found: Readings | null = null;
  if (line !== undefined) {
    const [head = '', pinyin, cantonese, hangul = '', vietnamese, on, kun] = line.split('|');
    const nanori = NANORI.get(letter) ?? [];
    found = {
      simple: [...head][1] ?? letter,
      pinyin: words(pinyin),
      cantonese: words(cantonese),
      hangul,
      vietnamese: words(vietnamese),
      japanese: [...new Set([...nanori, ...words(on), ...words(kun).slice(0, 2)])].slice(0, 5),
    };
  }
  readings.set(letter, found);
  return found;
}

/** The character in its simplified form, so that 陳 and 陈 are the same. */
export function simplified(text: string): string {
  let out = '';
  for (const letter of text) out += readingsOf(letter)?.simple ?? letter;
  return out;
}

const HONG_KONG_LEADS: readonly (readonly [RegExp, string])[] = [
  [/^c/, 'ch'],
  [/^z/, 'ch'],
  [/^gw/, 'kw'],
  [/^g/, 'k'],
  [/^d/, 't'],
  [/^b/, 'p'],
  [/^j/, 'y'],
  [/^yyu/, 'yu'],
];
const HONG_KONG_TAILS: readonly (readonly [RegExp, string])[] = [
  [/aa/, 'a'],
  [/oeng/, 'eung'],
  [/oek/, 'euk'],
  [/oe/, 'eu'],
  [/eon/, 'un'],
  [/eot/, 'ut'],
  [/eoi/, 'ui'],
  [/yun/, 'uen'],
  [/yut/, 'uet'],
  [/ou$/, 'o'],
  [/ung$/, 'ung'],
  [/un$/, 'oon'],
  [/am$/, 'um'],
  [/oi$/, 'oi'],
];

function hongKong(jyutping: string): string {
  let text = jyutping;
  for (const [from, to] of HONG_KONG_LEADS) {
    if (!from.test(text)) continue;
    text = text.replace(from, to);
    break;
  }
  for (const [from, to] of HONG_KONG_TAILS) {
    if (!from.test(text)) continue;
    text = text.replace(from, to);
    break;
  }
  return text;
}

/** Every combination of one reading a character, the first ones first, up to `most`. */
function combine(parts: readonly (readonly string[])[], most: number): string[] {
  let found = [''];
  for (const part of parts) {
    const next: string[] = [];
    for (const reading of part) for (const before of found) next.push(before + reading);
    found = next.slice(0, most);
  }
  return found;
}

/**
 * A family or given name in Han characters, as read in Mandarin, Cantonese, the southern families' own ways, Korean, Vietnamese
 * and Japanese.
 * @param isSurname readings of family names come first
 */
export function hanForms(word: string, isSurname: boolean): Form[] {
  const letters = [...word].map(readingsOf);
  const simple = simplified(word);
  const forms: Form[] = [];
  const add = (sounds: string, cost: number): void => {
    const collapsed = collapse(sounds);
    if (collapsed !== '' && !forms.some((form) => form.sounds === collapsed))
      forms.push({ sounds: collapsed, bare: false, cost });
  };
  const latin = (text: string, cost: number): void => add(latinSounds(text), cost);
  const each = (pick: (one: Readings) => readonly string[]): string[][] | undefined => {
    const parts = letters.map((one) => (one === null ? [] : [...pick(one)]));
    return parts.every((part) => part.length > 0) ? parts : undefined;
  };
  const pinyin = (isSurname ? words(SURNAME_PINYIN[word]) : []).concat(
    combine(each((one) => one.pinyin) ?? [[]], isSurname ? 1 : 3),
  );
  for (const [at, text] of pinyin.entries()) add(pinyinSounds(text), at * 0.01);
  if (isSurname) {
    for (const text of words(SURNAME_ELSEWHERE[simple])) latin(text, 0.005);
    for (const text of words(SURNAME_VIETNAMESE[simple])) latin(text, 0.005);
  }
  const cantonese = each((one) => one.cantonese.slice(0, 1).map(hongKong));
  if (cantonese !== undefined) latin(cantonese.join(''), 0.005);
  const vietnamese = each((one) => one.vietnamese.slice(0, 1));
  if (vietnamese !== undefined) latin(vietnamese.join(''), 0.01);
  const hangul = letters.map((one) => [...(one?.hangul ?? '')]);
  if (hangul.every((part) => part.length > 0)) {
    // A leading r or n falls away in the south: the last reading is that one.
    const text = hangul.map((part, at) => (at === 0 ? (part[part.length - 1] ?? '') : (part[0] ?? ''))).join('');
    for (const form of hangulForms(text, isSurname)) add(form.sounds, form.cost + 0.005);
  }
  for (const text of (isSurname ? JAPANESE_SURNAMES : JAPANESE_GIVEN).get(word) ?? []) latin(text, 0);
  if (!JAPANESE_SURNAMES.has(word) || !isSurname) {
    const japanese = each((one) => one.japanese.slice(0, isSurname ? 4 : 4));
    if (japanese !== undefined) for (const text of combine(japanese, isSurname ? 6 : 10)) latin(text, 0.015);
  }
  return forms;
}

/** Whether a text is written in Han characters alone. */
export function isHan(text: string): boolean {
  return /^[\u3400-\u9fff\uf900-\ufaff々〇]+$/.test(text);
}
