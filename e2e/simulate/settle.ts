import { systemScope } from '../../src/platform/index.ts';
import type { Fleet } from './fleet.ts';
import type { World } from './world.ts';

const LOOK_EVERY_MS = 15_000;
const PATIENCE_MS = 3 * 3_600_000;

/** Once nothing goes wrong any more: until nothing is on its way. Returns what was still under way when patience ended. */
export async function settle(fleet: Fleet, world: World): Promise<string[]> {
  const end = world.now + PATIENCE_MS;
  for (;;) {
    await world.sleep(LOOK_EVERY_MS);
    const left = await underWay(fleet);
    if (left.length === 0 || world.now > end) return left;
  }
}

async function underWay(fleet: Fleet): Promise<string[]> {
  const left: string[] = [];
  let published = 0;
  for (const { code, node } of fleet.bureaus) {
    if (!node) {
      left.push(`${code} is down`);
      continue;
    }
    const [row] = await node.db.tx(systemScope(code), (tx) =>
      tx.query<{ queued: number; unsealed: number; unpublished: number; late: number; feed: number; size: number }>(
        `SELECT (SELECT count(*) FROM federation_delivery WHERE state = 'queued') AS queued,
           (SELECT count(*) FROM audit_unsealed) AS unsealed,
           (SELECT count(*) FROM federation_feed_entry WHERE seq IS NULL) AS unpublished,
           (SELECT count(*) FROM federation_inbox WHERE late) AS late,
           coalesce((SELECT size FROM merkle_log WHERE name = 'feed'), 0) AS feed,
           (SELECT size FROM federation_feed_state) AS size`,
      ),
    );
    if (!row) continue;
    if (code === 'IPSG') published = row.feed;
    else if (row.size !== published) left.push(`${code} has followed ${row.size} of ${published}`);
    for (const what of ['queued', 'unsealed', 'unpublished', 'late'] as const) {
      if (row[what] > 0) left.push(`${code}: ${what} ${row[what]}`);
    }
  }
  return left;
}
