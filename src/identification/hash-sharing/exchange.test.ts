import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBureau, TestBureaus, TestCaller } from '../../testing/bureaus.ts';
import type { FeedbackView, PartnerFeedbackView } from '../contract.ts';
import { removeEntries, upsertEntries } from '../hash-lists/store.ts';
import {
  addSource,
  eventually,
  listEntry,
  listOf,
  md5,
  ownList,
  pulled,
  sharingBureaus,
  sourceEntries,
  sourceState,
} from './sharing.testkit.ts';

/** Canada shares, the United States pull: client and server of this room, over HTTP. */
let bureaus: TestBureaus;
let ca: TestBureau;
let us: TestBureau;
const who: Record<string, TestCaller> = {};
const person = (name: string): TestCaller => {
  const found = who[name];
  if (!found) throw new Error(`nobody is ${name}`);
  return found;
};
let listId = '';
let source: { id: string; listId: string };

beforeAll(async () => {
  bureaus = await sharingBureaus(['CA', 'US']);
  ca = bureaus.at('CA');
  us = bureaus.at('US');
  for (const [code, bureau] of [
    ['CA', ca],
    ['US', us],
  ] as const) {
    who[`${code}.admin`] = await bureau.signIn({ roles: ['administrator'] });
    who[`${code}.chief`] = await bureau.signIn({ roles: ['supervisor'] });
    who[`${code}.analyst`] = await bureau.signIn({ roles: ['analyst'] });
  }
}, 120_000);
afterAll(() => bureaus[Symbol.asyncDispose]());

const pullAgain = async () => {
  const { pull } = await sourceState(us, source.id);
  bureaus.pass(120_000);
  await person('US.admin').ok('POST', `/api/hash-sources/${source.id}/pull`);
  return pulled(us, source.id, pull.finishedAt ?? 0);
};
const keys = async (): Promise<string[]> => (await listOf(us, source.listId)).map((entry) => entry.md5 ?? '').sort();

