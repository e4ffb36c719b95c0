import { randomBytes } from 'node:crypto';
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { asAdmin, eraseCluster, startPostgres } from '../platform/postgres/index.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Any database on the server of this run, as a role that may create databases. */
    testDatabaseServer: string;
    /** Every database of this run has this prefix. */
    testDatabasePrefix: string;
  }
}

const FOLDER = 'homeward-test-';
const quiet = { info: () => {}, warn: (fields: object, message: string) => console.error(message, fields) };

/** One PostgreSQL for the whole run; every test file makes databases of its own on it (`createTestDatabase`). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const prefix = `hw_${randomBytes(4).toString('hex')}_`;
  // The one place outside the configuration that reads the environment: tests have no configuration.
  const given = process.env.HOMEWARD_TEST_DATABASE_URL;
  if (given !== undefined && given !== '') {
    project.provide('testDatabaseServer', given);
    project.provide('testDatabasePrefix', prefix);
    return () => dropAll(given, prefix);
  }
  await sweepDeadRuns();
  const folder = await mkdtemp(join(tmpdir(), FOLDER));
  writeFileSync(join(folder, 'run.pid'), String(process.pid));
  const dataDir = join(folder, 'postgres');
  // As root PostgreSQL runs under another account, which has to pass through.
  chmodSync(folder, 0o711);
  const server = await startPostgres({ dataDir, log: quiet, durable: false }).catch(async (error: unknown) => {
    await eraseCluster(dataDir);
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  const removeAtOnce = (): void => {
    try {
      process.kill(server.pid, 'SIGKILL');
    } catch {
      // Stopped already.
    }
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    removeAtOnce();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
    process.kill(process.pid, signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, onSignal);
  process.once('exit', removeAtOnce);
  project.provide('testDatabaseServer', server.adminUrl);
  project.provide('testDatabasePrefix', prefix);
  return async () => {
    await server.stop();
    process.off('exit', removeAtOnce);
    for (const signal of signals) process.off(signal, onSignal);
    await eraseCluster(dataDir);
    rmSync(folder, { recursive: true, force: true });
  };
}

async function dropAll(adminUrl: string, prefix: string): Promise<void> {
  await asAdmin(adminUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [prefix],
    );
    for (const { datname } of rows) {
      await client.query(`ALTER DATABASE ${client.escapeIdentifier(datname)} IS_TEMPLATE false`);
      await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(datname)} WITH (FORCE)`);
    }
  });
}

/** A run that was killed outright could not clean up: its server and folder are removed by the next one. */
async function sweepDeadRuns(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(FOLDER)) continue;
    const folder = join(tmpdir(), name);
    try {
      const pid = Number(readFileSync(join(folder, 'run.pid'), 'utf8'));
      if (pid > 0 && !isProcess(pid)) {
        const dataDir = join(folder, 'postgres');
        await (await startPostgres({ dataDir, log: quiet, durable: false })).stop();
        await eraseCluster(dataDir);
        rmSync(folder, { recursive: true, force: true });
      }
    } catch {
      // Another user's folder, or one that is being made or removed right now.
    }
  }
}

function isProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
