import * as z from 'zod';
import { uuid } from '../protocol/schema/index.ts';
import { judged, MAX_LOOKUP_HASHES, standing, verdict } from './contract.ts';

/* What goes between a bureau and Lyon beside the look-up itself: that it has to wait, and what it says of a match. */

/** A source that sends more than its rate is told to come again later; nothing of what it sent was taken. */
const wait = z.strictObject({ code: z.literal('icse.source-waits'), seconds: z.int().min(1).max(86_400) });
export const waitAnswer = z.strictObject({ wait });

/** Request `icse/judge`. The reason stays at the bureau, where it is on the record. */
export const judgement = z.strictObject({
  id: uuid,
  lookup: uuid,
  item: z
    .int()
    .min(0)
    .max(MAX_LOOKUP_HASHES - 1),
  media: uuid,
  verdict,
  standing,
  /** Words on one match may come out of order: the newest counts. */
  version: z.int().min(1).max(1_000),
});
export const judgementAnswer = z.strictObject({ judged: judged.nullable() });

export type Wait = z.output<typeof wait>;
export type Judgement = z.output<typeof judgement>;
