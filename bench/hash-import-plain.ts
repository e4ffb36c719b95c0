import { readFile } from 'node:fs/promises';
import pg from 'pg';

/*
 * The plain way, in a process of its own, run by `hash-import.ts`: the whole file in memory, JSON.parse, and the rows inserted a
 * thousand at a time, in one transaction. No reader's rules, no problems, no undo, one index.
 */
const [path = '', url = ''] = process.argv.slice(2);
const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
const { value } = JSON.parse(text) as { value: { Media: Record<string, unknown>[] }[] };
const rows = value.flatMap((one) => one.Media);
const client = new pg.Client({ connectionString: url });
await client.connect();
await client.query('DROP TABLE IF EXISTS plain_entry');
await client.query(
  'CREATE TABLE plain_entry ("MD5" text PRIMARY KEY, "SHA1" text, "Category" int, "Series" text, raw jsonb)',
);
await client.query('BEGIN');
for (let at = 0; at < rows.length; at += 1_000) {
  const page = rows.slice(at, at + 1_000).map((row) => ({ ...row, raw: row }));
  await client.query(
    `INSERT INTO plain_entry SELECT * FROM jsonb_to_recordset($1::jsonb)
       AS r ("MD5" text, "SHA1" text, "Category" int, "Series" text, raw jsonb) ON CONFLICT DO NOTHING`,
    [JSON.stringify(page)],
  );
}
await client.query('COMMIT');
await client.end();
