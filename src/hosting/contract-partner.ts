import * as z from 'zod';
import { urgency } from '../protocol/schema/index.ts';
import { country, DECISIONS, evidence, id, REFERRAL_STATES, REPORTS } from './contract.ts';

/** POST /api/hosting/partners: this access key speaks for the authority at home. */
export const bindAuthority = z.strictObject({ partnerId: id });
export const authorityKeys = z.strictObject({
  /** Whom the bureau's settings name. */
  authority: z.string(),
  authorityName: z.string(),
  items: z.array(z.strictObject({ partnerId: id, authority: z.string(), boundBy: z.string(), at: z.int() })),
});
export type AuthorityKeys = z.output<typeof authorityKeys>;

export const partnerReferralsQuery = z.strictObject({
  open: z.enum(['true', 'false']).optional(),
  cursor: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
/** A referral as the authority's software reads it: with the signed evidence, and never content. */
export const partnerReferral = z.strictObject({
  id,
  country,
  state: z.enum(REFERRAL_STATES),
  urgency,
  note: z.string(),
  decision: z.enum(DECISIONS).nullable(),
  released: z.boolean(),
  createdAt: z.int(),
  version: z.int(),
  items: z.array(z.strictObject({ url: z.string(), urlId: id.nullable(), jws: z.string(), evidence })),
});
export type PartnerReferral = z.output<typeof partnerReferral>;
export const partnerReferrals = z.strictObject({ items: z.array(partnerReferral), next: z.string().nullable() });

/** The authority says that an address of its referral is gone, or still there. */
export const partnerReport = z.strictObject({
  urlId: id,
  kind: z.enum(REPORTS),
  /** Who saw it. */
  name: z.string().trim().min(1).max(160),
  /** When it was seen, UTC ms. */
  at: z.int().min(0),
  note: z.string().trim().max(1_000).default(''),
});
export type PartnerReport = z.output<typeof partnerReport>;
