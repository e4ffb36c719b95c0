import * as z from 'zod';
import { bureauCode, utcMillis } from '../protocol/schema/index.ts';
import { version } from './contract-media.ts';

/* At Lyon: bureaus that asked or contributed beyond their rate, and the rates Lyon has set for them. */

export const rateView = z.strictObject({
  bureau: bureauCode,
  /** Its own rates; null: the usual ones. */
  hashesAMinute: z.int().nullable(),
  contributionsAMinute: z.int().nullable(),
  /** It waits until then. */
  heldUntil: utcMillis.nullable(),
  heldKind: z.enum(['lookup', 'contribute']).nullable(),
  heldTimes: z.int(),
  updatedAt: utcMillis,
  version,
});
/** GET /api/icse-sources */
export const rateList = z.strictObject({
  usual: z.strictObject({ hashesAMinute: z.int(), contributionsAMinute: z.int() }),
  items: z.array(rateView),
});
export const rateParams = z.strictObject({ bureau: bureauCode });
const rate = z.int().min(1).max(100_000_000).nullable();
/** POST /api/icse-sources/:bureau: its rates, null for the usual; what is held is let go. Version 0: no row yet. */
export const setRate = z.strictObject({
  version: z.int().min(0),
  hashesAMinute: rate,
  contributionsAMinute: rate,
});

export type RateView = z.output<typeof rateView>;
export type SetRate = z.output<typeof setRate>;
