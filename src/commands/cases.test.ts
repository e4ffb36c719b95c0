import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBureaus } from '../launch/open-bureaus.ts';
import { createLogger, type ProcessConfig, systemScope } from '../platform/index.ts';
import { asAdmin } from '../platform/postgres/index.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { casesExport } from './cases-export.ts';
import { casesList } from './cases-list.ts';
import { casesVerify } from './cases-verify.ts';
import type { Command, CommandResult } from './command.ts';
import { keysStatement } from './keys-statement.ts';

const log = createLogger('silent');
let database: TestDatabase;
let folder: string;
let config: ProcessConfig;
let number: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'homeward-cases-'));
  config = {
    port: 0,
    host: '127.0.0.1',
    dataDir: join(folder, 'data'),
    databaseUrl: database.url,
    logLevel: 'silent',
    bureaus: ['US'],
    hostingSettings: undefined,
    demo: false,
    ipsg: undefined,
  };
  await using opened = await openBureaus({ ...config, log });
  const [us] = opened.nodes;
  const made = await us?.db.tx(systemScope('US'), (tx) =>
    us.cases.openCase(tx, {
      title: 'Missing from a school trip',
      offence: 'missing-child',
      wanted: ['find-missing'],
      countries: ['CA'],
      urgency: 'urgent',
      legalBasis: 'Report',
      purpose: 'To find the child',
      summary: 'Last seen at the harbour.',
    }),
  );
  number = made?.number ?? '';
});
afterAll(async () => {
  await asAdmin(database.url, async (client) => {
    const name = `${decodeURIComponent(new URL(database.url).pathname.slice(1))}_us`;
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`);
  });
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** A command as the command line calls it; what it said is kept. */
async function run(
  command: Command,
  positionals: string[],
  values: Record<string, string | string[]> = {},
): Promise<CommandResult & { said: string }> {
  const lines: string[] = [];
  const defaults = Object.entries(command.options).flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [[name, value]],
  );
  const input = { positionals, values: { ...Object.fromEntries(defaults), ...values }, config, log };
  const result = await command.run({ ...input, say: (line) => lines.push(line) });
  return { ...result, said: lines.join('\n') };
}

test('cases are listed, one is exported signed and redacted, and the copy is verified offline', async () => {
  const listed = await run(casesList, []);
  expect(listed.json).toMatchObject({ cases: [{ number, state: 'open' }] });
  expect(listed.said).toContain('Missing from a school trip');
  const zip = join(folder, 'case.zip');
  const made = await run(casesExport, [number], { purpose: 'Assistance', without: ['summary'], out: zip });
  expect(made.json).toMatchObject({ removed: [{ kind: 'summary', count: 1 }] });

  const keys = join(folder, 'us.jws');
  await run(keysStatement, [], { bureau: 'US', endpoint: 'https://us.example', out: keys });
  const out = join(folder, 'read');
  const good = await run(casesVerify, [zip], { keys, extract: out });
  expect(good).toMatchObject({ ok: true, json: { from: 'US', number, redacted: true } });
  expect((await readdir(out)).sort()).toEqual(['README.txt', 'case.json', 'case.pdf']);
  expect(await readFile(join(out, 'case.json'), 'utf8')).not.toContain('harbour');
  // A directory that does not know the signer vouches for nothing.
  expect(await run(casesVerify, [zip])).toMatchObject({ ok: false, json: { problems: ['bundle.unknown-key'] } });

  const bytes = await readFile(zip);
  bytes.write('M1ssing', bytes.indexOf('Missing from a school trip'));
  await writeFile(zip, bytes);
  const altered = await run(casesVerify, [zip], { keys });
  expect(altered.ok).toBe(false);
  expect(altered.said).toContain('WRONG');
});
