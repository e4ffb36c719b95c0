import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** One advisory lock a database, so that several processes starting together migrate once. */
const MIGRATION_LOCK = 7_046_029_254;

export interface MigrationResult {
  readonly applied: readonly string[];
  readonly total: number;
}

/**
 * Brings a database up to the migrations under `root/ROOM/UTC-timestamp_name.sql`, in order of their time stamps across
 * rooms, each in a transaction of its own. Forward only: a file that was applied and has since changed is an error.
 * @param only names of the migrations to apply, as a dump lists them; the others wait for the next call
 */
export async function migrate(url: string, root: string, only?: readonly string[]): Promise<MigrationResult> {
  const files = (await listMigrations(root)).filter((file) => only?.includes(file.name) ?? true);
  const client = new pg.Client({ connectionString: url });
  // A server that dies meanwhile fails the query under way; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_migration (name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const done = new Map<string, string>(
      (await client.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM schema_migration')).rows.map(
        (r) => [r.name, r.sha256],
      ),
    );
    const applied: string[] = [];
    for (const file of files) {
      const known = done.get(file.name);
      if (known !== undefined) {
        if (known !== file.sha256) throw new Error(`migration ${file.name} was changed after it was applied`);
        continue;
      }
      await client.query('BEGIN');
      try {
        await client.query(file.text);
        await client.query('INSERT INTO schema_migration (name, sha256) VALUES ($1, $2)', [file.name, file.sha256]);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw new Error(`migration ${file.name} failed: ${(error as Error).message}`, { cause: error });
      }
      applied.push(file.name);
    }
    return { applied, total: files.length };
  } finally {
    await client.end();
  }
}

interface MigrationFile {
  readonly name: string;
  readonly order: string;
  readonly text: string;
  readonly sha256: string;
}

async function listMigrations(root: string): Promise<MigrationFile[]> {
  const found: MigrationFile[] = [];
  for (const room of await readdir(root, { withFileTypes: true })) {
    if (!room.isDirectory()) continue;
    for (const file of await readdir(join(root, room.name))) {
      if (!file.endsWith('.sql')) continue;
      if (!/^\d{14}_[a-z0-9-]+\.sql$/.test(file))
        throw new Error(`migration name ${room.name}/${file}: expected YYYYMMDDHHMMSS_name.sql`);
      const text = await readFile(join(root, room.name, file), 'utf8');
      found.push({
        name: `${room.name}/${file}`,
        order: `${file.slice(0, 14)}/${room.name}/${file}`,
        text,
        sha256: createHash('sha256').update(text).digest('hex'),
      });
    }
  }
  return found.sort((a, b) => (a.order < b.order ? -1 : 1));
}
