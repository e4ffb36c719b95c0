import * as z from 'zod';
import { utcMillis, uuid } from '../protocol/schema/index.ts';
import { page, text, version } from './contract-media.ts';

/*
 * Hash lists exchanged by the Hash Sharing v2 protocol: sources this bureau pulls from, lists it shares, partners that read
 * them. A password is never in an answer, except in the one that makes it.
 */

/* ---------- what goes over both ways ---------- */

/** Fingerprints the protocol names. Others are kept under the name they came with. */
export const FINGERPRINT_TYPES = [
  'MD5',
  'SHA1',
  'PDNA',
  'PDQ',
  'NETCLEAN',
  'VIDENTIFIER',
  'TMK_PDQF',
  'SSVH_PDNA',
  'SSVH_SAFER_HASH',
] as const;
export const fingerprintType = z.enum(FINGERPRINT_TYPES);
/** A type that is not known is a string as it came. */
const anyFingerprintType = z.string().min(1).max(64);
export const sentiment = z.enum(['affirmative', 'negative']);
export const feedbackReason = z.strictObject({ guid: z.string(), name: z.string(), type: z.string() });

/* ---------- where sources may be ---------- */

const origin = z.url({ protocol: /^https?$/ }).max(300);

/** Where the public services answer; an address still has to be allowed before it is called. */
export const environmentView = z.strictObject({ label: z.string(), baseUrl: z.string(), test: z.boolean() });
/** PUT /api/hash-source-addresses: the only addresses that are called. `https://host[:port]`; http on loopback alone. */
export const allowAddresses = z.strictObject({ origins: z.array(origin).max(50) });
/** GET /api/hash-source-addresses */
export const addressesView = z.strictObject({
  origins: z.array(z.string()),
  environments: z.array(environmentView),
});

/* ---------- sources ---------- */

export const SOURCE_STATES = ['active', 'paused'] as const;
export const sourceState = z.enum(SOURCE_STATES);
/**
 * - waiting: until the next pull
 * - pulling: in the middle of a range
 * - backing-off: the source failed or asked to wait; it is asked again by itself
 * - stopped: it refused (credentials, address not allowed); a person must act, then ask for a pull
 */
export const PULL_STATES = ['waiting', 'pulling', 'backing-off', 'stopped'] as const;
export const pullState = z.enum(PULL_STATES);

const baseUrl = z.url({ protocol: /^https?$/ }).max(300);
const username = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^:\p{Cc}]+$/u);
const password = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]+$/u);
const everyMinutes = z.int().min(5).max(10_080);

/** POST /api/hash-sources. A list of the same name is made for it. */
export const createSource = z.strictObject({
  name: text(80),
  /** What the administrator calls the environment: `Law Enforcement CSAM (test)`. */
  environment: text(80),
  /** Without `/v2`. */
  baseUrl,
  username,
  password,
  /** Entries changed from this moment on. */
  from: utcMillis,
  everyMinutes: everyMinutes.default(60),
});
export const sourceCreated = z.strictObject({ id: uuid, listId: uuid });
/** PATCH /api/hash-sources/:id. User name and password are changed together. */
export const changeSource = z
  .strictObject({
    version,
    state: sourceState.optional(),
    everyMinutes: everyMinutes.optional(),
    username: username.optional(),
    password: password.optional(),
  })
  .refine((body) => (body.username === undefined) === (body.password === undefined), { error: 'both-or-neither' });

