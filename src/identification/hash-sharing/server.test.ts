import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TestBureau, TestBureaus, TestCaller } from '../../testing/bureaus.ts';
import { removeEntries, upsertEntries } from '../hash-lists/store.ts';
import { readEntries, readMembers, readReasons, readStatus } from './read-wire.ts';
import { eventually, listEntry, md5, ownList, sharingBureaus } from './sharing.testkit.ts';
import { type Entry, toSeconds } from './wire.ts';

let bureaus: TestBureaus;
let us: TestBureau;
let admin: TestCaller;
let chief: TestCaller;
let url = '';
beforeAll(async () => {
  bureaus = await sharingBureaus(['US']);
  us = bureaus.at('US');
  admin = await us.signIn({ roles: ['administrator'] });
  chief = await us.signIn({ roles: ['supervisor'] });
  url = `${await us.directory.endpoint('US')}/hashsharing`;
}, 120_000);
afterAll(() => bureaus[Symbol.asyncDispose]());

interface Account {
  readonly id: string;
  readonly username: string;
  readonly password: string;
}
let partner: Account;
let accounts = 0;
const newAccount = (listIds: readonly string[] = [], livesMs = 86_400_000): Promise<Account> =>
  admin.ok('POST', '/api/hash-partners', {
    username: `partner-${++accounts}`,
    name: `Partner ${accounts} & Co`,
    listIds,
    expiresAt: us.runtime.clock.now() + livesMs,
  });
beforeEach(async () => {
  partner = await newAccount();
});

/** As the public client library calls: Basic on each request, no other header of its own. */
function get(path: string, who: { username: string; password: string } | null = partner): Promise<Response> {
  const authorization = who && `Basic ${Buffer.from(`${who.username}:${who.password}`).toString('base64')}`;
  return fetch(url + path, { headers: authorization ? { authorization } : {} });
}
async function xml(path: string, who = partner): Promise<Uint8Array> {
  const answer = await get(path, who);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/xml; charset=utf-8']);
  return new Uint8Array(await answer.arrayBuffer());
}
const range = (from: number, to: number): string =>
  `/v2/entries?from=${encodeURIComponent(toSeconds(from))}&to=${encodeURIComponent(toSeconds(to))}`;

/** The whole of a range, by following `next` against the base URL; with something done between pages. */
async function readRange(
  from: number,
  to: number,
  who = partner,
  between?: () => Promise<void>,
): Promise<{ entries: Entry[]; pages: number }> {
  const entries: Entry[] = [];
  let pages = 0;
  for (let path: string | null = range(from, to); path !== null; ) {
    const page = readEntries(await xml(path, who));
    entries.push(...page.entries);
    path = page.next;
    pages++;
    if (path !== null) await between?.();
  }
  return { entries, pages };
}

/** What a client keeps that reads range after range, each from the end of the last. */
class Follower {
  readonly held = new Map<string, Entry>();
  at = 0;
  readonly who: Account;
  constructor(who: Account) {
    this.who = who;
  }
  async read(between?: () => Promise<void>): Promise<void> {
    const to = Math.floor(us.runtime.clock.now() / 1_000) * 1_000;
    const { entries } = await readRange(this.at, to, this.who, between);
    for (const entry of entries) {
      if (entry.deleted) this.held.delete(entry.id);
      else this.held.set(entry.id, entry);
    }
    this.at = to;
  }
  hashes(): string[] {
    return [...this.held.values()].map((entry) => entry.fingerprints.MD5 ?? '').sort();
  }
}

const versions = new Map<string, number>();
async function share(listId: string, open = true, more: object = {}): Promise<void> {
  const version = versions.get(listId) ?? 0;
  const body = { version, share: open, basis: 'own', terms: 'Police use', ...more };
  versions.set(listId, (await chief.ok<{ version: number }>('PUT', `/api/hash-shares/${listId}`, body)).version);
}
async function give(listIds: readonly string[], who = partner): Promise<void> {
  const { items } = await admin.ok<{ items: { id: string; version: number }[] }>('GET', '/api/hash-partners');
  const version = items.find((item) => item.id === who.id)?.version;
  await admin.ok('PUT', `/api/hash-partners/${who.id}/lists`, { version, listIds });
}
async function sharedList(count: number): Promise<string> {
  const listId = await ownList(
    us,
    Array.from({ length: count }, (_, n) => listEntry(n + 1)),
  );
  await share(listId);
  await give([listId]);
  bureaus.pass(2_000);
  return listId;
}

