import * as z from 'zod';
import { code, utcMillis, uuid } from '../protocol/schema/index.ts';
import { text } from './contract-words.ts';

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** 32 random bytes, base64url: what a private link or key is made of. Only its SHA-256 is kept. */
export const secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** Bytes a PATCH may carry, and what a client should send at once. */
export const CHUNK_MOST = 4 * 1024 * 1024;
export const CHUNK_USUAL = 1024 * 1024;
export const ATTACHMENT_MOST = 50 * 1024 * 1024;
export const EVIDENCE_MOST = 2 * 1024 * 1024 * 1024;

/** Starts or resumes an attachment that the request announced. */
export const startAttachment = z.strictObject({ sha256 });

/** Starts or resumes a piece of evidence. */
export const startEvidence = z.strictObject({
  name: text(200),
  mediaType: z.string().max(100).default('application/octet-stream'),
  size: z.int().min(1).max(EVIDENCE_MOST),
  sha256,
});

/** Where to go on. The token opens this one upload, is told once, and is new each time. */
export const uploadStarted = z.strictObject({
  id: uuid,
  token: secret,
  offset: z.int(),
  size: z.int(),
  chunk: z.int(),
});

export const UPLOAD_STATES = ['announced', 'open', 'complete', 'refused'] as const;
/** GET /api/uploads/:id */
export const uploadState = z.strictObject({
  id: uuid,
  offset: z.int(),
  size: z.int(),
  state: z.enum(UPLOAD_STATES),
  /** Why it was refused. */
  code: code.nullable(),
});

export const attachmentState = z.strictObject({
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  sha256,
  state: z.enum(UPLOAD_STATES),
  received: z.int(),
  code: code.nullable(),
  receivedAt: utcMillis.nullable(),
});

export const attachmentParams = z.strictObject({ id: uuid, sha256 });

export type UploadStarted = z.infer<typeof uploadStarted>;
export type UploadState = z.infer<typeof uploadState>;
export type AttachmentState = z.infer<typeof attachmentState>;
export type StartEvidence = z.infer<typeof startEvidence>;
