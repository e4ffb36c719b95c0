import * as z from 'zod';
import { particulars, subjectRole, wireParticulars } from '../cases/contract.ts';
import { assistance, checklistInput } from '../directory/contract.ts';
import { urgency, utcMillis, uuid, wireIdSchema } from '../protocol/schema/index.ts';
import { consentView, phraseUses } from './contract-handling.ts';

export * from './contract-handling.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const bureau = z
  .string()
  .max(4)
  .regex(/^(?:[A-Z]{2}|IPSG)$/);

export const THREAD_TYPES = [
  'request-for-information',
  'reply',
  'alert',
  'consultation',
  'traveller-notification',
  'tip-referral',
  'hit',
  'acknowledgment',
] as const;
export const messageType = z.enum(THREAD_TYPES);

/** The four working languages of the organisation. */
export const language = z.enum(['en', 'fr', 'es', 'ar']);

/** The owner's terms; they travel with every message of the thread. */
export const handlingTerms = z.strictObject({
  purpose: text(500),
  /** May the receiver pass it on: never, with the owner's yes, or freely. */
  onward: z.enum(['no', 'with-consent', 'yes']),
  expires: utcMillis.optional(),
});

export const RECIPIENT_STATES = ['queued', 'delivered', 'read', 'answered', 'refused', 'failing'] as const;
export const recipientState = z.enum(RECIPIENT_STATES);

const person = z.strictObject({ role: subjectRole, particulars });

/** POST /api/threads */
export const startThread = z.strictObject({
  to: z
    .array(bureau)
    .min(1)
    .max(200)
    .refine((list) => new Set(list).size === list.length, { error: 'repeated-recipient' }),
  type: messageType,
  subject: text(200),
  /** May be empty when standard phrases say it. */
  text: z.string().trim().max(16_000).default(''),
  phrases: phraseUses.default([]),
  lang: language.default('en'),
  urgency,
  /** True: an answer is owed by the deadline of the urgency. */
  asks: z.boolean().default(false),
  caseId: uuid.optional(),
  /** Their particulars travel without domestic numbers; the answer lists what was taken out. */
  persons: z.array(person).max(20).default([]),
  handling: handlingTerms,
  /** What kind of assistance it asks for: the checklist of each recipient's country is run. */
  assistance: assistance.optional(),
  checklist: checklistInput.optional(),
});

/** POST /api/threads/:id/messages: to all other participants unless `to` names some. */
export const postMessage = z.strictObject({
  type: messageType.default('reply'),
  text: z.string().trim().max(16_000).default(''),
  phrases: phraseUses.default([]),
  lang: language.default('en'),
  asks: z.boolean().default(false),
  urgency: urgency.optional(),
  to: z.array(bureau).min(1).max(200).optional(),
  /** Local id of the message that this answers: closes what is owed on it, here and there. */
  answers: uuid.optional(),
  persons: z.array(person).max(20).default([]),
});

/** POST /api/threads/:id/link */
export const linkThread = z.strictObject({ caseId: uuid });
/** POST /api/thread-requests/:id/settle: ends what is owed without an answer, with the reason. */
export const settleRequest = z.strictObject({ reason: text(1000) });

export const recipientView = z.strictObject({
  bureau,
  state: recipientState,
  /** Why it was not delivered: the code the other bureau or the transport gave. */
  reason: z.string().nullable(),
  deliveredAt: utcMillis.nullable(),
  readAt: utcMillis.nullable(),
  answeredAt: utcMillis.nullable(),
  /** Of a recalled message: when their copy was destroyed, and whether it had been read there. */
  purgedAt: utcMillis.nullable(),
  hadRead: z.boolean().nullable(),
});

export const messageView = z.strictObject({
  id: uuid,
  wireId: z.string(),
  direction: z.enum(['out', 'in']),
  from: bureau,
  type: messageType,
  text: z.string(),
  phrases: phraseUses,
  /** Why the text is not shown. */
  hidden: z.enum(['recalled', 'expired']).nullable(),
  /** Wire id of the message that this one passes on. */
  forwards: z.string().nullable(),
  recalledAt: utcMillis.nullable(),
  recalledBecause: z.string().nullable(),
  /** When it was sent; `at` is when it came. `late`: more than an hour between them. */
  sentAt: utcMillis,
  late: z.boolean(),
  lang: language,
  urgency,
  asks: z.boolean(),
  dueAt: utcMillis.nullable(),
  /** Local id of the message this answers. */
  answers: uuid.nullable(),
  at: utcMillis,
  author: z.string(),
  persons: z.array(z.strictObject({ role: subjectRole, particulars: wireParticulars })),
  /** Pointers of what was taken out before it left (`/persons/0/domestic/fbiNumber`). */
  stripped: z.array(z.string()),
  /** Of a message we sent. */
  recipients: z.array(recipientView),
  /** Of a message we received: when somebody here first read it. */
  readAt: utcMillis.nullable(),
});

