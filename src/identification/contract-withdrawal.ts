import * as z from 'zod';
import { utcMillis, uuid } from '../protocol/schema/index.ts';
import { page, text, version } from './contract-media.ts';

/* Taking back a picture that was contributed to Lyon. */

export const WITHDRAWAL_STATES = ['proposed', 'sent', 'done', 'declined', 'refused'] as const;
/** Why a second person must agree: what at Lyon depends on the picture. */
export const WITHDRAWAL_DEPENDS = [
  'others-contribute',
  'others-work',
  'series-advanced',
  'people-registered',
  'clue-listed',
] as const;

/** POST /api/media/:id/withdraw */
export const withdrawMedia = z.strictObject({ version, reason: text(500) });
/** POST /api/withdrawals/:id/confirm and …/decline, by another person than who proposed it. */
export const secondWithdrawal = z.strictObject({ version, reason: text(500) });
export const withdrawalView = z.strictObject({
  id: uuid,
  mediaId: uuid,
  lyonMediaId: uuid,
  seriesId: uuid,
  reason: z.string(),
  depends: z.array(z.enum(WITHDRAWAL_DEPENDS)),
  state: z.enum(WITHDRAWAL_STATES),
  /** Why Lyon said no. */
  code: z.string().nullable(),
  /** True: nobody else contributed it, it is out of Lyon's database. Null: not known yet. */
  gone: z.boolean().nullable(),
  by: z.string(),
  at: utcMillis,
  second: z.strictObject({ by: z.string(), reason: z.string(), at: utcMillis }).nullable(),
  settledAt: utcMillis.nullable(),
  version,
});
export const withdrawalFilter = z.strictObject({ mediaId: uuid.optional(), ...page });
export const withdrawalPage = z.strictObject({ items: z.array(withdrawalView), next: z.string().nullable() });

export type WithdrawMedia = z.output<typeof withdrawMedia>;
export type SecondWithdrawal = z.output<typeof secondWithdrawal>;
export type WithdrawalView = z.output<typeof withdrawalView>;