describe('the door', () => {
  it('tells a partner who it is, and nothing of others', async () => {
    const status = readStatus(await xml('/v2/status'));
    expect([status.username, status.member.name]).toEqual([partner.username, `Partner ${accounts} & Co`]);
    expect(Number(status.member.id)).toBeGreaterThanOrEqual(100);
    const members = readMembers(await xml('/v2/members'));
    expect(members.map((member) => member.name)).toEqual(['INTERPOL NCB US', status.member.name]);
  });

  it('answers every wrong credential alike, and asks those that bring none', async () => {
    const ended = await newAccount();
    await admin.ok('DELETE', `/api/hash-partners/${ended.id}?version=1`);
    const wrong = [
      { ...partner, password: 'wrong' },
      { username: 'nobody', password: partner.password },
      { username: partner.username, password: '' },
      ended,
    ];
    const told = new Set<string>();
    for (const who of [...wrong, null]) {
      const answer = await get('/v2/status', who);
      const { instance: _instance, ...body } = (await answer.json()) as Record<string, unknown>;
      told.add(`${answer.status} ${answer.headers.get('www-authenticate')} ${JSON.stringify(body)}`);
    }
    expect([...told]).toHaveLength(1);
    expect([...told][0]).toMatch(/^401 Basic realm=/);
    // A session or a key of another kind opens nothing here.
    expect((await fetch(`${url}/v2/status`, { headers: { authorization: 'Bearer hwp_x' } })).status).toBe(401);
    await us.audit.sealNow();
    const refused = await us.tx((tx) =>
      tx.query<{ entity: string }>("SELECT entity FROM audit_entry WHERE act = 'hash-partner.refused'"),
    );
    expect(refused.map((row) => row.entity)).toContain(`hash-partner:${ended.id}`);
    expect(JSON.stringify(refused)).not.toContain('wrong');
  });

  it('takes a new password and forgets the old, and neither when the account is over', async () => {
    const renewed = await admin.ok<Account>('POST', `/api/hash-partners/${partner.id}/password`, { version: 1 });
    expect((await get('/v2/status')).status).toBe(401);
    expect((await get('/v2/status', renewed)).status).toBe(200);
    const short = await newAccount([], 60_000);
    expect((await get('/v2/status', short)).status).toBe(200);
    bureaus.pass(60_000);
    expect((await get('/v2/status', short)).status).toBe(401);
  });

  it('asks who comes too often to wait, and says for how long', async () => {
    const busy = await newAccount();
    let refused: Response | undefined;
    for (let n = 0; n < 400 && !refused; n++) {
      const answers = await Promise.all(Array.from({ length: 30 }, () => get('/v2/categorizations', busy)));
      refused = answers.find((answer) => answer.status === 429);
    }
    expect(refused?.status).toBe(429);
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await get('/v2/status')).status).toBe(200);
    bureaus.pass(60_000);
    expect((await get('/v2/status', busy)).status).toBe(200);
  });
});

