import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildRing } from './build-ring.ts';
import { popcount32 } from './hamming.ts';
import { fromHex, HashIndex, type HashMatch, hammingDistance, toHex } from './index.ts';
import { BANDS, writeBands } from './permute.ts';
import type { Engine } from './ring16.ts';
import { flipped, randomHash, seeded } from './testing.ts';

function bruteForce(held: ReadonlyMap<number, Uint8Array>, query: Uint8Array, radius: number): HashMatch[] {
  return [...held]
    .map(([id, hash]) => ({ id, distance: hammingDistance(hash, query) }))
    .filter(({ distance }) => distance <= radius)
    .sort((a, b) => a.distance - b.distance || a.id - b.id);
}

/** Which hash bit each permuted bit comes from, found by asking. */
const SOURCE = (() => {
  const source = new Array<number>(256).fill(-1);
  for (let bit = 0; bit < 256; bit++) {
    const bands = new Uint16Array(BANDS);
    writeBands(flipped(new Uint8Array(32), [bit]), bands, 0);
    const band = bands.findIndex((value) => value !== 0);
    source[band * 16 + (31 - Math.clz32(bands[band] ?? 0))] = bit;
  }
  return source;
})();

/** A hash that differs from `hash` by `counts[b]` bits in band b. */
function withBandDifferences(hash: Uint8Array, counts: readonly number[], random: () => number): Uint8Array {
  const bits = counts.flatMap((count, band) => {
    const places = Array.from({ length: 16 }, (_, i) => i).sort(() => random() - 0.5);
    return places.slice(0, count).map((place) => SOURCE[band * 16 + place] ?? 0);
  });
  return flipped(hash, bits);
}

/** 31 differences laid out so that as few bands as possible give them away. */
function adversarial(random: () => number): number[] {
  const kind = Math.floor(random() * 4);
  const shift = Math.floor(random() * 16);
  const counts = new Array<number>(16).fill(0);
  if (kind === 0) counts.fill(2).fill(1, 0, 1);
  else if (kind === 1)
    counts.forEach((_, band) => {
      counts[band] = band % 2 === 0 ? 3 : 1;
    });
  else if (kind === 2) counts.fill(15, 7, 9);
  else
    counts.forEach((_, band) => {
      counts[band] = band % 2 === 0 ? 0 : 3 + (band % 4 === 1 ? 1 : 0);
    });
  while (counts.reduce((a, b) => a + b, 0) > 31) {
    const band = Math.floor(random() * 16);
    if ((counts[band] ?? 0) > 0) counts[band] = (counts[band] ?? 0) - 1;
  }
  while (counts.reduce((a, b) => a + b, 0) < 31) {
    const band = Math.floor(random() * 16);
    if ((counts[band] ?? 0) < 16) counts[band] = (counts[band] ?? 0) + 1;
  }
  return counts.map((_, band) => counts[(band + shift) % 16] ?? 0);
}

describe('hex and distance', () => {
  it('reads what it writes, and refuses anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (hash) => {
        expect(fromHex(toHex(hash))).toEqual(hash);
        expect(fromHex(toHex(hash).toUpperCase())).toEqual(hash);
      }),
    );
    for (const wrong of ['', 'ab', `${'0'.repeat(63)}g`, '0'.repeat(65), `0x${'0'.repeat(62)}`, ` ${'0'.repeat(63)}`]) {
      expect(() => fromHex(wrong)).toThrow(RangeError);
    }
    expect(() => toHex(new Uint8Array(31))).toThrow(RangeError);
  });

  it('counts the bits that differ', () => {
    expect(hammingDistance(new Uint8Array(32), new Uint8Array(32).fill(255))).toBe(256);
    expect(() => hammingDistance(new Uint8Array(32), new Uint8Array(33))).toThrow(RangeError);
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 255 })),
        (hash, bits) => hammingDistance(hash, flipped(hash, bits)) === bits.length,
      ),
    );
    fc.assert(
      fc.property(
        fc.integer(),
        (x) => popcount32(x) === [...(x >>> 0).toString(2)].filter((digit) => digit === '1').length,
      ),
    );
  });
});

