import type { NoticeForm } from '../contract.ts';
import { EYES, HAIR, SEX } from '../form.ts';
import type { PublicKind, PublicRecord } from './public-record.ts';

/** Something of a record that was not understood; the record itself was taken. */
export interface Doubt {
  readonly pointer: string;
  readonly code: string;
  readonly params: Record<string, string>;
}

/** The public API's dates, `1975/07/00` and shorter, as partial dates. Null: no date. */
export function readDate(text: string): string | null {
  const [, year, month, day] = /^(\d{4})(?:[/-](\d{2}))?(?:[/-](\d{2}))?$/.exec(text.trim()) ?? [];
  if (year === undefined || year === '0000') return null;
  if (month === undefined || month === '00') return year;
  if (Number(month) > 12) return null;
  if (day === undefined || day === '00') return `${year}-${month}`;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day) ? null : `${year}-${month}-${day}`;
}

const list = (value: unknown): string[] =>
  (Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [])
    .map((one) => (typeof one === 'string' ? one.trim() : ''))
    .filter(Boolean);

/** The record as a form, with what it says that a form cannot. */
export function fromPublic(record: PublicRecord, kind: PublicKind): { form: NoticeForm; doubts: Doubt[] } {
  const doubts: Doubt[] = [];
  const doubt = (pointer: string, value: unknown): void => {
    doubts.push({ pointer, code: 'notice-import.not-understood', params: { value: String(value).slice(0, 80) } });
  };
  const short = (text: string | null | undefined): string | undefined => text?.trim().slice(0, 200).trim() || undefined;
  const long = (text: string | null | undefined): string | undefined =>
    text?.trim().slice(0, 4_000).trim() || undefined;
  const date = (pointer: string, text: string | null | undefined): string | undefined => {
    if (!text) return undefined;
    const read = readDate(text);
    if (read === null) doubt(pointer, text);
    return read ?? undefined;
  };
  const coded = <C extends string>(pointer: string, value: unknown, codes: readonly C[]): C | undefined => {
    const [first] = list(value);
    if (first === undefined) return undefined;
    const known = codes.find((code) => code === first);
    if (known === undefined) doubt(pointer, first);
    return known;
  };
  const whole = (
    pointer: string,
    value: unknown,
    [least, most]: readonly [number, number],
    by = 1,
  ): number | undefined => {
    if (value === null || value === undefined || value === '' || Number(value) === 0) return undefined;
    const n = Math.round(Number(value) * by);
    if (n >= least && n <= most) return n;
    doubt(pointer, value);
    return undefined;
  };
  const countries = (pointer: string, value: unknown): string[] =>
    list(value).filter((code) => {
      const isCountry = /^[A-Z]{2}$/.test(code);
      if (!isCountry) doubt(pointer, code);
      return isCountry;
    });
  const country = (pointer: string, value: unknown): string | undefined => countries(pointer, value)[0];
  const joined = (...parts: (string | null | undefined)[]): string | undefined =>
    short(parts.filter(Boolean).join(', '));

  const marks = long(record.distinguishing_marks);
  const documents = list(record.identity_documents).map((number) => ({
    kind: 'other' as const,
    number: number.slice(0, 40).trim(),
  }));
  const description = present({
    heightCm: whole('/height', record.height, [30, 260], 100),
    weightKg: whole('/weight', record.weight, [1, 400]),
    hair: coded('/hairs_id', record.hairs_id, HAIR),
    eyes: coded('/eyes_colors_id', record.eyes_colors_id, EYES),
    other: marks && marks.length > 200 ? marks : undefined,
  });
  const subject = present({
    familyName: short(record.name),
    forename: short(record.forename),
    nativeName: joined(record.name_in_original_script, record.forename_in_original_script),
    aliases: some(
      [record.birth_name, record.name_at_birth, ...list(record.aliases)].flatMap((a) => short(a) ?? []).slice(0, 20),
    ),
    sex: coded('/sex_id', record.sex_id, SEX),
    birthDate: date('/date_of_birth', record.date_of_birth),
    birthPlace: short(record.place_of_birth),
    birthCountry: country('/country_of_birth_id', record.country_of_birth_id),
    nationalities: some(countries('/nationalities', record.nationalities).slice(0, 10)),
    documents: some(documents.filter((d) => d.number !== '').slice(0, 20)),
    description: some(description),
    marks: marks && marks.length <= 200 ? [{ text: marks, visibleInPhoto: false }] : undefined,
    languages: some(
      list(record.languages_spoken_ids)
        .filter((code) => /^[A-Z]{3}$/.test(code))
        .slice(0, 20),
    ),
    fatherName: joined(record.father_name, record.father_forename),
    motherName: joined(record.mother_name, record.mother_forename),
  });
  const form = present({ subject, ...matter(), wording: undefined });
  return { form: form as unknown as NoticeForm, doubts };

  function matter(): object {
    if (kind === 'red') {
      const warrants = record.arrest_warrants ?? [];
      const charges = warrants.flatMap((w) => short(w.charge) ?? []).slice(0, 20);
      const told = warrants.flatMap((w) => [w.charge && w.charge.length > 200 ? w.charge : null, w.charge_translation]);
      return {
        colour: 'red',
        facts: some(present({ summary: long(told.filter(Boolean).join('\n')) })),
        judicial: some(present({ charges: some(charges) })),
      };
    }
    if (kind === 'yellow') {
      const event = present({
        date: date('/date_of_event', record.date_of_event),
        place: short(record.place),
        country: country('/country', record.country),
      });
      return { colour: 'yellow', status: 'missing', event: some(event) };
    }
    const resolution = record.un_resolution;
    const sanctions = present({
      listed: kind === 'un-entities' ? 'entity' : 'individual',
      reference: short(record.un_reference),
      regime: resolution === null || resolution === undefined ? undefined : short(String(resolution)),
      listedOn: date('/un_reference_date', record.un_reference_date),
    });
    const summary = long([record.summary, record.additional_information].filter(Boolean).join('\n'));
    return { colour: 'un', sanctions, facts: some(present({ summary })) };
  }
}

/** Without the fields that say nothing. */
function present<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;
}

/** A list or an object that has something in it. */
function some<T extends object>(value: T): T | undefined {
  return Object.keys(value).length > 0 ? value : undefined;
}
