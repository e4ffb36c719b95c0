import { DOUBLE_SURNAMES } from '../data/chinese.ts';
import { JAPANESE_SURNAMES } from '../data/japanese.ts';
import { KOREAN_SURNAMES } from '../data/korean.ts';
import { isHan } from '../scripts/han.ts';
import { isHangul } from '../scripts/hangul.ts';
import { burmeseSyllables } from '../scripts/southeast.ts';
import type { NameInput } from '../types.ts';
import { mergeArabic } from './merge-arabic.ts';

export const UNKNOWN = 0;
export const GIVEN = 1;
export const FAMILY = 2;

/** A word of a name as keys of tokens go, and which part of the name it is. */
export interface Part {
  key: string;
  role: number;
}

/** One way to read a written name: its words in order. */
export type Reading = readonly Part[];

const SIMPLE = /^[a-z]+(?: [a-z]+)*$/;
/** Marks of direction and width, joiners, and the stretching of Arabic. */
const INVISIBLE = /[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const APOSTROPHES = /['’‘ʼʻ`´ʾʿ‛′ʹ\u05f3״"“”„«»]/g;
const MOST_WORDS = 12;

/** Words of a text: lower case, NFKC, split at anything that is not a letter, a mark or a digit. */
function wordsOf(text: string): string[] {
  const lower = text.toLowerCase();
  if (SIMPLE.test(lower)) return lower.split(' ');
  const clean = text.normalize('NFKC').toLowerCase().replace(INVISIBLE, '').replace(APOSTROPHES, '').replace(/i̇/g, 'i');
  return clean.split(/[^\p{L}\p{M}\p{Nd}々]+/u).filter((word) => word !== '');
}

function partsOf(text: string, role: number): Part[] {
  return mergeArabic(wordsOf(text))
    .slice(0, MOST_WORDS)
    .map((key) => ({ key, role }));
}

/** The ways to read a written name. Most have one; a Han name without spaces may have a Chinese and a Japanese one. */
export function readName(name: NameInput | string): Reading[] {
  if (typeof name === 'string') return readText(name, UNKNOWN);
  const { family, given, text } = name;
  if (family !== undefined && given !== undefined && family !== '' && given !== '') {
    if (isEastAsian(family)) {
      const givenWords = wordsOf(given);
      return [
        [
          { key: `^${wordsOf(family).join('')}`, role: FAMILY },
          ...(isEastAsian(given)
            ? [{ key: givenWords.join(''), role: GIVEN }]
            : givenWords.map((key) => ({ key, role: GIVEN }))),
        ],
      ];
    }
    const parts = [...partsOf(given, GIVEN), ...partsOf(family, FAMILY)];
    // Words of the whole name that neither part has: a patronymic, a second family name.
    const known = new Set(parts.map((part) => part.key));
    const rest = partsOf(text, UNKNOWN).filter((part) => !known.has(part.key));
    const isSame = rest.length + known.size <= partsOf(text, UNKNOWN).length + 1;
    return [isSame && rest.length <= 3 ? [...parts, ...rest] : parts];
  }
  if (text !== '') return readText(text, UNKNOWN);
  if (family !== undefined && family !== '') return readText(family, FAMILY);
  return given === undefined ? [] : readText(given, GIVEN);
}

function readText(text: string, role: number): Reading[] {
  const comma = text.indexOf(',');
  if (comma > 0 && role === UNKNOWN && /\p{L}/u.test(text.slice(comma + 1)) && !/,.*,/.test(text)) {
    const after = partsOf(text.slice(comma + 1), GIVEN);
    const isSuffix = after.every((part) => /^(jr|sr|ii|iii|iv|esq|phd|md)$/.test(part.key));
    if (!isSuffix) return [[...after, ...partsOf(text.slice(0, comma), FAMILY)]];
  }
  const words = wordsOf(text);
  if (words.some((word) => word > '\u02ff' && (isEastAsian(word) || /[\u1000-\u109f]/.test(word))))
    return readEast(words);
  const reading = partsOf(text, role);
  return reading.length === 0 ? [] : [reading];
}

const isEastAsian = (word: string): boolean => isHan(word) || isHangul(word);

/** Han, Hangul and kana are written without spaces, family name first; Burmese by syllables. */
function readEast(words: readonly string[]): Reading[] {
  const plain = words.flatMap((word) => (/[\u1000-\u109f]/.test(word) ? burmeseSyllables(word) : [word]));
  if (plain.length !== 1) {
    const [first = '', second = ''] = plain;
    // 김 정은 and 山田 太郎, already apart.
    if (plain.length === 2 && isEastAsian(first) && isEastAsian(second) && first.length <= 3) {
      return [
        [
          { key: `^${first}`, role: FAMILY },
          { key: second, role: GIVEN },
        ],
      ];
    }
    return [plain.slice(0, MOST_WORDS).map((key) => ({ key, role: UNKNOWN }))];
  }
  const [word = ''] = plain;
  const letters = [...word.replace(/(.)々/gu, '$1$1')];
  const split = (at: number): Reading => [
    { key: `^${letters.slice(0, at).join('')}`, role: FAMILY },
    { key: letters.slice(at).join(''), role: GIVEN },
  ];
  if (isHangul(word)) {
    if (letters.length < 2 || letters.length > 4) return [[{ key: word, role: UNKNOWN }]];
    const isDouble =
      letters.length > 3 ||
      (letters.length === 3 &&
        KOREAN_SURNAMES[letters.slice(0, 2).join('')] !== undefined &&
        KOREAN_SURNAMES[letters[0] ?? ''] === undefined);
    return [split(isDouble ? 2 : 1)];
  }
  if (!isHan(word) && !/^[\u3400-\u9fff々]+[\u3040-\u30ff]+$/.test(word)) return [[{ key: word, role: UNKNOWN }]];
  if (letters.length < 2) return [[{ key: `^${word}`, role: UNKNOWN }]];
  if (letters.length > 5) return [[{ key: word, role: UNKNOWN }]];
  const kana = letters.findIndex((letter) => letter >= '\u3040' && letter <= '\u30ff');
  if (kana > 0) return [split(kana)];
  const readings: Reading[] = [];
  const two = letters.slice(0, 2).join('');
  const isJapanese = JAPANESE_SURNAMES.has(two) && letters.length > 2;
  if (letters.length === 2) readings.push(split(1));
  else if (DOUBLE_SURNAMES.has(two)) readings.push(split(2));
  else {
    if (letters.length === 3 || !isJapanese) readings.push(split(letters.length >= 4 ? 2 : 1));
    if (isJapanese) readings.push(split(2));
    else if (letters.length === 4) readings.push(split(1));
    const three = letters.slice(0, 3).join('');
    if (letters.length > 3 && JAPANESE_SURNAMES.has(three)) readings.push(split(3));
    if (
      letters.length === 3 &&
      !isJapanese &&
      JAPANESE_SURNAMES.has(letters[0] ?? '') === false &&
      !CHINESE_FIRST.has(letters[0] ?? '')
    )
      readings.push(split(2));
  }
  return readings;
}

/** The commonest one-character family names: a name of three characters that begins so is not split after the second. */
const CHINESE_FIRST = new Set(
  '王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖蕭田董袁潘于余叶葉杜苏蘇魏程吕呂丁任沈姚卢盧姜崔钟鐘谭譚陆陸汪范石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤김金朴趙鄭姜尹張林韓申徐權黃安宋柳洪',
);
