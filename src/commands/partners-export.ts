import { writeFile } from 'node:fs/promises';
import { systemScope } from '../platform/index.ts';
import { type Command, text, UsageError } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

const MOST = 5_000;

/** What a national system is to add, change and remove, as a file for it. */
export const partnersExport: Command = {
  name: 'partners export',
  summary: 'write what a national system is to add, change and remove to a file',
  usage: '--bureau CODE SYSTEM FILE',
  options: { bureau: { type: 'string' } },
  help: [
    'SYSTEM   its code (see `partners systems`)',
    'FILE     .csv or .json; what it holds is given again until the system has confirmed it',
  ],
  async run(input) {
    const [system, file] = input.positionals;
    if (!system || !file) throw new UsageError('partners export --bureau CODE SYSTEM FILE');
    if (text(input, 'bureau') === undefined) throw new UsageError('name the bureau: --bureau CODE');
    return withBureaus(input, async ([node]) => {
      if (!node) throw new UsageError('no such bureau here');
      const out = await node.db.tx(systemScope(node.code), (tx) =>
        node.notices.partners.outbound(tx, { system, limit: MOST }),
      );
      await writeFile(file, file.endsWith('.csv') ? out.csv : `${JSON.stringify(out.records, null, 1)}\n`);
      await node.audit.sealNow();
      input.say(
        `${out.records.length} records for ${system} written to ${file}${out.more ? '; more are waiting' : ''}`,
      );
      return { ok: true, json: { bureau: node.code, system, file, records: out.records.length, more: out.more } };
    });
  },
};
