import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { writePrivateFile } from '../keys.ts';
import { migrate } from './migrate.ts';

const PAGE = 500;

export interface DumpManifest {
  readonly v: 1;
  readonly takenAt: number;
  readonly migrations: readonly string[];
  readonly tables: Readonly<Record<string, number>>;
  readonly sequences: Readonly<Record<string, { value: number; called: boolean }>>;
}

/**
 * Writes a database's rows into `folder`, all as of one moment (REPEATABLE READ), one gzipped JSON-lines file a table.
 * The embedded PostgreSQL ships no pg_dump; for an own server its own tools do the same job.
 */
export async function dumpDatabase(url: string, folder: string, takenAt: number): Promise<DumpManifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const client = new pg.Client({ connectionString: url });
  // A server that dies meanwhile fails the query under way; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    // As a role that the compartments bind this fails, where it would otherwise leave rows out without a word.
    await client.query('SET LOCAL row_security = off');
    const tables: Record<string, number> = {};
    for (const table of await tableNames(client)) {
      tables[table] = await dumpTable(client, table, join(folder, `${table}.jsonl.gz`));
    }
    const migrations = (await client.query<{ name: string }>('SELECT name FROM schema_migration ORDER BY name')).rows;
    const sequences: Record<string, { value: number; called: boolean }> = {};
    for (const { name } of (
      await client.query<{ name: string }>("SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public'")
    ).rows) {
      const { rows } = await client.query<{ last_value: string; is_called: boolean }>(
        `SELECT last_value, is_called FROM ${pg.escapeIdentifier(name)}`,
      );
      if (rows[0]) sequences[name] = { value: Number(rows[0].last_value), called: rows[0].is_called };
    }
    await client.query('COMMIT');
    const manifest: DumpManifest = { v: 1, takenAt, migrations: migrations.map((m) => m.name), tables, sequences };
    await writePrivateFile(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 1));
    return manifest;
  } finally {
    await client.end();
  }
}

async function dumpTable(client: pg.Client, table: string, file: string): Promise<number> {
  let rows = 0;
  async function* lines(): AsyncGenerator<string> {
    await client.query(
      `DECLARE dump NO SCROLL CURSOR FOR SELECT to_jsonb(t)::text AS line FROM ${pg.escapeIdentifier(table)} t`,
    );
    for (;;) {
      const page = await client.query<{ line: string }>(`FETCH ${PAGE} FROM dump`);
      if (page.rows.length === 0) break;
      rows += page.rows.length;
      yield `${page.rows.map((r) => r.line).join('\n')}\n`;
    }
    await client.query('CLOSE dump');
  }
  await pipeline(lines, createGzip(), createWriteStream(file, { mode: 0o600 }));
  return rows;
}

/**
 * Puts a dump back into a database that holds nothing yet: migrates it as far as the dump was, then loads all rows in one transaction. When that
 * fails the database is left as empty as it was.
 * @param migrations folder of the migrations, as for `migrate`
 * @throws Error when the database holds anything, or the dump is of a newer version
 */
export async function restoreDatabase(url: string, folder: string, migrations: string): Promise<DumpManifest> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as DumpManifest;
  const client = new pg.Client({ connectionString: url });
  // A server that dies meanwhile fails the query under way; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  let isOurs = false;
  try {
    if ((await client.query("SELECT FROM pg_tables WHERE schemaname = 'public' LIMIT 1")).rowCount !== 0)
      throw new Error('the database is in use already: a backup is restored into one that holds nothing');
    isOurs = true;
    // As far as the dump was; what came later is applied to its rows when the bureau opens.
    await migrate(url, migrations, manifest.migrations);
    const here = (await client.query<{ name: string }>('SELECT name FROM schema_migration ORDER BY name')).rows.map(
      (r) => r.name,
    );
    const unknown = manifest.migrations.filter((name) => !here.includes(name));
    if (unknown.length > 0)
      throw new Error(`the backup is of a newer version: unknown migrations ${unknown.join(', ')}`);
    const files = new Set((await readdir(folder)).filter((f) => f.endsWith('.jsonl.gz')).map((f) => f.slice(0, -9)));
    await client.query('BEGIN');
    // Constraints between tables are checked at the end of the load, not row by row.
    await client.query('SET LOCAL session_replication_role = replica');
    for (const table of await tableNames(client)) {
      const name = pg.escapeIdentifier(table);
      if (!files.has(table)) continue;
      // What a migration itself puts into a table is in the dump too, as it had become.
      await client.query(`DELETE FROM ${name}`);
      const rows = await restoreTable(client, table, join(folder, `${table}.jsonl.gz`));
      if (rows !== manifest.tables[table])
        throw new Error(`table ${table}: ${rows} rows, the manifest says ${manifest.tables[table]}`);
    }
    for (const [sequence, { value, called }] of Object.entries(manifest.sequences)) {
      await client.query('SELECT setval($1::regclass, $2, $3)', [pg.escapeIdentifier(sequence), value, called]);
    }
    await client.query('COMMIT');
    return manifest;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    if (isOurs) await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}

async function restoreTable(client: pg.Client, table: string, file: string): Promise<number> {
  const name = pg.escapeIdentifier(table);
  const { rows: columns } = await client.query<{ name: string }>(
    "SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
    [name],
  );
  const list = columns.map((c) => pg.escapeIdentifier(c.name)).join(', ');
  const insert = `INSERT INTO ${name} (${list}) OVERRIDING SYSTEM VALUE SELECT ${list} FROM jsonb_populate_recordset(NULL::${name}, $1::jsonb)`;
  let page: string[] = [];
  let rows = 0;
  const flush = async (): Promise<void> => {
    if (page.length === 0) return;
    await client.query(insert, [`[${page.join(',')}]`]);
    rows += page.length;
    page = [];
  };
  for await (const line of createInterface({
    input: createReadStream(file).pipe(createGunzip()),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (line === '') continue;
    page.push(line);
    if (page.length >= PAGE) await flush();
  }
  await flush();
  return rows;
}

async function tableNames(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migration' ORDER BY tablename",
  );
  return rows.map((r) => r.name);
}
