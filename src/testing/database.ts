import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { asAdmin, databaseUrl } from '../platform/postgres/index.ts';

export interface TestDatabase extends AsyncDisposable {
  /** Address of the database, as the server's superuser. */
  readonly url: string;
  /** Removes the database, open connections included. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /**
   * Fills a template once a run (migrations, reference data), from which every database with the same `key` is copied.
   * `fill` must leave no connection open.
   */
  readonly template?: { readonly key: string; fill(url: string): Promise<void> };
}

/** A database of its own on the run's PostgreSQL; what is not dropped by the test goes at the end of the run. */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = inject('testDatabaseServer');
  const name = `${inject('testDatabasePrefix')}${randomBytes(6).toString('hex')}`;
  const template = options.template === undefined ? 'template0' : await filledTemplate(server, options.template);
  await asAdmin(server, (client) =>
    client.query(
      `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)} STRATEGY FILE_COPY`,
    ),
  );
  const drop = (): Promise<void> =>
    asAdmin(server, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
    });
  return { url: databaseUrl(server, name), drop, [Symbol.asyncDispose]: drop };
}

/** The template of this run with the key, filled by whichever test file comes first; the others wait for it. */
async function filledTemplate(
  server: string,
  { key, fill }: NonNullable<TestDatabaseOptions['template']>,
): Promise<string> {
  const digest = createHash('sha256').update(key).digest();
  const name = `${inject('testDatabasePrefix')}t_${digest.toString('hex').slice(0, 12)}`;
  await asAdmin(server, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [digest.readInt32BE()]);
    const isReady = await client.query('SELECT FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
    if (isReady.rowCount !== 0) return;
    // One that is there and not marked as a template was left half filled by a failure.
    await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0 STRATEGY FILE_COPY`);
    await fill(databaseUrl(server, name));
    await client.query(`ALTER DATABASE ${pg.escapeIdentifier(name)} IS_TEMPLATE true`);
  });
  return name;
}