describe('hashes from one bureau to another', () => {
  it('come when the list is opened, an account made, and the source added', async () => {
    const us1 = { scheme: 'NCMEC', code: 'B1', label: 'NCMEC B1' };
    const photodna = Buffer.alloc(144, 3).toString('base64');
    listId = await ownList(ca, [
      listEntry(1, { classification: us1, sha1: 'a'.repeat(40), pdq: 'b'.repeat(64), quality: 90, photodna }),
      listEntry(2, { raw: { 'hash-sharing': { kind: 'video' } } }),
      { key: 'sha256:x', sha256: 'c'.repeat(64) },
    ]);
    await person('CA.chief').ok('PUT', `/api/hash-shares/${listId}`, {
      version: 0,
      share: true,
      basis: 'own',
      terms: 'Police use, no onward sharing',
    });
    const account = await person('CA.admin').ok<{ username: string; password: string; basePath: string }>(
      'POST',
      '/api/hash-partners',
      { username: 'us-bureau', name: 'Bureau US', listIds: [listId], expiresAt: Date.now() + 86_400_000 * 365 },
    );
    bureaus.pass(120_000);
    const origin = await ca.directory.endpoint('CA');
    source = await addSource(
      person('US.admin'),
      { origin: origin ?? '', baseUrl: `${origin}${account.basePath}` },
      { username: account.username, password: account.password },
    );
    const state = await pulled(us, source.id);
    expect(state.counts).toEqual({ images: 1, videos: 1, removed: 0 });
    expect(state.member?.name).toBe('Bureau US');
    const [first] = (await listOf(us, source.listId)).filter((entry) => entry.md5 === md5(1));
    expect(first).toMatchObject({ classification: us1, sha1: 'a'.repeat(40), pdq: 'b'.repeat(64), photodna });
    const held = await sourceEntries(person('US.analyst'), source.id);
    expect(held.map((entry) => [entry.member.name, entry.kind, entry.classification])).toEqual([
      ['INTERPOL NCB CA', 'image', 'B1'],
      ['INTERPOL NCB CA', 'video', null],
    ]);
  });

  it('follow what changes: new, other, gone', async () => {
    await ca.tx(async (tx) => {
      await upsertEntries(tx, listId, [listEntry(3), listEntry(1, { sha1: 'd'.repeat(40) })], { mode: 'replace' });
      await removeEntries(tx, listId, [listEntry(2).key]);
    });
    expect((await pullAgain()).counts).toEqual({ images: 2, videos: 0, removed: 1 });
    expect(await keys()).toEqual([md5(1), md5(3)]);
    const [first] = (await listOf(us, source.listId)).filter((entry) => entry.md5 === md5(1));
    expect(first?.sha1).toBe('d'.repeat(40));
    expect(first?.pdq).toBeUndefined();
  });

  it('carry a word back, and the owner sees who said it', async () => {
    const entry = (await sourceEntries(person('US.analyst'), source.id)).find((e) => e.fingerprints.MD5 === md5(3));
    const { items: reasons } = await person('US.analyst').ok<{ items: { guid: string; type: string }[] }>(
      'GET',
      `/api/hash-sources/${source.id}/reasons`,
    );
    const guid = reasons.find((reason) => reason.type === 'MD5')?.guid ?? '';
    const said = { key: entry?.key, type: 'MD5', note: 'Seen in a case' };
    await person('US.analyst').ok('POST', `/api/hash-sources/${source.id}/feedback`, {
      ...said,
      sentiment: 'negative',
      reasonIds: [guid],
    });
    const one = await eventually(async () => {
      const { items } = await person('US.analyst').ok<{ items: FeedbackView[] }>('GET', '/api/hash-feedback');
      return items[0]?.state !== 'open' && items[0];
    });
    expect([one.state, one.code]).toEqual(['answered', null]);
    const { items } = await person('CA.analyst').ok<{ items: PartnerFeedbackView[] }>(
      'GET',
      '/api/hash-partner-feedback',
    );
    expect(items.map((f) => [f.partnerName, f.entryKey, f.type, f.sentiment])).toEqual([
      ['Bureau US', listEntry(3).key, 'MD5', 'negative'],
    ]);
    expect(items[0]?.reasons[0]).toMatch(/\w/);
    await us.audit.sealNow();
    const { balanced, items: counted } = await us.conservation();
    expect(balanced).toBe(true);
    expect(counted.find((c) => c.item === 'hash-feedback')).toMatchObject({ received: 1, finished: 1, open: 0 });
  });

  it('are taken back when the owner closes the list, and come again when it is opened', async () => {
    const close = { version: 1, share: false, basis: 'own', terms: 'Under review' };
    await person('CA.chief').ok('PUT', `/api/hash-shares/${listId}`, close);
    expect((await pullAgain()).counts).toEqual({ images: 0, videos: 0, removed: 3 });
    expect(await keys()).toEqual([]);
    await person('CA.chief').ok('PUT', `/api/hash-shares/${listId}`, {
      ...close,
      version: 2,
      share: true,
      terms: 'As before',
    });
    await pullAgain();
    expect(await keys()).toEqual([md5(1), md5(3)]);
  });

  it('are on the record at both ends', async () => {
    await ca.audit.sealNow();
    await us.audit.sealNow();
    const acts = async (bureau: TestBureau) =>
      (await bureau.tx((tx) => tx.query<{ act: string }>('SELECT DISTINCT act FROM audit_entry'))).map(
        (row) => row.act,
      );
    expect(await acts(ca)).toEqual(
      expect.arrayContaining(['hash-share.opened', 'hash-share.entries-listed', 'hash-share.feedback-taken']),
    );
    expect(await acts(us)).toEqual(expect.arrayContaining(['hash-source.created', 'hash-source.pulled']));
    const [reader] = await ca.tx((tx) =>
      tx.query<{ actor: string }>("SELECT DISTINCT actor FROM audit_entry WHERE act = 'hash-share.entries-listed'"),
    );
    expect(reader?.actor).toMatch(/^partner:/);
  });
});
