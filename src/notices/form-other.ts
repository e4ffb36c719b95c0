import * as z from 'zod';
import { partialDate } from '../protocol/schema/index.ts';
import { common, country, fullDate, line, text } from './form-common.ts';

/** The colours beside the four that protect children day by day. Their subject may be nobody. */

export const blackForm = z.strictObject({
  colour: z.literal('black'),
  ...common,
  found: z
    .strictObject({
      date: partialDate.optional(),
      place: line.optional(),
      country: country.optional(),
      circumstances: text.optional(),
      /** Estimated, in years. */
      ageFrom: z.int().min(0).max(120).optional(),
      ageTo: z.int().min(0).max(120).optional(),
      diedFrom: partialDate.optional(),
      diedTo: partialDate.optional(),
    })
    .optional(),
  postMortem: z
    .strictObject({ authority: line.optional(), number: line.optional(), date: fullDate.optional() })
    .optional(),
});

export const orangeForm = z.strictObject({
  colour: z.literal('orange'),
  ...common,
  threat: z
    .strictObject({
      kind: z.enum(['event', 'person', 'object', 'process']).optional(),
      description: text.optional(),
      imminent: z.boolean().optional(),
      from: partialDate.optional(),
      to: partialDate.optional(),
      place: line.optional(),
      measures: text.optional(),
    })
    .optional(),
});

export const purpleForm = z.strictObject({
  colour: z.literal('purple'),
  ...common,
  method: z
    .strictObject({
      modusOperandi: text.optional(),
      objects: z.array(line).max(30).optional(),
      devices: z.array(line).max(30).optional(),
      concealment: text.optional(),
      seenIn: z.array(country).max(60).optional(),
      /** Not so detailed that it teaches the offence. */
      fitToShare: z.boolean().optional(),
    })
    .optional(),
});

export const silverForm = z.strictObject({
  colour: z.literal('silver'),
  ...common,
  assets: z
    .array(
      z.strictObject({
        kind: z.enum(['property', 'vehicle', 'account', 'business']),
        description: line,
        identifier: line.optional(),
        country: country.optional(),
      }),
    )
    .max(50)
    .optional(),
  assetRequest: z
    .strictObject({
      sought: z
        .array(z.enum(['locate', 'identify', 'information']))
        .max(3)
        .optional(),
      authority: line.optional(),
      number: line.optional(),
      date: fullDate.optional(),
    })
    .optional(),
  /** The requesting country takes part in the pilot. */
  inPilot: z.boolean().optional(),
});

/** A person or an entity under sanctions of the United Nations Security Council: always public, never drafted here. */
export const unForm = z.strictObject({
  colour: z.literal('un'),
  ...common,
  sanctions: z
    .strictObject({
      listed: z.enum(['individual', 'entity']).optional(),
      reference: line.optional(),
      regime: line.optional(),
      listedOn: partialDate.optional(),
      measures: z
        .array(z.enum(['assets-freeze', 'travel-ban', 'arms-embargo']))
        .max(3)
        .optional(),
    })
    .optional(),
});

export type BlackForm = z.infer<typeof blackForm>;
export type OrangeForm = z.infer<typeof orangeForm>;
export type PurpleForm = z.infer<typeof purpleForm>;
export type SilverForm = z.infer<typeof silverForm>;
export type UnForm = z.infer<typeof unForm>;
