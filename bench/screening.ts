import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ApiClient } from '../src/launch/api-client.ts';
import type { PersonQuery } from '../src/names/index.ts';
import type { Node } from '../src/node.ts';
import { systemScope } from '../src/platform/index.ts';
import { databaseUrl } from '../src/platform/postgres/index.ts';
import type { CopyStatus, ScreeningView } from '../src/screening/contract.ts';
import { queryFor } from './names-people.ts';
import { fillNotices } from './screening-fill.ts';
import { median, percentile, rounded } from './statistics.ts';
import type { Bench, BenchContext } from './types.ts';
import { createWorkplace } from './workplace.ts';

const NOTICES = 100_000;
const PASSENGERS = 500;
const RUNS = { warmUp: 2, measured: 9 };
const PERSONS = { warmUp: 20, measured: 100 };
/** The plain search takes a while for each passenger. */
const PLAIN = 60;

/**
 * A manifest asked over the API of a bureau that holds so many notices: read, compared, checked against the database as it is now,
 * stored with its candidates and reasons, on the ledger, answered.
 */
export const screening: Bench = {
  summary: 'a manifest of 500 passengers against 100,000 notices, by the API (--n notices)',
  async run(context) {
    const n = context.n ?? NOTICES;
    await using workplace = await createWorkplace();
    {
      await using _once = await workplace.start(['IPSG', 'US']);
    }
    const url = databaseUrl(workplace.postgres.adminUrl, 'homeward_us');
    context.say(`${n} notices into a bureau's database`);
    await fillNotices(url, n);
    await using bureaus = await workplace.start(['IPSG', 'US']);
    const us = bureaus.node('US');
    const client = await signIn(us);
    const begun = performance.now();
    for (;;) {
      const copy = await client.get<CopyStatus>('/api/screenings/copy');
      if (copy.index.state === 'ready') {
        if (copy.index.sizes.notice !== n) throw new Error(`the index holds ${copy.index.sizes.notice} notices`);
        break;
      }
      await sleep(50);
    }
    context.emit({ name: 'screening.index-build', value: rounded((performance.now() - begun) / 1000), unit: 's' });
    const ours = await measureManifests(context, client, n);
    const plain = await measurePlain(context, url, n);
    context.emit({
      name: `screening.manifest-${PASSENGERS}`,
      value: rounded(ours),
      unit: 'ms',
      ...(plain === null
        ? {}
        : {
            peer: plain.peer,
            peerValue: rounded(plain.ms * PASSENGERS),
            ratio: rounded((plain.ms * PASSENGERS) / ours),
          }),
    });
    context.emit({
      name: 'screening.rate',
      value: rounded((PASSENGERS * 1000) / ours),
      unit: 'passengers/s',
      ...(plain === null
        ? {}
        : { peer: plain.peer, peerValue: rounded(1000 / plain.ms), ratio: rounded((plain.ms * PASSENGERS) / ours) }),
    });
    await measurePersons(context, client, n);
  },
};

async function measureManifests(context: BenchContext, client: ApiClient, n: number): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS.warmUp + RUNS.measured; run++) {
    const text = manifest(run * PASSENGERS, n);
    const cpu = process.cpuUsage();
    const begun = performance.now();
    const view = await client.post<ScreeningView>('/api/screenings/manifest', { fileName: 'flight.csv', text });
    const took = performance.now() - begun;
    const { user, system } = process.cpuUsage(cpu);
    if (view.rows !== PASSENGERS || view.rowsDone !== PASSENGERS) throw new Error('not everybody was compared');
    if (run < RUNS.warmUp) continue;
    times.push(took);
    context.say(
      `${rounded(took)} ms, ${rounded((user + system) / 1000)} ms of this process; ${view.candidates} candidates`,
    );
  }
  return median(times);
}

async function measurePersons(context: BenchContext, client: ApiClient, n: number): Promise<void> {
  const times: number[] = [];
  for (let at = 0; at < PERSONS.warmUp + PERSONS.measured; at++) {
    const { names, births } = queryFor(90_000 + at, n);
    const person = { full: names[0]?.text, ...(births?.[0] ? { birthDate: births[0] } : {}) };
    const begun = performance.now();
    await client.post<ScreeningView>('/api/screenings/person', { person });
    if (at >= PERSONS.warmUp) times.push(performance.now() - begun);
  }
  context.emit({ name: 'screening.person', value: rounded(median(times)), unit: 'ms' });
  context.emit({ name: 'screening.person-p99', value: rounded(percentile(times, 99)), unit: 'ms' });
}

/** What a bureau would write first: the best ten by trigrams of the name, a query a passenger; without dates or reasons. */
async function measurePlain(
  context: BenchContext,
  url: string,
  n: number,
): Promise<{ ms: number; peer: string } | null> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_available_extensions WHERE name = 'pg_trgm'");
    const hasTrigrams = rowCount !== 0;
    if (hasTrigrams) {
      await client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
      await client.query('CREATE INDEX notice_search_trigrams ON notice USING gin (search gin_trgm_ops)');
      await client.query('ANALYZE notice');
    } else context.say('this PostgreSQL has no pg_trgm: the exact words are searched for instead');
    const ask = (query: PersonQuery): Promise<unknown> => {
      const text = (query.names[0]?.text ?? '').toLowerCase();
      if (hasTrigrams)
        return client.query(
          "SELECT id, similarity(search, $1) AS s FROM notice WHERE state = 'issued' AND search % $1 ORDER BY s DESC LIMIT 10",
          [text],
        );
      const words = text.split(' ').map((word) => `%${word}%`);
      return client.query("SELECT id FROM notice WHERE state = 'issued' AND search LIKE ALL($1) LIMIT 10", [words]);
    };
    for (let at = 0; at < 5; at++) await ask(queryFor(at, n));
    const begun = performance.now();
    for (let at = 0; at < PLAIN; at++) await ask(queryFor(1_000 + at, n));
    const ms = (performance.now() - begun) / PLAIN;
    const what = hasTrigrams ? 'pg_trgm over the names' : 'LIKE over the names (no slip is found)';
    return { ms, peer: `${what}, one query a passenger, in the same database: no dates, no reasons, no record` };
  } finally {
    await client.end();
  }
}

/** As an airline writes it. */
function manifest(from: number, n: number): string {
  const rows = Array.from({ length: PASSENGERS }, (_, at) => {
    const { names, births } = queryFor(from + at, n);
    return `"${names[0]?.text ?? ''}",${births?.[0] ?? ''},P${String(from + at).padStart(8, '0')},NLD`;
  });
  return ['name,date of birth,passport number,issuing state', ...rows].join('\n');
}

async function signIn(us: Node): Promise<ApiClient> {
  const username = 'watch';
  const password = randomBytes(12).toString('hex');
  const { totpSecret } = await us.db.tx(systemScope('US'), (tx) =>
    us.access.createPerson(tx, {
      username,
      name: 'Watch officer',
      roles: ['watch-officer'],
      compartments: ['general'],
      agency: null,
      password,
    }),
  );
  return ApiClient.signIn(us.url, { username, password, totpSecret });
}