describe('entries', () => {
  it('come a thousand a page, once each, with paths relative to the base URL', async () => {
    await sharedList(2_300);
    const now = us.runtime.clock.now();
    const first = readEntries(await xml(range(0, now)));
    expect(first.entries).toHaveLength(1_000);
    expect(first.next).toMatch(/^\/v2\/entries\?from=1970-01-01T00%3A00%3A00Z&to=\S+&start=\d+&size=1000&max=\d+$/);
    expect(first.maxAt).toBeLessThanOrEqual(now);
    const { entries, pages } = await readRange(0, now);
    expect([pages, entries.length, new Set(entries.map((entry) => entry.id)).size]).toEqual([3, 2_300, 2_300]);
    expect(new Set(entries.map((entry) => entry.member.id))).toEqual(new Set(['1']));
    expect(entries.every((entry) => entry.at % 1_000 === 0 && entry.at <= now)).toBe(true);
    expect((await readRange(now + 1_000, now + 5_000)).entries).toEqual([]);
    // Whoever was told that there is nothing until then must not be wrong: what comes is stamped later.
    bureaus.pass(5_000);
  });

  it('are nobody’s who was not given their list', async () => {
    const listId = await sharedList(2);
    const other = await newAccount();
    const now = us.runtime.clock.now();
    expect((await readRange(0, now, other)).entries).toEqual([]);
    const closed = await ownList(us, [listEntry(9)]);
    expect(
      (await admin.no('PUT', `/api/hash-partners/${other.id}/lists`, { version: 1, listIds: [closed] })).codes,
    ).toEqual(['hash-share.not-shared']);
    await give([listId], other);
    bureaus.pass(2_000);
    expect((await readRange(0, us.runtime.clock.now(), other)).entries).toHaveLength(2);
  });

  it('leave here only when they are known material, of this bureau or with its owner’s consent', async () => {
    const theirs = await ownList(us, [listEntry(1)], { source: 'A provider' });
    const mixed = await ownList(us, [listEntry(1)], { kind: 'mixed' });
    const own = { version: 0, share: true, basis: 'own', terms: 'x' };
    expect((await chief.no('PUT', `/api/hash-shares/${theirs}`, own)).codes).toEqual(['hash-share.not-own']);
    expect((await chief.no('PUT', `/api/hash-shares/${mixed}`, own)).codes).toEqual(['hash-share.not-known-material']);
    expect((await admin.no('PUT', `/api/hash-shares/${theirs}`, own)).status).toBe(404);
    await share(theirs, true, { basis: 'consent', terms: 'Agreed by letter of 2 May' });
    const { items } = await chief.ok<{ items: { listId: string; own: boolean; terms: string }[] }>(
      'GET',
      '/api/hash-shares',
    );
    expect(items.find((item) => item.listId === theirs)).toMatchObject({
      own: false,
      terms: 'Agreed by letter of 2 May',
    });
    expect((await chief.no('PUT', `/api/hash-shares/${theirs}`, { ...own, basis: 'consent' })).status).toBe(409);
  });

  it('reach a follower however they change, also while it is between two pages', async () => {
    const listId = await sharedList(1_500);
    const follower = new Follower(partner);
    await follower.read(async () => {
      await us.tx(async (tx) => {
        await upsertEntries(tx, listId, [listEntry(5_000), listEntry(1_499, { sha1: 'e'.repeat(40) })]);
        await removeEntries(tx, listId, [listEntry(1).key, listEntry(1_500).key]);
      });
    });
    bureaus.pass(2_000);
    await follower.read();
    const wanted = [...Array.from({ length: 1_498 }, (_, n) => md5(n + 2)), md5(5_000)].sort();
    expect(follower.hashes()).toEqual(wanted);
    expect([...follower.held.values()].find((entry) => entry.fingerprints.MD5 === md5(1_499))?.fingerprints.SHA1).toBe(
      'e'.repeat(40),
    );
  });

  it('reach a follower that read past the moment at which a slow change was written', async () => {
    const listId = await sharedList(1);
    const follower = new Follower(partner);
    const written = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const slow = us.tx(async (tx) => {
      await upsertEntries(tx, listId, [listEntry(2)]);
      written.resolve();
      await go.promise;
    });
    await written.promise;
    bureaus.pass(5_000);
    await follower.read();
    go.resolve();
    await slow;
    expect(follower.hashes()).toEqual([md5(1)]);
    bureaus.pass(5_000);
    await follower.read();
    expect(follower.hashes()).toEqual([md5(1), md5(2)]);
  });

  it('are taken back from one whose list is taken away, and from all when it is closed', async () => {
    const [a, b] = [await sharedList(2), await ownList(us, [listEntry(7)])];
    await share(b);
    await give([a, b]);
    bureaus.pass(2_000);
    const follower = new Follower(partner);
    await follower.read();
    expect(follower.hashes()).toEqual([md5(1), md5(2), md5(7)]);
    await give([b]);
    bureaus.pass(2_000);
    await follower.read();
    expect(follower.hashes()).toEqual([md5(7)]);
    await share(b, false);
    bureaus.pass(2_000);
    await follower.read();
    expect(follower.hashes()).toEqual([]);
    await share(b);
    await give([a, b]);
    bureaus.pass(2_000);
    await follower.read();
    expect(follower.hashes()).toEqual([md5(1), md5(2), md5(7)]);
  });

  it('are not asked for in a range that ends tomorrow, nor with what the protocol does not have', async () => {
    const now = us.runtime.clock.now();
    const codes = async (path: string): Promise<unknown> => {
      const answer = await get(path);
      return [answer.status, ((await answer.json()) as { errors: { code: string }[] }).errors[0]?.code];
    };
    expect(await codes(range(0, now + 86_400_000))).toEqual([400, 'hash-share.range-ahead']);
    expect(await codes('/v2/entries?from=yesterday')).toEqual([400, 'hash-share.not-a-time']);
    expect(await codes('/v2/entries?type=image')).toEqual([400, 'input.unrecognized_keys']);
  });
});

