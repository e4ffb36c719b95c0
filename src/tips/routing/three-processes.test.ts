import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAdmin } from '../../platform/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { report } from './routing.testkit.ts';
import { SHIPPED } from './rules-store.ts';

const CLI = join(import.meta.dirname, '../../cli.ts');
const REPORTS = 90;
const PROCESSES = 3;
let database: TestDatabase;
let folder: string;
let bureau: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'homeward-three-'));
  const reports = join(folder, 'reports');
  await mkdir(reports);
  const address = { city: 'Boston', state: 'MA', postalCode: '02108', country: 'US' };
  for (let n = 1; n <= REPORTS; n++) {
    await writeFile(join(reports, `${n}.json`), JSON.stringify(report(n, { address, phone: '+1 617 555 0134' })));
  }
  await homeward('import', 'tips', reports);
  const url = new URL(database.url);
  url.pathname = `/${bureauDatabase()}`;
  bureau = new pg.Client(url.toString());
  await bureau.connect();
});
afterAll(async () => {
  await bureau?.end();
  await asAdmin(database.url, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(bureauDatabase())} WITH (FORCE)`);
  });
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const bureauDatabase = (): string => `${decodeURIComponent(new URL(database.url).pathname.slice(1))}_us`;

/** A command in a process of its own. */
async function homeward<T>(...args: string[]): Promise<T> {
  const env = {
    ...process.env,
    HOMEWARD_DATA_DIR: folder,
    HOMEWARD_DATABASE_URL: database.url,
    HOMEWARD_BUREAUS: 'US',
    HOMEWARD_LOG_LEVEL: 'silent',
  };
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...args, '--json'], { env });
  return JSON.parse(stdout) as T;
}

test('three processes share what waits, and no report goes twice', async () => {
  const rules = { ...SHIPPED, automatic: { ...SHIPPED.automatic, domestic: true } };
  await bureau.query(
    "INSERT INTO tips_rules (version, state, base, rules, reason, drafted_by, drafted_at) VALUES (2, 'in-force', 1, $1, 'test', 'person:a', 0)",
    [JSON.stringify(rules)],
  );
  await bureau.query('UPDATE tips_routing SET again = true');
  // A gate that opens when all of them stand before it.
  await bureau.query('BEGIN');
  await bureau.query('LOCK TABLE tips_routing IN ACCESS EXCLUSIVE MODE');
  const running = Array.from({ length: PROCESSES }, () =>
    homeward<{ routed: number; sent: number }>('tips', 'route', '--batch', '3'),
  );
  const all = Promise.all(running);
  let isOver = false;
  all.then(
    () => {
      isOver = true;
    },
    () => {
      isOver = true;
    },
  );
  const waiting = "SELECT FROM pg_locks WHERE NOT granted AND relation = 'tips_routing'::regclass";
  while (!isOver && (await bureau.query(waiting)).rowCount !== PROCESSES) await new Promise((r) => setTimeout(r, 20));
  await bureau.query('COMMIT');
  const done = await all;
  expect(done.map((one) => one.routed > 0)).toEqual([true, true, true]);
  expect(done.reduce((sum, one) => sum + one.sent, 0)).toBe(REPORTS);
  const { rows } = await bureau.query(
    `SELECT count(*)::int AS referrals, count(DISTINCT tip_id)::int AS tips,
       (SELECT count(*)::int FROM audit_entry WHERE act = 'tip.routed') AS entries,
       (SELECT count(*)::int FROM work_item WHERE task = 'tip.await-feedback' AND closed_at IS NULL) AS owed,
       (SELECT count(*)::int FROM work_item WHERE task = 'tip.to-route' AND closed_at IS NULL) AS left_open
     FROM tips_referral WHERE direction = 'out'`,
  );
  expect(rows).toEqual([{ referrals: REPORTS, tips: REPORTS, entries: REPORTS, owed: REPORTS, left_open: 0 }]);
});
