import type { PersonName } from '../../../../../src/cases/contract.ts';

const SCRIPTS: readonly (readonly [code: string, letters: RegExp])[] = [
  ['Arab', /\p{Script=Arabic}/u],
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Grek', /\p{Script=Greek}/u],
  ['Hebr', /\p{Script=Hebrew}/u],
  ['Hang', /\p{Script=Hangul}/u],
  ['Jpan', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Hani', /\p{Script=Han}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Deva', /\p{Script=Devanagari}/u],
  ['Geor', /\p{Script=Georgian}/u],
  ['Armn', /\p{Script=Armenian}/u],
];

/** Names with the script of their letters (ISO 15924), whatever was typed before. */
export function withScripts(names: readonly PersonName[]): PersonName[] {
  return names.map((name) => {
    const letters = [name.family, name.given, name.full].filter(Boolean).join(' ');
    return { ...name, script: SCRIPTS.find(([, pattern]) => pattern.test(letters))?.[0] ?? 'Latn' };
  });
}
