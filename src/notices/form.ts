import * as z from 'zod';
import { partialDate } from '../protocol/schema/index.ts';

/**
 * What a notice says, by colour. Everything is optional that a draft may still lack: the rules, not the shape, decide
 * what is enough. Integers only, so that the form is canonical JSON as it stands.
 */

const line = z.string().trim().min(1).max(200);
const text = z.string().trim().min(1).max(4000);
/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/);
const fullDate = z.iso.date();

export const COLOURS = ['red', 'blue', 'green', 'yellow'] as const;
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

/** For a matter between parents: what the rules about custody ask. */
export const parental = z.strictObject({
  custody: z.enum(['one-order', 'conflicting-orders', 'no-order']),
  hagueProceedings: z.boolean(),
  centralAuthorityConsulted: z.boolean(),
});

const facts = z.strictObject({
  summary: text.optional(),
  place: line.optional(),
  country: country.optional(),
  from: partialDate.optional(),
  to: partialDate.optional(),
});

const common = {
  subject,
  status: z.enum(STATUS).optional(),
  offence: z.string().max(60).optional(),
  facts: facts.optional(),
  /** Countries where the person may be. */
  mayBeIn: z.array(country).max(40).optional(),
  precautions: text.optional(),
  /** The author has considered articles 2 and 3 and says so. */
  neutral: z.boolean().optional(),
  /** What is known about refugee status. */
  refugee: z.enum(['none-known', 'applied', 'granted']).optional(),
};

export const judicial = z.strictObject({
  basis: z.enum(['prosecution', 'sentence']).optional(),
  warrant: z
    .strictObject({
      number: line.optional(),
      date: fullDate.optional(),
      authority: line.optional(),
      sealed: z.boolean().optional(),
    })
    .optional(),
  charges: z.array(line).max(20).optional(),
  laws: z.array(text).max(20).optional(),
  /** Months; a life sentence is said apart. */
  maxPenaltyMonths: z.int().min(0).max(12_000).optional(),
  maxPenaltyLife: z.boolean().optional(),
  sentenceMonths: z.int().min(0).max(12_000).optional(),
  remainingMonths: z.int().min(0).max(12_000).optional(),
  /** Why it matters to international police cooperation although the penalty is under the threshold. */
  importance: text.optional(),
  extraditionAssured: z.boolean().optional(),
  extraditionFrom: z.union([z.literal('all'), z.array(country).max(200)]).optional(),
  arrestInstructions: text.optional(),
  /** United States: who promised to extradite, and the NCIC entry. */
  prosecutor: line.optional(),
  ncicNumber: z.string().trim().min(4).max(20).optional(),
});

export const redForm = z.strictObject({
  colour: z.literal('red'),
  ...common,
  judicial: judicial.optional(),
  ordinaryLawCrime: z.boolean().optional(),
  /** True when the matter is one of those excluded (private, behavioural, administrative). */
  excludedMatter: z.enum(['none', 'behavioural', 'family-private', 'administrative']).optional(),
  parental: parental.optional(),
});

export const blueForm = z.strictObject({
  colour: z.literal('blue'),
  ...common,
  sought: z
    .array(z.enum(['information', 'locate', 'identify']))
    .max(3)
    .optional(),
  question: text.optional(),
  unidentified: z.boolean().optional(),
});

export const greenForm = z.strictObject({
  colour: z.literal('green'),
  ...common,
  assessment: z
    .strictObject({
      threat: text.optional(),
      authority: line.optional(),
      date: fullDate.optional(),
      basis: z.enum(['previous-convictions', 'other-reasonable-grounds']).optional(),
      convictions: z
        .array(
          z.strictObject({
            offence: line,
            date: partialDate,
            court: line.optional(),
            juvenile: z.boolean().optional(),
          }),
        )
        .max(30)
        .optional(),
      grounds: text.optional(),
    })
    .optional(),
});

export const EVENTS = [
  'parental-abduction',
  'criminal-abduction',
  'unexplained-disappearance',
  'unable-to-identify-self',
] as const;

export const yellowForm = z.strictObject({
  colour: z.literal('yellow'),
  ...common,
  event: z
    .strictObject({
      kind: z.enum(EVENTS).optional(),
      date: partialDate.optional(),
      place: line.optional(),
      country: country.optional(),
      circumstances: text.optional(),
    })
    .optional(),
  policeRecord: z
    .strictObject({ authority: line.optional(), number: line.optional(), date: fullDate.optional() })
    .optional(),
  guardian: z.strictObject({ name: line, relation: line, reachedThrough: line.optional() }).optional(),
  /** The police do not know where (missing) or who (unable to say) the person is. */
  unknownToPolice: z.boolean().optional(),
  /** For adults: national privacy law does not prevent the request. */
  privacyAllows: z.boolean().optional(),
  /** The person is to come back to the requesting country: then only a return ends the notice. */
  returnSought: z.boolean().optional(),
  parental: parental.optional(),
  ncicNumber: z.string().trim().min(4).max(20).optional(),
  ncmecNumber: z.string().trim().min(4).max(20).optional(),
});

export const noticeForm = z.discriminatedUnion('colour', [redForm, blueForm, greenForm, yellowForm]);
export type RedForm = z.infer<typeof redForm>;
export type BlueForm = z.infer<typeof blueForm>;
export type GreenForm = z.infer<typeof greenForm>;
export type YellowForm = z.infer<typeof yellowForm>;
export type NoticeForm = z.infer<typeof noticeForm>;