describe('the permutation', () => {
  it('moves every bit to a place of its own', () => {
    expect([...SOURCE].sort((a, b) => a - b)).toEqual(Array.from({ length: 256 }, (_, i) => i));
  });
});

const ENGINES: Engine[] = ['wasm', 'plain'];

describe.each(ENGINES)('Ring16 (%s)', (engine) => {
  it('misses none of 20,000 codes whose 31 differences sit on the band borders', () => {
    const random = seeded(31);
    const query = randomHash(random);
    const count = 20_000;
    const hashes = new Uint8Array(count * 32);
    for (let slot = 0; slot < count; slot++) {
      hashes.set(withBandDifferences(query, adversarial(random), random), slot * 32);
    }
    const ring = buildRing(
      Float64Array.from({ length: count }, (_, n) => n),
      hashes,
      engine,
    );
    // A query alone, and as one of so many that all are asked band by band.
    for (const queries of [1, 100, 1_100]) {
      const asked = new Uint8Array(queries * 32);
      for (let n = 0; n < queries; n++) asked.set(n === queries - 1 ? query : randomHash(random), n * 32);
      const found = new Set<number>();
      ring.near(asked, 31, (which, slot, distance) => {
        expect([which, distance]).toEqual([queries - 1, 31]);
        expect(found.has(slot)).toBe(false);
        found.add(slot);
      });
      expect(found.size).toBe(count);
      ring.near(asked, 30, (_, slot) => expect.unreachable(`slot ${slot} is 31 away`));
    }
  });
});

describe('a cluster so dense that most of it shares a group of buckets', () => {
  it('is sorted and found to the last code, alone and among many queries', () => {
    const random = seeded(404);
    const centre = randomHash(random);
    // More than the kernel puts in order at a time (MOST_ENTRIES), and more than it has room for as results.
    const count = 130_000;
    const hashes = new Uint8Array(count * 32);
    const held = new Array<number>(256).fill(0);
    for (let n = 0; n < count; n++) {
      const bit = Math.floor(random() * 256);
      held[bit] = (held[bit] ?? 0) + 1;
      hashes.set(flipped(centre, [bit]), n * 32);
    }
    const index = HashIndex.build(
      Float64Array.from({ length: count }, (_, n) => n),
      hashes,
      { engine: 'wasm' },
    );
    const bits = [0, 17, 100, 255];
    const asked = new Uint8Array(70 * 32);
    for (let n = 0; n < 70; n++) {
      const bit = bits[n];
      asked.set(bit === undefined ? randomHash(random) : flipped(centre, [bit]), n * 32);
    }
    const answers = index.queryMany(asked, 0);
    for (const [n, bit] of bits.entries()) {
      expect(answers[n]).toHaveLength(held[bit] ?? 0);
      expect(index.query(asked.subarray(n * 32, n * 32 + 32), 0)).toEqual(answers[n]);
    }
    expect(index.query(centre, 1)).toHaveLength(count);
    expect(index.queryMany(asked.subarray(0, 64), 2).map((matches) => matches.length)).toEqual([count, count]);
  });
});

