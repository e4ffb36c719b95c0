import * as z from 'zod';

/*
 * A notice as the public notices API tells it. Read tolerantly: almost every field may be null or absent, and what is not
 * known here is kept with the record as it came.
 */

const line = z.string().nullish();
const lines = z.array(z.string()).nullish();
const number = z.union([z.number(), z.string()]).nullish();

export const publicRecord = z.looseObject({
  entity_id: z.string().min(1).max(60),
  name: line,
  forename: line,
  date_of_birth: line,
  nationalities: z.union([z.array(z.string()), z.string()]).nullish(),
  sex_id: line,
  height: number,
  weight: number,
  place_of_birth: line,
  country_of_birth_id: line,
  eyes_colors_id: z.union([z.array(z.string()), z.string()]).nullish(),
  hairs_id: z.union([z.array(z.string()), z.string()]).nullish(),
  languages_spoken_ids: lines,
  distinguishing_marks: line,
  arrest_warrants: z
    .array(z.looseObject({ issuing_country_id: line, charge: line, charge_translation: line }))
    .nullish(),
  // Yellow
  father_forename: line,
  father_name: line,
  mother_forename: line,
  mother_name: line,
  birth_name: line,
  date_of_event: line,
  place: line,
  country: line,
  // United Nations
  un_reference: line,
  un_resolution: z.union([z.number(), z.string()]).nullish(),
  un_reference_date: line,
  name_in_original_script: line,
  forename_in_original_script: line,
  name_at_birth: line,
  aliases: z.array(z.unknown()).nullish(),
  identity_documents: z.array(z.unknown()).nullish(),
  purposes: z.array(z.unknown()).nullish(),
  summary: line,
  main_activity: line,
  legal_form: line,
  registration_number: line,
  additional_information: line,
  _links: z.looseObject({ self: z.looseObject({ href: z.string().max(500) }).optional() }).optional(),
});
export type PublicRecord = z.infer<typeof publicRecord>;

export const PUBLIC_KINDS = ['red', 'yellow', 'un-persons', 'un-entities'] as const;
export type PublicKind = (typeof PUBLIC_KINDS)[number];

/** What sort of notice a record is: by its link, else by fields that only one sort has. Null: it does not say. */
export function kindOf(record: PublicRecord): PublicKind | null {
  const path = /\/notices\/v1\/(red|yellow|un\/(?:persons|entities))\//.exec(record._links?.self?.href ?? '')?.[1];
  if (path) return path.replace('/', '-') as PublicKind;
  if (record.un_reference !== undefined || record.un_resolution !== undefined) {
    const isEntity =
      record.legal_form !== undefined || record.registration_number !== undefined || record.main_activity !== undefined;
    return isEntity ? 'un-entities' : 'un-persons';
  }
  if (record.arrest_warrants !== undefined) return 'red';
  if (record.date_of_event !== undefined || record.mother_name !== undefined || record.father_name !== undefined) {
    return 'yellow';
  }
  return null;
}
