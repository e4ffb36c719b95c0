import * as z from 'zod';
import { entityRef, hexHash, utcMillis, uuid } from '../protocol/schema/index.ts';

/** `person:<uuid>` */
const person = z.string().regex(/^person:[0-9a-f-]{36}$/);
export const byId = z.strictObject({ id: uuid });
export const versionOnly = z.strictObject({ version: z.int().min(1) });

export const watchPerson = z.strictObject({ id: person, name: z.string().max(200) });

export const rosterQuery = z.strictObject({
  from: z.coerce.number().int().min(0),
  to: z.coerce.number().int().min(0),
});

export const shiftInput = z.strictObject({ person, startsAt: utcMillis, endsAt: utcMillis });

export const shiftView = z.strictObject({
  id: uuid,
  person,
  startsAt: utcMillis,
  endsAt: utcMillis,
  version: z.int().min(1),
});

export const rosterView = z.strictObject({
  shifts: z.array(shiftView).max(1000),
  /** Times within what was asked that nobody is planned for. */
  gaps: z.array(z.strictObject({ from: utcMillis, to: utcMillis })).max(1000),
});

export const entryInput = z.strictObject({
  text: z.string().trim().min(1).max(4000),
  /** The entry that this one corrects. */
  corrects: uuid.optional(),
  /** What it is about, if about one thing. */
  ref: entityRef.optional(),
});

export const entryView = z.strictObject({
  id: uuid,
  at: utcMillis,
  by: z.string().max(128),
  kind: z.enum(['entry', 'correction', 'began', 'ended', 'handed-over']),
  text: z.string().max(4000),
  corrects: uuid.nullable(),
  ref: entityRef.nullable(),
});

export const logQuery = z.strictObject({
  cursor: z
    .string()
    .max(64)
    .regex(/^\d{1,15}_[0-9a-f-]{36}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const logView = z.strictObject({ items: z.array(entryView).max(200), next: z.string().max(64).nullable() });

export const handoverInput = z.strictObject({ incoming: person, text: z.string().trim().min(1).max(10_000) });
export const handoverChange = z.strictObject({ ...handoverInput.shape, version: z.int().min(1) });
export const handoverSign = z.strictObject({ version: z.int().min(1), password: z.string().min(1).max(200) });
export const handoverWithdraw = z.strictObject({ version: z.int().min(1), reason: z.string().trim().min(3).max(500) });

/** The queue in figures, as both sign them. */
export const handoverFigures = z.strictObject({
  open: z.int().min(0),
  overdue: z.int().min(0),
  lifeAtRisk: z.int().min(0),
  escalated: z.int().min(0),
  snoozed: z.int().min(0),
  undelivered: z.int().min(0),
});

export const handoverView = z.strictObject({
  id: uuid,
  outgoing: person,
  incoming: person,
  text: z.string().max(10_000),
  figures: handoverFigures.nullable(),
  digest: hexHash.nullable(),
  state: z.enum(['written', 'offered', 'signed', 'withdrawn']),
  writtenAt: utcMillis,
  offeredAt: utcMillis.nullable(),
  signedAt: utcMillis.nullable(),
  withdrawnAt: utcMillis.nullable(),
  version: z.int().min(1),
});
export const handoverList = z.strictObject({ items: z.array(handoverView).max(200), next: z.string().nullable() });

export const watchView = z.strictObject({
  now: utcMillis,
  onDuty: z.array(z.strictObject({ person, name: z.string().max(200), since: utcMillis })).max(50),
  /** Whom a shift or a hand-over may name. */
  people: z.array(watchPerson).max(500),
  /** Not yet signed by both. */
  unsigned: z.array(handoverView).max(50),
});

export type RosterView = z.infer<typeof rosterView>;
export type ShiftView = z.infer<typeof shiftView>;
export type EntryView = z.infer<typeof entryView>;
export type HandoverView = z.infer<typeof handoverView>;
export type HandoverFigures = z.infer<typeof handoverFigures>;
export type WatchView = z.infer<typeof watchView>;
