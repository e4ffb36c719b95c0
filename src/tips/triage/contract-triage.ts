import * as z from 'zod';
import { utcMillis, uuid } from '../../protocol/schema/index.ts';

export const points = z.int().min(-100).max(100);
/** What each sign adds or takes; the score is their sum, 0 to 100. Signs that are not named count nothing. */
export const weights = z.strictObject({
  version: z.int().min(1),
  source: z.string().max(2_000),
  factors: z.record(z.string().regex(/^[a-z][a-z0-9.-]{1,60}$/), points),
  bands: z
    .strictObject({ high: z.int().min(1).max(100), medium: z.int().min(1).max(100) })
    .refine((bands) => bands.medium < bands.high, { message: 'medium below high' }),
});
export type Weights = z.output<typeof weights>;

export const triageReason = z.strictObject({
  /** `tip.sign.ESCALATED`: words in phrases. */
  sign: z.string(),
  points: z.int(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type TriageReason = z.output<typeof triageReason>;

export const BANDS = ['high', 'medium', 'low'] as const;
export const triageView = z.strictObject({
  score: z.int(),
  band: z.enum(BANDS),
  reasons: z.array(triageReason),
  weights: z.int(),
  at: utcMillis,
});
export type TriageView = z.output<typeof triageView>;

export const queueRow = z.strictObject({
  id: uuid,
  reportNumber: z.int(),
  provider: z.string(),
  incidentType: z.string(),
  receivedAt: utcMillis,
  preservedUntil: utcMillis.nullable(),
  score: z.int(),
  band: z.enum(BANDS),
  reasons: z.array(triageReason),
});
export const queue = z.strictObject({ items: z.array(queueRow), next: z.string().nullable() });
export const queueQuery = z.strictObject({
  band: z.enum(BANDS).optional(),
  cursor: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type QueueRow = z.output<typeof queueRow>;

export const weightsView = z.strictObject({
  weights,
  changedBy: z.string().nullable(),
  changedAt: utcMillis.nullable(),
});
export const setWeights = z.strictObject({
  /** The version it was based on. */
  version: z.int().min(1),
  factors: weights.shape.factors,
  bands: weights.shape.bands,
  reason: z.string().trim().min(3).max(1_000),
});
export type SetWeights = z.output<typeof setWeights>;
export const tryWeights = z.strictObject({ factors: weights.shape.factors, bands: weights.shape.bands });
export type TryWeights = z.output<typeof tryWeights>;

const moved = z.strictObject({
  id: uuid,
  reportNumber: z.int(),
  before: z.int(),
  after: z.int(),
  placeBefore: z.int(),
  placeAfter: z.int(),
});
/** What other weights would do to the reports that are open now. */
export const trial = z.strictObject({
  reports: z.int(),
  bands: z.array(z.strictObject({ band: z.enum(BANDS), before: z.int(), after: z.int() })),
  moved: z.array(moved),
});
export type Trial = z.output<typeof trial>;

/** How past scores met what became of the reports. */
export const outcomes = z.strictObject({
  bands: z.array(
    z.strictObject({
      band: z.enum(BANDS),
      open: z.int(),
      routed: z.int(),
      merged: z.int(),
      refused: z.int(),
    }),
  ),
  signs: z.array(z.strictObject({ sign: z.string(), reports: z.int(), refused: z.int(), routed: z.int() })),
});
export type Outcomes = z.output<typeof outcomes>;
