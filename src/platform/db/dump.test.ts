import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { dumpDatabase, restoreDatabase } from './dump.ts';
import { migrate } from './migrate.ts';

const MIGRATIONS = join(import.meta.dirname, '..', '..', '..', 'migrations');
const databases: TestDatabase[] = [];
let folder: string;
let url: string;

async function connected<T>(at: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
const rows = (at: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  connected(at, async (client) => (await client.query<Record<string, unknown>>(text, values)).rows);
async function emptyDatabase(): Promise<string> {
  const database = await createTestDatabase();
  databases.push(database);
  return database.url;
}
/** Every row of every table, over one connection: a new one for each of some 150 tables takes most of a minute. */
const everything = (at: string): Promise<Record<string, unknown>> =>
  connected(at, async (client) => {
    const tables = await client.query<{ t: string }>(
      "SELECT tablename AS t FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migration' ORDER BY 1",
    );
    const found: Record<string, unknown> = {};
    for (const { t } of tables.rows) {
      found[t] = (await client.query(`SELECT to_jsonb(x)::text AS row FROM "${t}" x ORDER BY 1`)).rows;
    }
    return found;
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeward-dump-'));
  url = await emptyDatabase();
  await migrate(url, MIGRATIONS);
  await rows(
    url,
    `INSERT INTO job (id, kind, payload, run_at, created_at)
     SELECT gen_random_uuid(), 'k', jsonb_build_object('n', n, 'text', E'line\nبيت "quoted" \\ {}'), n, 9007199254740991
     FROM generate_series(1, 1203) AS n`,
  );
  await rows(url, "UPDATE federation_feed_state SET size = 7, root = decode('00ff10', 'hex')");
  await rows(url, "SELECT setval('case_file_number', 41)");
  await rows(
    url,
    `INSERT INTO federation_delivery (message_id, peer, state, at) VALUES ('US:message:1', 'NL', 'queued', 1), ('US:message:2', 'NL', 'queued', 2)`,
  );
  await dumpDatabase(url, join(folder, 'tables'), 5);
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  for (const database of databases) await database.drop();
});

test('what was dumped comes back, row for row, and numbers go on where they stood', async () => {
  const target = await emptyDatabase();
  const manifest = await restoreDatabase(target, join(folder, 'tables'), MIGRATIONS);
  expect(manifest.tables.job).toBe(1203);
  expect(await everything(target)).toEqual(await everything(url));
  expect(await rows(target, "SELECT nextval('case_file_number')::int AS n")).toEqual([{ n: 42 }]);
  const [next] = await rows(
    target,
    "INSERT INTO federation_delivery (message_id, peer, state, at) VALUES ('US:message:3', 'NL', 'queued', 3) RETURNING seq::int AS seq",
  );
  expect(next?.seq).toBe(3);
  // The application's role works there as it did here, and is as bound.
  const rights = 'SELECT has_table_privilege($1, $2, $3) AS may';
  expect(await rows(target, rights, ['homeward_app', 'job', 'DELETE'])).toEqual([{ may: true }]);
  expect(await rows(target, rights, ['homeward_app', 'federation_inbox', 'DELETE'])).toEqual([{ may: false }]);
});

test('a database in use is left alone; a dump that is damaged leaves nothing behind', async () => {
  const before = await everything(url);
  await expect(restoreDatabase(url, join(folder, 'tables'), MIGRATIONS)).rejects.toThrow(/in use/);
  expect(await everything(url)).toEqual(before);

  const damaged = join(folder, 'damaged');
  const manifest = await dumpDatabase(url, damaged, 5);
  const more = { ...manifest, tables: { ...manifest.tables, job: 1204 } };
  await writeFile(join(damaged, 'manifest.json'), JSON.stringify(more));
  const target = await emptyDatabase();
  await expect(restoreDatabase(target, damaged, MIGRATIONS)).rejects.toThrow(/1203 rows, the manifest says 1204/);
  expect(await everything(target)).toEqual({});
  await restoreDatabase(target, join(folder, 'tables'), MIGRATIONS);

  const newer = { ...manifest, migrations: [...manifest.migrations, 'cases/29990101000000_later.sql'] };
  await writeFile(join(damaged, 'manifest.json'), JSON.stringify(newer));
  await expect(restoreDatabase(await emptyDatabase(), damaged, MIGRATIONS)).rejects.toThrow(/newer version/);
});

test('an older dump is restored as it was, and migrated on from there', async () => {
  const older = join(folder, 'older');
  const manifest = await dumpDatabase(url, older, 5);
  const last = manifest.migrations.findLast((name) => name.endsWith('_answers-about.sql'));
  const left = manifest.migrations.filter((name) => name !== last);
  await writeFile(join(older, 'manifest.json'), JSON.stringify({ ...manifest, migrations: left }));
  const target = await emptyDatabase();
  await restoreDatabase(target, older, MIGRATIONS);
  const column = "SELECT 1 FROM information_schema.columns WHERE table_name = 'idempotency' AND column_name = 'about'";
  expect(await rows(target, column)).toEqual([]);
  expect((await migrate(target, MIGRATIONS)).applied).toEqual([last]);
  expect(await everything(target)).toEqual(await everything(url));
});

test('a role that the compartments bind gets an error, not a dump with gaps', async () => {
  const name = `bound_${Date.now().toString(36)}`;
  await rows(url, `CREATE ROLE ${name} LOGIN PASSWORD 'invented' IN ROLE pg_read_all_data`);
  const bound = new URL(url);
  bound.username = name;
  bound.password = 'invented';
  await expect(dumpDatabase(bound.href, join(folder, 'bound'), 5)).rejects.toThrow(/row-level security/);
  await rows(url, `DROP ROLE ${name}`);
});