export const hashSourceView = z.strictObject({
  id: uuid,
  name: z.string(),
  environment: z.string(),
  baseUrl: z.string(),
  listId: uuid,
  state: sourceState,
  everyMinutes: z.int(),
  from: utcMillis,
  version,
  /** Everything changed before this moment is here. Moves only when a whole range is read. */
  completeTo: utcMillis,
  pull: z.strictObject({
    state: pullState,
    /** The range being read: from (included) to (not included). */
    range: z.strictObject({ from: utcMillis, to: utcMillis }).nullable(),
    pages: z.int(),
    entries: z.int(),
    /** Of this pull, those that were no entry one could keep. */
    unreadable: z.int(),
    /** The source's own estimate of what is in the range; null when it gives none. */
    estimated: z.int().nullable(),
    startedAt: utcMillis.nullable(),
    /** When the last pull came up to the present. */
    finishedAt: utcMillis.nullable(),
    nextAt: utcMillis.nullable(),
    /** Failures in a row. */
    failures: z.int(),
    /** Why it waits or stopped: a code. */
    code: z.string().nullable(),
  }),
  /** Held here now, by kind; `removed` are tombstones. */
  counts: z.strictObject({ images: z.int(), videos: z.int(), removed: z.int() }),
  /** Who the source says we are; null before the first pull. */
  member: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
});
/** GET /api/hash-sources */
export const hashSourceList = z.strictObject({ items: z.array(hashSourceView) });
/** POST /api/hash-sources/:id/pull */
export const pullAsked = z.strictObject({ id: uuid });

/* ---------- entries of a source ---------- */

export const entryFeedback = z.strictObject({
  sentiment,
  type: z.string(),
  members: z.array(z.string()),
  reasons: z.array(z.string()),
});
export const sourceEntry = z.strictObject({
  /** `memberId-id`. */
  key: z.string(),
  member: z.strictObject({ id: z.string(), name: z.string() }),
  entryId: z.string(),
  kind: z.enum(['image', 'video']),
  at: utcMillis,
  classification: z.string().nullable(),
  fingerprints: z.record(z.string(), z.string()),
  /** Fingerprints too large to be listed; they stay at the source. */
  large: z.array(z.string()),
  /** What members said of it, as of the last pull. */
  feedback: z.array(entryFeedback),
});
/** GET /api/hash-sources/:id/entries: by key, or by MD5 or SHA-1; otherwise all, by key. */
export const sourceEntryFilter = z.strictObject({
  key: z.string().max(300).optional(),
  fingerprint: z
    .string()
    .max(40)
    .regex(/^([0-9a-f]{32}|[0-9a-f]{40})$/)
    .optional(),
  after: z.string().max(300).optional(),
  limit: page.limit,
});
export const sourceEntryPage = z.strictObject({ items: z.array(sourceEntry), next: z.string().nullable() });

/* ---------- feedback from here ---------- */

/** GET /api/hash-sources/:id/reasons: what the source accepts as reasons of a negative feedback, as of the last pull. */
export const reasonList = z.strictObject({ items: z.array(feedbackReason) });
/** POST /api/hash-sources/:id/feedback. Negative needs a reason. */
export const sendFeedback = z
  .strictObject({
    key: z.string().min(3).max(300),
    type: fingerprintType,
    sentiment,
    reasonIds: z.array(z.string().min(1).max(64)).max(20).default([]),
    /** Why, for this bureau's own record; it does not leave. */
    note: text(1000),
  })
  .refine((body) => (body.sentiment === 'negative') === body.reasonIds.length > 0, { error: 'reasons-of-negative' });
export const feedbackView = z.strictObject({
  id: uuid,
  sourceId: uuid,
  key: z.string(),
  type: z.string(),
  sentiment,
  reasons: z.array(z.string()),
  note: z.string(),
  state: z.enum(['open', 'answered', 'refused']),
  code: z.string().nullable(),
  by: z.string(),
  at: utcMillis,
  settledAt: utcMillis.nullable(),
});
export const feedbackFilter = z.strictObject({
  sourceId: uuid.optional(),
  state: z.enum(['open', 'answered', 'refused']).optional(),
  ...page,
});
export const feedbackPage = z.strictObject({ items: z.array(feedbackView), next: z.string().nullable() });

/* ---------- lists this bureau shares ---------- */

