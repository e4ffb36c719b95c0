import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Launched, startBureaus } from '../src/launch/start-bureaus.ts';
import {
  asAdmin,
  createLogger,
  ensureDatabase,
  migrate,
  type RunningPostgres,
  startPostgres,
} from '../src/platform/index.ts';
import { eraseCluster } from '../src/platform/postgres/index.ts';

const MIGRATIONS = join(import.meta.dirname, '..', 'migrations');

/** A PostgreSQL of its own that keeps what it acknowledges, as in service; gone with everything on it at the end. */
export interface Workplace extends AsyncDisposable {
  readonly postgres: RunningPostgres;
  /** An empty database for a peer. */
  database(name: string): Promise<string>;
  /** Real bureaus in this process, the Secretariat among them; call again after `stop` to go on with the same databases. */
  start(codes: readonly string[], options?: { poolSize?: number }): Promise<Launched>;
}

export async function createWorkplace(): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), 'homeward-bench-'));
  const log = createLogger('error');
  const dataDir = join(folder, 'postgres');
  await using undo = new AsyncDisposableStack();
  undo.defer(() => rm(folder, { recursive: true, force: true }));
  undo.defer(() => eraseCluster(dataDir));
  // As root PostgreSQL runs under another account, which has to pass through.
  await chmod(folder, 0o711);
  const postgres = await startPostgres({ dataDir, log });
  undo.defer(async () => {
    const stopped = postgres.stop();
    // Nothing on it is needed any more: the immediate shutdown spares the last checkpoint, which writes it all out.
    process.kill(postgres.pid, 'SIGQUIT');
    await stopped;
  });
  await migrate(await ensureDatabase(postgres.adminUrl, 'template'), MIGRATIONS);

  /** A migrated copy is made in a fraction of the time that the migrations take. */
  async function prepare(code: string): Promise<void> {
    const name = `homeward_${code.toLowerCase()}`;
    await asAdmin(postgres.adminUrl, async (client) => {
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template`);
    });
  }

  const cleanUp = undo.move();
  return {
    postgres,
    database: (name) => ensureDatabase(postgres.adminUrl, name),
    async start(codes, options = {}) {
      for (const code of codes) await prepare(code);
      return startBureaus({
        bureaus: codes,
        host: '127.0.0.1',
        port: 0,
        dataDir: folder,
        databaseUrl: undefined,
        log,
        ...(options.poolSize === undefined ? {} : { poolSize: options.poolSize }),
      });
    },
    [Symbol.asyncDispose]: () => cleanUp.disposeAsync(),
  };
}
