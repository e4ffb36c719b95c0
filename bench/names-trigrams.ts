import pg from 'pg';
import type { PersonQuery } from '../src/names/index.ts';
import { people } from './names-people.ts';
import { percentile, rounded } from './statistics.ts';
import type { BenchContext } from './types.ts';
import { createWorkplace } from './workplace.ts';

const BATCH = 5_000;
const BUDGET_MS = 20_000;

/**
 * The same persons and queries with PostgreSQL's trigrams: a GIN index over the lower-case name, a query by similarity, the ten
 * best. Without dates: what a bureau would write first.
 * @returns queries a second on one connection; undefined, with the reason said, where the extension is not there
 */
export async function measureTrigrams(
  { say }: BenchContext,
  n: number,
  queries: readonly PersonQuery[],
): Promise<number | undefined> {
  await using place = await createWorkplace();
  const client = new pg.Client({ connectionString: await place.database('names') });
  await client.connect();
  try {
    const { rowCount } = await client.query(`SELECT FROM pg_available_extensions WHERE name = 'pg_trgm'`);
    if (rowCount === 0) {
      say('this PostgreSQL has no pg_trgm, so there is no such peer');
      return undefined;
    }
    say('pg_trgm: filling');
    await client.query('CREATE EXTENSION pg_trgm');
    await client.query('CREATE TABLE person (id text, name text NOT NULL)');
    let ids: string[] = [];
    let names: string[] = [];
    for (const person of people(n)) {
      ids.push(person.id);
      names.push((person.names[0]?.text ?? '').toLowerCase());
      if (ids.length < BATCH) continue;
      await client.query('INSERT INTO person SELECT * FROM unnest($1::text[], $2::text[])', [ids, names]);
      ids = [];
      names = [];
    }
    await client.query('INSERT INTO person SELECT * FROM unnest($1::text[], $2::text[])', [ids, names]);
    await client.query('CREATE INDEX ON person USING gin (name gin_trgm_ops)');
    await client.query('ANALYZE person');
    const ask = (query: PersonQuery): Promise<unknown> =>
      client.query(
        'SELECT id, similarity(name, $1) AS score FROM person WHERE name % $1 ORDER BY score DESC LIMIT 10',
        [(query.names[0]?.text ?? '').toLowerCase()],
      );
    for (const query of queries.slice(0, 10)) await ask(query);
    const times: number[] = [];
    const begun = performance.now();
    for (const query of queries) {
      const from = performance.now();
      await ask(query);
      times.push(performance.now() - from);
      if (performance.now() - begun > BUDGET_MS) break;
    }
    say(`pg_trgm: 99th percentile ${rounded(percentile(times, 99))} ms`);
    return (times.length * 1000) / (performance.now() - begun);
  } finally {
    await client.end();
  }
}
