import * as z from 'zod';
import { urgency, utcMillis, uuid } from '../protocol/schema/index.ts';
import { attachment, officerStatus, requestPerson, submitRequest } from './contract-requests.ts';
import { ATTACHMENT_MOST, attachmentState, secret } from './contract-uploads.ts';
import { ori, text } from './contract-words.ts';

const smallAttachment = attachment.extend({ size: z.int().min(1).max(ATTACHMENT_MOST) });

/**
 * POST /api/public/requests: a request without an account. `secret` is 32 random bytes that the sender draws: the same secret
 * and request have one effect however often they are sent, and it opens the status afterwards.
 */
export const publicRequest = submitRequest.extend({
  secret,
  persons: z.array(requestPerson).max(20).default([]),
  attachments: z.array(smallAttachment).max(20).default([]),
});

export const publicReceipt = z.strictObject({ number: z.string(), receivedAt: utcMillis });

/** GET /api/public/agencies: of the directory what a form needs. No telephone number. */
export const publicAgencyQuery = z.strictObject({ q: z.string().trim().min(2).max(100) });
export const publicAgencies = z.strictObject({
  agencies: z.array(
    z.strictObject({ ori, name: z.string(), city: z.string().nullable(), state: z.string().nullable() }),
  ),
});

/** GET /api/public/requests/form */
export const publicForm = z.strictObject({
  bureau: z.string(),
  offences: z.array(z.strictObject({ code: z.string(), names: z.record(z.string(), z.string()) })),
  countries: z.array(z.string()),
});

/** GET /api/public/requests/status */
export const publicStatus = z.strictObject({
  ...officerStatus.omit({ id: true }).shape,
  agencyName: z.string().nullable(),
  attachments: z.array(attachmentState),
  /** False once it is declined, or its case closed. */
  takesInformation: z.boolean(),
});

/** POST /api/public/requests/status/information, and /api/my/requests/:id/information */
export const addInformation = z.strictObject({
  /** Drawn by the sender; the same note is taken once. */
  note: uuid,
  text: text(4000),
  attachments: z.array(smallAttachment).max(20).default([]),
});

/** GET and PUT /api/my/drafts/:form */
export const draftParams = z.strictObject({ form: z.enum(['intake']) });
export const keepDraft = z.strictObject({
  /** Of the draft this one follows; 0 for the first. */
  version: z.int().min(0),
  body: z.record(z.string(), z.json()),
});
export const draftView = z.strictObject({
  version: z.int().min(0),
  updatedAt: utcMillis.nullable(),
  body: z.record(z.string(), z.json()).nullable(),
});

/** GET /api/public/task: what the agency is asked, behind its private link. */
export const publicTask = z.strictObject({
  bureau: z.string(),
  number: z.string(),
  agencyName: z.string().nullable(),
  what: z.string(),
  dueAt: utcMillis,
  urgency,
  state: z.enum(['open', 'done', 'not-possible']),
  answer: z.string().nullable(),
});
/** POST /api/public/task/answer */
export const answerTask = z.strictObject({
  by: text(120),
  result: z.enum(['done', 'not-possible']),
  text: text(8000),
});
/** POST /api/tasks/:id/link: told once. */
export const taskLink = z.strictObject({ token: secret, expiresAt: utcMillis });

export type PublicRequest = z.infer<typeof publicRequest>;
export type PublicStatus = z.infer<typeof publicStatus>;
export type AddInformation = z.infer<typeof addInformation>;
export type PublicTask = z.infer<typeof publicTask>;
export type DraftView = z.infer<typeof draftView>;
