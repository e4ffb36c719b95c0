import { systemScope } from '../platform/index.ts';
import type { Command } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

/** What an administrator looks at first when hashes do not come, or do not leave. */
export const hashSharingStatus: Command = {
  name: 'hash-sharing status',
  summary: 'sources of hashes and how far each is read; lists shared, and the partners that read them',
  usage: '[--bureau CODE]',
  options: { bureau: { type: 'string' } },
  help: [
    '--bureau CODE   only this bureau (default: all of HOMEWARD_BUREAUS)',
    'exit code 1 when a source has stopped',
  ],
  run: (input) =>
    withBureaus(input, async (nodes) => {
      const bureaus = [];
      for (const { code, db, identification } of nodes) {
        const { sharing } = identification;
        const found = await db.tx(systemScope(code), async (tx) => ({
          origins: await sharing.origins(tx),
          sources: await sharing.sources(tx),
          shares: (await sharing.shares(tx)).filter((share) => share.version > 0),
          partners: await sharing.partners(tx),
        }));
        bureaus.push({ bureau: code, ...found });
        input.say(`${code}: addresses allowed: ${found.origins.join(', ') || 'none'}`);
        for (const { name, environment, state, pull, completeTo, counts } of found.sources) {
          const held = `${counts.images} images, ${counts.videos} videos, ${counts.removed} removed`;
          input.say(`  source ${name} (${environment}): ${state}, ${pull.state}${pull.code ? `, ${pull.code}` : ''}`);
          input.say(`    complete to ${new Date(completeTo).toISOString()}: ${held}`);
        }
        for (const { listName, share, partners } of found.shares)
          input.say(`  list ${listName}: ${share ? `shared, read by ${partners} partner(s)` : 'not shared any more'}`);
        for (const { username, name, listIds, lastReadAt, revokedAt } of found.partners) {
          const read = lastReadAt === null ? 'never read' : `last read ${new Date(lastReadAt).toISOString()}`;
          const state = revokedAt === null ? `${listIds.length} list(s), ${read}` : 'ended';
          input.say(`  partner ${username} (${name}): ${state}`);
        }
      }
      const ok = bureaus.every(({ sources }) => sources.every((source) => source.pull.state !== 'stopped'));
      return { ok, json: { ok, bureaus } };
    }),
};
