import { setTimeout as sleep } from 'node:timers/promises';
import type { Databases } from './databases.ts';
import { BUREAUS, type Code } from './fleet.ts';
import type { Tally } from './tally.ts';

/** What is still under way somewhere; empty when everything has arrived. */
export async function pending(db: Databases, tally: Tally): Promise<string[]> {
  const open: string[] = [];
  const count = async (code: Code, what: string, sql: string, values: unknown[] = []): Promise<void> => {
    const [row] = await db.rows<{ n: number }>(code, sql, values);
    if (row && Number(row.n) > 0) open.push(`${code}: ${row.n} ${what}`);
  };
  const [feed] = await db.rows<{ size: string }>('IPSG', `SELECT size FROM merkle_log WHERE name = 'feed'`);
  const issued = tally.notices.filter((one) => one.state !== 'submitted');
  const ended = issued.filter((one) => one.state !== 'issued').map((one) => one.id);
  for (const code of BUREAUS) {
    await count(
      code,
      'messages not delivered',
      `SELECT count(*)::int AS n FROM federation_delivery WHERE state = 'queued'`,
    );
    await count(code, 'acts not sealed', 'SELECT count(*)::int AS n FROM audit_unsealed');
    if (code === 'IPSG') {
      await count(
        code,
        'feed entries not sealed',
        'SELECT count(*)::int AS n FROM federation_feed_entry WHERE seq IS NULL',
      );
      await count(
        code,
        'purges not confirmed by all',
        'SELECT count(*)::int AS n FROM notice WHERE id = ANY($1) AND purge_complete_at IS NULL',
        [ended],
      );
    } else {
      await count(code, 'feed entries behind', 'SELECT ($1::bigint - size)::int AS n FROM federation_feed_state', [
        feed?.size ?? 0,
      ]);
    }
    await count(
      code,
      'notices not issued yet',
      `SELECT count(*)::int AS n FROM unnest($1::uuid[]) AS wanted(id)
       WHERE NOT EXISTS (SELECT FROM notice n WHERE n.id = wanted.id AND n.issued_at IS NOT NULL)`,
      [issued.map((one) => one.id)],
    );
    await count(
      code,
      'ended notices not purged yet',
      `SELECT count(*)::int AS n FROM unnest($1::uuid[]) AS wanted(id)
       WHERE NOT EXISTS (SELECT FROM notice n WHERE n.id = wanted.id AND n.purged_at IS NOT NULL)`,
      [ended],
    );
  }
  return open;
}

/** Waits until nothing is under way, or the time is over; returns what was left. */
export async function settle(db: Databases, tally: Tally, patienceMs: number, signal: AbortSignal): Promise<string[]> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    signal.throwIfAborted();
    const left = await pending(db, tally).catch((error: Error) => [`not readable: ${error.message}`]);
    if (left.length === 0 || Date.now() > deadline) return left;
    await sleep(250);
  }
}