export const threadRequestView = z.strictObject({
  id: uuid,
  messageId: uuid,
  /** owed: we must answer. awaited: they must. undelivered: it did not arrive and nobody has settled that. */
  side: z.enum(['owed', 'awaited', 'undelivered']),
  bureau,
  dueAt: utcMillis,
  state: z.enum(['open', 'answered', 'settled']),
  reason: z.string().nullable(),
});

export const threadSummary = z.strictObject({
  id: uuid,
  wireId: wireIdSchema('thread'),
  type: messageType,
  subject: z.string(),
  urgency,
  startedBy: bureau,
  participants: z.array(bureau),
  caseId: uuid.nullable(),
  startedAt: utcMillis,
  lastAt: utcMillis,
  messages: z.int(),
  unread: z.int(),
  /** Requests still open in it, ours to answer and theirs. */
  owed: z.int(),
  awaited: z.int(),
  undelivered: z.int(),
});

export const threadView = z.strictObject({
  ...threadSummary.shape,
  handling: handlingTerms,
  items: z.array(messageView),
  requests: z.array(threadRequestView),
  consents: z.array(consentView),
});

/** What a send did: what was taken out before it left is told to the sender. */
export const sent = z.strictObject({
  threadId: uuid,
  messageId: uuid,
  stripped: z.array(z.string()),
  dueAt: utcMillis.nullable(),
});
export const readResult = z.strictObject({ read: z.int() });
export const settled = z.strictObject({ id: uuid, state: z.literal('settled') });

/** GET /api/correspondence/deadlines */
export const deadlines = z.strictObject({
  source: z.string(),
  /** 0: the house defaults. */
  version: z.int(),
  watchAfterMs: z.record(urgency, z.int()),
  answerWithinMs: z.record(urgency, z.int()),
  remindBeforeMs: z.record(urgency, z.int()),
});

export const idParams = z.strictObject({ id: uuid });
export const threadQuery = z.strictObject({
  caseId: uuid.optional(),
  open: z.enum(['owed', 'awaited', 'undelivered']).optional(),
  /** Words in the subject or in a message. */
  q: z.string().trim().min(2).max(200).optional(),
  cursor: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const threadPage = z.strictObject({ items: z.array(threadSummary), next: z.string().nullable() });

/* ---------- on the wire ---------- */

/** Message `correspondence.message`. */
export const wireMessage = z.strictObject({
  v: z.literal(1),
  thread: wireIdSchema('thread'),
  participants: z.array(bureau).min(2).max(201),
  type: messageType,
  subject: text(200),
  text: z.string().max(16_000),
  phrases: phraseUses.optional(),
  forwards: wireIdSchema('message').optional(),
  lang: language,
  asks: z.boolean(),
  dueAt: utcMillis.optional(),
  /** Wire id of the message this answers. */
  answers: wireIdSchema('message').optional(),
  /** In full: the envelope's own field says less. */
  handling: handlingTerms,
  persons: z.array(z.strictObject({ role: subjectRole, particulars: wireParticulars })).max(20),
});

/** Message `correspondence.read`. */
export const wireRead = z.strictObject({
  v: z.literal(1),
  thread: wireIdSchema('thread'),
  messages: z.array(wireIdSchema('message')).min(1).max(200),
  at: utcMillis,
});

export type StartThread = z.infer<typeof startThread>;
export type PostMessage = z.infer<typeof postMessage>;
export type HandlingTerms = z.infer<typeof handlingTerms>;
export type ThreadSummary = z.infer<typeof threadSummary>;
export type ThreadView = z.infer<typeof threadView>;
export type MessageView = z.infer<typeof messageView>;
export type RecipientState = z.infer<typeof recipientState>;
export type ThreadRequestView = z.infer<typeof threadRequestView>;
export type WireMessage = z.infer<typeof wireMessage>;
export type WireRead = z.infer<typeof wireRead>;
