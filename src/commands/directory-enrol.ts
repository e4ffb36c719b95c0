import { readFile } from 'node:fs/promises';
import { peekStatement } from '../directory/index.ts';
import { systemScope } from '../platform/index.ts';
import { type Command, UsageError } from './command.ts';
import { withBureaus } from './with-bureaus.ts';

/** The person who runs this has compared the key's fingerprint with the bureau by another channel. */
export const directoryEnrol: Command = {
  name: 'directory enrol',
  summary: 'at the Secretariat: take in bureaus by their signed statements',
  usage: '[--hosted] FILE…',
  options: { hosted: { type: 'boolean' } },
  help: [
    'FILE       what `homeward keys statement` printed',
    '--hosted   the bureau runs on another one’s machines',
    'a Secretariat that is running shows it to the others within a minute',
  ],
  async run(input) {
    if (input.positionals.length === 0) throw new UsageError('expected: directory enrol FILE…');
    if (!input.config.bureaus.includes('IPSG')) throw new UsageError('the Secretariat (IPSG) is not among the bureaus');
    const statements = await Promise.all(input.positionals.map(async (file) => (await readFile(file, 'utf8')).trim()));
    const status = input.values.hosted === true ? 'hosted' : 'connected';
    const here = { ...input, values: { bureau: 'IPSG' } };
    return withBureaus(here, async (nodes) => {
      const enrolled = [];
      for (const node of nodes) {
        for (const statement of statements) {
          const known = await node.db.tx(systemScope('IPSG'), async (tx) => {
            await node.directory.enrol(tx, { statement, status });
            return node.directory.bureaus(tx);
          });
          const bureau = known.find((b) => b.code === peekStatement(statement).from);
          enrolled.push({ bureau: bureau?.code, status: bureau?.status, signingKid: bureau?.signingKid });
          input.say(`${bureau?.code}: ${bureau?.status}, signs with ${bureau?.signingKid}`);
        }
        await node.audit.sealNow();
      }
      return { ok: true, json: { ok: true, enrolled } };
    });
  },
};
