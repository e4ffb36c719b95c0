import * as z from 'zod';
import { partialDate } from '../protocol/schema/index.ts';
import { common, country, fullDate, line, parental, text } from './form-common.ts';
import { blackForm, orangeForm, purpleForm, silverForm, unForm } from './form-other.ts';

export * from './form-common.ts';
export * from './form-other.ts';
export * from './wording-form.ts';

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

export const noticeForm = z.discriminatedUnion('colour', [
  redForm,
  blueForm,
  greenForm,
  yellowForm,
  blackForm,
  orangeForm,
  purpleForm,
  silverForm,
  unForm,
]);
export type RedForm = z.infer<typeof redForm>;
export type BlueForm = z.infer<typeof blueForm>;
export type GreenForm = z.infer<typeof greenForm>;
export type YellowForm = z.infer<typeof yellowForm>;
export type NoticeForm = z.infer<typeof noticeForm>;
