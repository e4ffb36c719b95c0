import type { Node } from '../node.ts';
import { AppError, systemScope } from '../platform/index.ts';
import type { Command } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

/** Conservation: received = finished + refused + open with an owner and a deadline, id by id. */
export const check: Command = {
  name: 'check',
  summary: 'compare the ledger, the work owed and the rooms’ own tables, id by id; a difference raises the alarm',
  usage: '[--bureau CODE] [--peers]',
  options: { bureau: { type: 'string' }, peers: { type: 'boolean' } },
  help: [
    '--bureau CODE   only this bureau (default: all of HOMEWARD_BUREAUS)',
    'What is found is kept and shown at /conservation; a clean run clears the alarm. The same runs every hour by itself.',
    '--peers         compare yesterday’s digests of sent and received with each peer, which must be running',
  ],
  run: (input) =>
    withBureaus(input, async (nodes) => {
      const bureaus = [];
      for (const node of nodes) {
        await node.audit.sealNow();
        const { id: run, balanced, items } = await node.conservation();
        const peers = input.values.peers === true ? await comparePeers(node) : [];
        bureaus.push({ bureau: node.code, run, balanced, items, peers });
        input.say(`${node.code}: ${balanced ? 'balanced' : 'NOT BALANCED'}`);
        for (const item of items) {
          input.say(
            `  ${item.item.padEnd(16)} received ${item.received} = finished ${item.finished} + refused ${item.refused} + open ${item.open}`,
          );
          for (const d of item.differences) {
            input.say(
              `    ${d.id}: ledger says ${d.ledger ?? 'nothing'}, room says ${d.room ?? 'nothing'}, work owed: ${d.owed}`,
            );
          }
        }
        for (const { peer, day, result, sent, received } of peers) {
          input.say(`  ${day} with ${peer}: ${result} (sent ${sent}, received ${received})`);
        }
      }
      const ok = bureaus.every((b) => b.balanced && b.peers.every((peer) => peer.result === 'same'));
      return { ok, json: { ok, bureaus } };
    }),
};

interface PeerDay {
  readonly peer: string;
  readonly day: string;
  /** `silent`: the peer did not answer, so nothing is known. */
  readonly result: 'same' | 'different' | 'silent';
  readonly sent: number;
  readonly received: number;
}

/** Yesterday's digests against those of every peer with whom anything was exchanged; a difference is an alarm, as every night. */
async function comparePeers(node: Node): Promise<PeerDay[]> {
  const day = new Date(node.runtime.clock.now() - 86_400_000).toISOString().slice(0, 10);
  const mine = await node.db.tx(systemScope(node.code), (tx) => node.federation.digests(tx, day));
  const count = (peer: string, direction: string): number =>
    mine.find((row) => row.peer === peer && row.direction === direction)?.count ?? 0;
  const found: PeerDay[] = [];
  for (const peer of new Set(mine.map((row) => row.peer))) {
    const counts = { peer, day, sent: count(peer, 'sent'), received: count(peer, 'received') };
    try {
      const { same } = await node.federation.compareDigests(peer, day);
      found.push({ ...counts, result: same ? 'same' : 'different' });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      found.push({ ...counts, result: 'silent' });
    }
  }
  return found;
}
