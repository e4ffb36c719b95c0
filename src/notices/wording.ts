import bank from './data/standard-phrases.json' with { type: 'json' };
import type { Colour, FieldWording, Language, NoticeForm, WordedField, WordingPart } from './form.ts';

// Pure: the console words a notice while it is written, the server when it is shown, with the same code.

export type SlotKind = 'line' | 'date' | 'country' | 'number' | 'relation';

/** A sentence that needs no translator. `{name}` is a slot. */
export interface StandardPhrase {
  readonly id: string;
  readonly for: readonly WordedField[];
  readonly colours?: readonly Colour[];
  readonly slots: Readonly<Record<string, SlotKind>>;
  readonly en: string;
  readonly fr: string;
  readonly es: string;
  readonly ar: string;
}

export const STANDARD_PHRASES = bank.phrases as unknown as readonly StandardPhrase[];
const RELATIONS: Readonly<Record<string, Readonly<Record<Language, string>>>> = bank.words.relation;
export const RELATION_CODES: readonly string[] = Object.keys(RELATIONS);

export const phraseOf = (id: string): StandardPhrase | undefined => STANDARD_PHRASES.find((p) => p.id === id);

/** The phrases that fit a field of a colour's form. */
export function phrasesFor(colour: Colour, field: WordedField): readonly StandardPhrase[] {
  return STANDARD_PHRASES.filter((p) => p.for.includes(field) && (!p.colours || p.colours.includes(colour)));
}

/**
 * How a text stands in a language: `original` as written, `standard` from phrases alone, `translated` with a person's
 * translation of the free text, `missing` where some free text has none.
 */
export type WordingState = 'original' | 'standard' | 'translated' | 'missing';

export interface Worded {
  /** What there is in the language; where something is missing, the original stands in its place. */
  readonly text: string;
  readonly state: WordingState;
  /** The language it was written in. */
  readonly from: Language;
}

/** One sentence in the language, and how it came to be there. */
export function partIn(part: WordingPart, from: Language, lang: Language): { text: string; state: WordingState } {
  if ('phrase' in part) {
    const phrase = phraseOf(part.phrase);
    // A phrase that a later bank no longer has: its slots are all that is known.
    if (!phrase) return { text: Object.values(part.slots).join(', '), state: lang === from ? 'original' : 'missing' };
    return { text: filled(phrase, part.slots, lang), state: lang === from ? 'original' : 'standard' };
  }
  if (lang === from) return { text: part.text, state: 'original' };
  const translation = part.translations[lang];
  return translation ? { text: translation.text, state: 'translated' } : { text: part.text, state: 'missing' };
}

/** The whole of a wording in a language. */
export function wordedIn(wording: FieldWording, lang: Language): Worded {
  const parts = wording.parts.map((part) => partIn(part, wording.lang, lang));
  const states = new Set(parts.map((p) => p.state));
  const state: WordingState =
    (['missing', 'translated', 'standard'] as const).find((one) => states.has(one)) ?? 'original';
  return { text: parts.map((p) => p.text).join(' '), state, from: wording.lang };
}

/**
 * A text of the form in a language. A field without a wording was written straight into the form, in English unless
 * `writtenIn` says otherwise, and is missing in the others. Null where the field says nothing.
 */
export function wordingIn(
  form: NoticeForm,
  field: WordedField,
  lang: Language,
  writtenIn: Language = 'en',
): Worded | null {
  const text = textAt(form, field);
  if (text === null) return null;
  const wording = form.wording?.[field];
  // Whoever changed the field by itself has left its wording behind: what the field says stands.
  if (wording && wordedIn(wording, wording.lang).text === text) return wordedIn(wording, lang);
  const from = wording?.lang ?? writtenIn;
  return { text, state: lang === from ? 'original' : 'missing', from };
}

/** What the form says at a worded field. */
export function textAt(form: NoticeForm, field: WordedField): string | null {
  const value = field
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
      form,
    );
  return typeof value === 'string' && value !== '' ? value : null;
}

function filled(phrase: StandardPhrase, slots: Readonly<Record<string, string>>, lang: Language): string {
  return phrase[lang].replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
    const value = slots[name];
    return value === undefined ? '…' : slotIn(phrase.slots[name] ?? 'line', value, lang);
  });
}

/** A slot's value in a language. Arabic keeps European figures, as documents and numbers elsewhere on the notice do. */
export function slotIn(kind: SlotKind, value: string, lang: Language): string {
  const locale = lang === 'ar' ? 'ar-u-nu-latn-ca-gregory' : lang;
  if (kind === 'relation') return RELATIONS[value]?.[lang] ?? value;
  if (kind === 'number') {
    const n = Number(value);
    return Number.isFinite(n) ? new Intl.NumberFormat(locale).format(n) : value;
  }
  if (kind === 'country') {
    if (!/^[A-Z]{2}$/.test(value)) return value;
    return new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' }).of(value) ?? value;
  }
  if (kind !== 'date') return value;
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value) ?? [];
  if (!year || !month) return value;
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    ...(day ? { day: 'numeric' } : {}),
  }).format(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
}
