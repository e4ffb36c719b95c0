import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { HashIndex } from '../index.ts';
import { HashIndexPool, loadIndex, saveIndex } from '../node.ts';
import { flipped, randomHash, seeded } from '../testing.ts';

function filled(count: number, random: () => number): { index: HashIndex; hashes: Uint8Array } {
  const hashes = Uint8Array.from({ length: count * 32 }, () => Math.floor(random() * 256));
  return {
    index: HashIndex.build(
      Float64Array.from({ length: count }, (_, n) => n),
      hashes,
    ),
    hashes,
  };
}

it('answers as the index does, on two threads, while it is changed and compacted', async () => {
  const random = seeded(77);
  const { index, hashes } = filled(3_000, random);
  await using pool = await HashIndexPool.create(index, { threads: 2 });
  const asked = hashes.slice(0, 1_500 * 32);
  for (let n = 0; n < 1_500; n++)
    asked.set(flipped(asked.subarray(n * 32, n * 32 + 32), [n % 256, 255 - (n % 128)]), n * 32);
  expect(await pool.queryMany(asked, 31)).toEqual(index.queryMany(asked, 31));
  expect(await pool.queryMany(asked, 100)).toEqual(index.queryMany(asked, 100));
  expect(await pool.queryMany(asked.subarray(0, 32), 31)).toEqual(index.queryMany(asked.subarray(0, 32), 31));
  for (let round = 0; round < 6; round++) {
    const asking = pool.queryMany(asked, 31);
    for (let n = 0; n < 200; n++) index.add(10_000 + round * 200 + n, randomHash(random));
    index.remove(round * 7);
    index.add(round, randomHash(random));
    if (round === 3) index.compact();
    const compacting = round === 4 ? index.compactInBackground() : undefined;
    expect(await asking).toEqual(index.queryMany(asked, 31));
    await compacting;
  }
  await expect(pool.queryMany(asked, -1)).rejects.toThrow(RangeError);
});

it('answers where there is no shared memory too', async () => {
  const plain = HashIndex.build(Float64Array.of(4), new Uint8Array(32), { engine: 'plain' });
  await using pool = await HashIndexPool.create(plain, { threads: 1 });
  expect(await pool.queryMany(new Uint8Array(32 * 100), 0)).toEqual(Array(100).fill([{ id: 4, distance: 0 }]));
});

it('says so when its threads have ended', async () => {
  const { index, hashes } = filled(200, seeded(1));
  const pool = await HashIndexPool.create(index, { threads: 1 });
  await pool[Symbol.asyncDispose]();
  await expect(pool.queryMany(hashes, 31)).rejects.toThrow('ended');
});

it('saves to a file that is whole or not there, and loads it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'imagehash-'));
  try {
    const { index, hashes } = filled(2_000, seeded(9));
    index.remove(5);
    index.add(9_999, hashes.slice(160, 192));
    const path = join(folder, 'some.index');
    await saveIndex(index, path);
    const loaded = await loadIndex(path);
    expect(loaded.queryMany(hashes, 31)).toEqual(index.queryMany(hashes, 31));
    expect(loaded.query(hashes.subarray(160, 192), 0)).toEqual([{ id: 9_999, distance: 0 }]);
    await writeFile(path, (await readFile(path)).subarray(0, 5_000));
    await expect(loadIndex(path)).rejects.toThrow(RangeError);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
