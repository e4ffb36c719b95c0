import type { NoticeForm } from '../contract.ts';

/** Dates of the public API: strokes, and as much of a date as is known. */
export const publicDate = (date: string | null | undefined): string | null => date?.replaceAll('-', '/') ?? null;

const orNull = <T>(value: T | undefined): T | null => value ?? null;
const list = (value: readonly string[] | undefined): string[] | null => (value && value.length > 0 ? [...value] : null);
const nameOf = (whole: string | undefined): [name: string | null, forename: string | null] => {
  const [name = null, forename = null] = whole?.split(/,\s*/, 2) ?? [];
  return [name, forename];
};

/** What the public learns of a Red or Yellow Notice: the person and the charges, no document, no number of a file, no address. */
export function toPublic(form: NoticeForm, entityId: string, owner: string): Record<string, unknown> {
  const { subject } = form;
  const d = subject.description;
  const marks = [...(subject.marks ?? []).map((mark) => mark.text), d?.other].filter(Boolean).join('; ');
  const person = {
    entity_id: entityId,
    name: orNull(subject.familyName),
    forename: orNull(subject.forename),
    date_of_birth: publicDate(subject.birthDate),
    place_of_birth: orNull(subject.birthPlace),
    country_of_birth_id: orNull(subject.birthCountry),
    nationalities: list(subject.nationalities),
    sex_id: orNull(subject.sex),
    height: d?.heightCm === undefined ? null : d.heightCm / 100,
    weight: orNull(d?.weightKg),
    eyes_colors_id: list(d?.eyes === undefined ? undefined : [d.eyes]),
    hairs_id: list(d?.hair === undefined ? undefined : [d.hair]),
    languages_spoken_ids: list(subject.languages),
    distinguishing_marks: marks === '' ? null : marks,
  };
  if (form.colour === 'red') {
    const charges = form.judicial?.charges ?? [];
    return {
      ...person,
      arrest_warrants: (charges.length > 0 ? charges : [null]).map((charge) => ({
        issuing_country_id: owner,
        charge,
        charge_translation: null,
      })),
    };
  }
  if (form.colour !== 'yellow') return person;
  const [fatherName, fatherForename] = nameOf(subject.fatherName);
  const [motherName, motherForename] = nameOf(subject.motherName);
  return {
    ...person,
    birth_name: null,
    father_name: fatherName,
    father_forename: fatherForename,
    mother_name: motherName,
    mother_forename: motherForename,
    date_of_event: publicDate(form.event?.date),
    place: orNull(form.event?.place),
    country: orNull(form.event?.country),
  };
}
