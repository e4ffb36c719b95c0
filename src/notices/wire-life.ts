import * as z from 'zod';
import { bureauCode, utcMillis, wireIdSchema } from '../protocol/schema/index.ts';
import { colour, endGround, noticeForm, progressItem, reason } from './contract.ts';
import { cancelledEntry, issuedEntry } from './wire.ts';

/** What travels for the distribution and the life of a notice: messages, and entries of the circulation feed. */

const notice = wireIdSchema('notice');
const bureaus = z.array(bureauCode).min(1).max(196);

/** Owner → Secretariat: these bureaus shall have it too. */
export const distributeMessage = z.strictObject({ notice, add: bureaus });
/** A new leaf for those who were added; the first leaf stays withheld from them. */
export const distributedEntry = issuedEntry.extend({ at: utcMillis, endsAt: utcMillis, added: bureaus });

/** Holder → Secretariat (a notice) or owner (a diffusion): how far this bureau has gone with it. */
export const progressMessage = z.strictObject({
  items: z.array(progressItem.extend({ notice })).min(1).max(500),
});

/** Collector → holder that has not confirmed: the order once more, whole, so that who missed it can obey it now. */
export const purgeReminderMessage = z.strictObject({
  order: z.union([cancelledEntry, z.lazy(() => recallMessage)]),
  reminder: z.int().min(1).max(1_000),
});

/** Owner → the bureaus chosen, and the Secretariat, which sees every diffusion. */
export const diffusionMessage = z.strictObject({
  notice,
  n: z.int().min(1).max(10_000),
  form: noticeForm,
  to: bureaus,
  issuedAt: utcMillis,
  endsAt: utcMillis,
});

/** Owner, or the Secretariat that orders it → everybody who was sent the diffusion: it is over, and every copy goes. */
export const recallMessage = z.strictObject({
  notice,
  kind: z.literal('recall'),
  colour,
  ground: endGround,
  issuedAt: utcMillis,
  endedAt: utcMillis,
});

/** Owner → Secretariat: a court is reported to have ended the case. It suspends at once; what follows is for people. */
export const dismissalMessage = z.strictObject({
  notice,
  ground: z.enum(['warrant-vacated', 'charges-dismissed', 'acquitted']),
  reason,
  /** False: it was reported, and taken back. */
  stands: z.boolean(),
});

export type DistributeMessage = z.infer<typeof distributeMessage>;
export type DistributedEntry = z.infer<typeof distributedEntry>;
export type ProgressMessage = z.infer<typeof progressMessage>;
export type PurgeReminderMessage = z.infer<typeof purgeReminderMessage>;
export type DiffusionMessage = z.infer<typeof diffusionMessage>;
export type RecallMessage = z.infer<typeof recallMessage>;
export type DismissalMessage = z.infer<typeof dismissalMessage>;

/** Owner → Secretariat: it must go on, and why. */
export const extendMessage = z.strictObject({ notice, until: utcMillis, reason });
export const extendedEntry = z.strictObject({ notice, endsAt: utcMillis });
export type ExtendMessage = z.infer<typeof extendMessage>;
export type ExtendedEntry = z.infer<typeof extendedEntry>;
