import * as z from 'zod';
import { partialDate, utcMillis, uuid } from '../protocol/schema/index.ts';

/* The public extract: its switch, who agreed to what, and what is in it. */

const version = z.int().min(1);
const words = z.string().trim().min(2).max(200);

/** GET, PUT /api/public-extract */
export const publicSetting = z.strictObject({
  enabled: z.boolean(),
  /** X-Forwarded-Host, -Proto and -For come from a proxy of the bureau's own. */
  trustForwarded: z.boolean(),
  /** Requests a minute from one address. */
  perMinute: z.int(),
  changedBy: z.string().nullable(),
  changedAt: utcMillis.nullable(),
  /** Notices in the extract, by kind. */
  shown: z.record(z.string(), z.int()),
  version,
});
export type PublicSetting = z.infer<typeof publicSetting>;
export const changePublicSetting = z.strictObject({
  version,
  enabled: z.boolean(),
  trustForwarded: z.boolean(),
  perMinute: z.int().min(1).max(1_000_000),
});

export const CONSENT_KINDS = ['guardian', 'prosecutor'] as const;
/** POST /api/notices/:id/public/consents */
export const newConsent = z.strictObject({
  kind: z.enum(CONSENT_KINDS),
  /** Who agreed. */
  givenBy: words,
  /** The letter, the file number: where it can be read. */
  reference: words,
  givenOn: partialDate,
});
export const consentParams = z.strictObject({ id: uuid, consent: uuid });
export const publicConsent = z.strictObject({
  id: uuid,
  /** `bureau`: the supervisor who made it public. */
  kind: z.enum([...CONSENT_KINDS, 'bureau']),
  givenBy: z.string(),
  reference: z.string(),
  givenOn: z.string(),
  recordedBy: z.string(),
  recordedAt: utcMillis,
  withdrawnBy: z.string().nullable(),
  withdrawnAt: utcMillis.nullable(),
});
/** GET /api/notices/:id/public */
export const publicState = z.strictObject({
  shown: z.boolean(),
  enabled: z.boolean(),
  /** `/notices/v1/red/2026-123` */
  path: z.string().nullable(),
  consents: z.array(publicConsent),
  /** Codes of what stands in the way. */
  obstacles: z.array(z.string()),
});
export type PublicState = z.infer<typeof publicState>;
/** POST /api/notices/:id/public */
export const makePublic = z.strictObject({
  version,
  /** The supervisor has made sure of it: never for somebody who was abused. */
  notAbuseVictim: z.literal(true),
  reason: z.string().trim().min(3).max(2000),
});
/** POST /api/notices/:id/private */
export const makePrivate = z.strictObject({ version, reason: z.string().trim().min(3).max(2000) });
