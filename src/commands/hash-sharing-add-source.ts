import { readFile } from 'node:fs/promises';
import { systemScope } from '../platform/index.ts';
import { type Command, text, UsageError } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

/** The password comes from a file, never from an argument: arguments are visible to every user of the machine. */
export const hashSharingAddSource: Command = {
  name: 'hash-sharing add-source',
  summary: 'add a source of hashes (Hash Sharing v2) to a bureau; its address is allowed with it',
  usage:
    'NAME URL --username NAME --password-file FILE [--from DATE] [--environment LABEL] [--every MINUTES] [--bureau CODE]',
  options: {
    bureau: { type: 'string' },
    username: { type: 'string' },
    'password-file': { type: 'string' },
    from: { type: 'string', default: '2014-01-01' },
    environment: { type: 'string' },
    every: { type: 'string', default: '60' },
  },
  help: [
    'NAME URL               what it is called, and its base URL without /v2; HTTPS, or HTTP on this machine',
    '--username NAME        as the source gave it',
    '--password-file FILE   a file that holds the password alone',
    '--from DATE            entries changed since then, YYYY-MM-DD (default 2014-01-01)',
    '--environment LABEL    shown beside the name (default: the URL’s host)',
    '--every MINUTES        how often it is asked, 5 to 10080 (default 60)',
    '--bureau CODE          needed when several bureaus run here',
  ],
  async run(input) {
    const [name, baseUrl] = input.positionals;
    const username = text(input, 'username');
    const file = text(input, 'password-file');
    if (!name || !baseUrl || !username || !file)
      throw new UsageError('expected: hash-sharing add-source NAME URL --username NAME --password-file FILE');
    const host = URL.parse(baseUrl)?.host;
    if (!host) throw new UsageError(`${baseUrl}: expected a URL`);
    const from = Date.parse(`${text(input, 'from')}T00:00:00Z`);
    if (Number.isNaN(from)) throw new UsageError('--from: expected YYYY-MM-DD');
    const everyMinutes = Number(text(input, 'every'));
    if (!Number.isInteger(everyMinutes) || everyMinutes < 5 || everyMinutes > 10_080)
      throw new UsageError('--every: expected 5 to 10080');
    const password = (await readFile(file, 'utf8').catch(() => '')).replace(/\r?\n$/, '');
    if (password === '') throw new UsageError(`${file}: expected a file with the password`);
    return withBureaus(input, async ([node, ...others]) => {
      if (!node || others.length > 0) throw new UsageError('--bureau: expected one bureau of this installation');
      const environment = text(input, 'environment') ?? host;
      const source = { name, environment, baseUrl, username, password, from, everyMinutes };
      const { sharing } = node.identification;
      const made = await node.db.tx(systemScope(node.code), (tx) => sharing.addSource(tx, source));
      await node.audit.sealNow();
      input.say(`${node.code}: ${name} added; a running Homeward asks it within half a minute`);
      return { ok: true, json: { ok: true, bureau: node.code, name, ...made } };
    });
  },
};
