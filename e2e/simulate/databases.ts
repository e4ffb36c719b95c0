import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { asAdmin, createLogger, ensureDatabase, migrate, startPostgres } from '../../src/platform/index.ts';
import { eraseCluster } from '../../src/platform/postgres/index.ts';
import { ROOM_TABLES } from './room.ts';

const MIGRATIONS = join(import.meta.dirname, '..', '..', 'migrations');

/** A PostgreSQL for throwaway data, with a migrated database for each bureau of each run. */
export interface Databases extends AsyncDisposable {
  readonly folder: string;
  /** Fresh databases; the function returned gives a bureau's address. */
  prepare(run: string, codes: readonly string[]): Promise<(code: string) => string>;
  drop(run: string, codes: readonly string[]): Promise<void>;
}

export async function openDatabases(): Promise<Databases> {
  const folder = await mkdtemp(join(tmpdir(), 'homeward-simulate-'));
  const dataDir = join(folder, 'postgres');
  await using undo = new AsyncDisposableStack();
  undo.defer(() => rm(folder, { recursive: true, force: true }));
  undo.defer(() => eraseCluster(dataDir));
  // As root PostgreSQL runs under another account, which has to pass through.
  await chmod(folder, 0o711);
  const postgres = await startPostgres({ dataDir, log: createLogger('error'), durable: false });
  undo.defer(async () => {
    const stopped = postgres.stop();
    // Nothing on it is needed any more: the immediate shutdown spares the last checkpoint.
    process.kill(postgres.pid, 'SIGQUIT');
    await stopped;
  });
  const template = await ensureDatabase(postgres.adminUrl, 'template');
  await migrate(template, MIGRATIONS);
  await asAdmin(template, (client) => client.query(ROOM_TABLES));
  const nameOf = (run: string, code: string): string => `sim_${run}_${code.toLowerCase()}`;
  const cleanUp = undo.move();
  return {
    folder,
    async prepare(run, codes) {
      await asAdmin(postgres.adminUrl, async (client) => {
        for (const code of codes)
          await client.query(
            `CREATE DATABASE ${pg.escapeIdentifier(nameOf(run, code))} TEMPLATE template STRATEGY FILE_COPY`,
          );
      });
      return (code) => postgres.url(nameOf(run, code));
    },
    async drop(run, codes) {
      await asAdmin(postgres.adminUrl, async (client) => {
        for (const code of codes)
          await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(nameOf(run, code))} WITH (FORCE)`);
      });
    },
    [Symbol.asyncDispose]: () => cleanUp.disposeAsync(),
  };
}
