import { readFile } from 'node:fs/promises';
import { systemScope } from '../platform/index.ts';
import { type Command, text, UsageError } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

/** A national system's answers, from its file. */
export const partnersConfirm: Command = {
  name: 'partners confirm',
  summary: 'take in the confirmation file of a national system, row by row',
  usage: '--bureau CODE SYSTEM FILE',
  options: { bureau: { type: 'string' } },
  help: [
    'SYSTEM   its code (see `partners systems`)',
    'FILE     .csv with a header line (entry,action,result,version,number,by,reason) or .json; a row that comes again changes nothing',
  ],
  async run(input) {
    const [system, file] = input.positionals;
    if (!system || !file) throw new UsageError('partners confirm --bureau CODE SYSTEM FILE');
    if (text(input, 'bureau') === undefined) throw new UsageError('name the bureau: --bureau CODE');
    const content = {
      format: file.endsWith('.csv') ? ('csv' as const) : ('json' as const),
      text: await readFile(file, 'utf8'),
    };
    return withBureaus(input, async ([node]) => {
      if (!node) throw new UsageError('no such bureau here');
      const result = await node.db.tx(systemScope(node.code), (tx) =>
        node.notices.partners.confirm(tx, { system, file: content }),
      );
      await node.audit.sealNow();
      input.say(`${result.taken} taken, ${result.refused} refused`);
      for (const row of result.rows) input.say(`  row ${row.line}: ${row.code}`);
      return { ok: result.refused === 0, json: { bureau: node.code, system, ...result } };
    });
  },
};
