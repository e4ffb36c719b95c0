import MiniSearch from 'minisearch';
import { PersonIndex, type PersonQuery } from '../src/names/index.ts';
import { people, queryFor } from './names-people.ts';
import { measureTrigrams } from './names-trigrams.ts';
import { percentile, rounded } from './statistics.ts';
import type { Bench, BenchContext } from './types.ts';

const DEFAULT = 100_000;
/** How long one way of asking is measured. */
const BUDGET_MS = 20_000;
/** Beyond it the peers take hours to fill. */
const MOST_FOR_PEERS = 1_000_000;

/** What it costs to find a person among many by a name that is not spelt as in the record. */
export const names: Bench = {
  summary:
    'persons found a second by name among --n (100,000), with 50th and 99th percentile and memory; pg_trgm and minisearch beside it',
  async run(context) {
    const n = context.n ?? DEFAULT;
    const before = memory();
    const begun = performance.now();
    const index = PersonIndex.build(people(n));
    const seconds = (performance.now() - begun) / 1000;
    context.say(`${n} persons packed in ${rounded(seconds)} s`);
    context.emit({ name: 'names.build', value: rounded(seconds), unit: 's' });
    const queries = Array.from({ length: 4_000 }, (_, at) => queryFor(at, n));
    for (let at = 0; at < 400; at++) index.query(queryFor(100_000 + at, n));
    const ours = measure(queries, (query) => index.query(query));
    const used = memory() - before;
    context.say(`arrays ${rounded(index.bytes / 1e6)} MB; wall ${rounded(ours.wallRate)}/s`);
    const peers: { name: string; rate: number }[] = [];
    if (n <= MOST_FOR_PEERS) {
      const trigrams = await measureTrigrams(context, n, queries);
      if (trigrams !== undefined) peers.push({ name: 'pg_trgm GIN', rate: trigrams });
      peers.push({ name: 'minisearch', rate: measureMiniSearch(context, n, queries) });
    } else context.say('peers are measured up to 1,000,000 persons: beyond that filling them takes hours');
    emit(context, ours, used / 1e6, peers);
  },
};

interface Measured {
  /** Queries a second of the processor's time. */
  rate: number;
  wallRate: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** Asks one query after another on this thread. Rate by processor time, so that other work on the machine does not count. */
function measure(queries: readonly PersonQuery[], ask: (query: PersonQuery) => unknown): Measured {
  const times: number[] = [];
  const begun = performance.now();
  const cpu = process.cpuUsage();
  for (const query of queries) {
    const from = performance.now();
    ask(query);
    times.push(performance.now() - from);
    if (performance.now() - begun > BUDGET_MS) break;
  }
  const used = process.cpuUsage(cpu);
  return {
    rate: (times.length * 1e6) / (used.user + used.system),
    wallRate: (times.length * 1000) / (performance.now() - begun),
    p50: percentile(times, 50),
    p99: percentile(times, 99),
  };
}

function measureMiniSearch({ say }: BenchContext, n: number, queries: readonly PersonQuery[]): number {
  say('minisearch: filling');
  const search = new MiniSearch({ fields: ['name'], idField: 'id', searchOptions: { fuzzy: 0.25, prefix: false } });
  for (const person of people(n)) search.add({ id: person.id, name: person.names[0]?.text ?? '' });
  return measure(queries.slice(0, 400), (query) => search.search(query.names[0]?.text ?? '').slice(0, 10)).wallRate;
}

function emit(
  context: BenchContext,
  ours: Measured,
  megabytes: number,
  peers: readonly { name: string; rate: number }[],
): void {
  context.emit({ name: 'names.wall-rate', value: rounded(ours.wallRate), unit: 'queries/s' });
  if (peers.length === 0)
    context.emit({ name: 'names.rate (peers not measured)', value: rounded(ours.rate), unit: 'queries/s' });
  for (const { name, rate } of peers) {
    const row = { name: 'names.rate', value: rounded(ours.rate), unit: 'queries/s' };
    context.emit({ ...row, peer: name, peerValue: rounded(rate), ratio: rounded(ours.rate / rate) });
  }
  context.emit({ name: 'names.p50', value: rounded(ours.p50), unit: 'ms' });
  context.emit({ name: 'names.p99', value: rounded(ours.p99), unit: 'ms' });
  context.emit({ name: 'names.memory', value: rounded(megabytes), unit: 'MB' });
}

/** Bytes held, after a collection where the process may ask for one. */
function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
