import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { RemovalPreview, RemovalView } from '../travel/index.ts';
import { type Command, type CommandInput, text, UsageError } from './command.ts';
import { ofOne } from './import-media.ts';
import { sayCode } from './say-code.ts';
import { withBureaus } from './with-bureaus.ts';

/** Removals from a file: each record becomes a drafted Green Notice. */
export const importRemovals: Command = {
  name: 'import removals',
  summary: 'draft a Green Notice for each person of a file of removals',
  usage: 'FILE [--mends BATCH] [--as USERNAME] [--preview]',
  options: {
    mends: { type: 'string' },
    as: { type: 'string' },
    preview: { type: 'boolean' },
    bureau: { type: 'string' },
  },
  help: [
    'FILE            CSV with named columns, a JSON array, or a JSON object a line; docs/guide/travel.md names the columns',
    '--mends BATCH   FILE holds rows of this batch that were refused, put right (its file of problems, changed)',
    '--as USERNAME   whose act it is: this person is the author of the notices, and another submits them',
    '--preview       says what would become of the file, and drafts nothing',
    '--bureau CODE   into this bureau (default: the first national one of HOMEWARD_BUREAUS)',
    'run again on the same file after it was stopped it goes on; nobody is drafted twice.',
    'Nothing is submitted: a supervisor does that in the console, once each person has an assessor, a date and grounds.',
  ],
  async run(input) {
    const [path, more] = input.positionals;
    if (path === undefined || more !== undefined) throw new UsageError('expected: import removals FILE');
    const info = await stat(path).catch(() => null);
    if (!info?.isFile()) throw new UsageError(`${path}: expected a file`);
    const bytes = await readFile(path);
    return withBureaus(ofOne(input), async (nodes) => {
      const [node] = nodes;
      if (!node || node.code === 'IPSG') throw new UsageError('no national bureau to import into: --bureau CODE');
      if (input.values.preview === true) return preview(input, await node.travel.removals.preview(bytes));
      const username = text(input, 'as');
      const by = username === undefined ? undefined : await personOf(node, username);
      const mends = text(input, 'mends');
      const done = await node.travel.removals.import({
        fileName: basename(path),
        bytes,
        ...(mends === undefined ? {} : { mends }),
        ...(by === undefined ? {} : { by }),
        progress: (at, total) => process.stderr.write(`${at} of ${total} records\n`),
      });
      await node.audit.sealNow();
      return report(input, node.code, done);
    });
  },
};

async function personOf(
  node: Parameters<Parameters<typeof withBureaus>[1]>[0][number],
  username: string,
): Promise<string> {
  const { systemScope } = await import('../platform/index.ts');
  const [found] = await node.db.tx(systemScope(node.code), (tx) =>
    tx.query<{ id: string }>('SELECT id FROM person WHERE username = $1', [username]),
  );
  if (!found) throw new UsageError(`--as: nobody here is called ${username}`);
  return `person:${found.id}`;
}

function preview(input: CommandInput, found: RemovalPreview) {
  input.say(`${found.format}: ${found.records} records, ${found.readable} readable, ${found.refused} refused`);
  input.say(`${found.held} would be held back${Object.keys(found.failing).length > 0 ? ':' : ''}`);
  for (const [rule, count] of Object.entries(found.failing)) input.say(`  ${sayCode(`rule.${rule}`)}: ${count}`);
  if (found.known > 0) input.say(`${found.known} persons are drafted already or come twice`);
  if (found.ignored.length > 0) input.say(`columns that nothing is made of: ${found.ignored.join(', ')}`);
  if (found.domestic.length > 0) input.say(`in no notice, kept with the batch: ${found.domestic.join(', ')}`);
  for (const { record, line, problems } of found.problems)
    for (const { code, params } of problems)
      process.stderr.write(`row ${record}, line ${line}: ${sayCode(code, params)}\n`);
  return { ok: true, json: { ok: true, preview: found } };
}

function report(input: CommandInput, bureau: string, done: RemovalView) {
  const { counts } = done;
  input.say(
    `${bureau}: ${done.reference}: ${counts.drafted} drafted, ${counts.held} drafted and held back, ${counts.merged} drafted already, ${counts.refused} refused`,
  );
  for (const [rule, count] of Object.entries(done.failing)) input.say(`  held: ${sayCode(`rule.${rule}`)}: ${count}`);
  input.say(`batch ${done.id}`);
  return { ok: done.state === 'done', json: { ok: done.state === 'done', bureau, batch: done } };
}
