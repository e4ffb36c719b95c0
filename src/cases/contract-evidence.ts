import * as z from 'zod';
import { utcMillis, uuid } from '../protocol/schema/index.ts';
import { secret, sha256, UPLOAD_STATES } from './contract-uploads.ts';
import { text, version } from './contract-words.ts';

/** POST /api/requests/:id/transfers: a key for an officer whom the call-back has confirmed. */
export const issueTransfer = z.strictObject({ purpose: text(500), days: z.int().min(1).max(30).default(7) });
/** The key, told once. */
export const transferIssued = z.strictObject({ id: uuid, key: secret, expiresAt: utcMillis });

export const CUSTODY_STEPS = [
  'key-issued',
  'received',
  'refused',
  'opened',
  'closed',
  'revoked',
  'record-printed',
] as const;
export const custodyEntry = z.strictObject({
  seq: z.int(),
  at: utcMillis,
  step: z.enum(CUSTODY_STEPS),
  actor: z.string(),
  actorName: z.string(),
  file: z.string().nullable(),
  sha256: sha256.nullable(),
  note: z.string().nullable(),
  /** SHA-256 over this entry and the hash of the one before. */
  hash: sha256,
});
export const evidenceFile = z.strictObject({
  id: uuid,
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  sha256,
  received: z.int(),
  state: z.enum(UPLOAD_STATES),
  code: z.string().nullable(),
  completedAt: utcMillis.nullable(),
});
export const transferView = z.strictObject({
  id: uuid,
  requestId: uuid,
  requestNumber: z.string(),
  agency: z.string().nullable(),
  agencyName: z.string().nullable(),
  officer: z.string(),
  purpose: z.string(),
  state: z.enum(['open', 'closed', 'revoked']),
  version,
  createdAt: utcMillis,
  expiresAt: utcMillis,
  files: z.array(evidenceFile),
  custody: z.array(custodyEntry),
  /** Whether every entry's hash follows from what stands before it. */
  intact: z.boolean(),
});
export const endTransfer = z.strictObject({ version, note: text(500) });
/** POST /api/evidence/:id/open: why it is opened; answers a ticket good for one download within a minute. */
export const openEvidence = z.strictObject({ reason: text(500) });
export const evidenceTicket = z.strictObject({ ticket: secret });
export const ticketQuery = z.strictObject({ ticket: secret });

/** GET /api/public/evidence: what the key's holder sees. */
export const publicTransfer = z.strictObject({
  bureau: z.string(),
  number: z.string(),
  agencyName: z.string().nullable(),
  officer: z.string(),
  purpose: z.string(),
  state: z.enum(['open', 'closed', 'revoked']),
  expiresAt: utcMillis,
  files: z.array(evidenceFile),
});

/** POST /api/transfers/:id/record: the chain of custody as the bureau signs it (JWS, `typ` evidence). */
export const custodyRecord = z.strictObject({ record: transferView, jws: z.string() });

export type TransferView = z.infer<typeof transferView>;
export type PublicTransfer = z.infer<typeof publicTransfer>;
export type CustodyRecord = z.infer<typeof custodyRecord>;
export type CustodyStep = (typeof CUSTODY_STEPS)[number];
