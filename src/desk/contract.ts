import * as z from 'zod';
import { entityRef, utcMillis, uuid } from '../protocol/schema/index.ts';
import { filterQuery, workItem } from '../work/contract.ts';

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
  ownerName: z.string().max(200).nullable(),
});

export const deskView = z.strictObject({
  items: z.array(deskItem).max(200),
  next: z.string().max(64).nullable(),
  /** The node's own time, so that every console counts down alike. UTC ms. */
  now: utcMillis,
});

export const nextQuery = z.strictObject({ ...filterQuery.shape, after: uuid.optional() });

/** What one works on and what comes after it. */
export const nextView = z.strictObject({
  now: utcMillis,
  /** The item asked about; null when none was, or it is not for this person. */
  current: z
    .strictObject({ item: deskItem, closedAt: utcMillis.nullable(), outcome: z.string().max(128).nullable() })
    .nullable(),
  next: deskItem.nullable(),
});

/** Everything this person may see, counted. */
export const deskSummary = z.strictObject({
  now: utcMillis,
  open: z.int().min(0),
  overdue: z.int().min(0),
  lifeAtRisk: z.int().min(0),
  dueWithinHour: z.int().min(0),
  /** Out of sight for now; counted as open. */
  snoozed: z.int().min(0),
  escalated: z.int().min(0),
  oldest: z.strictObject({ task: z.string().max(128), dueAt: utcMillis }).nullable(),
  byTask: z.array(z.strictObject({ task: z.string(), open: z.int(), overdue: z.int() })).max(200),
});

export type NextView = z.infer<typeof nextView>;
export type DeskItem = z.infer<typeof deskItem>;
export type DeskView = z.infer<typeof deskView>;
export type DeskSummary = z.infer<typeof deskSummary>;

export * from './contract-alerts.ts';
export * from './contract-views.ts';
export * from './contract-watch.ts';
