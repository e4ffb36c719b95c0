import { AppError, systemScope, type Tx } from '../platform/index.ts';
import { DAY, MINUTE, sha256, utf8 } from '../protocol/index.ts';
import { raiseAlarm } from './alarms.ts';
import { compareDigests, keepComparison } from './compare-digests.ts';
import type { Context } from './context.ts';

/** A peer that does not answer is asked again this often, and for this many days; then its silence is an alarm. */
const AGAIN_MS = 60 * MINUTE;
const DAYS = 7;
/** Comparing begins this long after midnight UTC, spread by bureau over the hours after it: receipts on their way have arrived. */
const AFTER_MIDNIGHT_MS = 60 * MINUTE;
const SPREAD_MS = 180 * MINUTE;

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const startOf = (at: number): number => at - (at % DAY);

/** When this bureau compares next, UTC ms: the same time every day. */
export function nextComparison(bureau: string, now: number): number {
  const [a = 0, b = 0] = sha256(utf8(bureau));
  const offset = AFTER_MIDNIGHT_MS + Math.floor(((a * 256 + b) / 65_536) * SPREAD_MS);
  const today = startOf(now) + offset;
  return today > now ? today : today + DAY;
}

/** Peers and days of the last week on which something was exchanged and that were not compared yet; today is not over. */
function duePairs(tx: Tx): Promise<{ peer: string; day: string }[]> {
  const today = startOf(tx.now);
  return tx.query(
    `SELECT peer, day FROM (
       SELECT DISTINCT peer, to_char(to_timestamp(at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day FROM (
         SELECT peer, at FROM federation_delivery WHERE state = 'delivered' AND at >= $1 AND at < $2
         UNION ALL
         SELECT peer, received_at FROM federation_inbox WHERE outcome = 'accepted' AND received_at >= $1 AND received_at < $2
       ) AS exchanged) AS days
     WHERE NOT EXISTS (SELECT 1 FROM federation_comparison c WHERE c.peer = days.peer AND c.day = days.day)
     ORDER BY day, peer`,
    [today - DAYS * DAY, today],
  );
}

/**
 * Holds the digests of every day that is over against those of each peer it was spent with. A difference that is still there
 * at the next look is an alarm: at the first, a receipt may be on its way after a night without a line. So is a peer that has
 * not answered for a week.
 * @param differing peers and days that differed at the last look; kept by the caller from one to the next
 * @returns when to come back, UTC ms
 */
export async function compareDueDays(ctx: Context, differing: Set<string>, signal: AbortSignal): Promise<number> {
  const { runtime, db } = ctx;
  const scope = systemScope(runtime.bureau);
  const silent = new Set<string>();
  let again = false;
  for (const { peer, day } of await db.tx(scope, duePairs)) {
    if (signal.aborted || silent.has(peer)) continue;
    const key = `${peer} ${day}`;
    // On its last day there is no next look.
    const final = differing.delete(key) || day <= dayOf(runtime.clock.now() - DAYS * DAY);
    try {
      const { same } = await compareDigests(ctx, peer, day, { keep: true, final });
      if (same || final) continue;
      differing.add(key);
      again = true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      silent.add(peer);
    }
  }
  if (silent.size > 0) await db.tx(scope, (tx) => giveUp(ctx, tx, silent));
  else if (!again) return nextComparison(runtime.bureau, runtime.clock.now());
  return runtime.clock.now() + AGAIN_MS;
}

/** The last day on which a pair is still looked at: its silence is told, once. */
async function giveUp(ctx: Context, tx: Tx, silent: ReadonlySet<string>): Promise<void> {
  const oldest = dayOf(tx.now - DAYS * DAY);
  for (const { peer, day } of await duePairs(tx)) {
    if (day > oldest || !silent.has(peer)) continue;
    await keepComparison(tx, peer, day, null);
    await raiseAlarm(ctx, tx, { code: 'peer.digests-unanswered', peer, params: { day } });
  }
}
