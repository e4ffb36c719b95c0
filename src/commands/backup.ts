import { cp, mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dumpDatabase } from '../platform/index.ts';
import { type Command, text, UsageError } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

/** Secrets beside the bureaus' own: the Secretariat's root key, and what the invented people sign in with. */
export const OF_THE_INSTALLATION = ['ipsg-root.json', 'demo-logins.json'];

export const backup: Command = {
  name: 'backup',
  summary: 'write databases and sealed files into an empty folder, beside a running Homeward',
  usage: '--to FOLDER [--bureau CODE] [--with-keys]',
  options: { to: { type: 'string' }, bureau: { type: 'string' }, 'with-keys': { type: 'boolean' } },
  help: [
    '--to FOLDER     made when missing; must be empty',
    '--bureau CODE   only this bureau (default: all of HOMEWARD_BUREAUS)',
    '--with-keys     the bureaus’ key files too; without them a backup is unreadable, so keep a copy apart',
  ],
  async run(input) {
    const to = text(input, 'to');
    if (!to) throw new UsageError('expected: backup --to FOLDER');
    await mkdir(to, { recursive: true, mode: 0o700 });
    if ((await readdir(to)).length > 0) throw new UsageError(`${to}: expected an empty folder`);
    return withBureaus(input, async (nodes) => {
      const bureaus = [];
      for (const node of nodes) {
        const folder = join(to, node.code.toLowerCase());
        const manifest = await dumpDatabase(node.config.databaseUrl, join(folder, 'tables'), node.runtime.clock.now());
        // After the rows: every file that a row refers to was on the disk before that row was committed.
        const vault = join(node.config.dataDir, 'vault');
        if (await stat(vault).catch(() => null)) await cp(vault, join(folder, 'vault'), { recursive: true });
        if (input.values['with-keys']) await cp(join(node.config.dataDir, 'keys.json'), join(folder, 'keys.json'));
        const rows = Object.values(manifest.tables).reduce((a, b) => a + b, 0);
        bureaus.push({ bureau: node.code, tables: Object.keys(manifest.tables).length, rows });
        input.say(`${node.code}: ${rows} rows of ${Object.keys(manifest.tables).length} tables, and the sealed files`);
      }
      if (input.values['with-keys']) {
        for (const file of OF_THE_INSTALLATION) {
          const path = join(input.config.dataDir, file);
          if (await stat(path).catch(() => null)) await cp(path, join(to, file));
        }
      }
      return { ok: true, json: { ok: true, to, bureaus } };
    });
  },
};
