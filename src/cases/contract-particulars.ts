import * as z from 'zod';
import { partialDate } from '../protocol/schema/index.ts';

/** ISO 3166-1 alpha-2. */
export const country = z
  .string()
  .length(2)
  .regex(/^[A-Z]{2}$/);

const line = z.string().trim().min(1).max(200);

export const SUBJECT_ROLES = ['suspect', 'offender', 'victim', 'missing', 'witness'] as const;
export const subjectRole = z.enum(SUBJECT_ROLES);

/** One name, in one script. A name nobody can split goes into `full` alone. */
export const personName = z
  .strictObject({
    kind: z.enum(['birth', 'current', 'alias', 'nickname', 'online', 'transliteration']),
    family: line.optional(),
    given: line.optional(),
    full: line.optional(),
    /** ISO 15924: Latn, Arab, Cyrl … */
    script: z
      .string()
      .length(4)
      .regex(/^[A-Z][a-z]{3}$/)
      .default('Latn'),
  })
  .refine((name) => Boolean(name.family ?? name.given ?? name.full), { error: 'name-empty' });

export const identityDocument = z.strictObject({
  type: z.enum(['passport', 'identity-card', 'driving-licence', 'residence-permit', 'birth-certificate', 'other']),
  number: z.string().trim().min(1).max(40),
  country: country.optional(),
  issued: partialDate.optional(),
  expires: partialDate.optional(),
});

const shared = {
  names: z.array(personName).max(20).default([]),
  sex: z.enum(['F', 'M', 'U']).default('U'),
  birth: z.strictObject({ date: partialDate, precision: z.enum(['exact', 'approximate', 'estimated']) }).optional(),
  birthPlace: z.strictObject({ country: country.optional(), place: line.optional() }).optional(),
  nationalities: z.array(country).max(8).default([]),
  documents: z.array(identityDocument).max(20).default([]),
  description: z
    .strictObject({
      heightCm: z.int().min(20).max(260).optional(),
      weightKg: z.int().min(1).max(400).optional(),
      eyes: line.optional(),
      hair: line.optional(),
      build: line.optional(),
      other: z.string().trim().max(1000).optional(),
    })
    .optional(),
  marks: z
    .array(
      z.strictObject({
        kind: z.enum(['scar', 'tattoo', 'mark', 'other']),
        place: line,
        text: z.string().trim().min(1).max(500),
      }),
    )
    .max(20)
    .default([]),
  /** ISO 639. */
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/))
    .max(12)
    .default([]),
};

/** Numbers that mean something in one country alone and never leave it: the wire shape has no place for them. */
export const domesticNumbers = z.strictObject({
  fbiNumber: line.optional(),
  alienNumber: line.optional(),
  ncicNumber: line.optional(),
  stateId: line.optional(),
});

/** What is known of a person, here. */
export const particulars = z.strictObject({ ...shared, domestic: domesticNumbers.optional() });

/** The same as it may travel to another bureau. */
export const wireParticulars = z.strictObject(shared);

export type SubjectRole = z.infer<typeof subjectRole>;
export type PersonName = z.infer<typeof personName>;
export type IdentityDocument = z.infer<typeof identityDocument>;
export type Particulars = z.infer<typeof particulars>;
export type WireParticulars = z.infer<typeof wireParticulars>;

/**
 * The particulars as they may leave, and the pointers of what was taken out (`/domestic/fbiNumber`), for the sender to see.
 * @param at pointer of the particulars within what is sent
 */
export function stripDomestic(value: Particulars, at = ''): { value: WireParticulars; stripped: string[] } {
  const { domestic, ...rest } = value;
  const stripped = Object.entries(domestic ?? {})
    .filter(([, number]) => number !== undefined)
    .map(([field]) => `${at}/domestic/${field}`);
  return { value: rest, stripped };
}
