import { createSayer, type Said } from '../../press/index.ts';
import type { DocumentModel } from './model.ts';

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

export interface Prepared {
  readonly data: object;
  readonly files: readonly { readonly path: string; readonly bytes: Buffer }[];
  /** Some character is in none of the fonts. */
  readonly missing: boolean;
}

/** @param covered whether the fonts can show a character */
export function prepare(model: DocumentModel, covered: (codePoint: number) => boolean, withCopy: boolean): Prepared {
  const sayer = createSayer(covered);
  const { clean, say } = sayer;
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
  const { missing } = sayer;
  return { data: { ...data, foot: [...model.foot, ...(missing ? [model.missing] : [])].map(say) }, files, missing };
}