describe.each(ENGINES)('HashIndex (%s)', (engine) => {
  it('answers as brute force does on dense clusters, at every radius, frozen or flat', () => {
    const random = seeded(7);
    const held = new Map<number, Uint8Array>();
    const centres = Array.from({ length: 12 }, () => randomHash(random));
    for (let id = 0; id < 3_000; id++) {
      const centre = centres[id % centres.length] ?? randomHash(random);
      const spread = Math.floor(random() * 45);
      held.set(
        id * 3 - 500,
        id % 5 === 0
          ? randomHash(random)
          : flipped(
              centre,
              Array.from({ length: spread }, () => Math.floor(random() * 256)),
            ),
      );
    }
    const frozen = new HashIndex({ engine });
    frozen.addAll(held);
    const flat = new HashIndex({ engine });
    for (const [id, hash] of [...held].slice(0, 400)) flat.add(id, hash);
    expect([frozen.size, flat.size]).toEqual([3_000, 400]);
    const some = new Map([...held].slice(0, 400));
    for (const centre of centres) {
      const query = flipped(centre, [1, 50, 200].slice(0, Math.floor(random() * 4)));
      for (const radius of [0, 1, 7, 8, 15, 16, 23, 24, 30, 31, 32, 60, 256]) {
        expect(frozen.query(query, radius)).toEqual(bruteForce(held, query, radius));
        expect(flat.query(query, radius)).toEqual(bruteForce(some, query, radius));
      }
    }
  });

  it('stays exact through any run of adding, replacing, removing, compacting, saving and loading', async () => {
    const random = seeded(99);
    const near = randomHash(random);
    const hash = fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { maxLength: 40 }).map((bits) => flipped(near, bits));
    const id = fc.integer({ min: -5, max: 40 });
    const act = fc.oneof(
      { weight: 6, arbitrary: fc.record({ kind: fc.constant('add' as const), id, hash }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('remove' as const), id }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('compact', 'background', 'save', 'snapshot') }) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { maxLength: 40 }),
        fc.array(hash, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 40 }),
        async (acts, queries, radius) => {
          let index = new HashIndex({ engine });
          const held = new Map<number, Uint8Array>();
          const running: Promise<void>[] = [];
          for (const step of acts) {
            if ('hash' in step) {
              index.add(step.id, step.hash);
              held.set(step.id, step.hash);
            } else if ('id' in step) expect(index.remove(step.id)).toBe(held.delete(step.id));
            else if (step.kind === 'compact') index.compact();
            else if (step.kind === 'background') running.push(index.compactInBackground());
            else if (step.kind === 'save') index = await HashIndex.load(index.save(), { engine });
            else {
              const before = index;
              index = index.snapshot();
              before.add(7, near);
              before.remove(3);
              before.compact();
            }
          }
          const expected = queries.map((query) => bruteForce(held, query, radius));
          const asked = Uint8Array.from(queries.flatMap((query) => [...query]));
          expect(index.queryMany(asked, radius)).toEqual(expected);
          await Promise.all(running);
          expect(index.queryMany(asked, radius)).toEqual(expected);
          expect(index.size).toBe(held.size);
          for (let each = -5; each <= 40; each++) expect(index.has(each)).toBe(held.has(each));
        },
      ),
      { numRuns: 12 },
    );
  });

  it('joins its parts by itself as it grows, and finds what came before and after', () => {
    const random = seeded(3);
    const index = new HashIndex({ engine });
    const held = new Map<number, Uint8Array>();
    for (let id = 0; id < 3_000; id++) {
      const hash = randomHash(random);
      index.add(id, hash);
      held.set(id, hash);
    }
    index.remove(17);
    held.delete(17);
    for (const id of [0, 16, 17, 18, 511, 512, 513, 2_999]) {
      const query = held.get(id) ?? randomHash(random);
      expect(index.query(query, 31)).toEqual(bruteForce(held, query, 31));
    }
    expect(index.size).toBe(2_999);
  });

  it('is built of ids in any order, the last hash of an id counting', () => {
    const random = seeded(5);
    const ids = Float64Array.from({ length: 2_000 }, () => Math.floor(random() * 1_500) - 200);
    const hashes = Uint8Array.from({ length: ids.length * 32 }, () => Math.floor(random() * 256));
    const held = new Map<number, Uint8Array>();
    for (const [n, id] of ids.entries()) held.set(id, hashes.slice(n * 32, n * 32 + 32));
    const index = HashIndex.build(ids, hashes, { engine });
    expect(index.size).toBe(held.size);
    const answers = index.queryMany(hashes, 31);
    for (const [n, id] of ids.entries()) {
      const hash = hashes.subarray(n * 32, n * 32 + 32);
      const isLast = toHex(held.get(id) ?? new Uint8Array(32)) === toHex(hash);
      expect(answers[n]?.some((match) => match.id === id && match.distance === 0)).toBe(isLast);
    }
    expect(() => HashIndex.build(new Float64Array(2), new Uint8Array(63), { engine })).toThrow(RangeError);
    expect(() => HashIndex.build(Float64Array.of(1.5), new Uint8Array(32), { engine })).toThrow(RangeError);
  });

  it('answers a large batch of near copies, and more matches than the kernel has room for', () => {
    const random = seeded(11);
    const centre = randomHash(random);
    const count = 3_000;
    const hashes = new Uint8Array(count * 32);
    for (let n = 0; n < count; n++) hashes.set(flipped(centre, [Math.floor(random() * 256)]), n * 32);
    const index = HashIndex.build(
      Float64Array.from({ length: count }, (_, n) => n),
      hashes,
      { engine },
    );
    const asked = new Uint8Array(40 * 32);
    for (let n = 0; n < 40; n++) asked.set(flipped(centre, [n, n + 1, n + 2]), n * 32);
    for (const matches of index.queryMany(asked, 31)) expect(matches).toHaveLength(count);
    expect(index.queryMany(asked.subarray(0, 32), 3)).toEqual([index.query(asked.subarray(0, 32), 3)]);
  });

  it('serves additions, removals and queries while it compacts in the background', async () => {
    const random = seeded(21);
    const held = new Map<number, Uint8Array>();
    for (let id = 0; id < 5_000; id++) held.set(id * 2, randomHash(random));
    const index = new HashIndex({ engine });
    index.addAll(held);
    const one = randomHash(random);
    index.add(1, one);
    held.set(1, one);
    const done = index.compactInBackground();
    expect(index.compactInBackground()).toBe(done);
    let isDone = false;
    done.then(() => {
      isDone = true;
    });
    let turns = 0;
    while (!isDone) {
      const id = 1_000 + turns * 3;
      const hash = randomHash(random);
      index.add(id, hash);
      held.set(id, hash);
      expect(index.remove(turns * 4)).toBe(held.delete(turns * 4));
      expect(index.query(hash, 31)).toEqual(bruteForce(held, hash, 31));
      turns++;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(turns).toBeGreaterThan(1);
    expect(index.size).toBe(held.size);
    for (const [id, hash] of [...held].filter((_, n) => n % 47 === 0)) {
      expect(index.query(hash, 31)).toEqual([{ id, distance: 0 }]);
    }
    expect(index.has(0)).toBe(false);
  });

  it('refuses a saved index that is damaged, cut short or followed by more', async () => {
    const index = new HashIndex({ engine });
    const random = seeded(8);
    for (let id = 0; id < 600; id++) index.add(id, randomHash(random));
    index.remove(3);
    const pieces: Uint8Array[] = [];
    for await (const piece of index.save()) pieces.push(piece);
    const bytes = new Uint8Array(Buffer.concat(pieces));
    const loaded = await HashIndex.load([bytes.subarray(0, 1_000), bytes.subarray(1_000)], { engine });
    expect(loaded.size).toBe(599);
    expect(loaded.has(3)).toBe(false);
    const damaged = bytes.slice();
    damaged[9_000] = (damaged[9_000] ?? 0) ^ 1;
    for (const wrong of [[damaged], [bytes.subarray(0, -1)], [bytes, new Uint8Array(1)], [], [new Uint8Array(64)]]) {
      await expect(HashIndex.load(wrong, { engine })).rejects.toThrow(RangeError);
    }
    const other = await HashIndex.load([bytes], { engine: engine === 'wasm' ? 'plain' : 'wasm' });
    expect(other.size).toBe(599);
  });

  it('is empty at first, and refuses what is no hash, id or radius', () => {
    const index = new HashIndex({ engine });
    expect(index.size).toBe(0);
    expect(index.query(new Uint8Array(32), 31)).toEqual([]);
    expect(index.remove(1)).toBe(false);
    index.compact();
    expect(() => index.add(0.5, new Uint8Array(32))).toThrow(RangeError);
    expect(() => index.add(1, new Uint8Array(16))).toThrow(RangeError);
    for (const radius of [-1, 257, 1.5, Number.NaN]) {
      expect(() => index.query(new Uint8Array(32), radius)).toThrow(RangeError);
    }
  });
});
