import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { systemScope } from '../src/platform/index.ts';
import { inventedRecord } from './notices-import-file.ts';
import { percentile, rounded } from './statistics.ts';
import type { Bench, BenchContext } from './types.ts';
import { createWorkplace } from './workplace.ts';

const DEFAULT = 100_000;
const RATE = 200;
const SECONDS = 20;
const PEER = 'the same questions as SQL over one flat table with indexes, by pg behind node:http in the same process';

/** The public notices API with 100,000 notices in it, asked for filtered lists at a fixed rate by a process of its own. */
export const noticesApi: Bench = {
  summary: 'filtered lists of the public notices API at 200 requests a second, beside the same in plain SQL',
  async run(context) {
    const count = context.n ?? DEFAULT;
    await using workplace = await createWorkplace();
    await using launched = await workplace.start(['IPSG', 'US']);
    const node = launched.node('US');
    context.say(`filling ${count} public notices`);
    for (let from = 0; from < count; from += 5_000) {
      context.signal.throwIfAborted();
      const to = Math.min(count, from + 5_000);
      await node.db.tx(systemScope('US'), async (tx) => {
        await tx.query(FILL, [
          JSON.stringify(
            Array.from({ length: to - from }, (_, i) => ({ id: node.runtime.newId(), ...asForm(from + i) })),
          ),
        ]);
      });
    }
    await node.db.tx(systemScope('US'), async (tx) => {
      await tx.query('UPDATE notice_public_setting SET enabled = true, per_minute = 1000000');
    });
    const first = performance.now();
    const { total } = (await (await fetch(`${node.url}/notices/v1/red`)).json()) as { total: number };
    if (total !== count) throw new Error(`${total} of ${count} are public`);
    context.say(`first answer, which reads all of them: ${rounded((performance.now() - first) / 1_000)} s`);
    const paths = questions();
    await ask(context, node.url, paths, 2);
    const before = process.cpuUsage();
    const ours = await ask(context, node.url, paths, SECONDS);
    const cpu = process.cpuUsage(before);
    context.say(`processor time a request: ${rounded((cpu.user + cpu.system) / 1_000 / ours.took.length)} ms`);
    context.say('the plain way');
    await using plain = await startPlain(await workplace.database('plain'), count);
    await ask(context, plain.url, paths, 2);
    const theirs = await ask(context, plain.url, paths, SECONDS);
    for (const [name, p] of [
      ['p50', 50],
      ['p99', 99],
    ] as const) {
      const [value, peerValue] = [percentile(ours.took, p), percentile(theirs.took, p)];
      const row = { name: `notices-api.${name}`, unit: 'ms', peer: PEER };
      context.emit({ ...row, value: rounded(value), peerValue: rounded(peerValue), ratio: rounded(peerValue / value) });
    }
    context.emit({
      name: 'notices-api.rate',
      value: rounded(ours.took.length / ours.seconds),
      unit: 'requests/s',
      peer: PEER,
      peerValue: rounded(theirs.took.length / theirs.seconds),
      ratio: rounded(ours.took.length / ours.seconds / (theirs.took.length / theirs.seconds)),
    });
  },
};

const FILL = `WITH given AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, n int, name text, form jsonb)),
  made AS (
    INSERT INTO notice (id, relation, owner, colour, state, number, name, search, content_version, issued_at, created_at, updated_at)
    SELECT id, 'owner', 'US', 'red', 'issued', 'A-' || (100000 + n) || '/11-2026', name, lower(name), 1, n, n, n FROM given),
  written AS (
    INSERT INTO notice_version (notice_id, n, state, form, report, at) SELECT id, 1, 'issued', form, '{}', 1 FROM given)
  INSERT INTO notice_public (notice_id, kind, entity_id, shown, published_by, published_at)
  SELECT id, 'red', '2026/' || n, true, 'bench', n FROM given`;

function asForm(n: number) {
  const record = inventedRecord(n);
  const [eyes] = record.eyes_colors_id;
  const [hair] = record.hairs_id;
  const form = {
    colour: 'red',
    subject: {
      familyName: record.name,
      forename: record.forename,
      sex: record.sex_id,
      birthDate: record.date_of_birth.replaceAll('/', '-'),
      birthPlace: record.place_of_birth,
      birthCountry: record.country_of_birth_id,
      nationalities: record.nationalities,
      languages: record.languages_spoken_ids,
      description: { heightCm: Math.round(record.height * 100), weightKg: record.weight, eyes, hair },
    },
    judicial: { charges: record.arrest_warrants.map((warrant) => warrant.charge) },
  };
  return { n, name: `${record.name}, ${record.forename}`, form };
}

