import * as z from 'zod';

/* What the public API answers, for its description. */

const text = z.string().nullable();
const link = z.strictObject({ href: z.url() });
const links = z.strictObject({ self: link, images: link, thumbnail: link.optional() });
const codes = z.array(z.string()).nullable();

const item = z.strictObject({
  forename: text,
  date_of_birth: text.describe('YYYY/MM/DD, YYYY/MM or YYYY'),
  entity_id: z.string().describe('2021/12345; in a path 2021-12345'),
  nationalities: codes.describe('ISO 3166-1 alpha-2'),
  name: text,
  un_reference: text.optional(),
  _links: links,
});
export const listShape = z.strictObject({
  total: z.int().describe('All that match; 160 of them can be reached'),
  query: z.looseObject({ page: z.int(), resultPerPage: z.int() }),
  _embedded: z.strictObject({ notices: z.array(item) }),
  _links: z.strictObject({ self: link, first: link, next: link.optional(), last: link }),
});

const person = {
  entity_id: z.string(),
  name: text,
  forename: text,
  date_of_birth: text,
  place_of_birth: text,
  country_of_birth_id: text,
  nationalities: codes,
  sex_id: text.describe('F, M or U'),
  height: z.number().nullable().describe('Metres'),
  weight: z.number().nullable().describe('Kilograms'),
  eyes_colors_id: codes,
  hairs_id: codes,
  languages_spoken_ids: codes,
  distinguishing_marks: text,
  _embedded: z.strictObject({ links: z.array(z.unknown()) }),
  _links: links,
};
export const redShape = z.strictObject({
  ...person,
  arrest_warrants: z.array(z.strictObject({ issuing_country_id: text, charge: text, charge_translation: text })),
});
export const yellowShape = z.strictObject({
  ...person,
  birth_name: text,
  father_name: text,
  father_forename: text,
  mother_name: text,
  mother_forename: text,
  date_of_event: text,
  place: text,
  country: text,
});
export const unShape = z
  .looseObject({
    entity_id: z.string(),
    name: text.optional(),
    forename: text.optional(),
    un_reference: text.optional(),
    un_resolution: z.union([z.number(), z.string()]).nullable().optional(),
    _links: links,
  })
  .describe('As the entry was imported');
export const imagesShape = z.strictObject({
  _embedded: z.strictObject({
    images: z.array(z.strictObject({ picture_id: z.string(), _links: z.strictObject({ self: link }) })),
  }),
  _links: z.strictObject({ self: link, notice: link, thumbnail: link.optional() }),
});