describe('feedback', () => {
  const put = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(url + path, {
      method: 'PUT',
      headers: {
        authorization: `Basic ${Buffer.from(`${partner.username}:${partner.password}`).toString('base64')}`,
        ...headers,
      },
      body: Buffer.from(body),
    });
  const yes =
    '<feedbackSubmission xmlns="https://hashsharing.ncmec.org/hashsharing/v2"><affirmative /></feedbackSubmission>';
  const no = (guid: string) =>
    yes.replace('<affirmative />', `<negative><reasonIds><guid>${guid}</guid></reasonIds></negative>`);

  it('is taken as the public client library gives it: no media type, no version, its own number', async () => {
    const listId = await sharedList(1);
    const now = us.runtime.clock.now();
    const [entry] = (await readRange(0, now)).entries;
    const { member } = readStatus(await xml('/v2/status'));
    const [reason] = readReasons(await xml('/v2/feedback/MD5/reasons'));
    expect((await put(`/entries/${member.id}/${entry?.id}/MD5/feedback`, no(reason?.guid ?? ''))).status).toBe(200);
    const given = async () =>
      (await readRange(0, now)).entries[0]?.feedback.map((f) => [f.sentiment, f.type, f.reasons.length]);
    expect(await given()).toEqual([['negative', 'MD5', 1]]);
    const typed = { 'content-type': 'application/xml' };
    expect((await put(`/v2/entries/1/${entry?.id}/MD5/feedback`, yes, typed)).status).toBe(200);
    expect(await given()).toEqual([['affirmative', 'MD5', 0]]);
    const { items } = await chief.ok<{ items: object[] }>('GET', `/api/hash-partner-feedback?listId=${listId}`);
    expect(items).toMatchObject([{ partnerId: partner.id, type: 'MD5', sentiment: 'affirmative', reasons: [] }]);
  });

  it('is refused on what the partner may not read, for other reasons, and in other words', async () => {
    await sharedList(1);
    const [entry] = (await readRange(0, us.runtime.clock.now())).entries;
    const path = `/v2/entries/1/${entry?.id}`;
    expect((await put(`${path}/SHA1/feedback`, yes)).status).toBe(400);
    expect((await put(`${path}/MD5/feedback`, no('made-up'))).status).toBe(400);
    expect((await put(`${path}/MD5/feedback`, '<!DOCTYPE x><x/>')).status).toBe(400);
    expect((await put(`${path}/MD5/feedback`, 'not xml')).status).toBe(400);
    expect((await put(`/v2/entries/7/${entry?.id}/MD5/feedback`, yes)).status).toBe(404);
    await give([]);
    expect((await put(`${path}/MD5/feedback`, yes)).status).toBe(404);
  });
});

it('keeps every page read on the record, under the partner’s name, and counts it', async () => {
  await sharedList(3);
  await readRange(0, us.runtime.clock.now());
  await us.audit.sealNow();
  const read = await us.tx((tx) =>
    tx.query<{ actor: string }>(
      "SELECT actor FROM audit_entry WHERE act = 'hash-share.entries-listed' AND entity = $1",
      [`hash-partner:${partner.id}`],
    ),
  );
  expect(read.map((row) => row.actor)).toEqual([`partner:${partner.id}`]);
  const counted = await eventually(async () => {
    const { items } = await admin.ok<{ items: { id: string; pages: number; entries: number }[] }>(
      'GET',
      '/api/hash-partners',
    );
    return items.find((item) => item.id === partner.id);
  });
  expect(counted).toMatchObject({ pages: 1, entries: 3 });
  expect(JSON.stringify(counted)).not.toContain('hws_');
});
