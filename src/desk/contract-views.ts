import * as z from 'zod';
import { utcMillis, uuid } from '../protocol/schema/index.ts';
import { queueFilter } from '../work/contract.ts';

const name = z.string().trim().min(1).max(60);

export const viewInput = z.strictObject({ name, shared: z.boolean(), filter: queueFilter });
export const viewChange = z.strictObject({ ...viewInput.shape, version: z.int().min(1) });
export const viewRemoval = z.strictObject({ version: z.coerce.number().int().min(1) });

export const savedView = z.strictObject({
  id: uuid,
  name,
  /** Everyone at the desk sees it; supervisors and the watch keep it. */
  shared: z.boolean(),
  owner: z.string().max(64),
  filter: queueFilter,
  version: z.int().min(1),
});

/** Figures for the wall: counts, times and who is on watch. No case content. */
export const boardView = z.strictObject({
  bureau: z.string().max(8),
  now: utcMillis,
  open: z.int().min(0),
  overdue: z.int().min(0),
  lifeAtRisk: z.int().min(0),
  dueWithinHour: z.int().min(0),
  snoozed: z.int().min(0),
  escalated: z.int().min(0),
  /** The earliest deadline and what kind of work it is. */
  oldest: z.strictObject({ task: z.string().max(128), dueAt: utcMillis }).nullable(),
  /** Messages to other bureaus that wait for their receipt, and since when. */
  undelivered: z.strictObject({
    waiting: z.int().min(0),
    failing: z.int().min(0),
    oldestAt: utcMillis.nullable(),
    bureaus: z.array(z.string().max(8)).max(250),
  }),
  conservation: z.strictObject({ alarmSince: utcMillis.nullable(), checkedAt: utcMillis.nullable() }),
  alarms: z.int().min(0),
  /** E-mails and webhook calls given up, and those still trying. */
  alerts: z.strictObject({ dead: z.int().min(0), trying: z.int().min(0) }),
  onWatch: z.array(z.strictObject({ name: z.string().max(200), since: utcMillis })).max(50),
  /** Until when the roster says so; null: nobody is on it now. */
  rosterUntil: utcMillis.nullable(),
  /** The next time that nobody is planned for, within a week. */
  nextGap: z.strictObject({ from: utcMillis, to: utcMillis }).nullable(),
  unsignedHandovers: z.array(z.strictObject({ id: uuid, since: utcMillis, state: z.string().max(16) })).max(50),
});

export type SavedView = z.infer<typeof savedView>;
export type BoardView = z.infer<typeof boardView>;
