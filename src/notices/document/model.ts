import type { NoticeForm } from '../contract.ts';
import { FormReader, type Row } from './form-reader.ts';
import { PARTS } from './parts.ts';
import { type Say, speaker } from './say.ts';
import type { DocumentLang } from './word.ts';

/** What a document is made from: one version of a notice, as a bureau holds it. */
export interface DocumentSource {
  /** `US:notice:<uuid>` */
  readonly notice: string;
  readonly owner: string;
  /** Control number; null before issue. */
  readonly number: string | null;
  readonly reference: string | null;
  readonly n: number;
  readonly state: 'draft' | 'issued' | 'suspended' | 'imported';
  readonly issuedAt: number | null;
  /** When this version was written: the document's own date, so that the same version is the same bytes. */
  readonly at: number;
  /** Of an imported copy: where it is from. */
  readonly source: string | null;
  readonly form: NoticeForm;
}

export interface DocumentPhoto {
  readonly mediaType: string;
  /** Base64. */
  readonly data: string;
  readonly alt: string;
  readonly caption: string;
}

/** The document in one language, without a word of layout: PDF and HTML are both made of it. */
export interface DocumentModel {
  readonly lang: DocumentLang;
  readonly dir: 'ltr' | 'rtl';
  readonly colour: string;
  readonly state: DocumentSource['state'];
  readonly title: string;
  readonly purpose: string;
  readonly name: string;
  readonly nativeName: string;
  /** Control number, or the bureau's reference: in the head of every page. */
  readonly number: string;
  readonly stamp: string;
  /** The requesting bureau, in words. */
  readonly owner: string;
  readonly head: readonly Row[];
  readonly photos: readonly DocumentPhoto[];
  readonly noPhoto: string;
  readonly sections: readonly { readonly heading: string; readonly rows: readonly Row[] }[];
  readonly foot: readonly string[];
  readonly missing: string;
  /** YYYY-MM-DD, UTC. */
  readonly date: string;
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** One version of a notice as a document in one of the four languages. Every value of the form is in it, known label or not. */
export function documentModel(source: DocumentSource, lang: DocumentLang): DocumentModel {
  const say = speaker(lang);
  const { form } = source;
  const reader = new FormReader(form, say);
  const sections = PARTS.map((part) => ({
    heading: say.word(part.heading),
    rows: part.fields.flatMap((field) => reader.take(field)),
  })).filter((section) => section.rows.length > 0);
  const more = reader.rest();
  if (more.length > 0) sections.push({ heading: say.word('section.more'), rows: more });
  const { familyName, forename, nativeName } = form.subject;
  const name = [familyName, forename].filter(Boolean).join(', ');
  return {
    lang,
    dir: lang === 'ar' ? 'rtl' : 'ltr',
    colour: form.colour,
    state: source.state,
    title: say.word(`title.${form.colour}`),
    purpose: say.has(`purpose.${form.colour}`) ? say.word(`purpose.${form.colour}`) : '',
    name: name || (nativeName ?? say.word('person.unidentified')),
    nativeName: name ? (nativeName ?? '') : '',
    number: source.number ?? source.reference ?? '',
    stamp: source.state === 'draft' || source.state === 'suspended' ? say.word(`stamp.${source.state}`) : '',
    owner: say.bureau(source.owner),
    head: headRows(source, say),
    photos: photosOf(form, say),
    noPhoto: say.word('photo.none'),
    sections,
    foot: [
      ...(reader.untranslated ? [say.word('foot.untranslated')] : []),
      say.word('foot.law'),
      say.word('foot.check'),
      say.word('foot.copy'),
    ],
    missing: say.word('foot.missing'),
    date: dayOf(source.issuedAt ?? source.at),
  };
}

function headRows(source: DocumentSource, say: Say): Row[] {
  const rows: (Row | null)[] = [
    source.number === null ? null : { label: say.word('head.number'), values: [source.number] },
    { label: say.word('head.owner'), values: [say.bureau(source.owner)] },
    source.reference === null ? null : { label: say.word('head.reference'), values: [source.reference] },
    source.source === null ? null : { label: say.word('head.source'), values: [source.source] },
    source.issuedAt === null ? null : { label: say.word('head.issued'), values: [dayOf(source.issuedAt)] },
    { label: say.word('head.version'), values: [String(source.n)] },
    { label: say.word('head.state'), values: [say.word(`state.${source.state}`)] },
  ];
  return rows.filter((row) => row !== null);
}

function photosOf(form: NoticeForm, say: Say): DocumentPhoto[] {
  const shown = (form.subject.photos ?? []).filter((photo) => photo.data !== undefined);
  return shown.map((photo, i) => ({
    mediaType: photo.mediaType,
    data: photo.data ?? '',
    alt: say.word('photo.alt', { n: i + 1, of: shown.length }),
    caption: photo.taken ? say.word('photo.taken', { date: photo.taken }) : '',
  }));
}
