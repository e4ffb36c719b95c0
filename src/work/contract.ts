import * as z from 'zod';
import { code, entityRef, urgency, utcMillis, uuid } from '../protocol/schema/index.ts';

export const workId = z.strictObject({ id: uuid });

/** A role owes it, or one person (`person:<uuid>`). */
export const workOwner = z.union([
  z.strictObject({ role: z.string().min(1).max(64) }),
  z.strictObject({ person: z.string().min(1).max(64) }),
]);

export const workItem = z.strictObject({
  id: uuid,
  ref: entityRef,
  /** What is to be done, as a code: `request.call-back`. */
  task: code,
  owner: workOwner,
  dueAt: utcMillis,
  urgency,
  params: z.record(z.string().max(64), z.json()),
  about: z.array(entityRef).max(64),
  version: z.int().min(1),
  /** Who works on it now. */
  claimedBy: z.string().max(128).nullable(),
  claimedAt: utcMillis.nullable(),
  /** The claim counts for nothing after this: its holder's console was not heard of. */
  claimUntil: utcMillis.nullable(),
  /** Out of sight until then, by somebody's decision. */
  snoozedUntil: utcMillis.nullable(),
  /** Set while the supervisor and the watch are asked about it. */
  escalatedAt: utcMillis.nullable(),
  openedAt: utcMillis,
});

const flag = z.enum(['true', 'false']).optional();

/** What of the queue is asked for; a saved view keeps the same. */
export const queueFilter = z.strictObject({
  role: z.string().min(1).max(64).optional(),
  /** What I hold or what is owed by me alone. */
  mine: z.boolean().optional(),
  task: code.optional(),
  /** Kind of the thing the work is on: `request`. */
  kind: code.optional(),
  urgency: urgency.optional(),
  /** `now`: what is in sight; `snoozed`: what is not; both unless said. */
  show: z.enum(['now', 'snoozed']).optional(),
  overdue: z.boolean().optional(),
  escalated: z.boolean().optional(),
  /** In nobody's hands. */
  free: z.boolean().optional(),
});

/** The same in an address. */
export const filterQuery = z.strictObject({
  ...queueFilter.shape,
  mine: flag,
  overdue: flag,
  escalated: flag,
  free: flag,
});

export const workQuery = z.strictObject({
  ...filterQuery.shape,
  cursor: z
    .string()
    .max(64)
    .regex(/^\d{1,15}_[0-9a-f-]{36}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

type Flags = 'mine' | 'overdue' | 'escalated' | 'free';

/** A filter out of an address. */
export function readFilter<Q extends z.infer<typeof filterQuery>>(query: Q): Omit<Q, Flags> & QueueFilter {
  const { mine, overdue, escalated, free, ...rest } = query;
  const set = (name: Flags, value: string | undefined) => (value === 'true' ? { [name]: true } : {});
  return {
    ...rest,
    ...set('mine', mine),
    ...set('overdue', overdue),
    ...set('escalated', escalated),
    ...set('free', free),
  };
}

export const workList = z.strictObject({
  items: z.array(workItem).max(200),
  /** Pass as `cursor` for the next page; null at the end. */
  next: z.string().max(64).nullable(),
});

export const versionBody = z.strictObject({ version: z.int().min(1) });

/** Said once more, for whoever reads the item's history. */
const note = z.string().trim().max(500).optional();

export const SKIP_REASONS = [
  'waiting',
  'language',
  'certificate',
  'conflict-of-interest',
  'other-first',
  'other',
] as const;
export const SNOOZE_REASONS = ['waiting-for-answer', 'agency-closed', 'court-date', 'other'] as const;
export const ESCALATE_REASONS = ['no-answer', 'decision-needed', 'not-enough-people', 'risk-grew', 'other'] as const;

export const skipBody = z.strictObject({ version: z.int().min(1), reason: z.enum(SKIP_REASONS), note });
export const snoozeBody = z.strictObject({
  version: z.int().min(1),
  /** Null: back into sight now. */
  until: utcMillis.nullable(),
  reason: z.enum(SNOOZE_REASONS),
  note,
});
export const escalateBody = z.strictObject({ version: z.int().min(1), reason: z.enum(ESCALATE_REASONS), note });
export const takeOverBody = z.strictObject({ version: z.int().min(1), reason: z.string().trim().min(3).max(500) });
export const settleBody = z.strictObject({
  version: z.int().min(1),
  /** Go on with it as it is; somebody else owes it from now on; the one who answers does it. */
  decision: z.enum(['go-on', 'reassigned', 'taken']),
  /** For `reassigned`. */
  owner: workOwner.optional(),
  note,
});

/** One item with what was done about it, finished ones too. */
export const workDetail = z.strictObject({
  item: workItem,
  closedAt: utcMillis.nullable(),
  outcome: z.string().max(128).nullable(),
  history: z.array(z.strictObject({ time: utcMillis, act: code, actor: z.string().max(128), body: z.json() })).max(200),
});

export const claimsKept = z.strictObject({ held: z.int().min(0), until: utcMillis });

export type QueueFilter = z.infer<typeof queueFilter>;
export type WorkDetail = z.infer<typeof workDetail>;
export type WorkItem = z.infer<typeof workItem>;
export type WorkOwner = z.infer<typeof workOwner>;
export type WorkList = z.infer<typeof workList>;
export * from './contract-conservation.ts';
