import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HashIndex, type HashMatch } from '../src/imagehash/index.ts';
import { HashIndexPool, loadIndex, saveIndex } from '../src/imagehash/node.ts';
import { type FaissRow, measureFaiss } from './imagehash-faiss.ts';
import { bruteForce, flipBits, randomHashes } from './imagehash-hashes.ts';
import { median, rounded } from './statistics.ts';
import type { Bench, BenchContext } from './types.ts';

const HASH_BYTES = 32;
const RADIUS = 31;
const BATCH = 65_536;
const ROUNDS = 5;
const CORES = 2;
/** Of the queries, so many are copies of a hash that is held, up to 40 bits off. */
const NEAR_SHARE = 0.1;
/** Queries whose answers are compared with judging every hash. */
const CHECKED = { queries: 200, hashes: 2_000_000_000 };
const DEFAULT_HASHES = 1_000_000;
const MEGABYTE = 1_000_000;

/** Exact matching at radius 31 among `--n` random hashes; FAISS from Debian beside it on the same hashes, in the same run. */
export const imagehashMatch: Bench = {
  summary: 'exact matching at radius 31 among --n hashes (default 1 million), against FAISS from Debian',
  async run(context) {
    const count = context.n ?? DEFAULT_HASHES;
    const folder = await mkdtemp(join(tmpdir(), 'homeward-bench-'));
    try {
      await measureAll(context, count, folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measureAll(context: BenchContext, count: number, folder: string): Promise<void> {
  const { signal, say } = context;
  const emit = (metric: string, value: number, unit: string): void =>
    context.emit({ name: `imagehash-match.${metric}`, value: rounded(value), unit });
  say(`${count} random hashes`);
  const hashes = randomHashes(count);
  const asked = queriesFor(hashes, BATCH);
  const ids = Float64Array.from({ length: count }, (_, n) => n);
  const buildBegun = performance.now();
  const index = HashIndex.build(ids, hashes);
  emit('build', (performance.now() - buildBegun) / 1_000, 's');
  emit('memory', index.byteLength / MEGABYTE, 'MB');
  signal.throwIfAborted();

  const single = rateOf(1, () => askOneByOne(index, asked.subarray(0, 4_096 * HASH_BYTES)));
  const one = rateOf(ROUNDS, () => index.queryMany(asked, RADIUS).length);
  signal.throwIfAborted();
  say('recall against brute force');
  const sample = Math.max(1, Math.min(CHECKED.queries, Math.floor(CHECKED.hashes / count)));
  const recall = recallOf(index, hashes, asked.subarray(0, sample * HASH_BYTES));
  signal.throwIfAborted();
  const scaling = await measureScaling(index, asked, signal);

  say('saving and loading');
  const path = join(folder, 'hashes.index');
  const saveBegun = performance.now();
  await saveIndex(index, path);
  const saveSeconds = (performance.now() - saveBegun) / 1_000;
  const loadBegun = performance.now();
  const loaded = await loadIndex(path);
  const loadSeconds = (performance.now() - loadBegun) / 1_000;
  if (loaded.size !== count) throw new Error('an index came back with another size');
  await rm(path);
  emit('rate-single', single, 'queries/s');
  emit('rate-pool', scaling.pool, `queries/s on ${CORES} threads`);
  emit('scaling', scaling.factor, `times one thread, on ${CORES} threads`);
  emit('recall', recall, 'share of brute force');
  emit('save', saveSeconds, 's');
  emit('load', loadSeconds, 's');
  say(`${Math.round(one)} queries/s`);
  signal.throwIfAborted();

  const peers = await measureFaiss(context, { folder, hashes, asked, radius: RADIUS });
  const best = peers.reduce<FaissRow | undefined>((a, b) => (a && a.rate > b.rate ? a : b), undefined);
  context.emit({
    name: 'imagehash-match.rate',
    value: rounded(one),
    unit: 'queries/s',
    ...(best ? { peer: best.name, peerValue: rounded(best.rate), ratio: rounded(one / best.rate) } : {}),
  });
  for (const peer of peers) emit(`peer-${peer.key}`, peer.rate, 'queries/s');
}

/** Mostly strangers, some near copies at any distance up to 40. */
function queriesFor(hashes: Uint8Array, count: number): Uint8Array {
  const asked = randomHashes(count);
  const held = hashes.length / HASH_BYTES;
  const every = Math.round(1 / NEAR_SHARE);
  for (let n = 0; n < count; n += every) {
    const from = Math.floor((n / count) * held) * HASH_BYTES;
    const near = flipBits(hashes.subarray(from, from + HASH_BYTES), (n / every) % 41, n);
    asked.set(near, n * HASH_BYTES);
  }
  return asked;
}

/** Queries a second, the median of rounds after one for warming up. */
function rateOf(rounds: number, run: () => number): number {
  const rates: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const begun = performance.now();
    const queries = run();
    if (round > 0) rates.push(queries / ((performance.now() - begun) / 1_000));
  }
  return median(rates);
}

function askOneByOne(index: HashIndex, asked: Uint8Array): number {
  const queries = asked.length / HASH_BYTES;
  for (let n = 0; n < queries; n++) index.query(asked.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES), RADIUS);
  return queries;
}

/** Pool of one thread and pool of two in turns, so that both meet the same machine. */
async function measureScaling(
  index: HashIndex,
  asked: Uint8Array,
  signal: AbortSignal,
): Promise<{ pool: number; factor: number }> {
  await using alone = await HashIndexPool.create(index, { threads: 1 });
  await using both = await HashIndexPool.create(index, { threads: CORES });
  const rates = { alone: [] as number[], both: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [key, pool] of [['alone', alone] as const, ['both', both] as const]) {
      signal.throwIfAborted();
      const begun = performance.now();
      await pool.queryMany(asked, RADIUS);
      if (round > 0) rates[key].push(BATCH / ((performance.now() - begun) / 1_000));
    }
  }
  const [one, two] = [median(rates.alone), median(rates.both)];
  return { pool: two, factor: two / one };
}

/** Share of brute force's matches that the index found; anything it found beyond them is an error. */
function recallOf(index: HashIndex, hashes: Uint8Array, asked: Uint8Array): number {
  const answers = index.queryMany(asked, RADIUS);
  const expected = bruteForce(hashes, asked, RADIUS);
  const key = (query: number, { id, distance }: HashMatch): string => `${query} ${id} ${distance}`;
  const found = new Set(answers.flatMap((matches, query) => matches.map((match) => key(query, match))));
  const truth = expected.flatMap((matches, query) => matches.map((match) => key(query, match)));
  const hit = truth.filter((each) => found.has(each)).length;
  if (found.size > hit) throw new Error('the index found what is not within the radius');
  return truth.length === 0 ? 1 : hit / truth.length;
}
