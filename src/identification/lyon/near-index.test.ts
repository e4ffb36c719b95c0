import { randomBytes } from 'node:crypto';
import { afterAll, expect, it } from 'vitest';
import { hammingDistance } from '../../imagehash/index.ts';
import { type Comparable, NearIndex } from './near-index.ts';

/** Enough that batches go to threads. */
const COUNT = 60_000;
const hashes = new Uint8Array(randomBytes(COUNT * 32));
const seqs = Float64Array.from({ length: COUNT }, (_, n) => n + 1);
const hashOf = (seq: number): Uint8Array => hashes.subarray((seq - 1) * 32, seq * 32);
const near = new NearIndex();
near.add(seqs, hashes);
afterAll(() => near.close());

function changed(hash: Uint8Array, bits: number): string {
  const copy = Buffer.from(hash);
  for (let n = 0; n < bits; n++) copy[n] = (copy[n] ?? 0) ^ 1;
  return copy.toString('hex');
}

/** A picture that is `seq` turned by 90°, so many bits apart. */
function turned(seq: number, bits: number): Comparable {
  const forms = Array.from({ length: 8 }, () => randomBytes(32).toString('hex'));
  forms[1] = changed(hashOf(seq), bits);
  return { pdq: forms[0], quality: 80, dihedral: forms };
}

it('finds for each of many pictures what a comparison with every hash finds', async () => {
  const asked = Array.from({ length: 256 }, (_, n) => {
    const seq = (n * 211) % COUNT;
    return n % 2 === 0 ? { pdq: changed(hashOf(seq + 1), n % 33), quality: 80 } : turned(seq + 1, n % 33);
  });
  const found = await near.findNear(asked);
  const exact = asked.map(({ pdq, dihedral }) => {
    const best = new Map<number, number>();
    for (const hex of dihedral ?? [pdq ?? '']) {
      const hash = new Uint8Array(Buffer.from(hex, 'hex'));
      // By chance two hashes are 128 bits apart: only the ones made from each other can be near.
      for (let seq = 1; seq <= COUNT; seq += 211) {
        const distance = hammingDistance(hash, hashOf(seq));
        if (distance <= 31 && distance < (best.get(seq) ?? 257)) best.set(seq, distance);
      }
    }
    return best;
  });
  const own = found.map(
    (list) => new Map(list.filter((one) => (one.seq - 1) % 211 === 0).map((one) => [one.seq, one.distance])),
  );
  expect(own).toEqual(exact);
  expect(found[1]?.map((match) => [match.orientation, match.distance])).toEqual([['rotate90', 1]]);
});

it('goes on answering while hashes come and go', async () => {
  const asking = near.findNear(Array.from({ length: 64 }, (_, n) => turned(n + 1, 3)));
  const more = new Uint8Array(randomBytes(25_000 * 32));
  near.add(
    Float64Array.from({ length: 25_000 }, (_, n) => COUNT + 1 + n),
    more,
  );
  near.remove([2, COUNT + 2]);
  expect((await asking).every((list) => list.length <= 1)).toBe(true);
  const one = (hash: Uint8Array) => near.findNear([{ pdq: changed(hash, 5), quality: 80 }]);
  expect((await one(more.subarray(0, 32)))[0]?.map((match) => match.seq)).toEqual([COUNT + 1]);
  expect((await one(more.subarray(32, 64)))[0]).toEqual([]);
  expect((await one(hashOf(2)))[0]).toEqual([]);
  expect((await one(hashOf(3)))[0]?.map((match) => match.seq)).toEqual([3]);
});

it('neither searches by nor minds a picture with too little to see, nor one without a hash', async () => {
  const pdq = Buffer.from(hashOf(5)).toString('hex');
  expect(await near.findNear([{ pdq, quality: 49 }, { quality: 90 }, { pdq, quality: 50 }])).toMatchObject([
    [],
    [],
    [{ seq: 5, distance: 0, orientation: 'original' }],
  ]);
});
