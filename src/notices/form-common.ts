import * as z from 'zod';
import { partialDate } from '../protocol/schema/index.ts';
import { wording } from './wording-form.ts';

/**
 * What a notice says, by colour. Everything is optional that a draft may still lack: the rules, not the shape, decide
 * what is enough. Integers only, so that the form is canonical JSON as it stands.
 */

export const line = z.string().trim().min(1).max(200);
export const text = z.string().trim().min(1).max(4000);
/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/);
export const fullDate = z.iso.date();

/** `un` is read here and made elsewhere: nobody drafts one. */
export const COLOURS = ['red', 'blue', 'green', 'yellow', 'black', 'orange', 'purple', 'silver', 'un'] as const;
export const DRAFT_COLOURS = ['red', 'blue', 'green', 'yellow', 'black', 'orange', 'purple', 'silver'] as const;
export const colour = z.enum(COLOURS);
export type Colour = z.infer<typeof colour>;

/** Hair, eye and sex codes are those of the public notices search form. */
export const HAIR = [
  'BLA',
  'BRO',
  'BROF',
  'GRY',
  'GRYG',
  'HAIB',
  'HAID',
  'OTHD',
  'RED',
  'REDA',
  'WHI',
  'YELB',
] as const;
export const EYES = [
  'BLA',
  'BLU',
  'BLUL',
  'BRO',
  'BROD',
  'BROH',
  'BROL',
  'GRE',
  'GRY',
  'OTHC',
  'OTHD',
  'OTHL',
] as const;
export const SEX = ['F', 'M', 'U'] as const;

export const photo = z.strictObject({
  /** SHA-256 of the picture's bytes, hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  mediaType: z.enum(['image/jpeg', 'image/png']),
  /** Good enough to recognise the person by. */
  goodQuality: z.boolean(),
  taken: partialDate.optional(),
  /** The picture itself, base64, small. */
  data: z.base64().max(160_000).optional(),
});

export const subject = z.strictObject({
  familyName: line.optional(),
  forename: line.optional(),
  /** Name as written in its own script. */
  nativeName: line.optional(),
  aliases: z.array(line).max(20).optional(),
  sex: z.enum(SEX).optional(),
  birthDate: partialDate.optional(),
  birthPlace: line.optional(),
  birthCountry: country.optional(),
  nationalities: z.array(country).max(10).optional(),
  documents: z
    .array(
      z.strictObject({
        kind: z.enum(['passport', 'identity-card', 'residence-permit', 'driving-licence', 'other']),
        number: z.string().trim().min(1).max(40),
        country: country.optional(),
        expires: partialDate.optional(),
      }),
    )
    .max(20)
    .optional(),
  description: z
    .strictObject({
      heightCm: z.int().min(30).max(260).optional(),
      weightKg: z.int().min(1).max(400).optional(),
      hair: z.enum(HAIR).optional(),
      eyes: z.enum(EYES).optional(),
      build: line.optional(),
      other: text.optional(),
    })
    .optional(),
  marks: z
    .array(z.strictObject({ text: line, visibleInPhoto: z.boolean() }))
    .max(20)
    .optional(),
  languages: z
    .array(z.string().regex(/^[A-Z]{3}$/))
    .max(20)
    .optional(),
  fatherName: line.optional(),
  motherName: line.optional(),
  photos: z.array(photo).max(3).optional(),
  /** Held by the owner bureau under this reference; the data itself travels apart. */
  fingerprints: z.strictObject({ reference: line }).optional(),
  dna: z.strictObject({ reference: line }).optional(),
});
export type Subject = z.infer<typeof subject>;

/** RPD article 44: every notice states what the person is to the matter. */
export const STATUS = [
  'convicted',
  'charged',
  'suspect',
  'witness',
  'victim',
  'missing',
  'unable-to-identify-self',
  'possible-threat',
] as const;

/** Who a court gave the child to. */
export const custodyOrder = z.strictObject({
  court: line,
  country,
  date: fullDate,
  number: line.optional(),
  custodyTo: z.enum(['left-behind-parent', 'taking-parent', 'joint', 'other']),
  standing: z.enum(['in-force', 'appealed', 'annulled']),
});
export type CustodyOrder = z.infer<typeof custodyOrder>;

/** Where an application under the Hague Convention of 1980 stands. */
export const HAGUE = [
  'not-partner',
  'not-applied',
  'applied',
  'running',
  'return-ordered',
  'return-refused',
  'closed',
] as const;

/** For a matter between parents: what the rules about custody ask. */
export const parental = z.strictObject({
  custody: z.enum(['one-order', 'conflicting-orders', 'no-order']),
  hagueProceedings: z.boolean(),
  centralAuthorityConsulted: z.boolean(),
  hague: z.enum(HAGUE).optional(),
  orders: z.array(custodyOrder).max(20).optional(),
  /** Of the parent who took the child. */
  warrant: z.enum(['none', 'applied-for', 'issued']).optional(),
});
export type Parental = z.infer<typeof parental>;

export const facts = z.strictObject({
  summary: text.optional(),
  place: line.optional(),
  country: country.optional(),
  from: partialDate.optional(),
  to: partialDate.optional(),
});

export const common = {
  subject,
  status: z.enum(STATUS).optional(),
  offence: z.string().max(60).optional(),
  facts: facts.optional(),
  /** How the texts above were worded: standard phrases, and free text with its translations. */
  wording: wording.optional(),
  /** Countries where the person may be. */
  mayBeIn: z.array(country).max(40).optional(),
  precautions: text.optional(),
  /** The author has considered articles 2 and 3 and says so. */
  neutral: z.boolean().optional(),
  /** What is known about refugee status. */
  refugee: z.enum(['none-known', 'applied', 'granted']).optional(),
};
