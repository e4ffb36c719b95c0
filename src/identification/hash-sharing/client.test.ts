import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createJobs, type Jobs } from '../../platform/index.ts';
import type { TestBureau, TestBureaus, TestCaller, TestCommon } from '../../testing/bureaus.ts';
import type { FeedbackView } from '../contract.ts';
import { PULL_JOB, pullJob } from './pull-source.ts';
import {
  addSource,
  CREDENTIALS,
  entryOf,
  eventually,
  inState,
  listOf,
  md5,
  pulled,
  REASONS,
  type ScriptedSource,
  scriptedSource,
  sharingBureaus,
  sourceEntries,
  sourceState,
  tombstone,
} from './sharing.testkit.ts';
import { updateSource } from './source-store.ts';

const DAY = 86_400_000;
const made = new Map<string, TestCommon>();
let bureaus: TestBureaus;
let us: TestBureau;
let admin: TestCaller;
let analyst: TestCaller;
let source: ScriptedSource;
let day = 0;

beforeAll(async () => {
  bureaus = await sharingBureaus(['US'], made);
  us = bureaus.at('US');
  admin = await us.signIn({ roles: ['administrator'] });
  analyst = await us.signIn({ roles: ['analyst'] });
}, 120_000);
afterAll(() => bureaus[Symbol.asyncDispose]());
beforeEach(async () => {
  source = await scriptedSource();
  day = Math.floor((us.runtime.clock.now() - 10 * DAY) / DAY) * DAY;
});
afterEach(() => source[Symbol.asyncDispose]());

const add = (more: object = {}) => addSource(admin, source, { from: day - DAY, ...more });
const fill = (count: number): void => {
  // In no order of time.
  for (let n = 1; n <= count; n++) source.set(entryOf(n, day + ((n * 7_919) % 86_400) * 1_000));
};
const md5s = async (listId: string): Promise<string[]> =>
  (await listOf(us, listId)).map((entry) => entry.md5 ?? '').sort();
const all = (count: number): string[] => Array.from({ length: count }, (_, n) => md5(n + 1));
const rangesAsked = (): string[] => source.asked.filter((path) => path.includes('/entries?'));

describe('a pull', () => {
  it('reads every page of a range and moves its mark only then', async () => {
    fill(2_300);
    source.set(tombstone(2_301, day));
    const { id, listId } = await add();
    const state = await pulled(us, id);
    expect(await md5s(listId)).toEqual(all(2_300));
    expect(state.counts).toEqual({ images: 2_300, videos: 0, removed: 1 });
    expect(state.pull).toMatchObject({ pages: 3, entries: 2_301, failures: 0, code: null, range: null });
    expect(state.completeTo).toBeGreaterThan(us.runtime.clock.now() - 120_000);
    expect(state.member).toEqual({ id: '9', name: 'A bureau' });
    const { items } = await admin.ok<{ items: unknown[] }>('GET', '/api/hash-sources');
    expect(items).toContainEqual(state);
  });

  it('takes what is recorded of the public service', async () => {
    source.instead.push((_request, response) => {
      const recorded = readFileSync(join(import.meta.dirname, 'fixtures/entries.xml'), 'utf8');
      response.end(recorded.replace(/<paging>[\s\S]*<\/paging>/, ''));
    });
    const { id, listId } = await add();
    const state = await pulled(us, id);
    expect([state.pull.unreadable, state.pull.code]).toEqual([1, 'hash-source.entries-unreadable']);
    expect((await listOf(us, listId)).map((entry) => [entry.key, entry.classification?.code])).toEqual([
      ['7-picture-1', undefined],
    ]);
    const [first] = await sourceEntries(analyst, id);
    // One id for a picture and a film of one member: the newer word stands.
    expect([first?.kind, first?.large]).toEqual(['video', ['TMK_PDQF', 'VIDENTIFIER']]);
  });

  it('comes again by itself, asks only for what is new, and follows changes', async () => {
    fill(3);
    const { id, listId } = await add({ everyMinutes: 5 });
    const first = await pulled(us, id);
    source.asked.length = 0;
    source.set(entryOf(1, us.runtime.clock.now(), { classification: 'B2' }));
    source.set(tombstone(2, us.runtime.clock.now()));
    source.set(entryOf(4, us.runtime.clock.now()));
    bureaus.pass(301_000);
    await pulled(us, id, first.pull.finishedAt ?? 0);
    expect(await md5s(listId)).toEqual([md5(1), md5(3), md5(4)]);
    expect((await listOf(us, listId)).find((entry) => entry.md5 === md5(1))?.classification?.code).toBe('B2');
    const [range] = rangesAsked();
    const from = Date.parse(new URL(range ?? '', 'http://x').searchParams.get('from') ?? '');
    expect(first.completeTo - from).toBe(600_000);
  });

  it('asks for shorter ranges where there is much, and for longer ones where there is little', async () => {
    fill(30);
    source.claims = (left, range) => (range.to - range.from > 2 * DAY && left > 0 ? 90_000 : left);
    const { id, listId } = await add({ from: day - 60 * DAY });
    await pulled(us, id);
    expect(await md5s(listId)).toEqual(all(30));
    const spans = rangesAsked().map((path) => {
      const query = new URL(path, 'http://x').searchParams;
      return (Date.parse(query.get('to') ?? '') - Date.parse(query.get('from') ?? '')) / DAY;
    });
    expect(Math.max(...spans)).toBeGreaterThan(29);
    expect(Math.min(...spans)).toBeLessThanOrEqual(2);
    expect(source.asked.filter((path) => path.includes('start='))).toEqual([]);
  });
});

