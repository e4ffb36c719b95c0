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
    for (const queries of [1, 600]) {
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

describe('HashIndex', () => {
  it('answers as brute force does on dense clusters, at every radius, frozen or flat', () => {
    const random = seeded(7);
    const held = new Map<number, Uint8Array>();
    const centres = Array.from({ length: 12 }, () => randomHash(random));
    for (let id = 0; id < 6_000; id++) {
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
    const frozen = new HashIndex();
    frozen.addAll(held);
    const flat = new HashIndex();
    for (const [id, hash] of [...held].slice(0, 3_000)) flat.add(id, hash);
    expect([frozen.size, flat.size]).toEqual([6_000, 3_000]);
    const some = new Map([...held].slice(0, 3_000));
    for (const centre of centres) {
      const query = flipped(centre, [1, 50, 200].slice(0, Math.floor(random() * 4)));
      for (const radius of [0, 1, 7, 8, 15, 16, 23, 24, 30, 31, 32, 60, 256]) {
        expect(frozen.query(query, radius)).toEqual(bruteForce(held, query, radius));
        expect(flat.query(query, radius)).toEqual(bruteForce(some, query, radius));
      }
    }
  });

  it('stays exact through any run of adding, replacing, removing and compacting', () => {
    const random = seeded(99);
    const near = randomHash(random);
    const hash = fc.uniqueArray(fc.integer({ min: 0, max: 255 }), { maxLength: 40 }).map((bits) => flipped(near, bits));
    const act = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({ kind: fc.constant('add' as const), id: fc.integer({ min: -5, max: 40 }), hash }),
      },
      {
        weight: 3,
        arbitrary: fc.record({ kind: fc.constant('remove' as const), id: fc.integer({ min: -5, max: 40 }) }),
      },
      { weight: 1, arbitrary: fc.constant({ kind: 'compact' as const }) },
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), hash, fc.integer({ min: 0, max: 40 }), (acts, query, radius) => {
        const index = new HashIndex();
        const held = new Map<number, Uint8Array>();
        for (const step of acts) {
          if (step.kind === 'add') {
            index.add(step.id, step.hash);
            held.set(step.id, step.hash);
          } else if (step.kind === 'remove') {
            expect(index.remove(step.id)).toBe(held.delete(step.id));
          } else index.compact();
        }
        expect(index.size).toBe(held.size);
        for (let id = -5; id <= 40; id++) expect(index.has(id)).toBe(held.has(id));
        expect(index.query(query, radius)).toEqual(bruteForce(held, query, radius));
      }),
      { numRuns: 60 },
    );
  });

  it('joins its parts by itself as it grows, and finds what came before and after', () => {
    const random = seeded(3);
    const index = new HashIndex();
    const held = new Map<number, Uint8Array>();
    for (let id = 0; id < 5_000; id++) {
      const hash = randomHash(random);
      index.add(id, hash);
      held.set(id, hash);
    }
    index.remove(17);
    held.delete(17);
    for (const id of [0, 16, 17, 18, 4_096, 4_097, 4_999]) {
      const query = held.get(id) ?? randomHash(random);
      expect(index.query(query, 31)).toEqual(bruteForce(held, query, 31));
    }
    expect(index.size).toBe(4_999);
  });

  it('is empty at first, and refuses what is no hash, id or radius', () => {
    const index = new HashIndex();
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
