import * as z from 'zod';

/** An empty parameter means that it was not given. */
const given = <S extends z.ZodType>(schema: S) =>
  z.preprocess(
    (value) => (value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value),
    schema.optional(),
  );
const words = given(z.string().max(200));
const number = (least: number, most: number) => given(z.coerce.number().int().min(least).max(most));
const code = given(z.string().max(10));

export const PAGE_SIZE = 20;
/** So many notices can be reached, in pages of any size; narrower questions reach the others. */
export const REACHABLE = 160;

const paging = { page: number(1, 1_000_000), resultPerPage: number(1, 100_000) };
const person = {
  forename: words,
  name: words,
  nationality: code,
  ageMin: number(0, 200),
  ageMax: number(0, 200),
  freeText: words,
  sexId: code,
};

/** Parameters that are not known are passed over, as clients send more than is documented. */
export const redQuery = z.object({ ...person, arrestWarrantCountryId: code, ...paging });
export const yellowQuery = z.object({ ...person, ...paging });
export const unQuery = z.object({
  name: words,
  forename: words,
  nationality: code,
  unReference: words,
  unResolution: words,
  ...paging,
});

export type PublicQuery = Partial<z.output<typeof redQuery> & z.output<typeof unQuery>>;
export type PublicFilter = Omit<PublicQuery, 'page' | 'resultPerPage'>;
