import { apart, directionOf } from './direction.ts';
import type { DocumentModel } from './model.ts';

/** What the template reads: every text with its direction, cut into lines and pieces. */
interface Said {
  readonly dir: 'ltr' | 'rtl';
  /** A piece in a list of its own is a code, and runs from left to right whatever stands around it. */
  readonly lines: readonly (string | [string])[][];
}

/** Screen colour of the corner, and a darker one that text and lines have on white (contrast over 4.5:1). */
const COLOURS: Readonly<Record<string, { fill: string; ink: string }>> = {
  red: { fill: '#c8102e', ink: '#a50d26' },
  blue: { fill: '#1c5fb8', ink: '#174f99' },
  green: { fill: '#1f7a3a', ink: '#196330' },
  yellow: { fill: '#f2c500', ink: '#7a5c00' },
  black: { fill: '#1b1b1b', ink: '#1b1b1b' },
  orange: { fill: '#e8741e', ink: '#a1480a' },
  purple: { fill: '#6b3fa0', ink: '#5a3488' },
  silver: { fill: '#a8adb4', ink: '#50565e' },
  un: { fill: '#4b92db', ink: '#1d5f9f' },
};
const PLAIN = { fill: '#50565e', ink: '#50565e' };
export const colourOf = (colour: string): { fill: string; ink: string } => COLOURS[colour] ?? PLAIN;

/** Longer than any word of the four languages on half a line. */
const LONG_WORD = 34;
/** Would turn the direction of what follows, or steer a reader. */
const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;
const MISSING = '�';

export interface Prepared {
  readonly data: object;
  readonly files: readonly { readonly path: string; readonly bytes: Buffer }[];
  /** Some character is in none of the fonts. */
  readonly missing: boolean;
}

/** @param covered whether the fonts can show a character */
export function prepare(model: DocumentModel, covered: (codePoint: number) => boolean, withCopy: boolean): Prepared {
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
  const say = (text: string): Said => {
    const cleaned = clean(text);
    return {
      dir: directionOf(cleaned),
      lines: cleaned.split('\n').map(directionOf(cleaned) === 'rtl' ? mixed : cut),
    };
  };
  const orNone = (text: string): Said | null => (text === '' ? null : say(text));
  const row = (r: DocumentModel['head'][number]) => ({ label: say(r.label), values: r.values.map(say) });
  const files = model.photos.map((photo, i) => ({
    path: `/photo-${i}.${photo.mediaType === 'image/png' ? 'png' : 'jpg'}`,
    bytes: Buffer.from(photo.data, 'base64'),
  }));
  const data = {
    lang: model.lang,
    dir: model.dir,
    ...colourOf(model.colour),
    documentTitle: clean([model.title, model.number, model.name].filter(Boolean).join(' · ')),
    author: [clean(model.owner)],
    keywords: [model.colour, model.lang],
    date: model.date.split('-').map(Number),
    title: say(model.title),
    footTitle: say(model.title),
    purpose: orNone(model.purpose),
    name: say(model.name),
    nativeName: orNone(model.nativeName),
    number: say(model.number || '–'),
    stamp: orNone(model.stamp),
    head: model.head.map(row),
    photos: model.photos.map((photo, i) => ({
      file: files[i]?.path,
      alt: photo.alt,
      caption: orNone(photo.caption),
    })),
    noPhoto: say(model.noPhoto),
    sections: model.sections.map((s) => ({ heading: say(s.heading), rows: s.rows.map(row) })),
    copy: withCopy,
    copyDescription: model.title,
  };
  // Last: by now it is known whether anything was missing.
  return { data: { ...data, foot: [...model.foot, ...(missing ? [model.missing] : [])].map(say) }, files, missing };
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
