import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { keyStatement } from '../src/directory/index.ts';
import { type Launched, type LaunchOptions, startBureaus } from '../src/launch/start-bureaus.ts';
import type { Node } from '../src/node.ts';
import {
  asAdmin,
  createLogger,
  ensureDatabase,
  migrate,
  type RunningPostgres,
  startPostgres,
  systemScope,
} from '../src/platform/index.ts';
import { eraseCluster } from '../src/platform/postgres/index.ts';

const MIGRATIONS = join(import.meta.dirname, '..', 'migrations');

/** A PostgreSQL of its own that keeps what it acknowledges, as in service; gone with everything on it at the end. */
export interface Workplace extends AsyncDisposable {
  readonly postgres: RunningPostgres;
  /** What the bureaus keep beside their databases. */
  readonly folder: string;
  /** An empty database for a peer. */
  database(name: string): Promise<string>;
  /** A migrated database for one more bureau. */
  copy(code: string): Promise<string>;
  /** Real bureaus in this process, the Secretariat among them. */
  start(codes: readonly string[], more?: Partial<LaunchOptions>): Promise<Launched>;
  /** More of them as a house of small bureaus would host them: two connections each. They have followed the feed to its end. */
  host(codes: readonly string[], ipsg: Node): Promise<Launched>;
}

export async function createWorkplace(): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), 'homeward-bench-'));
  const log = createLogger('fatal');
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

  async function start(codes: readonly string[], more: Partial<LaunchOptions> = {}): Promise<Launched> {
    for (const code of codes) await prepare(code);
    return startBureaus({
      bureaus: codes,
      host: '127.0.0.1',
      port: 0,
      dataDir: folder,
      databaseUrl: undefined,
      log,
      ...more,
    });
  }

  const cleanUp = undo.move();
  return {
    postgres,
    folder,
    database: (name) => ensureDatabase(postgres.adminUrl, name),
    async copy(code) {
      await prepare(code);
      return ensureDatabase(postgres.adminUrl, `homeward_${code.toLowerCase()}`);
    },
    start,
    async host(codes, ipsg) {
      const { rootFingerprint } = ipsg.config.ipsg;
      const launched = await start(codes, { ipsg: { url: ipsg.url, rootFingerprint }, poolSize: 2 });
      await enrol(ipsg, [...launched.nodes.values()]);
      for (const node of launched.nodes.values()) await followed(node, ipsg);
      return launched;
    },
    [Symbol.asyncDispose]: () => cleanUp.disposeAsync(),
  };
}

/** All in one transaction, so that the others learn of them at once. */
async function enrol(ipsg: Node, nodes: readonly Node[]): Promise<void> {
  const statements = await Promise.all(
    nodes.map(({ code, url, keys, runtime }) => {
      const now = runtime.clock.now();
      return keyStatement(keys, { bureau: code, endpoint: url, serial: now, now, newId: runtime.newId });
    }),
  );
  await ipsg.db.tx(systemScope('IPSG'), async (tx) => {
    for (const statement of statements) await ipsg.directory.enrol(tx, { statement, status: 'hosted' });
  });
}

async function followed(node: Node, ipsg: Node): Promise<void> {
  for (;;) {
    const size = await node.federation.catchUp().catch(() => 0);
    const { feed } = await ipsg.db.tx(systemScope('IPSG'), (tx) => ipsg.federation.status(tx));
    if (size > 0 && size === feed.size) return;
    await sleep(50);
  }
}
