import * as z from 'zod';
import { code, entityRef, hexHash, utcMillis, uuid } from '../protocol/schema/index.ts';

/** A signed note (C2SP checkpoint) as text. */
export const checkpointNote = z.string().min(1).max(8_192);

export const checkpointAnswer = z.strictObject({
  checkpoint: checkpointNote,
  /** The log's key, in the signed-note form `name+id+key`. */
  verifier: z.string().max(512),
});

/** Header of a sealed ledger entry. */
export const ledgerEntry = z.strictObject({
  seq: z.int().min(0),
  id: uuid,
  time: utcMillis,
  act: code,
  actor: z.string().min(1).max(128),
  entity: entityRef,
  about: z.array(entityRef).max(256),
  bodyHash: hexHash,
});

export const entriesQuery = z.strictObject({
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  act: code.optional(),
  actor: z.string().min(1).max(128).optional(),
  /** `kind:id`. */
  entity: z.string().min(3).max(200).optional(),
});

export const entriesAnswer = z.strictObject({
  entries: z.array(ledgerEntry).max(500),
  /** Pass as `after` for the next page; null at the end. */
  next: z.int().min(0).nullable(),
});

export const verifyBody = z.strictObject({
  /** Checkpoints kept elsewhere; the newest own one is always checked. */
  checkpoints: z.array(checkpointNote).max(100).default([]),
});

export const verifyAnswer = z.strictObject({
  ok: z.boolean(),
  size: z.int().min(0),
  problems: z
    .array(z.strictObject({ code, params: z.record(z.string().max(64), z.union([z.string(), z.number()])) }))
    .max(100),
  unsealedOlderThan5s: z.int().min(0),
});

/** `data` of an SSE message on /api/live for bureau staff; its `id` is the ledger number. An agency's officer gets `{}`. */
export const liveEvent = z.strictObject({ seq: z.int().min(0), act: code, entity: entityRef });

export const liveQuery = z.strictObject({
  /** Number of the last entry seen, when the Last-Event-ID header cannot be set. */
  after: z.coerce.number().int().min(0).optional(),
});

export type LedgerEntry = z.infer<typeof ledgerEntry>;
export type LiveEvent = z.infer<typeof liveEvent>;