/** `own`: this bureau made the list. `consent`: its owner agreed, in `terms` with where that is written down. */
export const shareBasis = z.enum(['own', 'consent']);
/** PUT /api/hash-shares/:id (of the list). `version` 0: never decided before. */
export const decideShare = z.strictObject({
  version: z.int().min(0),
  share: z.boolean(),
  basis: shareBasis,
  /** The owner's terms in words, or the reason for ending it. */
  terms: text(1000),
});
export const shareView = z.strictObject({
  listId: uuid,
  listName: z.string(),
  /** Made here; otherwise the owner's consent is needed. */
  own: z.boolean(),
  share: z.boolean(),
  basis: shareBasis.nullable(),
  terms: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: utcMillis.nullable(),
  /** Partners that may read it now. */
  partners: z.int(),
  version: z.int().min(0),
});
/** GET /api/hash-shares */
export const shareList = z.strictObject({ items: z.array(shareView) });

/* ---------- partners that read here ---------- */

const partnerName = z
  .string()
  .min(3)
  .max(60)
  .regex(/^[a-z0-9][a-z0-9._-]*$/);
/** POST /api/hash-partners. It reads nothing before it is given a list that is shared. */
export const createPartner = z.strictObject({
  username: partnerName,
  /** The organisation. */
  name: text(120),
  listIds: z.array(uuid).max(100).default([]),
  expiresAt: utcMillis,
});
export const partnerCredentials = z.strictObject({
  id: uuid,
  username: z.string(),
  /** Told once and never again. */
  password: z.string(),
  /** What a client is configured with, relative to this bureau's address. */
  basePath: z.string(),
});
/** PUT /api/hash-partners/:id/lists: the whole set. A list taken away is told as tombstones. */
export const grantLists = z.strictObject({ version, listIds: z.array(uuid).max(100) });
/** POST /api/hash-partners/:id/password */
export const partnerVersion = z.strictObject({ version });
/** DELETE /api/hash-partners/:id?version= */
export const partnerVersionQuery = z.strictObject({ version: z.coerce.number().int().min(1) });
export const partnerAccountView = z.strictObject({
  id: uuid,
  username: z.string(),
  name: z.string(),
  /** The number by which the protocol knows it. */
  member: z.int(),
  listIds: z.array(uuid),
  expiresAt: utcMillis,
  revokedAt: utcMillis.nullable(),
  /** When it last read entries, and how many pages and entries it has read in all. */
  lastReadAt: utcMillis.nullable(),
  pages: z.int(),
  entries: z.int(),
  version,
});
/** GET /api/hash-partners */
export const partnerAccountList = z.strictObject({ items: z.array(partnerAccountView) });

/** GET /api/hash-partner-feedback: what partners said of entries shared from here, newest first. */
export const partnerFeedbackView = z.strictObject({
  id: uuid,
  partnerId: uuid,
  partnerName: z.string(),
  listId: uuid,
  /** The key of the entry in its list. */
  entryKey: z.string(),
  type: anyFingerprintType,
  sentiment,
  reasons: z.array(z.string()),
  at: utcMillis,
});
export const partnerFeedbackFilter = z.strictObject({ listId: uuid.optional(), ...page });
export const partnerFeedbackPage = z.strictObject({
  items: z.array(partnerFeedbackView),
  next: z.string().nullable(),
});

export type Sentiment = z.output<typeof sentiment>;
export type FeedbackReason = z.output<typeof feedbackReason>;
export type CreateSource = z.output<typeof createSource>;
export type ChangeSource = z.output<typeof changeSource>;
export type HashSourceView = z.output<typeof hashSourceView>;
export type PullState = z.output<typeof pullState>;
export type SourceEntry = z.output<typeof sourceEntry>;
export type EntryFeedback = z.output<typeof entryFeedback>;
export type SendFeedback = z.output<typeof sendFeedback>;
export type FeedbackView = z.output<typeof feedbackView>;
export type DecideShare = z.output<typeof decideShare>;
export type ShareView = z.output<typeof shareView>;
export type CreatePartner = z.output<typeof createPartner>;
export type PartnerAccountView = z.output<typeof partnerAccountView>;
export type PartnerFeedbackView = z.output<typeof partnerFeedbackView>;
