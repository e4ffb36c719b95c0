import { readFile } from 'node:fs/promises';
import { type Command, texts } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

/** Recomputes the ledger and compares it with its newest checkpoint and with any kept elsewhere. */
export const auditVerify: Command = {
  name: 'audit verify',
  summary: 'recompute the ledger from its rows and compare it with signed checkpoints',
  usage: '[--bureau CODE] [--checkpoint FILE]…',
  options: { bureau: { type: 'string' }, checkpoint: { type: 'string', multiple: true } },
  help: [
    '--bureau CODE      only this bureau (default: all of HOMEWARD_BUREAUS)',
    '--checkpoint FILE  a signed checkpoint kept elsewhere (`homeward audit checkpoint` prints one); may be repeated',
  ],
  run: async (input) => {
    const checkpoints = await Promise.all(texts(input, 'checkpoint').map((file) => readFile(file, 'utf8')));
    return withBureaus(input, async (nodes) => {
      const bureaus = [];
      for (const node of nodes) {
        // A checkpoint names its log in its first line; one of another bureau says nothing about this one.
        const own = checkpoints.filter((note) => note.startsWith(`${node.audit.log.origin}\n`));
        const verdict = await node.audit.verify({ checkpoints: own });
        bureaus.push({ bureau: node.code, checkpoints: own.length, ...verdict });
        input.say(
          `${node.code}: ${verdict.ok ? 'holds' : 'DOES NOT HOLD'}, ${verdict.size} entries, ${own.length} checkpoints given`,
        );
        for (const problem of verdict.problems) input.say(`  ${problem.code} ${JSON.stringify(problem.params)}`);
      }
      const used = bureaus.reduce((sum, b) => sum + b.checkpoints, 0);
      const unused = checkpoints.length - used;
      if (unused > 0) input.say(`${unused} of the checkpoints given are of no bureau looked at`);
      const ok = bureaus.every((b) => b.ok) && unused === 0;
      return { ok, json: { ok, unused, bureaus } };
    });
  },
};
