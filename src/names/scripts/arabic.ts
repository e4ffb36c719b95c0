import type { Form } from '../match/form.ts';
import { type Letters, write, writeEach } from './letters.ts';

/** Arabic with the letters of Persian, Urdu, Pashto, Kurdish, Sindhi and Uyghur. */
const LETTERS: Letters = {
  ا: 'a',
  أ: 'a',
  إ: 'i',
  آ: 'a',
  ٱ: 'a',
  ب: 'b',
  ت: 't',
  ث: 'T',
  ج: 'J',
  ح: 'h',
  خ: 'x',
  د: 'd',
  ذ: 'D',
  ر: 'r',
  ز: 'z',
  س: 's',
  ش: 'S',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'z',
  ع: '',
  غ: 'G',
  ف: 'f',
  ق: 'q',
  ك: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  و: 'w',
  ي: 'y',
  ى: 'a',
  ة: 'a',
  ء: '',
  ؤ: 'u',
  ئ: 'y',
  پ: 'p',
  چ: 'C',
  ژ: 'Z',
  گ: 'g',
  ک: 'k',
  ی: 'y',
  ې: 'e',
  ے: 'e',
  ۓ: 'e',
  ہ: 'h',
  ۂ: 'h',
  ۃ: 'a',
  ھ: 'h',
  ں: 'n',
  ٹ: 't',
  ڈ: 'd',
  ڑ: 'r',
  ټ: 't',
  ډ: 'd',
  ړ: 'r',
  ږ: 'Z',
  ښ: 'S',
  څ: 'c',
  ځ: 'z',
  ڼ: 'n',
  ګ: 'g',
  ۍ: 'y',
  ێ: 'e',
  ۆ: 'o',
  ۇ: 'u',
  ۈ: 'u',
  ۋ: 'v',
  ڤ: 'v',
  ڕ: 'r',
  ڵ: 'l',
  ە: 'e',
  ﻻ: 'la',
  ڭ: 'n',
  ڨ: 'g',
  ۀ: 'h',
  ٶ: 'u',
  ڙ: 'r',
  ڪ: 'k',
  'َ': 'a',
  'ِ': 'i',
  'ُ': 'u',
};

const HARAKAT = /[\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200c\u200d]/g;
const isKurdish = (word: string): boolean => /[ەێۆڕڵ]/.test(word);

/** Yeh, kaf and heh of all keyboards as one; no vowel marks, no stretching. */
export function arabicSpelling(word: string): string {
  return word
    .replace(HARAKAT, '')
    .replace(/[یىېے]/g, 'ي')
    .replace(/[کڪ]/g, 'ك')
    .replace(/[ہھۂۀ]/g, 'ه')
    .replace(/[أإآٱ]/g, 'ا');
}

/** An unvocalised word: consonants and long vowels, the rest left open. */
export function arabicForms(word: string): Form[] {
  const shown = word.replace(HARAKAT, '').replace(/\s/g, '');
  // Aspirated letters of Urdu.
  const text = shown.replace(/([بپتٹجچدڈرڑکگ])ھ/g, '$1');
  const bare = !isKurdish(text);
  const forms: Form[] = [];
  const add = (sounds: string, cost: number): void => {
    if (sounds !== '' && !forms.some((form) => form.sounds === sounds)) forms.push({ sounds, bare, cost });
  };
  // Latin writes the article apart, or not at all.
  const stem = /^ال.{3,}/.test(text) ? text.slice(2) : text;
  if (stem !== text) add(writeEach(stem, LETTERS), 0);
  let sounds = writeEach(text, LETTERS);
  // A last h after the other letters is an unsounded e in Persian and Urdu, a tied t elsewhere.
  if (/[هہ]$/.test(text) && text.length > 2) sounds = `${sounds.slice(0, -1)}a`;
  add(sounds, 0);
  if (/[هہ]$/.test(text)) add(`${sounds.slice(0, -1)}h`, 0);
  if (/ة$/.test(text)) add(`${sounds.slice(0, -1)}t`, 0.01);
  if (text.startsWith('ع')) add(`a${sounds}`, 0);
  if (text.startsWith('ا') && !/^آ/.test(text)) add(sounds.slice(1), 0.01);
  // w and y between consonants are long vowels.
  const vowels = sounds
    .replace(/(?<=[^aeiouwy])w(?=[^aeiouwy]|$)/g, 'u')
    .replace(/(?<=[^aeiouwy])y(?=[^aeiouwy]|$)/g, 'i');
  add(vowels, 0);
  // Persian and Urdu hear v for w and z for d.
  if (/[ضذ]/.test(text)) add(vowels.replace(/D/g, 'z'), 0.02);
  if (/ض/.test(text)) add(writeEach(text.replace(/ض/g, 'ز'), LETTERS), 0.01);
  return forms.slice(0, 5);
}

const THAANA: Letters = {
  ހ: 'h',
  ށ: 'S',
  ނ: 'n',
  ރ: 'r',
  ބ: 'b',
  ޅ: 'l',
  ކ: 'k',
  އ: '',
  ވ: 'v',
  މ: 'm',
  ފ: 'f',
  ދ: 'd',
  ތ: 't',
  ލ: 'l',
  ގ: 'g',
  ޏ: 'ny',
  ސ: 's',
  ޑ: 'd',
  ޒ: 'z',
  ޓ: 't',
  ޔ: 'y',
  ޕ: 'p',
  ޖ: 'J',
  ޗ: 'C',
  ޘ: 'T',
  ޙ: 'h',
  ޚ: 'x',
  ޛ: 'D',
  ޜ: 'z',
  ޝ: 'S',
  ޞ: 's',
  ޟ: 'd',
  ޠ: 't',
  ޡ: 'z',
  ޢ: '',
  ޣ: 'G',
  ޤ: 'q',
  ޥ: 'w',
  'ަ': 'a',
  'ާ': 'a',
  'ި': 'i',
  'ީ': 'i',
  'ު': 'u',
  'ޫ': 'u',
  'ެ': 'e',
  'ޭ': 'e',
  'ޮ': 'o',
  'ޯ': 'o',
  'ް': '',
};

/** Dhivehi. */
export function thaanaForms(word: string): Form[] {
  return [{ sounds: write(word, THAANA), bare: false, cost: 0 }];
}
