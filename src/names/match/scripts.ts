import { arabicForms, arabicSpelling, thaanaForms } from '../scripts/arabic.ts';
import { armenianForms, ethiopicForms, georgianForms } from '../scripts/caucasus.ts';
import { cyrillicForms } from '../scripts/cyrillic.ts';
import { greekForms } from '../scripts/greek.ts';
import { hanForms, simplified } from '../scripts/han.ts';
import { hangulForms } from '../scripts/hangul.ts';
import { hebrewForms } from '../scripts/hebrew.ts';
import { indicForms } from '../scripts/indic.ts';
import { kanaForms } from '../scripts/kana.ts';
import { latinForms } from '../scripts/latin.ts';
import { burmeseForms, khmerForms, thaiForms } from '../scripts/southeast.ts';
import type { Form } from './form.ts';

/** The scripts told apart; a number, as the index packs it. */
export const LATIN = 0;
export const CYRILLIC = 1;
export const GREEK = 2;
export const ARABIC = 3;
export const HEBREW = 4;
export const INDIC = 5;
export const THAI = 6;
export const BURMESE = 7;
export const KHMER = 8;
export const GEORGIAN = 9;
export const ARMENIAN = 10;
export const ETHIOPIC = 11;
export const HANGUL = 12;
export const KANA = 13;
export const HAN = 14;
export const THAANA = 15;
export const OTHER = 16;

const RANGES: readonly (readonly [number, number, number])[] = [
  [0x0041, 0x024f, LATIN],
  [0x0250, 0x02af, LATIN],
  [0x0370, 0x03ff, GREEK],
  [0x0400, 0x052f, CYRILLIC],
  [0x0530, 0x058f, ARMENIAN],
  [0x0590, 0x05ff, HEBREW],
  [0x0600, 0x06ff, ARABIC],
  [0x0750, 0x077f, ARABIC],
  [0x0780, 0x07bf, THAANA],
  [0x08a0, 0x08ff, ARABIC],
  [0x0900, 0x0dff, INDIC],
  [0x0e00, 0x0eff, THAI],
  [0x1000, 0x109f, BURMESE],
  [0x10a0, 0x10ff, GEORGIAN],
  [0x1100, 0x11ff, HANGUL],
  [0x1200, 0x139f, ETHIOPIC],
  [0x1780, 0x17ff, KHMER],
  [0x1c80, 0x1c8f, CYRILLIC],
  [0x1c90, 0x1cbf, GEORGIAN],
  [0x1e00, 0x1eff, LATIN],
  [0x1f00, 0x1fff, GREEK],
  [0x2c60, 0x2c7f, LATIN],
  [0x3005, 0x3007, HAN],
  [0x3040, 0x30ff, KANA],
  [0x3400, 0x9fff, HAN],
  [0xa640, 0xa69f, CYRILLIC],
  [0xa720, 0xa7ff, LATIN],
  [0xac00, 0xd7af, HANGUL],
  [0xf900, 0xfaff, HAN],
  [0xfb50, 0xfdff, ARABIC],
  [0xfe70, 0xfeff, ARABIC],
];

/** The script of a character. */
export function scriptOf(code: number): number {
  if (code < 0x0250) return LATIN;
  for (const [from, to, script] of RANGES) if (code >= from && code <= to) return script;
  return OTHER;
}

/** How a word of a script may sound. `isSurname` where East Asian family names have readings of their own. */
export function formsOf(word: string, script: number, isSurname: boolean): Form[] {
  switch (script) {
    case LATIN:
      return latinForms(word);
    case CYRILLIC:
      return cyrillicForms(word);
    case GREEK:
      return greekForms(word);
    case ARABIC:
      return arabicForms(word);
    case HEBREW:
      return hebrewForms(word);
    case INDIC:
      return indicForms(word);
    case THAI:
      return thaiForms(word);
    case BURMESE:
      return burmeseForms(word);
    case KHMER:
      return khmerForms(word);
    case GEORGIAN:
      return georgianForms(word);
    case ARMENIAN:
      return armenianForms(word);
    case ETHIOPIC:
      return ethiopicForms(word);
    case HANGUL:
      return hangulForms(word, isSurname);
    case KANA:
      return kanaForms(word);
    case HAN:
      return hanForms(word, isSurname);
    case THAANA:
      return thaanaForms(word);
    default:
      return [];
  }
}

/** A word as its own script's keyboards would agree on it: one form of each letter. */
export function spellingOf(word: string, script: number): string {
  if (script === ARABIC) return arabicSpelling(word);
  if (script === HAN) return simplified(word);
  if (script === CYRILLIC) return word.replace(/ё/g, 'е');
  if (script === HEBREW) return word.replace(/[\u0591-\u05c7]/g, '');
  if (script === GREEK) return word.normalize('NFD').replace(/\p{M}/gu, '').replace(/ς/g, 'σ');
  return word;
}
