import * as z from 'zod';
import { code, utcMillis, uuid } from '../protocol/schema/index.ts';

const state = z.enum(['open', 'finished', 'refused']).nullable();

/** received = finished + refused + open, for one kind; `differences` are the ids on which the three accounts do not agree. */
export const conservationItem = z.strictObject({
  item: code,
  received: z.int().min(0),
  finished: z.int().min(0),
  refused: z.int().min(0),
  open: z.int().min(0),
  differences: z
    .array(z.strictObject({ id: z.string().max(200), ledger: state, room: state, owed: z.boolean() }))
    .max(200),
  /** Differences beyond those listed. */
  more: z.int().min(0),
});

export const conservationRun = z.strictObject({
  id: uuid,
  startedAt: utcMillis,
  endedAt: utcMillis,
  cause: z.enum(['hourly', 'command']),
  balanced: z.boolean(),
  items: z.array(conservationItem).max(200),
});

export const conservationView = z.strictObject({
  now: utcMillis,
  /** The newest run in full; null before the first. */
  latest: conservationRun.nullable(),
  /** Standing: some run differed, and none since was clean. */
  alarm: z.strictObject({ id: uuid, raisedAt: utcMillis }).nullable(),
  /** Newest first, without ids. */
  runs: z
    .array(
      z.strictObject({
        id: uuid,
        endedAt: utcMillis,
        cause: z.enum(['hourly', 'command']),
        balanced: z.boolean(),
        /** Kinds that differed. */
        kinds: z.array(code).max(200),
      }),
    )
    .max(48),
});

export type ConservationRun = z.infer<typeof conservationRun>;
export type ConservationView = z.infer<typeof conservationView>;
