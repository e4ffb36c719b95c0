import * as z from 'zod';
import { utcMillis, uuid } from '../protocol/schema/index.ts';
import { classification, NEAR_RADIUS, orientation } from './contract-media.ts';

/** What a hash list at Lyon knows of a picture asked about. No bureau contributed it, so there is no series. */
export const listedMatch = z.strictObject({
  /** Which of the items asked about; its place in `items`. */
  item: z.int().min(0),
  /** Lyon's number of the entry. */
  entry: z.int().min(1),
  list: z.strictObject({ id: uuid, name: z.string().max(200), source: z.string().max(500) }),
  kind: z.enum(['exact', 'near', 'turned']),
  /** Bits of 256 that differ; null for the same file. */
  distance: z.int().min(0).max(NEAR_RADIUS).nullable(),
  orientation: orientation.nullable(),
  classification: classification.nullable(),
  /** What the list calls the series, in the words of its source. */
  series: z.string().max(300).nullable(),
  at: utcMillis,
});

export type ListedMatch = z.output<typeof listedMatch>;
