import * as z from 'zod';
import { bureauCode, uuid } from '../protocol/schema/index.ts';
import { seriesSummary } from './contract.ts';

/** Request `icse/withdraw`: the bureau's contribution of one picture, with its deposit and its clues. */
export const withdrawal = z.strictObject({ id: uuid, media: uuid, reason: z.string().min(1).max(500) });
export const withdrawalAnswer = z.strictObject({
  series: seriesSummary,
  /** Nobody else contributed it. */
  gone: z.boolean(),
});

/** Message from Lyon to the other parties of the series: this picture is no longer that bureau's, or no longer there at all. */
export const withdrawnMessage = z.strictObject({
  alert: uuid,
  series: seriesSummary,
  media: uuid,
  bureau: bureauCode,
  gone: z.boolean(),
});

export type Withdrawal = z.output<typeof withdrawal>;
export type WithdrawalAnswer = z.output<typeof withdrawalAnswer>;
export type WithdrawnMessage = z.output<typeof withdrawnMessage>;
