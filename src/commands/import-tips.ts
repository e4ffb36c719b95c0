import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { phrases } from '../tips/phrases.ts';
import { type Command, text, UsageError } from './command.ts';
import { ofOne } from './import-media.ts';
import { withBureaus } from './with-bureaus.ts';

/** Refusals printed; all of them are in the console, and by the API. */
const PRINTED = 1_000;

/** CyberTipline reports from a file or a folder, as law enforcement receives them. */
export const importTips: Command = {
  name: 'import tips',
  summary: 'bring CyberTipline reports in: a JSON, a zip with files and PDF, or a folder of them',
  usage: 'PATH [--bureau CODE]',
  options: { bureau: { type: 'string' } },
  help: [
    'PATH            a report as JSON, a zip of reports with their files and PDF, or a folder of these, all under it included',
    '--bureau CODE   into this bureau (default: the first national one of HOMEWARD_BUREAUS)',
    'A report whose number is here already becomes a new version of it; one that is the same to the byte is left as it is.',
    'Run again after it was stopped it goes on. Links are not followed, and what is refused is told line by line.',
  ],
  async run(input) {
    const [given, more] = input.positionals;
    if (given === undefined || more !== undefined) throw new UsageError('expected: import tips PATH');
    const path = resolve(given);
    const info = await stat(path).catch(() => null);
    if (!info) throw new UsageError(`${given}: expected a file or a folder`);
    return withBureaus(ofOne(input), async ([node]) => {
      if (!node) throw new UsageError('no bureau to import into: --bureau CODE');
      const refused: object[] = [];
      const counts = { new: 0, version: 0, same: 0, refused: 0, 'left-out': 0 };
      let last = Date.now();
      const done = await node.tips.importPath({
        path,
        size: info.isFile() ? info.size : 0,
        progress(row) {
          counts[row.outcome]++;
          if (row.outcome === 'refused' && refused.length < PRINTED) {
            refused.push({ entry: row.entry, code: row.code, params: row.params });
            process.stderr.write(`${row.entry}: ${say(row.code ?? '', row.params)}\n`.replaceAll(/\p{Cc}(?!$)/gu, ' '));
          }
          if (Date.now() - last < (process.stderr.isTTY ? 500 : 5_000)) return;
          last = Date.now();
          process.stderr.write(
            `${counts.new} new, ${counts.version} versions, ${counts.same} here before, ${counts.refused} refused\n`,
          );
        },
      });
      await node.audit.sealNow();
      input.say(
        `${node.code}: ${done.found} found: ${done.taken} new, ${done.versions} new versions, ${done.same} here before, ${done.refused} refused; ${counts['left-out']} files that no report names`,
      );
      if (done.broken !== null) input.say(say(done.broken, {}));
      input.say(`import ${done.id}`);
      const ok = done.broken === null;
      return { ok, json: { ok, bureau: node.code, import: done, refused } };
    });
  },
};

/** An account for a provider's software, for an installation without its console at hand. */
export const addTipProvider: Command = {
  name: 'tips add-provider',
  summary: 'make an account for a provider that reports over ISPWS; its password is printed once',
  usage: 'USERNAME --name NAME [--bureau CODE]',
  options: { name: { type: 'string' }, bureau: { type: 'string' } },
  help: [
    'USERNAME        3 to 60 of A-Z a-z 0-9 . _ @ -',
    '--name NAME     the provider, as it is shown with its reports',
    '--bureau CODE   at this bureau (default: the first national one of HOMEWARD_BUREAUS)',
  ],
  async run(input) {
    const [username, more] = input.positionals;
    const name = text(input, 'name')?.trim();
    if (username === undefined || more !== undefined || !name)
      throw new UsageError('expected: tips add-provider USERNAME --name NAME');
    if (!/^[A-Za-z0-9._@-]{3,60}$/.test(username))
      throw new UsageError('USERNAME: expected 3 to 60 of A-Z a-z 0-9 . _ @ -');
    return withBureaus(ofOne(input), async ([node]) => {
      if (!node) throw new UsageError('no bureau: --bureau CODE');
      const made = await node.tips.createProvider({ username, name });
      await node.audit.sealNow();
      input.say(
        `${node.code}: user name ${made.username}\npassword ${made.password}\nunder ${made.basePath} of the bureau's address`,
      );
      return { ok: true, json: { ok: true, bureau: node.code, ...made } };
    });
  },
};

function say(code: string, params: Readonly<Record<string, string | number>> | undefined): string {
  return (phrases[code]?.en ?? code).replaceAll(/\{(\w+)\}/g, (all, name: string) => String(params?.[name] ?? all));
}
