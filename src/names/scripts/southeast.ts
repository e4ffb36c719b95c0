import type { Form } from '../match/form.ts';
import { collapse, type Letters, write } from './letters.ts';

const THAI: Letters = {
  ก: 'k',
  ข: 'x',
  ฃ: 'x',
  ค: 'x',
  ฅ: 'x',
  ฆ: 'x',
  ง: 'ng',
  จ: 'C',
  ฉ: 'C',
  ช: 'C',
  ซ: 's',
  ฌ: 'C',
  ญ: 'y',
  ฎ: 'd',
  ฏ: 't',
  ฐ: 'T',
  ฑ: 'T',
  ฒ: 'T',
  ณ: 'n',
  ด: 'd',
  ต: 't',
  ถ: 'T',
  ท: 'T',
  ธ: 'T',
  น: 'n',
  บ: 'b',
  ป: 'p',
  ผ: 'f',
  ฝ: 'f',
  พ: 'f',
  ฟ: 'f',
  ภ: 'f',
  ม: 'm',
  ย: 'y',
  ร: 'r',
  ฤ: 'ri',
  ล: 'l',
  ว: 'w',
  ศ: 's',
  ษ: 's',
  ส: 's',
  ห: 'h',
  ฬ: 'l',
  อ: 'o',
  ฮ: 'h',
  ะ: 'a',
  'ั': 'a',
  า: 'a',
  ำ: 'am',
  'ิ': 'i',
  'ี': 'i',
  'ึ': 'u',
  'ื': 'u',
  'ุ': 'u',
  'ู': 'u',
  รร: 'a',
  ทร: 's',
  ฤๅ: 'ru',
};
const FINALS: Letters = {
  ด: 't',
  ต: 't',
  ถ: 't',
  ท: 't',
  ธ: 't',
  จ: 't',
  ช: 't',
  ส: 't',
  ศ: 't',
  ษ: 't',
  ฎ: 't',
  ฏ: 't',
  ฐ: 't',
  ฑ: 't',
  ฒ: 't',
  ซ: 't',
  บ: 'p',
  พ: 'p',
  ภ: 'p',
  ฟ: 'p',
  ร: 'n',
  ล: 'n',
  ฬ: 'n',
  ญ: 'n',
  ณ: 'n',
  ข: 'k',
  ค: 'k',
  ฆ: 'k',
  ก: 'k',
};
const LEADING: Letters = { เ: 'e', แ: 'e', โ: 'o', ใ: 'ai', ไ: 'ai' };

/** Lao letters stand 128 places behind the Thai ones they come from. */
function laoAsThai(word: string): string {
  let out = '';
  for (const letter of word.replace(/ໜ/g, 'ນ').replace(/ໝ/g, 'ມ').replace(/ຽ/g, 'ີຍ').replace(/ົ/g, 'ໂ')) {
    const code = letter.codePointAt(0) ?? 0;
    out += code >= 0x0e80 && code <= 0x0eff ? String.fromCodePoint(code - 0x80) : letter;
  }
  return out.replace(/ป/g, 'ป');
}

/** Thai and Lao: vowels written before their consonant are put behind it; unwritten ones are left open. */
export function thaiForms(word: string): Form[] {
  const thai = /[\u0e80-\u0eff]/.test(word) ? laoAsThai(word) : word;
  const text = thai
    .replace(/.[ิุ]?์/gu, '')
    .replace(/[็-๎]/g, '')
    .replace(/ห(?=[งญนมยรลว])/g, '')
    .replace(
      /([เแโใไ])([ก-ฮ])([รลว](?=[ก-ฮะ-ู]))?/g,
      (_, vowel: string, first: string, second = '') => `${first}${second}${vowel}`,
    );
  const table: Letters = {
    ...THAI,
    ...LEADING,
    '\u0e35\u0e22\u0e40': 'ia',
    '\u0e37\u0e2d\u0e40': 'ua',
    '\u0e40\u0e32': 'ao',
    '\u0e31\u0e27': 'ua',
    '\u0e31\u0e22': 'ai',
    '\u0e32\u0e22': 'ai',
  };
  const letters = [...text];
  const last = letters[letters.length - 1] ?? '';
  const plain = write(text, table);
  const forms: Form[] = [];
  const add = (sounds: string, cost: number): void => {
    if (sounds !== '' && !forms.some((form) => form.sounds === sounds))
      forms.push({ sounds: collapse(sounds), bare: true, cost });
  };
  const final = FINALS[last];
  if (final !== undefined && letters.length > 1) add(write(letters.slice(0, -1).join(''), table) + final, 0);
  add(plain, 0);
  add(plain.replace(/x/g, 'k').replace(/f/g, 'p').replace(/T/g, 't'), 0.005);
  add(plain.replace(/w/g, 'v').replace(/C/g, 'J').replace(/T/g, 'd').replace(/f/g, 'b'), 0.02);
  return forms;
}

