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
  openedAt: utcMillis,
});

export const workQuery = z.strictObject({
  role: z.string().min(1).max(64).optional(),
  /** `true`: what I claimed or what is owed by me alone. */
  mine: z.enum(['true', 'false']).optional(),
  task: code.optional(),
  urgency: urgency.optional(),
  cursor: z
    .string()
    .max(64)
    .regex(/^\d{1,15}_[0-9a-f-]{36}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const workList = z.strictObject({
  items: z.array(workItem).max(200),
  /** Pass as `cursor` for the next page; null at the end. */
  next: z.string().max(64).nullable(),
});

export const versionBody = z.strictObject({ version: z.int().min(1) });

export type WorkItem = z.infer<typeof workItem>;
export type WorkOwner = z.infer<typeof workOwner>;
export type WorkList = z.infer<typeof workList>;
