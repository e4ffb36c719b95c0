import { openBureaus } from '../../src/launch/open-bureaus.ts';
import { createLogger, systemScope } from '../../src/platform/index.ts';
import type { Databases } from './databases.ts';
import { BUREAUS, type Code, type Fleet } from './fleet.ts';

/** What the bureaus' own means of checking say. */
export interface Verification {
  readonly ledgers: string[];
  readonly conservation: string[];
  readonly digests: string[];
  /** How much there was to check. */
  readonly entries: number;
  readonly checkpoints: number;
  readonly messages: number;
}

/** Signed checkpoints of the ledgers as they were along the way: what was sealed then must be there unchanged. */
export async function takeCheckpoints(db: Databases, kept: Map<Code, string[]>): Promise<void> {
  for (const code of BUREAUS) {
    const [row] = await db
      .rows<{ checkpoint: string }>(code, `SELECT checkpoint FROM merkle_log WHERE name = 'ledger'`)
      .catch(() => []);
    if (row) kept.set(code, [...(kept.get(code) ?? []), row.checkpoint]);
  }
}

/** `homeward audit verify`, `homeward check` and the digests that peers compare, on every bureau. */
export async function verify(
  fleet: Fleet,
  checkpoints: Map<Code, string[]>,
  days: readonly string[],
): Promise<Verification> {
  const said = { ledgers: [] as string[], conservation: [] as string[], digests: [] as string[] };
  let entries = 0;
  const exchanged = new Map<string, { count: number; digest: string }>();
  for (const code of BUREAUS) {
    await using opened = await openBureaus({ ...fleet.openOptions(code), log: createLogger('silent') });
    for (const node of opened.nodes) {
      await node.audit.sealNow();
      const ledger = await node.audit.verify({ checkpoints: checkpoints.get(code) ?? [] });
      entries += ledger.size;
      if (!ledger.ok) said.ledgers.push(`${code}: ${JSON.stringify(ledger.problems.slice(0, 5))}`);
      for (const item of (await node.conservation()).items) {
        for (const difference of item.differences)
          said.conservation.push(`${code}: ${item.item} ${JSON.stringify(difference)}`);
      }
      for (const day of days) {
        for (const digest of await node.db.tx(systemScope(code), (tx) => node.federation.digests(tx, day))) {
          const way = digest.direction === 'sent' ? `${code}>${digest.peer}` : `${digest.peer}>${code}`;
          exchanged.set(`${way} ${day} ${digest.direction}`, digest);
        }
      }
    }
  }
  let messages = 0;
  for (const [key, one] of exchanged) {
    const [way, day, direction] = key.split(' ');
    if (direction === 'sent') messages += one.count;
    const other = exchanged.get(`${way} ${day} ${direction === 'sent' ? 'received' : 'sent'}`);
    if (other?.digest !== one.digest)
      said.digests.push(`${way} on ${day}: ${direction} ${one.count}, the other side ${other?.count ?? 0}`);
  }
  return { ...said, entries, checkpoints: [...checkpoints.values()].flat().length, messages };
}
