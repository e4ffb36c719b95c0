import type { Command } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

/** Conservation: received = finished + refused + open with an owner and a deadline, id by id. */
export const check: Command = {
  name: 'check',
  summary: 'compare the ledger, the work owed and the rooms’ own tables, id by id',
  usage: '[--bureau CODE]',
  options: { bureau: { type: 'string' } },
  help: ['--bureau CODE   only this bureau (default: all of HOMEWARD_BUREAUS)'],
  run: (input) =>
    withBureaus(input, async (nodes) => {
      const bureaus = [];
      for (const node of nodes) {
        await node.audit.sealNow();
        const { balanced, items } = await node.conservation();
        bureaus.push({ bureau: node.code, balanced, items });
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
      }
      const ok = bureaus.every((b) => b.balanced);
      return { ok, json: { ok, bureaus } };
    }),
};
