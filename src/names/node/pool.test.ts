import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PersonIndex, type PersonQuery, type PersonRecord } from '../index.ts';
import { loadIndex, PersonIndexPool, saveIndex } from '../node.ts';

const family = ['Smith', 'Garcia', 'Ivanov', 'Okafor', 'Tanaka', 'Haddad', 'Nowak', 'Silva'];
const given = ['Ann', 'Omar', 'Lena', 'Pavel', 'Keiko', 'Luis', 'Zofia', 'Ade', 'Mina'];
const records: PersonRecord[] = family.flatMap((last, i) =>
  given.map((first, j) => ({
    id: `${i}-${j}`,
    names: [{ text: `${first} ${last}` }],
    births: [`19${50 + i}-0${1 + j}-11`],
  })),
);
const queries: PersonQuery[] = records.map(({ names, births }) => ({ names, births }));

it('answers on several threads as on one, while the index changes and is packed', async () => {
  const index = PersonIndex.build(records.slice(0, 60));
  for (const record of records.slice(60)) index.add(record);
  await using pool = PersonIndexPool.create(index, { threads: 2 });
  expect(await pool.queryMany(queries)).toEqual(queries.map((query) => index.query(query)));
  const packing = pool.compact();
  index.remove('0-0');
  index.add({ id: 'new', names: [{ text: 'Newly Added' }] });
  const [first] = await pool.queryMany(queries.slice(0, 1));
  expect(first?.map(({ id }) => id)).not.toContain('0-0');
  await packing;
  expect(index.size).toBe(records.length);
  expect(index.has('0-0')).toBe(false);
  const [found] = await pool.queryMany([{ names: [{ text: 'Newly Added' }] }]);
  expect(found?.[0]?.id).toBe('new');
});

it('comes back from a file as it was, and refuses a file cut short', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'names-'));
  try {
    const index = PersonIndex.build(records);
    index.remove('1-1');
    await saveIndex(index, join(folder, 'index'));
    const loaded = await loadIndex(join(folder, 'index'));
    expect(loaded.size).toBe(index.size);
    expect(queries.map((query) => loaded.query(query))).toEqual(queries.map((query) => index.query(query)));
    await truncate(join(folder, 'index'), 4_000);
    await expect(loadIndex(join(folder, 'index'))).rejects.toThrow();
  } finally {
    await rm(folder, { recursive: true });
  }
});
