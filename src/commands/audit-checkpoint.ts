import type { Command } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

export const auditCheckpoint: Command = {
  name: 'audit checkpoint',
  summary: 'print the newest signed checkpoint of the ledger, to be kept elsewhere',
  usage: '[--bureau CODE]',
  options: { bureau: { type: 'string' } },
  help: ['--bureau CODE   only this bureau (default: all of HOMEWARD_BUREAUS)'],
  run: (input) =>
    withBureaus(input, async (nodes) => {
      const checkpoints: Record<string, string> = {};
      for (const node of nodes) {
        await node.audit.sealNow();
        const note = await node.audit.checkpoint();
        checkpoints[node.code] = note;
        input.say(note);
      }
      return { ok: true, json: { ok: true, checkpoints } };
    }),
};
