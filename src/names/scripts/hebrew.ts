import type { Form } from '../match/form.ts';
import { type Letters, write } from './letters.ts';

const LETTERS: Letters = {
  א: 'a',
  ב: 'v',
  ג: 'g',
  ד: 'd',
  ה: 'h',
  ו: 'o',
  ז: 'z',
  ח: 'x',
  ט: 't',
  י: 'i',
  כ: 'x',
  ך: 'x',
  ל: 'l',
  מ: 'm',
  ם: 'm',
  נ: 'n',
  ן: 'n',
  ס: 's',
  ע: '',
  פ: 'f',
  ף: 'f',
  צ: 'c',
  ץ: 'c',
  ק: 'k',
  ר: 'r',
  ש: 'S',
  ת: 't',
  וו: 'v',
  יי: 'ay',
  "ג'": 'J',
  "צ'": 'C',
  "ז'": 'Z',
  ײ: 'ay',
  װ: 'v',
};

/** An unvocalised Hebrew word; ב, כ, פ and ו are read both ways. */
export function hebrewForms(word: string): Form[] {
  const text = word.replace(/[\u0591-\u05c7]/g, '');
  const forms: Form[] = [];
  const add = (sounds: string, cost = 0): void => {
    if (sounds !== '' && !forms.some((form) => form.sounds === sounds)) forms.push({ sounds, bare: true, cost });
  };
  const begun = text.replace(/^ו/, 'וו');
  let sounds = write(begun, LETTERS);
  if (text.startsWith('י')) sounds = `y${sounds.slice(1)}`;
  if (/ה$/.test(text)) sounds = `${sounds.slice(0, -1)}a`;
  const hard = (from: string): string =>
    from
      .replace(/^v/, text.startsWith('ב') ? 'b' : 'v')
      .replace(/^f/, 'p')
      .replace(/^x/, text.startsWith('כ') ? 'k' : 'x');
  add(hard(sounds));
  add(
    hard(sounds)
      .replace(/(?<!^)v/g, 'b')
      .replace(/(?<!^)f(?!$)/g, 'p'),
  );
  add(hard(sounds).replace(/(?<=[aei])o|o(?=[aei])/g, 'v'), 0.01);
  if (text.startsWith('ע')) add(`a${hard(sounds)}`);
  if (text.includes('ש')) add(hard(sounds).replace(/S/g, 's'), 0.02);
  return forms.slice(0, 5);
}
