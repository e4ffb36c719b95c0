import * as z from 'zod';
import { partialDate, uuid } from '../protocol/schema/index.ts';

/** What may be asked: a person, or everybody on a manifest; and about which journey. */

const line = z.string().trim().min(1).max(200);
/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/);

export const SOURCES = ['notice', 'subject', 'traveller', 'document'] as const;
export const sourceKind = z.enum(SOURCES);
export type SourceKind = z.infer<typeof sourceKind>;

export const DOCUMENT_TYPES = [
  'passport',
  'identity-card',
  'residence-permit',
  'driving-licence',
  'visa',
  'other',
] as const;

export const queryDocument = z.strictObject({
  number: z.string().trim().min(1).max(40),
  country: country.optional(),
  type: z.enum(DOCUMENT_TYPES).optional(),
  expires: partialDate.optional(),
});

/** A person as the asker has them. A machine readable zone fills in what is not said otherwise. */
export const searchPerson = z.strictObject({
  family: line.optional(),
  given: line.optional(),
  /** A name that nobody can split. */
  full: line.optional(),
  /** Aliases, other scripts, a maiden name. */
  otherNames: z.array(line).max(20).optional(),
  birthDate: partialDate.optional(),
  sex: z.enum(['F', 'M', 'X', 'U']).optional(),
  nationalities: z.array(country).max(8).optional(),
  documents: z.array(queryDocument).max(8).optional(),
  mrz: z.string().trim().min(1).max(300).optional(),
});
export type SearchPerson = z.infer<typeof searchPerson>;

export const DIRECTIONS = ['entry', 'exit'] as const;

/** The journey, and who asks. */
export const trip = z.strictObject({
  direction: z.enum(DIRECTIONS).optional(),
  /** Border post or airport. */
  place: line.optional(),
  carrier: line.optional(),
  flight: line.optional(),
  date: z.iso.date().optional(),
  /** The officer at the border who asks. */
  officer: line.optional(),
});
export type Trip = z.infer<typeof trip>;

/** Candidates under it are not shown unless the asker lowers it. */
export const DEFAULT_MIN_SCORE = 0.8;

const asked = {
  trip: trip.default({}),
  sources: z.array(sourceKind).min(1).max(4).optional(),
  minScore: z.number().min(0.6).max(1).default(DEFAULT_MIN_SCORE),
  note: z.string().trim().max(500).optional(),
};

/** POST /api/screenings/person */
export const personInput = z.strictObject({ person: searchPerson, ...asked });
export type PersonInput = z.output<typeof personInput>;

export const MANIFEST_FORMATS = ['csv', 'jsonl', 'mrz'] as const;
export const MANIFEST_BYTES = 16 * 1024 * 1024;
export const MANIFEST_ROWS = 50_000;

/** POST /api/screenings/manifest */
export const manifestInput = z.strictObject({
  fileName: z.string().trim().min(1).max(200),
  text: z.string().min(1).max(MANIFEST_BYTES),
  /** Told by the text itself unless said. */
  format: z.enum(MANIFEST_FORMATS).optional(),
  ...asked,
});
export type ManifestInput = z.output<typeof manifestInput>;

export const idParams = z.strictObject({ id: uuid });
export const candidateParams = z.strictObject({ id: uuid, candidate: uuid });
export const version = z.int().min(1);
export const text = (max: number) => z.string().trim().min(3).max(max);

const cursor = z.string().max(60).optional();
export const limit = z.coerce.number().int().min(1).max(200).default(50);
export const page = { cursor, limit };
