import type { Form } from '../match/form.ts';
import { collapse, type Letters, write } from './letters.ts';

const ROWS: readonly (readonly [string, string])[] = [
  ['あいうえお', ' '],
  ['かきくけこ', 'k'],
  ['がぎぐげご', 'g'],
  ['さしすせそ', 's'],
  ['ざじずぜぞ', 'z'],
  ['たちつてと', 't'],
  ['だぢづでど', 'd'],
  ['なにぬねの', 'n'],
  ['はひふへほ', 'h'],
  ['ばびぶべぼ', 'b'],
  ['ぱぴぷぺぽ', 'p'],
  ['まみむめも', 'm'],
  ['らりるれろ', 'r'],
  ['ぁぃぅぇぉ', ' '],
];
const SPECIAL: Letters = {
  し: 'Si',
  じ: 'Ji',
  ち: 'Ci',
  つ: 'cu',
  ぢ: 'Ji',
  づ: 'zu',
  ふ: 'fu',
  や: 'ya',
  ゆ: 'yu',
  よ: 'yo',
  わ: 'wa',
  を: 'o',
  ゐ: 'i',
  ゑ: 'e',
  ん: 'n',
  っ: '',
  ー: '',
  ゔ: 'vu',
  ゃ: 'ya',
  ゅ: 'yu',
  ょ: 'yo',
};

function table(): Letters {
  const letters: Record<string, string> = {};
  for (const [row, lead] of ROWS)
    for (const [at, letter] of [...row].entries()) letters[letter] = lead.trim() + ('aiueo'[at] ?? '');
  Object.assign(letters, SPECIAL);
  for (const [letter, sound] of Object.entries({ ...letters })) {
    if (!sound.endsWith('i') || sound === 'i') continue;
    const stem = sound.slice(0, -1);
    const glide = /[SJC]$/.test(stem) ? '' : 'y';
    letters[`${letter}ゃ`] = `${stem}${glide}a`;
    letters[`${letter}ゅ`] = `${stem}${glide}u`;
    letters[`${letter}ょ`] = `${stem}${glide}o`;
    letters[`${letter}ぇ`] = `${stem}e`;
  }
  for (const [at, small] of [...'ぁぃぅぇぉ'].entries()) {
    letters[`ふ${small}`] = `f${'aiueo'[at]}`;
    letters[`ゔ${small}`] = `v${'aiueo'[at]}`;
    letters[`う${small}`] = `w${'aiueo'[at]}`;
    letters[`て${small}`] = `t${'aiueo'[at]}`;
    letters[`で${small}`] = `d${'aiueo'[at]}`;
    letters[`く${small}`] = `kw${'aiueo'[at]}`;
  }
  return letters;
}
const KANA = table();

/** Hiragana and katakana as Hepburn sounds, long vowels short. */
export function kanaSounds(word: string): string {
  let plain = '';
  for (const letter of word.normalize('NFC')) {
    const code = letter.codePointAt(0) ?? 0;
    plain += code >= 0x30a1 && code <= 0x30f6 ? String.fromCodePoint(code - 0x60) : letter;
  }
  return collapse(write(plain, KANA))
    .replace(/ou/g, 'o')
    .replace(/u(?=u)/g, '');
}

/** Kana as Japanese, and, for katakana, as a name from elsewhere with its spare vowels left open. */
export function kanaForms(word: string): Form[] {
  const sounds = kanaSounds(word);
  const forms: Form[] = [{ sounds, bare: false, cost: 0 }];
  if (/[ァ-ヺ]/.test(word)) {
    const foreign = sounds
      .replace(/(?<=[^aeiou])u(?=[^aeiouy]|$)/g, '')
      .replace(/to(?=[^aeiouy]|$)/g, 't')
      .replace(/do(?=[^aeiouy]|$)/g, 'd');
    if (foreign !== sounds && foreign !== '') forms.push({ sounds: foreign, bare: false, cost: 0.01 });
    for (const form of [...forms])
      if (form.sounds.includes('r')) forms.push({ sounds: form.sounds.replace(/r/g, 'l'), bare: false, cost: 0.02 });
  }
  return forms.slice(0, 4);
}
