import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import pg from 'pg';

/*
 * The plain way, in a process of its own, run by `predator.ts`: the same rows inserted one by one in one transaction. No rules,
 * no reports, no ledger, no work, no undo.
 */
const [path = '', url = ''] = process.argv.slice(2);
const rows = parse(await readFile(path, 'utf8'), { columns: true }) as Record<string, string>[];
const client = new pg.Client({ connectionString: url });
await client.connect();
await client.query(
  'CREATE TABLE plain_removal (id bigserial PRIMARY KEY, name text, born text, passport text, removed_to text, raw jsonb)',
);
await client.query('CREATE INDEX ON plain_removal (name)');
await client.query('BEGIN');
for (const row of rows) {
  await client.query('INSERT INTO plain_removal (name, born, passport, removed_to, raw) VALUES ($1, $2, $3, $4, $5)', [
    `${row.family_name}, ${row.given_name}`,
    row.birth_date,
    row.passport_number,
    row.removed_to,
    JSON.stringify(row),
  ]);
}
await client.query('COMMIT');
await client.end();
