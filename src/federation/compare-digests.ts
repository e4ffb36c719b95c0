import { z } from 'zod';
import { type RequestHandler, requestHandler, systemScope, type Tx } from '../platform/index.ts';
import { bureauCode, DAY, hexHash, sha256Hex } from '../protocol/index.ts';
import { raiseAlarm } from './alarms.ts';
import { askPeer } from './ask-peer.ts';
import type { Context } from './context.ts';
import type { DayDigest, DigestComparison } from './types.ts';

const DIGEST_PATH = 'federation/digest';
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => !Number.isNaN(Date.parse(`${text}T00:00:00.000Z`)));
const question = z.strictObject({ day });
const digest = z.strictObject({
  peer: bureauCode,
  day,
  direction: z.enum(['sent', 'received']),
  count: z.int().min(0),
  digest: hexHash,
});
const answer = z.strictObject({ sent: digest, received: digest });

const EMPTY = sha256Hex();

/**
 * Accepted messages of a UTC day by peer and direction. Both ends count a message by the time in its receipt, so that the
 * digests of an honest pair are equal.
 */
export async function readDigests(tx: Tx, onDay: string, peer?: string): Promise<DayDigest[]> {
  const from = Date.parse(`${onDay}T00:00:00.000Z`);
  const rows = await tx.query<{ peer: string; direction: 'sent' | 'received'; count: number; digest: string }>(
    `SELECT peer, direction, count(*) AS count,
       encode(sha256(convert_to(string_agg(id, E'\\n' ORDER BY id COLLATE "C"), 'UTF8')), 'hex') AS digest
     FROM (SELECT peer, 'sent' AS direction, message_id AS id FROM federation_delivery
             WHERE state = 'delivered' AND at >= $1 AND at < $2 AND ($3::text IS NULL OR peer = $3)
           UNION ALL
           SELECT peer, 'received', id FROM federation_inbox
             WHERE outcome = 'accepted' AND received_at >= $1 AND received_at < $2 AND ($3::text IS NULL OR peer = $3)) AS m
     GROUP BY peer, direction ORDER BY peer, direction`,
    [from, from + DAY, peer ?? null],
  );
  return rows.map((row) => ({ ...row, day: onDay }));
}

async function pair(tx: Tx, onDay: string, peer: string): Promise<{ sent: DayDigest; received: DayDigest }> {
  const rows = await readDigests(tx, onDay, peer);
  const of = (direction: 'sent' | 'received'): DayDigest =>
    rows.find((row) => row.direction === direction) ?? { peer, day: onDay, direction, count: 0, digest: EMPTY };
  return { sent: of('sent'), received: of('received') };
}

/** Tells a peer what we count between it and us. */
export function digestHandler(): RequestHandler {
  return requestHandler<z.output<typeof question>, z.input<typeof answer>>({
    path: DIGEST_PATH,
    schema: question,
    handle: (tx, { from, body }) => pair(tx, body.day, from),
  });
}

/** Notes that a day was compared with a peer, or (`same` null) that it never answered. */
export async function keepComparison(tx: Tx, peer: string, onDay: string, same: boolean | null): Promise<void> {
  await tx.query(
    'INSERT INTO federation_comparison (peer, day, same, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [peer, onDay, same, tx.now],
  );
}

/**
 * Peers fail by dropping silently: their count of a day must be ours. A difference is an alarm, on the record. With `keep`
 * the day counts as compared. Unless `final`, a difference is only told to the caller, who will look again.
 */
export async function compareDigests(
  ctx: Context,
  peer: string,
  onDay: string,
  { keep = false, final = true }: { keep?: boolean; final?: boolean } = {},
): Promise<DigestComparison> {
  const theirs = await askPeer(ctx, peer, { path: DIGEST_PATH, body: { day: onDay }, schema: answer });
  return ctx.db.tx(systemScope(ctx.runtime.bureau), async (tx) => {
    const mine = await pair(tx, onDay, peer);
    const same = mine.sent.digest === theirs.received.digest && mine.received.digest === theirs.sent.digest;
    if (keep && (same || final)) await keepComparison(tx, peer, onDay, same);
    if (!same && final) {
      await raiseAlarm(ctx, tx, {
        code: 'peer.digests-differ',
        peer,
        params: {
          day: onDay,
          sent: mine.sent.count,
          theyReceived: theirs.received.count,
          received: mine.received.count,
          theySent: theirs.sent.count,
        },
      });
    }
    return { peer, day: onDay, same, mine, theirs };
  });
}
