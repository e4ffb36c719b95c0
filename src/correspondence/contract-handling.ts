import * as z from 'zod';
import { urgency, utcMillis, uuid, wireIdSchema } from '../protocol/schema/index.ts';

const bureau = z
  .string()
  .max(4)
  .regex(/^(?:[A-Z]{2}|IPSG)$/);
const words = (max: number) => z.string().trim().min(1).max(max);
const distinct = z
  .array(bureau)
  .min(1)
  .max(60)
  .refine((list) => new Set(list).size === list.length, { error: 'repeated-recipient' });

/** A standard phrase: a code with words in four languages, and what fills it. */
export const phraseUse = z.strictObject({
  code: z
    .string()
    .max(60)
    .regex(/^standard\.[a-z-]+$/),
  params: z.record(z.string().max(40), z.string().max(200)).default({}),
});
export const phraseUses = z.array(phraseUse).max(20);

/** POST /api/thread-messages/:id/forward */
export const forwardInput = z.strictObject({ to: distinct, reason: words(1000) });
/** Passed on in a new conversation, or its owner is asked first. */
export const forwarded = z.strictObject({ threadId: uuid.nullable(), consentId: uuid.nullable() });
/** POST /api/thread-messages/:id/recall */
export const recallInput = z.strictObject({ reason: words(1000) });
export const recalled = z.strictObject({ id: uuid, asked: z.array(bureau) });
/** POST /api/forward-consents/:id/answer; of our own question `yes` is false and withdraws it. */
export const consentAnswer = z.strictObject({ yes: z.boolean(), reason: words(1000) });
export const consentView = z.strictObject({
  id: uuid,
  side: z.enum(['asked', 'asking']),
  messageId: uuid,
  bureau,
  to: z.array(bureau),
  reason: z.string(),
  state: z.enum(['open', 'yes', 'no']),
  answerReason: z.string().nullable(),
  at: utcMillis,
  answeredAt: utcMillis.nullable(),
  forwardedThread: uuid.nullable(),
});

/* ---------- drafts ---------- */

export const draftBody = z.strictObject({
  to: z.array(bureau).max(200).optional(),
  type: z.string().max(40).optional(),
  subject: z.string().max(200).optional(),
  text: z.string().max(16_000).optional(),
  lang: z.string().max(2).optional(),
  urgency: z.string().max(20).optional(),
  asks: z.boolean().optional(),
  purpose: z.string().max(500).optional(),
  onward: z.string().max(20).optional(),
  phrases: phraseUses.optional(),
});
/** PUT /api/message-drafts/:id; `version` 0 for a new one, whose id the writer makes. */
export const draftInput = z.strictObject({ version: z.int().min(0), threadId: uuid.optional(), body: draftBody });
export const draftView = z.strictObject({
  id: uuid,
  threadId: uuid.nullable(),
  body: draftBody,
  version: z.int(),
  updatedAt: utcMillis,
});
export const draftList = z.strictObject({ drafts: z.array(draftView) });
export const draftSaved = z.strictObject({ id: uuid, version: z.int() });

/* ---------- before sending ---------- */

/** GET /api/correspondence/audience */
export const audienceQuery = z.strictObject({ region: z.string().max(40).optional() });
export const audienceView = z.strictObject({
  regions: z.array(z.string()),
  bureaus: z.array(
    z.strictObject({
      code: bureau,
      region: z.string().nullable(),
      status: z.enum(['connected', 'hosted', 'not-connected']),
    }),
  ),
});

const hours = (least: number) =>
  z.strictObject({
    routine: z.int().min(least).max(2000),
    urgent: z.int().min(least).max(2000),
    'life-at-risk': z.int().min(least).max(2000),
  });
export const deadlineBody = z.strictObject({
  answerWithinHours: hours(1),
  remindBeforeHours: hours(0),
  /** After the deadline a supervisor has the matter; this long after it the watch too. */
  watchAfterHours: hours(0),
});
/** PUT /api/correspondence/deadlines */
export const deadlineInput = z.strictObject({ version: z.int().min(0), ...deadlineBody.shape });
export const deadlineHistory = z.strictObject({
  entries: z.array(z.strictObject({ version: z.int(), at: utcMillis, actor: z.string(), body: deadlineBody })),
});
/** Message templates: a kind, an urgency, and the standard phrases it begins with. */
export const templateList = z.strictObject({
  phrases: z.array(z.string()),
  templates: z.array(
    z.strictObject({ id: z.string(), type: z.string(), urgency, asks: z.boolean(), phrases: z.array(z.string()) }),
  ),
});

/* ---------- on the wire ---------- */

const message = wireIdSchema('message');
/** Message `correspondence.recall` */
export const wireRecall = z.strictObject({ v: z.literal(1), message, reason: words(1000) });
/** Message `correspondence.recalled`: our copy is gone. */
export const wireRecalled = z.strictObject({ v: z.literal(1), message, hadRead: z.boolean() });
const consent = wireIdSchema('forward-consent');
/** Message `correspondence.consent-request` */
export const wireConsentRequest = z.strictObject({
  v: z.literal(1),
  consent,
  message,
  to: distinct,
  reason: words(1000),
});
/** Message `correspondence.consent-answer` */
export const wireConsentAnswer = z.strictObject({ v: z.literal(1), consent, yes: z.boolean(), reason: words(1000) });

export type PhraseUse = z.infer<typeof phraseUse>;
export type ConsentView = z.infer<typeof consentView>;
export type DeadlineBody = z.infer<typeof deadlineBody>;
export type DraftView = z.infer<typeof draftView>;
