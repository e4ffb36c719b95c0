import * as z from 'zod';
import { utcMillis, uuid } from '../protocol/schema/index.ts';
import { authorityView, tipFile } from './contract-files.ts';
import { tipModel } from './contract-model.ts';

export const idParams = z.strictObject({ id: uuid });
export const page = {
  cursor: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/**
 * `filling`: the provider has opened it and not finished. `open`: whole, and owed a decision. `routed`, `merged`, `refused`: by a
 * decision here. `retracted`: by the provider. `expired`: never finished, and deleted.
 */
export const TIP_STATES = ['filling', 'open', 'routed', 'merged', 'refused', 'retracted', 'expired'] as const;
export const tipState = z.enum(TIP_STATES);
/** `ispws`: from a provider's software. `le-json`: as law enforcement downloads it. `referral`: from another bureau. */
export const TIP_SHAPES = ['ispws', 'le-json', 'referral'] as const;
export const tipShape = z.enum(TIP_SHAPES);

export const tipSummary = z.strictObject({
  id: uuid,
  shape: tipShape,
  reportNumber: z.int(),
  provider: z.string(),
  state: tipState,
  outcome: z.string().nullable(),
  incidentType: z.string(),
  incidentAt: utcMillis.nullable(),
  escalated: z.boolean(),
  people: z.int(),
  files: z.int(),
  receivedAt: utcMillis,
  completedAt: utcMillis.nullable(),
  preservedUntil: utcMillis.nullable(),
  versions: z.int(),
  version: z.int(),
});
export const tipFilter = z.strictObject({
  state: tipState.optional(),
  shape: tipShape.optional(),
  /** A report number. */
  number: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  escalated: z.enum(['true', 'false']).optional(),
  ...page,
});
export const tipPage = z.strictObject({ items: z.array(tipSummary), next: z.string().nullable() });

export const versionSummary = z.strictObject({ n: z.int(), at: utcMillis, by: z.string(), size: z.int() });
export const versionParams = z.strictObject({ id: uuid, n: z.coerce.number().int().min(1).max(100_000) });
/** A tip as one page. `model`: as version `shown` was read; null: deleted, never finished. */
export const tipView = tipSummary.extend({
  shown: z.int(),
  model: tipModel.nullable(),
  history: z.array(versionSummary),
  fileList: z.array(tipFile),
  authorities: z.array(authorityView),
});
export const tipVersionView = z.strictObject({ n: z.int(), at: utcMillis, model: tipModel });

/** POST /api/tips/:id/refuse: nothing is done with it, and why; /reopen: a decision is taken back. */
export const decideTip = z.strictObject({ version: z.int().min(1), reason: z.string().trim().min(3).max(1000) });
export const tipVersioned = z.strictObject({ version: z.int() });

export type TipSummary = z.output<typeof tipSummary>;
export type TipView = z.output<typeof tipView>;
export type TipFilter = z.output<typeof tipFilter>;