describe('a source that fails', () => {
  it('is asked again later, and left alone for as long as it asks', async () => {
    fill(2);
    source.instead.push((_request, response) => void response.writeHead(429, { 'retry-after': '120' }).end());
    const { id, listId } = await add();
    const waiting = await inState(us, id, 'backing-off');
    expect([waiting.pull.code, waiting.pull.failures]).toEqual(['hash-source.asks-to-wait', 1]);
    expect((waiting.pull.nextAt ?? 0) - us.runtime.clock.now()).toBeGreaterThan(110_000);
    const before = source.asked.length;
    bureaus.pass(60_000);
    expect(source.asked.length).toBe(before);
    bureaus.pass(60_000);
    await pulled(us, id);
    expect(await md5s(listId)).toEqual(all(2));
  });

  const failures: Record<string, [string, (response: ServerResponse) => void]> = {
    'is down': ['hash-source.failing', (response) => response.writeHead(503).end()],
    'breaks off': [
      'hash-source.unreachable',
      (response) =>
        response.writeHead(200, { 'content-length': '999' }).write('<queryResult', () => response.destroy()),
    ],
    'sends half a document': [
      'hash-source.answer-unreadable',
      (response) => response.end('<queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2"><images'),
    ],
    'sends a DOCTYPE': [
      'hash-source.answer-unreadable',
      (response) =>
        response.end(
          '<!DOCTYPE a [<!ENTITY b "c">]><queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2"/>',
        ),
    ],
    'sends another document': [
      'hash-source.answer-unreadable',
      (response) => response.end('<members xmlns="https://hashsharing.ncmec.org/hashsharing/v2"/>'),
    ],
  };
  it.each(Object.entries(failures))(
    'is waited for when it %s, also in the middle of a range',
    async (_name, [code, answer]) => {
      fill(25);
      source.pageSize = 10;
      source.instead.push((_request, response) => void answer(response));
      const { id, listId } = await add();
      expect((await inState(us, id, 'backing-off')).pull.code).toBe(code);
      expect(await md5s(listId)).toEqual([]);
      // The first page comes, the second fails.
      source.claims = (left) => {
        source.claims = null;
        source.instead.push((_request, response) => void answer(response));
        return left;
      };
      bureaus.pass(31_000);
      const half = await eventually(async () => {
        const state = await sourceState(us, id);
        return state.pull.state === 'backing-off' && state.pull.pages === 1 && state;
      });
      expect([half.pull.code, half.completeTo]).toEqual([code, half.from]);
      expect((await md5s(listId)).length).toBe(10);
      bureaus.pass(61_000);
      const done = await pulled(us, id);
      expect(await md5s(listId)).toEqual(all(25));
      expect(done.pull.pages).toBe(3);
      expect(done.completeTo).toBeGreaterThan(day);
    },
  );

  it('is left, and somebody told, when it refuses the credentials; a person sets it going again', async () => {
    fill(1);
    const { id, listId } = await add({ password: 'not this one' });
    const stopped = await inState(us, id, 'stopped');
    expect([stopped.pull.code, stopped.pull.nextAt]).toEqual(['hash-source.credentials-refused', null]);
    expect(await us.owed()).toContain('identification.hash-source-stopped');
    bureaus.pass(60_000);
    expect((await sourceState(us, id)).pull.state).toBe('stopped');
    await admin.ok('PATCH', `/api/hash-sources/${id}`, { version: 1, ...CREDENTIALS });
    await pulled(us, id);
    expect(await md5s(listId)).toEqual(all(1));
    expect(await us.owed()).not.toContain('identification.hash-source-stopped');
    expect((await admin.no('PATCH', `/api/hash-sources/${id}`, { version: 1, state: 'paused' })).status).toBe(409);
  });

  it('is not followed elsewhere, neither by a redirect nor by a page', async () => {
    let stranger = 0;
    const other = createServer((_request, response) => {
      stranger++;
      response.end();
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const there = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    for (const [answer, code] of [
      [(r: ServerResponse) => r.writeHead(302, { location: `${there}/v2/entries` }).end(), 'hash-source.redirects'],
      ...[
        `${there}/v2/entries`,
        `@${there.slice(7)}/v2/entries`,
        '//other.example/v2/entries',
        '/v2/../../x',
        '/elsewhere',
      ].map((next) => [
        (r: ServerResponse) =>
          r.end(
            `<queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2"><paging><next>${next}</next></paging></queryResult>`,
          ),
        'hash-source.path-elsewhere',
      ]),
    ] as [(r: ServerResponse) => void, string][]) {
      source.instead.push((_request, response) => answer(response));
      const { id } = await add();
      expect((await inState(us, id, 'stopped')).pull.code).toBe(code);
    }
    expect(stranger).toBe(0);
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('an address', () => {
  it('is called only while an administrator allows it', async () => {
    fill(1);
    const body = { name: 'n', environment: 'e', from: 0, ...CREDENTIALS };
    const refused = async (baseUrl: string) =>
      (await admin.no('POST', '/api/hash-sources', { ...body, baseUrl })).codes;
    expect(await refused('https://hashsharing.example/npo')).toEqual(['hash-source.address-not-allowed']);
    expect(await refused('http://hashsharing.example')).toEqual(['hash-source.not-https']);
    expect(await refused('https://user:pass@hashsharing.example')).toEqual(['hash-source.address']);
    expect((await analyst.no('PUT', '/api/hash-source-addresses', { origins: [] })).status).toBe(404);
    const { id } = await add();
    const { pull } = await pulled(us, id);
    await admin.ok('PUT', '/api/hash-source-addresses', { origins: [] });
    const before = source.asked.length;
    bureaus.pass(120_000);
    await analyst.ok('POST', `/api/hash-sources/${id}/pull`);
    expect((await inState(us, id, 'stopped')).pull.code).toBe('hash-source.address-not-allowed');
    expect(source.asked.length).toBe(before);
    expect((await sourceState(us, id)).pull.finishedAt).toBe(pull.finishedAt);
  });

  it('gives its password to nobody', async () => {
    const { id } = await add();
    await pulled(us, id);
    await us.audit.sealNow();
    const told = JSON.stringify([
      await admin.ok('GET', '/api/hash-sources'),
      await us.tx((tx) => us.audit.timeline(tx, { kind: 'hash-source', id })),
      await us.tx((tx) => tx.query('SELECT * FROM ident_hash_source')),
      await us.tx((tx) => tx.query('SELECT * FROM job')),
      await us.tx((tx) => tx.query('SELECT * FROM idempotency')),
    ]);
    expect(told).toContain('hash-source.created');
    expect(told).not.toContain(CREDENTIALS.password);
  });
});

describe('a pull that is interrupted', () => {
  const another = (): Jobs => {
    const common = made.get('US');
    if (!common) throw new Error('no bureau');
    const jobs = createJobs({ ...common, sole: true });
    jobs.register(PULL_JOB, pullJob(common));
    return jobs;
  };

  it('goes on where it was in another process, and what the first one brings late changes nothing', async () => {
    fill(35);
    source.pageSize = 10;
    const reached = Promise.withResolvers<void>();
    const late = Promise.withResolvers<void>();
    // The third page: by then the process that asks for it stands still.
    source.claims = (left) => {
      source.claims = (same) => {
        source.claims = null;
        source.instead.push(async (_request, response) => {
          reached.resolve();
          await late.promise;
          response.end('<queryResult xmlns="https://hashsharing.ncmec.org/hashsharing/v2"/>');
        });
        return same;
      };
      return left;
    };
    const { id, listId } = await add();
    await reached.promise;
    expect((await sourceState(us, id)).pull).toMatchObject({ state: 'pulling', pages: 2, entries: 20 });
    const asked = rangesAsked().length;
    const successor = another();
    successor.start();
    const state = await pulled(us, id);
    await successor.stop();
    late.resolve();
    expect(state.pull.pages).toBe(4);
    expect(await md5s(listId)).toEqual(all(35));
    expect(rangesAsked().slice(asked)).toHaveLength(2);
    expect((await sourceState(us, id)).completeTo).toBe(state.completeTo);
  });

  it('begins the range anew when the page it was at is half a day old, or the source does not know it any more', async () => {
    fill(25);
    source.pageSize = 10;
    for (const stale of ['old', 'unknown'] as const) {
      source.claims = (left) => {
        source.claims = null;
        source.instead.push((_request, response) => void response.writeHead(503).end());
        return left;
      };
      const { id, listId } = await add();
      await inState(us, id, 'backing-off');
      source.asked.length = 0;
      if (stale === 'old') await us.tx((tx) => updateSource(tx, id, { next_path_at: tx.now - 12 * 3_600_000 }));
      else source.instead.push((_request, response) => void response.writeHead(404).end());
      bureaus.pass(31_000);
      if (stale === 'unknown') {
        await eventually(async () => (await sourceState(us, id)).pull.failures === 2);
        bureaus.pass(61_000);
      }
      await pulled(us, id);
      expect(await md5s(listId)).toEqual(all(25));
      const starts = rangesAsked().map((path) => new URL(path, 'http://x').searchParams.get('start'));
      expect(starts).toEqual(stale === 'old' ? [null, '11', '21'] : ['11', null, '11', '21']);
    }
  });
});

describe('feedback from here', () => {
  const settled = (id: string): Promise<FeedbackView> =>
    eventually(async () => {
      const { items } = await analyst.ok<{ items: FeedbackView[] }>('GET', '/api/hash-feedback');
      return items.find((item) => item.id === id && item.state !== 'open');
    });

  it('is put to the source until it answers, once, with its reasons', async () => {
    fill(2);
    const { id } = await add();
    await pulled(us, id);
    const { items } = await analyst.ok<{ items: unknown[] }>('GET', `/api/hash-sources/${id}/reasons`);
    expect(items).toEqual(REASONS);
    const path = `/api/hash-sources/${id}/feedback`;
    const no = { key: '7-e1', type: 'MD5', sentiment: 'negative', reasonIds: ['r-1'], note: 'Checked by two' };
    source.instead.push(
      (_request, response) => void response.writeHead(429, { 'retry-after': '40' }).end(),
      (_request, response) => void response.writeHead(500).end(),
    );
    const sent = await analyst.ok<{ id: string }>('POST', path, no);
    expect(await us.owed()).toContain('identification.hash-feedback-awaited');
    await eventually(async () => source.instead.length === 1);
    expect((await analyst.no('POST', path, no)).codes).toEqual(['hash-feedback.under-way']);
    bureaus.pass(41_000);
    await eventually(async () => source.instead.length === 0);
    bureaus.pass(121_000);
    expect(await settled(sent.id)).toMatchObject({ state: 'answered', code: null, note: 'Checked by two' });
    expect(source.feedback.map((f) => f.path)).toEqual(['entries/7/e1/MD5/feedback']);
    expect(source.feedback[0]?.body).toContain('<negative><reasonIds><guid>r-1</guid></reasonIds></negative>');
    expect(source.feedback[0]?.body).not.toContain('Checked');
  });

  it('ends when the source refuses it, and is not sent when it could not be right', async () => {
    fill(1);
    const { id } = await add();
    await pulled(us, id);
    const path = `/api/hash-sources/${id}/feedback`;
    const yes = { key: '7-e1', type: 'SHA1', sentiment: 'affirmative', note: 'Same file' };
    source.instead.push((_request, response) => void response.writeHead(400).end());
    const sent = await analyst.ok<{ id: string }>('POST', path, yes);
    expect(await settled(sent.id)).toMatchObject({ state: 'refused', code: 'hash-feedback.refused-there' });
    const why = async (more: object) => (await analyst.no('POST', path, { ...yes, ...more })).codes;
    expect(await why({ key: '7-e99' })).toEqual(['hash-feedback.entry-unknown']);
    expect(await why({ type: 'PDQ' })).toEqual(['hash-feedback.no-such-fingerprint']);
    expect(await why({ sentiment: 'negative', reasonIds: ['r-1'] })).toEqual(['hash-feedback.reason-unknown']);
    expect(await why({ sentiment: 'negative' })).toEqual(['input.custom']);
    await us.audit.sealNow();
    const { balanced, items } = await us.conservation();
    expect(balanced).toBe(true);
    expect(items.find((item) => item.item === 'hash-feedback')).toMatchObject({ open: 0 });
  });
});
