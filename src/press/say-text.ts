import { apart, directionOf } from './direction.ts';

/** A text as a template reads it: its direction, cut into lines and pieces. */
export interface Said {
  readonly dir: 'ltr' | 'rtl';
  /** A piece in a list of its own is a code, and runs from left to right whatever stands around it. */
  readonly lines: readonly (string | [string])[][];
}

/** Longer than any word of the four languages on half a line. */
const LONG_WORD = 34;
/** Would turn the direction of what follows, or steer a reader. */
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;
const MISSING = '�';

export interface Sayer {
  /** Without controls, and with a mark for what the fonts cannot show. */
  clean(text: string): string;
  say(text: string): Said;
  /** Whether some character could not be shown so far. */
  readonly missing: boolean;
}

/** @param covered whether the fonts can show a character */
export function createSayer(covered: (codePoint: number) => boolean): Sayer {
  let missing = false;
  const clean = (text: string): string =>
    text
      .normalize('NFC')
      .replace(/[^\n]+/gu, (line) => line.replace(/\t/g, ' ').replace(CONTROLS, ''))
      .replace(/[^\n]/gu, (char) => {
        if (covered(char.codePointAt(0) ?? 0)) return char;
        missing = true;
        return MISSING;
      });
  return {
    clean,
    say(text) {
      const cleaned = clean(text);
      const dir = directionOf(cleaned);
      return { dir, lines: cleaned.split('\n').map(dir === 'rtl' ? mixed : cut) };
    },
    get missing() {
      return missing;
    },
  };
}

/** The pieces between which a line may also be broken, because a word of it is too long. */
function cut(line: string): string[] {
  if (line.length <= LONG_WORD) return [line];
  const pieces: string[] = [];
  let piece = '';
  let word = 0;
  for (const { segment } of new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(line)) {
    word = /\s/u.test(segment) ? 0 : word + 1;
    piece += segment;
    if (word > 0 && word % LONG_WORD === 0) {
      pieces.push(piece);
      piece = '';
    }
  }
  return [...pieces, piece].filter((part) => part !== '');
}

/** Codes apart, so that they keep their order. */
function mixed(line: string): (string | [string])[] {
  return apart(line).flatMap(({ text, isCode }): (string | [string])[] =>
    isCode && text.length <= LONG_WORD ? [[text]] : cut(text),
  );
}
