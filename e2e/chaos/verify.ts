import { setTimeout as sleep } from 'node:timers/promises';
import { openBureaus } from '../../src/launch/open-bureaus.ts';
import type { Node } from '../../src/node.ts';
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
  const ledgers: string[] = [];
  const conservation: string[] = [];
  let entries = 0;
  const opened = [];
  try {
    for (const code of BUREAUS)
      opened.push(await openBureaus({ ...fleet.openOptions(code), log: createLogger('silent') }));
    const nodes = opened.flatMap((one) => one.nodes);
    for (const node of nodes) {
      await node.audit.sealNow();
      const ledger = await node.audit.verify({ checkpoints: checkpoints.get(node.code as Code) ?? [] });
      entries += ledger.size;
      if (!ledger.ok) ledgers.push(`${node.code}: ${JSON.stringify(ledger.problems.slice(0, 5))}`);
      for (const item of (await node.conservation()).items) {
        for (const difference of item.differences)
          conservation.push(`${node.code}: ${item.item} ${JSON.stringify(difference)}`);
      }
    }
    // The bureaus still talk (who holds a notice, a reminder): a message between two looks is no difference.
    let digests = await compareDigests(nodes, days);
    for (let again = 0; digests.differences.length > 0 && again < 5; again++) {
      await sleep(2_000);
      digests = await compareDigests(nodes, days);
    }
    const taken = [...checkpoints.values()].flat().length;
    return {
      ledgers,
      conservation,
      digests: digests.differences,
      entries,
      checkpoints: taken,
      messages: digests.messages,
    };
  } finally {
    for (const one of opened) await one[Symbol.asyncDispose]();
  }
}

async function compareDigests(
  nodes: readonly Node[],
  days: readonly string[],
): Promise<{ messages: number; differences: string[] }> {
  const exchanged = new Map<string, { count: number; digest: string }>();
  for (const node of nodes) {
    for (const day of days) {
      for (const digest of await node.db.tx(systemScope(node.code), (tx) => node.federation.digests(tx, day))) {
        const way = digest.direction === 'sent' ? `${node.code}>${digest.peer}` : `${digest.peer}>${node.code}`;
        exchanged.set(`${way} ${day} ${digest.direction}`, digest);
      }
    }
  }
  let messages = 0;
  const differences: string[] = [];
  for (const [key, one] of exchanged) {
    const [way, day, direction] = key.split(' ');
    if (direction === 'sent') messages += one.count;
    const other = exchanged.get(`${way} ${day} ${direction === 'sent' ? 'received' : 'sent'}`);
    if (other?.digest !== one.digest)
      differences.push(`${way} on ${day}: ${direction} ${one.count}, the other side ${other?.count ?? 0}`);
  }
  return { messages, differences };
}