/** Some hundreds of different filtered lists: by country, sex and age; by the beginning or a pattern of a name; by words. */
function questions(): string[] {
  const countries = ['US', 'FR', 'DE', 'NL', 'ES', 'EG', 'BR', 'IN'];
  const paths: string[] = [];
  for (let i = 0; i < 400; i++) {
    const record = inventedRecord(i * 131);
    const query = new URLSearchParams();
    if (i % 4 === 0) query.set('name', `^${record.name.slice(0, 4)}.*$`);
    if (i % 4 === 1) query.set('name', record.name.slice(2, 6));
    if (i % 4 === 2) query.set('freeText', `charge ${i % 400}`);
    if (i % 4 === 3) query.set('forename', record.forename);
    query.set('nationality', countries[i % countries.length] ?? 'US');
    query.set('sexId', i % 8 === 0 ? 'F' : 'M');
    query.set('ageMin', String(20 + (i % 20)));
    query.set('ageMax', String(60 + (i % 20)));
    query.set('page', String(1 + (i % 3)));
    paths.push(`/notices/v1/red?${query}`);
  }
  return paths;
}

interface Asked {
  readonly took: number[];
  readonly failed: number;
  readonly seconds: number;
}

async function ask(context: BenchContext, origin: string, paths: readonly string[], seconds: number): Promise<Asked> {
  const client = fileURLToPath(new URL('./notices-api-client.ts', import.meta.url));
  const child = spawn(process.execPath, [client, origin, String(RATE), String(seconds)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    signal: context.signal,
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  child.stdin.end(paths.join('\n'));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the client ended with ${code}`);
  const asked = JSON.parse(out) as Asked;
  if (asked.failed > 0) throw new Error(`${asked.failed} of ${asked.took.length} were not answered`);
  return asked;
}

/** What a client could write in an hour: one table, indexes, two statements a list. */
async function startPlain(url: string, count: number): Promise<{ url: string } & AsyncDisposable> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  await pool.query(`CREATE TABLE plain (entity_id text PRIMARY KEY, name text, forename text, born date, nationalities text[],
    sex text, words tsvector, n int)`);
  for (let from = 0; from < count; from += 5_000) {
    const rows = Array.from({ length: Math.min(5_000, count - from) }, (_, i) => inventedRecord(from + i));
    await pool.query(
      `INSERT INTO plain SELECT r.entity_id, r.name, r.forename, replace(r.date_of_birth, '/', '-')::date, r.nationalities, r.sex_id,
         to_tsvector('simple', concat_ws(' ', r.name, r.forename, r.place_of_birth, r.charge)), r.n
       FROM jsonb_to_recordset($1::jsonb) AS r(entity_id text, name text, forename text, date_of_birth text, nationalities text[],
         sex_id text, place_of_birth text, charge text, n int)`,
      [JSON.stringify(rows.map((row, i) => ({ ...row, charge: row.arrest_warrants[0]?.charge, n: from + i })))],
    );
  }
  await pool.query(`CREATE INDEX ON plain USING gin (nationalities); CREATE INDEX ON plain USING gin (words);
    CREATE INDEX ON plain (name text_pattern_ops); CREATE INDEX ON plain (forename); CREATE INDEX ON plain (n DESC); ANALYZE plain`);
  const server: Server = createServer((request, response) => {
    const q = new URL(request.url ?? '/', 'http://plain').searchParams;
    const page = Number(q.get('page') ?? 1);
    const values = [
      q.get('name'),
      q.get('forename'),
      q.get('freeText'),
      q.get('nationality'),
      q.get('sexId'),
      Number(q.get('ageMin')),
      Number(q.get('ageMax')),
    ];
    const where = `($1::text IS NULL OR name ~* $1) AND ($2::text IS NULL OR forename ~* $2)
      AND ($3::text IS NULL OR words @@ plainto_tsquery('simple', $3)) AND nationalities @> ARRAY[$4::text] AND sex = $5
      AND born <= now() - make_interval(years => $6) AND born > now() - make_interval(years => $7 + 1)`;
    Promise.all([
      pool.query(`SELECT count(*)::int AS total FROM plain WHERE ${where}`, values),
      pool.query(`SELECT * FROM plain WHERE ${where} ORDER BY n DESC LIMIT 20 OFFSET ${(page - 1) * 20}`, values),
    ]).then(
      ([total, rows]) => response.end(JSON.stringify({ total: total.rows[0]?.total, notices: rows.rows })),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await pool.end();
    },
  };
}
