import * as z from 'zod';
import { particulars, wireParticulars } from '../cases/contract.ts';
import { partialDate } from '../protocol/schema/index.ts';

/*
 * What a notification of travel says: SORNA's fields, as a registry gives them to the Marshals and they to the bureau.
 * Much may be missing in a draft; `check-form.ts` says what is needed before it leaves.
 */

const line = z.string().trim().min(1).max(200);
const text = z.string().trim().min(1).max(4000);
/** ISO 3166-1 alpha-2. */
export const country = z.string().regex(/^[A-Z]{2}$/);

export const KINDS = ['travel', 'relocation', 'removal'] as const;
export const travelKind = z.enum(KINDS);

export const PURPOSES = [
  'business',
  'vacation',
  'family',
  'study',
  'medical',
  'religious',
  'military',
  'employment',
  'relocation',
  'deportation',
  'other',
] as const;

export const MEANS = ['air', 'sea', 'rail', 'road', 'foot', 'other'] as const;

/** Local time where it happens, to the minute or the day, with the IANA zone of that place. */
export const moment = z.strictObject({
  local: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d)?$/),
  zone: z.string().min(1).max(60),
});
export type Moment = z.infer<typeof moment>;

const point = z.strictObject({ country, place: line.optional() });

export const leg = z.strictObject({
  from: point,
  to: point,
  departs: moment,
  arrives: moment.optional(),
  means: z.enum(MEANS).optional(),
  carrier: line.optional(),
  /** Flight, ship or train number. */
  number: z.string().trim().min(1).max(20).optional(),
  /** What the traveller does at `to`; by the time until the next leg where it is not said. */
  stop: z.enum(['transit', 'stay']).optional(),
});
export type Leg = z.infer<typeof leg>;

const conviction = z.strictObject({
  offence: line,
  statute: line.optional(),
  date: partialDate.optional(),
  court: line.optional(),
  sentence: line.optional(),
  victim: z
    .strictObject({
      age: z.int().min(0).max(120).optional(),
      sex: z.enum(['F', 'M', 'U']).optional(),
      relation: line.optional(),
    })
    .optional(),
});

const shared = {
  kind: travelKind,
  /** Who told this bureau, and the number they gave it. */
  source: z
    .strictObject({
      agency: line.optional(),
      reference: z.string().trim().min(1).max(60).optional(),
      contact: line.optional(),
    })
    .optional(),
  registration: z
    .strictObject({
      /** US-FL, or the country. */
      jurisdiction: line.optional(),
      agency: line.optional(),
      contact: line.optional(),
      /** The day the registrant told the registry. */
      informedOn: z.iso.date().optional(),
      /** The registrant's status in words of the registry: tier, lifetime … */
      status: line.optional(),
    })
    .optional(),
  purposes: z.array(z.enum(PURPOSES)).max(11).default([]),
  purposeText: text.optional(),
  legs: z.array(leg).max(30).default([]),
  /** Addresses and contacts at the destinations. */
  stays: z
    .array(
      z.strictObject({ country, address: line.optional(), contact: line.optional(), until: z.iso.date().optional() }),
    )
    .max(20)
    .default([]),
  /** Who travels along: children above all. */
  companions: z.strictObject({ children: z.boolean(), text: text.optional() }).optional(),
  convictions: z.array(conviction).max(30).default([]),
  removal: z
    .strictObject({
      orderedOn: z.iso.date().optional(),
      legalBasis: line.optional(),
      port: line.optional(),
      escorted: z.boolean().optional(),
    })
    .optional(),
  remarks: text.optional(),
};

/** Beside the particulars' own: numbers and words that stay in the country that files it. */
export const travelDomestic = z.strictObject({
  registrantNumber: line.optional(),
  finsNumber: line.optional(),
  note: text.optional(),
});

export const travelForm = z.strictObject({ ...shared, person: particulars, domestic: travelDomestic.optional() });
/** The same as it may leave: this shape has no place for what is domestic. */
export const wireTravelForm = z.strictObject({ ...shared, person: wireParticulars });
export type TravelForm = z.infer<typeof travelForm>;
export type WireTravelForm = z.infer<typeof wireTravelForm>;

/** Why less than the time expected is left. */
export const LATE_REASONS = [
  'emergency-travel',
  'registrant-late',
  'registry-late',
  'marshals-late',
  'learnt-otherwise',
  'itinerary-changed',
  'already-travelling',
  'other',
] as const;
export const late = z.strictObject({ reason: z.enum(LATE_REASONS), text: z.string().trim().min(3).max(1000) });
export type Late = z.infer<typeof late>;

/** Something that is missing or wrong in a form or a record: where, and which rule. */
export const formProblem = z.strictObject({
  pointer: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  /** False: it may leave without, and should not. */
  needed: z.boolean(),
});
export type FormProblem = z.infer<typeof formProblem>;
