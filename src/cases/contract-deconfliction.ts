import * as z from 'zod';
import { utcMillis, uuid } from '../protocol/schema/index.ts';
import { attachmentState, sha256 } from './contract-uploads.ts';
import { requestState, text } from './contract-words.ts';

/** Who may be working on the same thing here. */
export const AUTHORITIES = ['hsi', 'fbi', 'usms', 'icac', 'ncmec'] as const;
export const authority = z.enum(AUTHORITIES);

/** POST /api/requests/:id/deconfliction: asked of those who answer by themselves. */
export const askDeconfliction = z.strictObject({ authorities: z.array(authority).min(1).max(AUTHORITIES.length) });
/** POST /api/requests/:id/deconfliction/by-hand: what one of them said on the telephone. */
export const recordDeconfliction = z.strictObject({
  authority,
  result: z.enum(['clear', 'pointer']),
  /** Whom to call there, and under which number of theirs; with `pointer` it is needed. */
  contact: text(300).optional(),
  note: text(1000).optional(),
});
export const overrideDeconfliction = z.strictObject({ reason: text(1000).min(10) });

export const deconflictionEntry = z.strictObject({
  id: uuid,
  authority,
  method: z.enum(['api', 'by-hand']),
  state: z.enum(['asked', 'clear', 'pointer', 'failed']),
  contact: z.string().nullable(),
  note: z.string().nullable(),
  /** How many hashed identifiers were compared. */
  pointers: z.int(),
  by: z.string(),
  at: utcMillis,
});
export const deconflictionView = z.strictObject({
  /** True when nothing of it may leave for abroad yet. */
  holds: z.boolean(),
  missing: z.array(authority),
  /** Those that answer by themselves. */
  online: z.array(authority),
  entries: z.array(deconflictionEntry),
  override: z.strictObject({ reason: z.string(), by: z.string(), at: utcMillis }).nullable(),
});

/** PUT /api/deconfliction/partners/:authority. The key is told to nobody again. */
export const partnerParams = z.strictObject({ authority });
export const changePartner = z.strictObject({
  version: z.int().min(0),
  url: z.url({ protocol: /^https?$/ }).max(300),
  key: z.string().min(16).max(200).optional(),
  isOn: z.boolean(),
});
export const partnerView = z.strictObject({
  authority,
  url: z.string(),
  isOn: z.boolean(),
  hasKey: z.boolean(),
  version: z.int(),
  changedAt: utcMillis,
});
export const partnersView = z.strictObject({ partners: z.array(partnerView) });

/**
 * What one system asks another: identifiers, each as HMAC-SHA-256 under the partner's key, hex. Who does not know the key learns
 * nothing, and who does learns only of what they hold themselves.
 */
export const pointerQuestion = z.strictObject({ v: z.literal(1), pointers: z.array(sha256).max(500) });
export const pointerAnswer = z.strictObject({
  v: z.literal(1),
  hits: z.array(z.strictObject({ pointer: sha256, contact: z.string().max(300) })).max(500),
});

export const DUPLICATE_REASONS = ['reference', 'url', 'phone', 'email', 'document', 'name'] as const;
export const duplicateView = z.strictObject({
  id: uuid,
  number: z.string(),
  state: requestState,
  agency: z.string().nullable(),
  receivedAt: utcMillis,
  caseId: uuid.nullable(),
  caseNumber: z.string().nullable(),
  reasons: z.array(
    z.strictObject({
      reason: z.enum(DUPLICATE_REASONS),
      /** What both say; of a name how alike they are, in percent. */
      value: z.string(),
    }),
  ),
});

/** GET /api/requests/:id/beside: what stands beside a request while it is judged. */
export const besideRequest = z.strictObject({
  attachments: z.array(attachmentState),
  duplicates: z.array(duplicateView),
  deconfliction: deconflictionView,
  /** Whether the request was made without an account. */
  isPublic: z.boolean(),
  /** The requester sent something that nobody has read yet. */
  unread: z.boolean(),
});
export type BesideRequest = z.infer<typeof besideRequest>;
export type Authority = (typeof AUTHORITIES)[number];
export type DuplicateView = z.infer<typeof duplicateView>;
export type DeconflictionView = z.infer<typeof deconflictionView>;
export type PointerAnswer = z.infer<typeof pointerAnswer>;
