import * as z from 'zod';
import { entityRef, utcMillis } from '../protocol/schema/index.ts';
import { workItem } from '../work/contract.ts';

/** A queue row: the work item, what it is about, and who holds it. */
export const deskItem = z.strictObject({
  ...workItem.shape,
  /** The thing owed on, as its own room shows it; null when this person may not see it. */
  reference: z
    .strictObject({
      ref: entityRef,
      number: z.string().max(64).nullable(),
      title: z.string().max(400),
      state: z.string().max(64),
    })
    .nullable(),
  claimedByName: z.string().max(200).nullable(),
});

export const deskView = z.strictObject({
  items: z.array(deskItem).max(200),
  next: z.string().max(64).nullable(),
  /** The node's own time, so that every console counts down alike. UTC ms. */
  now: utcMillis,
});

/** Everything this person may see, counted. */
export const deskSummary = z.strictObject({
  now: utcMillis,
  open: z.int().min(0),
  overdue: z.int().min(0),
  lifeAtRisk: z.int().min(0),
  dueWithinHour: z.int().min(0),
  byTask: z.array(z.strictObject({ task: z.string(), open: z.int(), overdue: z.int() })).max(200),
});

export type DeskItem = z.infer<typeof deskItem>;
export type DeskView = z.infer<typeof deskView>;
export type DeskSummary = z.infer<typeof deskSummary>;
