import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Tx } from '../../platform/index.ts';
import { createTestLedger, type TestLedger } from '../../testing/ledger.ts';
import { entryKey, type HashEntry } from '../formats/entry.ts';
import { insertList } from './list-store.ts';
import { type NewEntry, readChanges, readEntries, removeEntries, upsertEntries } from './store.ts';

let t: TestLedger;
let listId: string;
beforeAll(async () => {
  t = await createTestLedger();
});
afterAll(() => t[Symbol.asyncDispose]());
beforeEach(async () => {
  listId = t.runtime.newId();
  await tx((tx) => insertList(tx, { id: listId, name: `list ${listId}`, kind: 'known' }));
});

const tx = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => t.db.tx(t.system, fn);
const md5 = (n: number): string => n.toString(16).padStart(32, '0');
const entry = (n: number, more: Partial<HashEntry> = {}): NewEntry => {
  const made = { md5: md5(n), ...more };
  return { key: entryKey(made) ?? '', ...made };
};
const all = () => tx((tx) => readEntries(tx, { listId, limit: 1000 }));
const count = async () =>
  (await tx((tx) => tx.query('SELECT entries FROM ident_hash_list WHERE id = $1', [listId])))[0]?.entries;

it('keeps all that an entry says, and merges one that comes again', async () => {
  const us1 = { scheme: 'VICS-US', code: '1', label: 'One' };
  const full = entry(1, {
    sha1: 'a'.repeat(40),
    sha256: 'b'.repeat(64),
    pdq: 'c'.repeat(64),
    quality: 100,
    photodna: Buffer.alloc(144, 7).toString('base64'),
    classification: us1,
    series: 'Clover, "the first"\\',
    flags: { victimIdentified: false },
    raw: { vics: { Tags: 'a\u0000b {},', Files: [1], ['__proto__']: 'x' } },
  });
  expect(await tx((tx) => upsertEntries(tx, listId, [full, entry(2)]))).toMatchObject({ added: 2, merged: 0 });
  const [held] = await all();
  expect(held).toMatchObject(full);
  expect(JSON.stringify(held?.raw)).toBe(JSON.stringify(full.raw));
  const again = await tx((tx) => upsertEntries(tx, listId, [full, entry(2)]));
  expect(again).toMatchObject({ added: 0, merged: 2, changed: 0, differing: [] });
  const us5 = { ...us1, code: '5', label: 'Five' };
  const newer = entry(1, { classification: us5, flags: { distributed: true }, raw: { vics: { Files: [2, 1] } } });
  const merged = await tx((tx) => upsertEntries(tx, listId, [newer, entry(3), entry(3)]));
  expect(merged).toMatchObject({ added: 1, merged: 2, changed: 1, differing: [{ was: us1, is: us5 }] });
  const after = (await all())[0];
  expect(after).toMatchObject({
    sha1: full.sha1,
    series: full.series,
    classification: us5,
    flags: { victimIdentified: false, distributed: true },
    raw: { vics: { Tags: 'a\u0000b {},', Files: [1, 2] } },
  });
  expect(await count()).toBe(3);
});

it('replaces what a source corrects, and keeps tombstones of what it took back', async () => {
  await tx((tx) => upsertEntries(tx, listId, [entry(1, { series: 'Clover' }), entry(2)]));
  await tx((tx) => upsertEntries(tx, listId, [entry(1, { sha1: 'd'.repeat(40) })], { mode: 'replace' }));
  expect((await all())[0]).not.toHaveProperty('series');
  expect(await tx((tx) => removeEntries(tx, listId, [entry(2).key, 'md5:unknown']))).toBe(1);
  expect((await all()).map((row) => row.md5)).toEqual([md5(1)]);
  const changes = await tx((tx) => readChanges(tx, { listId, limit: 10 }));
  expect(changes.map((row) => [row.md5, row.state])).toEqual([
    [md5(1), 'active'],
    [md5(2), 'removed'],
  ]);
  expect(await tx((tx) => upsertEntries(tx, listId, [entry(2)]))).toMatchObject({ added: 1, merged: 0 });
  expect(await count()).toBe(2);
});

it('keeps digits that a double would lose', async () => {
  const { parseExact } = await import('../formats/json.ts');
  const text = '{"vics":{"MediaSize":123456789012345678901,"x":[0.1000000000000000055511151231257827,1.50]}}';
  await tx((tx) => upsertEntries(tx, listId, [entry(9, { raw: parseExact(text) as HashEntry['raw'] })]));
  expect(JSON.stringify((await all())[0]?.raw)).toBe(text.replace('1.50', '1.5'));
});
