import * as z from 'zod';
import { code, entityRef, hexHash, utcMillis } from './common.ts';

/** One leaf of the circulation feed. It names no recipient; `bodyHash` is salted, so it says nothing of the body. */
export const feedLeaf = z.strictObject({
  v: z.literal(1),
  /** Position in the log; absent before it has one. */
  seq: z.int().min(0).optional(),
  time: utcMillis,
  kind: code,
  bodyHash: hexHash,
});

/** One leaf of a bureau's own ledger. Body and salt live apart, so destroying them leaves the log whole. */
export const ledgerLeaf = z.strictObject({
  v: z.literal(1),
  seq: z.int().min(0),
  time: utcMillis,
  act: code,
  /** Id of the person or system that acted. */
  actor: z.string().min(1).max(128),
  entity: entityRef.nullable(),
  bodyHash: hexHash,
});

export type FeedLeaf = z.infer<typeof feedLeaf>;
export type LedgerLeaf = z.infer<typeof ledgerLeaf>;
