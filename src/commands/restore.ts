import { cp, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MIGRATIONS } from '../node.ts';
import { restoreDatabase } from '../platform/index.ts';
import { markRestored } from '../restored-mark.ts';
import { OF_THE_INSTALLATION } from './backup.ts';
import { type Command, text, UsageError } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

const isThere = async (path: string): Promise<boolean> => (await stat(path).catch(() => null)) !== null;

export const restore: Command = {
  name: 'restore',
  summary: 'put a backup into an installation whose databases hold nothing yet',
  usage: '--from FOLDER [--bureau CODE]',
  options: { from: { type: 'string' }, bureau: { type: 'string' } },
  help: [
    '--from FOLDER   as `homeward backup` wrote it',
    '--bureau CODE   only this bureau (default: all of HOMEWARD_BUREAUS)',
    'Start Homeward afterwards: each bureau first reads the circulation feed on from where the backup stood, so that',
    'purges made since are carried out, and answers nobody before.',
  ],
  async run(input) {
    const from = text(input, 'from');
    if (!from) throw new UsageError('expected: restore --from FOLDER');
    const only = text(input, 'bureau')?.toUpperCase();
    for (const code of only ? [only] : input.config.bureaus) {
      const source = join(from, code.toLowerCase());
      if (!(await isThere(join(source, 'tables', 'manifest.json')))) {
        throw new UsageError(`${source}: expected a backup of ${code}`);
      }
      const target = join(input.config.dataDir, code.toLowerCase());
      await mkdir(target, { recursive: true, mode: 0o700 });
      // Before the node opens: it would draw new keys for itself.
      await copyMissing(join(source, 'keys.json'), join(target, 'keys.json'));
      if (!(await isThere(join(target, 'keys.json')))) {
        throw new UsageError(`${target}/keys.json: expected the bureau’s key file (the backup holds none)`);
      }
    }
    for (const file of OF_THE_INSTALLATION) await copyMissing(join(from, file), join(input.config.dataDir, file));
    const rows = new Map<string, number>();
    return withBureaus(
      input,
      async (nodes) => {
        const bureaus = [];
        for (const node of nodes) {
          const verdict = await node.audit.verify({});
          bureaus.push({ bureau: node.code, rows: rows.get(node.code) ?? 0, ledger: verdict.ok });
          input.say(`${node.code}: ${rows.get(node.code)} rows; the ledger ${verdict.ok ? 'holds' : 'DOES NOT HOLD'}`);
        }
        const ok = bureaus.every((b) => b.ledger);
        return { ok, json: { ok, bureaus } };
      },
      async ({ code, databaseUrl, dataDir }) => {
        const source = join(from, code.toLowerCase());
        const manifest = await restoreDatabase(databaseUrl, join(source, 'tables'), MIGRATIONS);
        await markRestored(dataDir);
        if (await isThere(join(source, 'vault')))
          await cp(join(source, 'vault'), join(dataDir, 'vault'), { recursive: true });
        rows.set(
          code,
          Object.values(manifest.tables).reduce((a, b) => a + b, 0),
        );
      },
    );
  },
};

async function copyMissing(from: string, to: string): Promise<void> {
  if ((await isThere(from)) && !(await isThere(to))) await cp(from, to);
}