const BURMESE: Letters = {
  က: 'k',
  ခ: 'x',
  ဂ: 'g',
  ဃ: 'g',
  င: 'ng',
  စ: 's',
  ဆ: 's',
  ဇ: 'z',
  ဈ: 'z',
  ဉ: 'ny',
  ည: 'ny',
  ဋ: 't',
  ဌ: 't',
  ဍ: 'd',
  ဎ: 'd',
  ဏ: 'n',
  တ: 't',
  ထ: 'T',
  ဒ: 'd',
  ဓ: 'd',
  န: 'n',
  ပ: 'p',
  ဖ: 'f',
  ဗ: 'b',
  ဘ: 'b',
  မ: 'm',
  ယ: 'y',
  ရ: 'y',
  လ: 'l',
  ဝ: 'w',
  သ: 'T',
  ဟ: 'h',
  ဠ: 'l',
  အ: 'a',
  'ာ': 'a',
  'ါ': 'a',
  'ိ': 'i',
  'ီ': 'i',
  'ု': 'u',
  'ူ': 'u',
  'ေ': 'e',
  'ဲ': 'e',
  'ံ': 'n',
  'ျ': 'y',
  'ြ': 'y',
  'ွ': 'w',
  'ှ': 'h',
  'ော': 'o',
  'ေါ': 'o',
  'ို': 'o',
  ဦ: 'u',
  ဥ: 'u',
  ဣ: 'i',
  ဧ: 'e',
  ဩ: 'o',
  ဿ: 'T',
  င်: 'n',
  န်: 'n',
  ည်: 'i',
  စ်: 't',
  က်: 'k',
  တ်: 't',
  ပ်: 'p',
  မ်: 'n',
  ယ်: 'e',
  'ော်': 'o',
  'ောင်': 'aung',
  ဉ်: 'in',
  'ုန်': 'un',
  'ိန်': 'ein',
  'ိုင်': 'ain',
  'ုတ်': 'ut',
};

/** One syllable of a Burmese name: they are written apart in Latin. */
export function burmeseForms(word: string): Form[] {
  const text = word.replace(/[့း]/g, '').replace(/ောင်/g, 'Ω');
  const sounds = collapse(write(text.replace(/Ω/g, ''), BURMESE) + (text.includes('Ω') ? 'aung' : '')).replace(
    /^a(?=[aeiou])/,
    '',
  );
  const forms: Form[] = [{ sounds, bare: true, cost: 0 }];
  if (/^(ky|xy)/.test(sounds)) forms.push({ sounds: sounds.replace(/^(ky|xy)/, 'C'), bare: true, cost: 0.01 });
  if (sounds.includes('T')) forms.push({ sounds: sounds.replace(/T/g, 's'), bare: true, cost: 0.02 });
  return forms;
}

/** Splits a run of Burmese into syllables: a consonant begins one unless it is killed or stacked. */
export function burmeseSyllables(word: string): string[] {
  return word.split(/(?<!္)(?=[က-အဣ-ဩဿ](?![့]?[်္]))/u).filter((part) => part !== '');
}

const KHMER: Letters = {
  ក: 'k',
  ខ: 'x',
  គ: 'k',
  ឃ: 'x',
  ង: 'ng',
  ច: 'C',
  ឆ: 'C',
  ជ: 'C',
  ឈ: 'C',
  ញ: 'ny',
  ដ: 'd',
  ឋ: 'T',
  ឌ: 'd',
  ឍ: 'T',
  ណ: 'n',
  ត: 't',
  ថ: 'T',
  ទ: 't',
  ធ: 'T',
  ន: 'n',
  ប: 'b',
  ផ: 'f',
  ព: 'p',
  ភ: 'f',
  ម: 'm',
  យ: 'y',
  រ: 'r',
  ល: 'l',
  វ: 'v',
  ស: 's',
  ហ: 'h',
  ឡ: 'l',
  អ: 'a',
  'ា': 'a',
  'ិ': 'i',
  'ី': 'i',
  'ឹ': 'u',
  'ឺ': 'u',
  'ុ': 'u',
  'ូ': 'u',
  'ួ': 'uo',
  'ើ': 'u',
  'ឿ': 'ua',
  'ៀ': 'ia',
  'េ': 'e',
  'ែ': 'e',
  'ៃ': 'ai',
  'ោ': 'o',
  'ៅ': 'au',
  'ំ': 'm',
  'ះ': 'h',
  ឧ: 'u',
  ឥ: 'i',
  ឯ: 'e',
  ប៉: 'p',
  'ាំ': 'am',
  'ុំ': 'om',
};

/** Khmer by its usual romanisation; the vowel a consonant brings is left open. */
export function khmerForms(word: string): Form[] {
  const text = word.replace(/.៍/gu, '').replace(/[្់៊័៏​]/g, '');
  const sounds = write(text, KHMER);
  const forms: Form[] = [{ sounds, bare: true, cost: 0 }];
  const other = sounds.replace(/x/g, 'k').replace(/f/g, 'p').replace(/T/g, 't').replace(/r$/, '').replace(/a/g, 'e');
  if (other !== sounds) forms.push({ sounds: other, bare: true, cost: 0.01 });
  return forms;
}
