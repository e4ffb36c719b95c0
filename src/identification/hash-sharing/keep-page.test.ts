import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Tx } from '../../platform/index.ts';
import type { TestBureau, TestBureaus } from '../../testing/bureaus.ts';
import { insertList } from '../hash-lists/list-store.ts';
import { readEntries } from '../hash-lists/store.ts';
import { keepEntries } from './keep-page.ts';
import { entryOf, md5, sharingBureaus, tombstone } from './sharing.testkit.ts';
import { type Entry, keyOf } from './wire.ts';

let bureaus: TestBureaus;
let t: TestBureau;
beforeAll(async () => {
  bureaus = await sharingBureaus(['US']);
  t = bureaus.at('US');
}, 120_000);
afterAll(() => bureaus[Symbol.asyncDispose]());

const tx = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => t.tx(fn);

async function newSource(): Promise<{ id: string; list_id: string }> {
  const [id, list_id] = [t.runtime.newId(), t.runtime.newId()];
  await tx(async (tx) => {
    await insertList(tx, { id: list_id, name: list_id, kind: 'known' });
    await tx.query(
      `INSERT INTO ident_hash_source (id, name, environment, base_url, credentials, list_id, every_ms, from_at, complete_to,
         window_ms, created_by, created_at) VALUES ($1, 'n', 'e', 'https://x.example', '', $2, 1, 0, 0, 1, 'x', 0)`,
      [id, list_id],
    );
  });
  return { id, list_id };
}

const held = async (listId: string): Promise<(string | undefined)[][]> =>
  (await tx((tx) => readEntries(tx, { listId, limit: 1_000 })))
    .map((entry) => [entry.key, entry.md5, entry.classification?.code])
    .sort();

it('has what the source has, in whatever order and however often its words come, page by page', async () => {
  // Each word has a time of its own: a source has one state of an entry at a time.
  const word = fc.record({
    n: fc.integer({ min: 1, max: 6 }),
    deleted: fc.boolean(),
    code: fc.constantFrom('A1', 'B2'),
  });
  const story = fc
    .array(word, { minLength: 1, maxLength: 25 })
    .map((words) =>
      words.map(({ n, deleted, code }, at) =>
        deleted
          ? tombstone(n, at * 1_000)
          : entryOf(n, at * 1_000, { classification: code, fingerprints: { MD5: md5(at + 1) } }),
      ),
    )
    .chain((words) =>
      fc.tuple(
        fc.constant(words),
        fc.shuffledSubarray(
          words.flatMap((entry, n) => (n % 3 === 0 ? [entry, entry] : [entry])),
          {
            minLength: words.length + Math.ceil(words.length / 3),
          },
        ),
        fc.integer({ min: 1, max: 7 }),
      ),
    );
  await fc.assert(
    fc.asyncProperty(story, async ([words, told, pageSize]) => {
      const source = await newSource();
      for (let n = 0; n < told.length; n += pageSize)
        await tx((tx) => keepEntries(tx, source, told.slice(n, n + pageSize)));
      const truth = new Map<string, Entry>();
      for (const entry of words) truth.set(keyOf(entry.member.id, entry.id), entry);
      const wanted = [...truth]
        .filter(([, entry]) => !entry.deleted)
        .map(([key, entry]) => [key, entry.fingerprints.MD5, entry.classification ?? undefined])
        .sort();
      expect(await held(source.list_id)).toEqual(wanted);
    }),
    { numRuns: 40 },
  );
});

it('lets a tombstone outweigh an entry of the same second, and the later word another', async () => {
  const source = await newSource();
  await tx((tx) => keepEntries(tx, source, [tombstone(1, 5_000), entryOf(1, 5_000)]));
  await tx((tx) => keepEntries(tx, source, [entryOf(1, 5_000)]));
  expect(await held(source.list_id)).toEqual([]);
  await tx((tx) => keepEntries(tx, source, [entryOf(2, 5_000), entryOf(2, 5_000, { classification: 'B1' })]));
  await tx((tx) => keepEntries(tx, source, [entryOf(2, 5_000, { classification: 'B2' })]));
  expect(await held(source.list_id)).toEqual([['7-e2', md5(2), 'B2']]);
});

it('tells apart what it already had from what is new', async () => {
  const source = await newSource();
  const page = [entryOf(1, 1_000), entryOf(2, 1_000), tombstone(3, 1_000)];
  expect(await tx((tx) => keepEntries(tx, source, page))).toEqual({ changed: 3, removed: 1 });
  expect(await tx((tx) => keepEntries(tx, source, page))).toEqual({ changed: 0, removed: 0 });
});

it('keeps what a list cannot compare beside it', async () => {
  const source = await newSource();
  const photodna = Buffer.alloc(144, 9);
  await tx((tx) =>
    keepEntries(tx, source, [
      entryOf(1, 0, { fingerprints: { newHash2030: 'x/y' }, large: { TMK_PDQF: '/v2/x' }, kind: 'video' }),
      entryOf(2, 0, { fingerprints: { PDNA: photodna.toString('hex'), MD5: 'not hex' }, classification: 'Z 9' }),
    ]),
  );
  const [only, ...others] = await tx((tx) => readEntries(tx, { listId: source.list_id, limit: 10 }));
  expect(others).toEqual([]);
  expect(only).toMatchObject({ key: '7-e2', photodna: photodna.toString('base64') });
  expect(only).not.toHaveProperty('md5');
  const rows = await tx((tx) =>
    tx.query(
      'SELECT key, fingerprints, large, classification FROM ident_source_entry WHERE source_id = $1 ORDER BY key',
      [source.id],
    ),
  );
  expect(rows).toEqual([
    { key: '7-e1', fingerprints: { newHash2030: 'x/y' }, large: ['TMK_PDQF'], classification: 'A1' },
    { key: '7-e2', fingerprints: { PDNA: photodna.toString('hex'), MD5: 'not hex' }, large: [], classification: 'Z 9' },
  ]);
});
