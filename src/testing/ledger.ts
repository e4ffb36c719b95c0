import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Audit, createAudit } from '../audit/index.ts';
import {
  type Clock,
  createLogger,
  createRuntime,
  type Database,
  generateKeys,
  migrate,
  openDatabase,
  openVault,
  type Runtime,
  type Scope,
  systemScope,
} from '../platform/index.ts';
import { asAdmin } from '../platform/postgres/index.ts';
import { createTestDatabase } from './database.ts';

/** A bureau's database with a ledger on it, for tests. */
export interface TestLedger extends AsyncDisposable {
  readonly url: string;
  /** Runs SQL as the owner of the database, past every privilege and row rule. */
  asOwner(sql: string, values?: readonly unknown[]): Promise<void>;
  readonly db: Database;
  readonly runtime: Runtime;
  readonly audit: Audit;
  readonly system: Scope;
  /** Transactions begun so far. */
  transactions(): number;
  /** Another process over the same database with the same keys. */
  another(): TestProcess;
}

export interface TestProcess {
  readonly db: Database;
  readonly audit: Audit;
}

const FOLDER = join(import.meta.dirname, '..', '..', 'migrations');

/** Brings up a database of its own with every migration, and a ledger whose acts are `test.*`. */
export async function createTestLedger(options: { clock?: Clock; sole?: boolean } = {}): Promise<TestLedger> {
  const database = await createTestDatabase({
    template: { key: 'all-migrations', fill: async (url) => void (await migrate(url, FOLDER)) },
  });
  const runtime = createRuntime({
    bureau: 'US',
    log: createLogger('silent'),
    ...(options.clock && { clock: options.clock }),
  });
  const folder = await mkdtemp(join(tmpdir(), 'homeward-vault-'));
  const masterKey = randomBytes(32).toString('base64url');
  const logKey = generateKeys().log;
  const processes: TestProcess[] = [];
  let count = 0;
  const create = (): TestProcess => {
    const opened = openDatabase({ url: database.url, runtime });
    const db: Database = {
      ...opened,
      tx: (scope, fn) => {
        count++;
        return opened.tx(scope, fn);
      },
    };
    const vault = openVault(folder, masterKey, runtime);
    const audit = createAudit({ db, runtime, vault, logKey, sole: options.sole ?? true });
    audit.registerActs({
      'test.done': {},
      'test.received': { item: 'thing', flow: 'received' },
      'test.finished': { item: 'thing', flow: 'finished' },
      'test.refused': { item: 'thing', flow: 'refused' },
    });
    const made = { db, audit };
    processes.push(made);
    return made;
  };
  const { db, audit } = create();
  return {
    url: database.url,
    asOwner: (sql, values) =>
      asAdmin(database.url, async (client) => {
        await client.query(sql, values && [...values]);
      }),
    db,
    runtime,
    audit,
    system: systemScope('US'),
    transactions: () => count,
    another: create,
    async [Symbol.asyncDispose]() {
      for (const one of processes) await one.audit.stop();
      for (const one of processes) await one.db.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
