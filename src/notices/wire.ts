import * as z from 'zod';
import { bureauCode, hexHash, urgency, utcMillis, wireIdSchema } from '../protocol/schema/index.ts';
import { colour, distribution, endGround, ground, hitStep, noticeForm, reason, returnEvidence } from './contract.ts';

/** What travels: messages between bureaus, and entries of the circulation feed. */

const notice = wireIdSchema('notice');
const n = z.int().min(1).max(10_000);
const number = z
  .string()
  .max(24)
  .regex(/^A-\d{6,}\/\d{2}-\d{4}$/);

export const submitMessage = z.strictObject({
  notice,
  n,
  kind: z.enum(['issue', 'amend']),
  form: noticeForm,
  distribution,
  urgency,
  reason: reason.nullable(),
});

export const decisionMessage = z.strictObject({
  notice,
  n,
  decision: z.enum(['issued', 'returned', 'refused', 'withdrawn']),
  number: number.nullable(),
  reason: reason.nullable(),
});

export const cancelRequestMessage = z.strictObject({
  notice,
  kind: z.enum(['cancel', 'withdraw']),
  ground: z.union([ground, z.literal('withdrawn')]),
  reason,
  evidence: returnEvidence.nullable(),
  /** For grounds that need one: a second person at the owner has confirmed. */
  secondPerson: z.boolean(),
});

export const ackMessage = z.strictObject({
  items: z
    .array(z.strictObject({ notice, n, at: utcMillis }))
    .min(1)
    .max(1_000),
});

/** The holder's signed confirmation (`homeward-purge+jws`). */
export const purgedMessage = z.strictObject({ confirmation: z.string().min(1).max(8_192) });

export const distributionMessage = z.strictObject({
  notice,
  /** Everyone expected to hold it has confirmed the purge. */
  purgeComplete: z.boolean(),
  holders: z
    .array(
      z.strictObject({
        bureau: bureauCode,
        expected: z.enum(['copy', 'withheld', 'not-connected']),
        n: n.nullable(),
        deliveredAt: utcMillis.nullable(),
        purgedAt: utcMillis.nullable(),
        outcome: z.enum(['purged', 'never-held']).nullable(),
        copies: z.record(z.string().max(20), z.int().min(1)).nullable(),
        proof: z.string().max(8_192).nullable(),
        readAt: utcMillis.nullable(),
        actingAt: utcMillis.nullable(),
        hitAt: utcMillis.nullable(),
        remindedAt: utcMillis.nullable(),
        reminders: z.int().min(0),
      }),
    )
    .max(250),
});

export const hitMessage = z.strictObject({
  hit: wireIdSchema('hit'),
  notice,
  place: z.string().min(2).max(200),
  circumstances: z.string().min(3).max(2000),
  at: utcMillis,
  urgency: z.enum(['urgent', 'life-at-risk']),
});

export const hitStepMessage = z.strictObject({
  hit: wireIdSchema('hit'),
  n: z.int().min(1).max(1_000),
  step: hitStep,
  at: utcMillis,
  /** Opaque mark of the person: tells two people apart, and says no more. */
  by: hexHash,
});

export const issuedEntry = z.strictObject({ notice, n, number, form: noticeForm, issuedAt: utcMillis });
/** As much as `notice.issued` says: for a bureau that the amendment adds it is the first it hears of the notice. */
export const amendedEntry = issuedEntry.extend({ at: utcMillis, endsAt: utcMillis });
export const suspendedEntry = z.strictObject({ notice, until: utcMillis, reason });
export const resumedEntry = z.strictObject({ notice });
export const cancelledEntry = z.strictObject({
  notice,
  kind: z.enum(['cancel', 'withdraw', 'expire']),
  colour,
  number,
  ground: endGround,
  issuedAt: utcMillis,
  endedAt: utcMillis,
});

export type SubmitMessage = z.infer<typeof submitMessage>;
export type DecisionMessage = z.infer<typeof decisionMessage>;
export type CancelRequestMessage = z.infer<typeof cancelRequestMessage>;
export type AckMessage = z.infer<typeof ackMessage>;
export type PurgedMessage = z.infer<typeof purgedMessage>;
export type DistributionMessage = z.infer<typeof distributionMessage>;
export type HitMessage = z.infer<typeof hitMessage>;
export type HitStepMessage = z.infer<typeof hitStepMessage>;
export type IssuedEntry = z.infer<typeof issuedEntry>;
export type AmendedEntry = z.infer<typeof amendedEntry>;
export type SuspendedEntry = z.infer<typeof suspendedEntry>;
export type ResumedEntry = z.infer<typeof resumedEntry>;
export type CancelledEntry = z.infer<typeof cancelledEntry>;
