import { z } from 'zod';
import { bureauCode, code, utcMillis } from '../protocol/schema/index.ts';

const count = z.int().min(0);

/** GET /api/federation/status: what goes between this bureau and the others, without any content. */
export const federationStatus = z.strictObject({
  bureau: bureauCode,
  role: z.enum(['ipsg', 'national']),
  queue: z.strictObject({ depth: count, oldestAt: utcMillis.nullable() }),
  peers: z.array(
    z.strictObject({
      code: bureauCode,
      queued: count,
      failing: count,
      oldestAt: utcMillis.nullable(),
      delivered: count,
      refused: count,
      received: count,
      lastDeliveredAt: utcMillis.nullable(),
      lastReceivedAt: utcMillis.nullable(),
      lastError: code.nullable(),
      retryAt: utcMillis.nullable(),
    }),
  ),
  feed: z.strictObject({
    /** Entries handled here (at the Secretariat: sealed). */
    size: count,
    /** Entries of the newest checkpoint seen. */
    head: count,
    lag: count,
    /** Signed time of the newest checkpoint checked. */
    checkpointAt: utcMillis.nullable(),
    stale: z.boolean(),
    /** Why following stopped; a person decides how it goes on. */
    halted: code.nullable(),
  }),
  alarms: z.array(
    z.strictObject({
      id: z.uuid(),
      code,
      peer: bureauCode.nullable(),
      at: utcMillis,
      params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    }),
  ),
});

export const resumeInput = z.strictObject({ reason: z.string().trim().min(3).max(2000) });
/** The code of what had stopped it. */
export const resumeView = z.strictObject({ was: code });

export type FederationStatus = z.output<typeof federationStatus>;
