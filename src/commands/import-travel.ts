import { readFile, stat, writeFile } from 'node:fs/promises';
import type { ImportResult } from '../travel/index.ts';
import { type Command, text, UsageError } from './command.ts';
import { ofOne } from './import-media.ts';
import { sayCode } from './say-code.ts';
import { withBureaus } from './with-bureaus.ts';

/** Notifications of travel from a file: each is filed and sent to the bureaus of its itinerary. */
export const importTravel: Command = {
  name: 'import travel',
  summary: 'file notifications of travel from a CSV or JSON file, and send them',
  usage: 'FILE [--problems FILE] [--preview]',
  options: { problems: { type: 'string' }, preview: { type: 'boolean' }, bureau: { type: 'string' } },
  help: [
    'FILE             CSV with named columns, a JSON array, or a JSON object a line; docs/guide/travel.md names the columns',
    '--problems FILE  writes what was refused to this file, to put right and bring in again',
    '--preview        says what would happen, and sends nothing',
    '--bureau CODE    into this bureau (default: the first national one of HOMEWARD_BUREAUS)',
    'A number of the agency that is filed already is a change of that notification: what differs is sent, and nothing when',
    'nothing does. A trip that is notified already is not notified again.',
  ],
  async run(input) {
    const [path, more] = input.positionals;
    if (path === undefined || more !== undefined) throw new UsageError('expected: import travel FILE');
    const info = await stat(path).catch(() => null);
    if (!info?.isFile()) throw new UsageError(`${path}: expected a file`);
    const body = await readFile(path, 'utf8');
    return withBureaus(ofOne(input), async (nodes) => {
      const [node] = nodes;
      if (!node || node.code === 'IPSG') throw new UsageError('no national bureau to import into: --bureau CODE');
      const result = await node.travel.importNotifications({ text: body, preview: input.values.preview === true });
      await node.audit.sealNow();
      for (const row of result.rows) {
        const place = `row ${row.record}`;
        if (row.outcome !== 'refused')
          input.say(
            `${place}: ${sayCode(`travel.outcome-of-row.${row.outcome}`)}${row.reference ? ` (${row.reference})` : ''}${row.late ? ', late' : ''}`,
          );
        for (const { code, params, needed } of row.problems)
          process.stderr.write(`${place}: ${needed ? 'refused: ' : ''}${sayField(code, params)}\n`);
      }
      const target = text(input, 'problems');
      if (target !== undefined && result.problems !== '') await writeFile(target, result.problems);
      return { ok: isAllTaken(result), json: { ok: isAllTaken(result), bureau: node.code, ...result } };
    });
  },
};

function sayField(code: string, params: Readonly<Record<string, unknown>> = {}): string {
  const words = sayCode(code, params);
  return params.field !== undefined && !words.includes(String(params.field)) ? `${params.field}: ${words}` : words;
}

const isAllTaken = (result: ImportResult): boolean => (result.counts.refused ?? 0) === 0;
