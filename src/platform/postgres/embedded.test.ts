import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asAdmin, ensureDatabase, eraseCluster, startPostgres } from './index.ts';
import { isRunning, postgresProcessesIn } from './process-lock.ts';

const log = { info: () => {}, warn: () => {} };
let folder = '';
let dataDir = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeward-pg-'));
  dataDir = join(folder, 'postgres');
});
afterEach(async () => {
  await eraseCluster(dataDir);
  await rm(folder, { recursive: true, force: true });
});

const clusterOf = (url: string) =>
  asAdmin(url, async (client) => {
    const { rows } = await client.query<{ folder: string }>("SELECT current_setting('data_directory') AS folder");
    return rows[0]?.folder ?? '';
  });

async function eventually<T>(read: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      if (attempt >= 200) throw error;
      await sleep(100);
    }
  }
}

test('starts durable, keeps data over stop and start, and leaves no process behind', async () => {
  const first = await startPostgres({ dataDir, log });
  const url = await ensureDatabase(first.adminUrl, 'bureau "x"');
  expect(await ensureDatabase(first.adminUrl, 'bureau "x"')).toBe(url);
  const settings = await asAdmin(url, async (client) => {
    await client.query('CREATE TABLE kept AS SELECT 1 AS n');
    return (
      await client.query("SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS sync")
    ).rows[0];
  });
  expect(settings).toEqual({ fsync: 'on', sync: 'on' });
  const wrong = new URL(url);
  wrong.password = 'wrong';
  await expect(asAdmin(wrong.href, async () => {})).rejects.toThrow(/password authentication failed/);
  const cluster = await clusterOf(url);
  await first.stop();
  expect(isRunning(first.pid)).toBe(false);
  expect(await postgresProcessesIn(cluster)).toEqual([]);

  await using second = await startPostgres({ dataDir, log });
  expect(second.port).toBe(first.port);
  expect(
    await asAdmin(second.url('bureau "x"'), async (client) => (await client.query('SELECT n FROM kept')).rows),
  ).toEqual([{ n: 1 }]);
});

test('a killed postmaster is restarted at the same address, with everything committed', async () => {
  await using server = await startPostgres({ dataDir, log });
  const pool = new pg.Pool({ connectionString: server.adminUrl, max: 2 });
  pool.on('error', () => {});
  await pool.query('CREATE TABLE kept (n int)');
  for (const n of [1, 2]) {
    await pool.query('INSERT INTO kept VALUES ($1)', [n]);
    const killed = server.pid;
    process.kill(killed, 'SIGKILL');
    await eventually(async () => expect(isRunning(killed)).toBe(false));
    const { rows } = await eventually(() => pool.query<{ n: number }>('SELECT max(n) AS n FROM kept'));
    expect(rows[0]?.n).toBe(n);
    // The server may answer a moment before the supervisor has noted its pid.
    await eventually(async () => expect(server.pid).not.toBe(killed));
  }
  await pool.end();
});

test('the server of a killed owner is joined, and the last user stops it', async () => {
  const owner = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { startPostgres } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
       const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: { info() {}, warn() {} } });
       console.log(server.pid);
       setInterval(() => {}, 1000);`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = await once(createInterface(owner.stdout), 'line');
  const pid = Number(line);
  const guest = await startPostgres({ dataDir, log });
  expect(guest.pid).toBe(pid);
  await guest.stop();
  expect(isRunning(pid), 'a guest leaves the owner its server').toBe(true);

  owner.kill('SIGKILL');
  await once(owner, 'exit');
  expect(isRunning(pid), 'the server outlives its owner').toBe(true);
  const heir = await startPostgres({ dataDir, log });
  expect(heir.pid).toBe(pid);
  await heir.stop();
  expect(isRunning(pid)).toBe(false);
});
