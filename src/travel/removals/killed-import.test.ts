import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAdmin } from '../../platform/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import type { RemovalView } from '../contract.ts';
import { removalFile } from './removals.testkit.ts';

const CLI = join(import.meta.dirname, '../../cli.ts');
const RECORDS = 750;
let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'homeward-removals-'));
  await writeFile(join(folder, 'removals.csv'), removalFile(RECORDS));
});
const bureauDatabase = (): string => `${decodeURIComponent(new URL(database.url).pathname.slice(1))}_us`;
afterAll(async () => {
  await asAdmin(database.url, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(bureauDatabase())} WITH (FORCE)`);
  });
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const args = (): string[] => [CLI, 'import', 'removals', join(folder, 'removals.csv'), '--json'];
const env = () => ({
  ...process.env,
  HOMEWARD_DATA_DIR: folder,
  HOMEWARD_DATABASE_URL: database.url,
  HOMEWARD_BUREAUS: 'US',
  HOMEWARD_LOG_LEVEL: 'silent',
});

/** The command itself, ended with SIGKILL once it has said that it is past so many records. */
async function killedAfter(records: number): Promise<void> {
  const child = spawn(process.execPath, args(), { env: env(), stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  child.stderr.on('data', (chunk: Buffer) => {
    const said = /(\d+) of \d+ records/.exec(chunk.toString());
    if (said && Number(said[1]) >= records) child.kill('SIGKILL');
  });
  expect(await ended).toBe('SIGKILL');
}

test('killed in the middle, it goes on behind the last chunk, and drafts nobody twice', async () => {
  await killedAfter(250);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args(), { env: env() });
  const { batch } = JSON.parse(stdout) as { batch: RemovalView };
  expect(batch).toMatchObject({ state: 'done', counts: { drafted: RECORDS, refused: 0, merged: 0 } });
  // It did not begin again.
  const [first] = /\d+/.exec(stderr) ?? [];
  expect(Number(first)).toBeGreaterThan(250);
  const url = new URL(database.url);
  url.pathname = `/${bureauDatabase()}`;
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  const { rows } = await client.query(
    `SELECT (SELECT count(*)::int FROM notice) AS notices, (SELECT count(*)::int FROM notice_version) AS versions,
       (SELECT count(DISTINCT name)::int FROM notice) AS names, (SELECT count(*)::int FROM removal_row) AS rows,
       (SELECT count(*)::int FROM work_item WHERE task = 'notice.complete-draft' AND closed_at IS NULL) AS owed,
       (SELECT count(*)::int FROM audit_entry WHERE act = 'notice.drafted') AS acts`,
  );
  await client.end();
  const all = { notices: RECORDS, versions: RECORDS, names: RECORDS, rows: RECORDS, owed: RECORDS, acts: RECORDS };
  expect(rows).toEqual([all]);
});
