import { cp, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { restoreDatabase } from '../platform/index.ts';
import { type Command, text, UsageError } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

export const restore: Command = {
  name: 'restore',
  summary: 'put a backup into an installation whose databases are empty',
  usage: '--from FOLDER [--bureau CODE]',
  options: { from: { type: 'string' }, bureau: { type: 'string' } },
  help: [
    '--from FOLDER   as `homeward backup` wrote it',
    '--bureau CODE   only this bureau (default: all of HOMEWARD_BUREAUS)',
    'Start Homeward afterwards: each bureau reads the circulation feed on from where the backup stood, so that',
    'purges made since are carried out.',
  ],
  async run(input) {
    const from = text(input, 'from');
    if (!from) throw new UsageError('expected: restore --from FOLDER');
    const codes = text(input, 'bureau') ? [text(input, 'bureau') ?? ''] : input.config.bureaus;
    for (const code of codes) {
      const source = join(from, code.toLowerCase());
      if (!(await stat(join(source, 'tables', 'manifest.json')).catch(() => null))) {
        throw new UsageError(`${source}: expected a backup of ${code}`);
      }
      const target = join(input.config.dataDir, code.toLowerCase());
      await mkdir(target, { recursive: true, mode: 0o700 });
      // Before the node opens: it would draw new keys for itself.
      const keys = join(source, 'keys.json');
      if ((await stat(keys).catch(() => null)) && !(await stat(join(target, 'keys.json')).catch(() => null))) {
        await cp(keys, join(target, 'keys.json'));
      }
      if (!(await stat(join(target, 'keys.json')).catch(() => null))) {
        throw new UsageError(`${target}/keys.json: expected the bureau’s key file (the backup holds none)`);
      }
    }
    return withBureaus(input, async (nodes) => {
      const bureaus = [];
      for (const node of nodes) {
        const source = join(from, node.code.toLowerCase());
        const vault = join(source, 'vault');
        if (await stat(vault).catch(() => null))
          await cp(vault, join(node.config.dataDir, 'vault'), { recursive: true });
        const manifest = await restoreDatabase(node.config.databaseUrl, join(source, 'tables'));
        const verdict = await node.audit.verify({});
        const rows = Object.values(manifest.tables).reduce((a, b) => a + b, 0);
        bureaus.push({ bureau: node.code, rows, ledger: verdict.ok });
        input.say(`${node.code}: ${rows} rows; the ledger ${verdict.ok ? 'holds' : 'DOES NOT HOLD'}`);
      }
      const ok = bureaus.every((b) => b.ledger);
      return { ok, json: { ok, bureaus } };
    });
  },
};
