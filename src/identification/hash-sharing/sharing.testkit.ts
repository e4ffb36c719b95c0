import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createTestBureaus,
  type TestBureau,
  type TestBureaus,
  type TestCaller,
  type TestCommon,
} from '../../testing/bureaus.ts';
import { acts } from '../acts.ts';
import { conservation } from '../conservation.ts';
import type { HashSourceView, SourceEntry } from '../contract.ts';
import { insertList } from '../hash-lists/list-store.ts';
import { type NewEntry, readEntries, type StoredEntry, upsertEntries } from '../hash-lists/store.ts';
import { references } from '../references.ts';
import { createSharing } from './create-sharing.ts';
import { listSources } from './source-store.ts';
import { type Entry, keyOf, type Reason } from './wire.ts';
import { writeCategorizations, writeEntries, writeReasons, writeStatus, writeSubmissionResult } from './write-wire.ts';

/** Bureaus with this part of the room, over real HTTP and a database each. `seen` keeps what they were made from. */
export function sharingBureaus(
  codes: readonly string[],
  seen: Map<string, TestCommon> = new Map(),
): Promise<TestBureaus> {
  return createTestBureaus(codes, (common) => {
    seen.set(common.runtime.bureau, common);
    return [
      {
        ...createSharing(common).parts,
        acts,
        references,
        conservation: conservation(common.runtime.bureau).filter((source) => source.item === 'hash-feedback'),
      },
    ];
  });
}

export async function eventually<T>(get: () => Promise<T | undefined | false | null>): Promise<T> {
  for (;;) {
    const value = await get();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** A source on this machine that holds entries and answers as the protocol says, unless it is told to answer otherwise. */
export interface ScriptedSource extends AsyncDisposable {
  readonly baseUrl: string;
  readonly origin: string;
  readonly entries: Map<string, Entry>;
  readonly feedback: { readonly path: string; readonly body: string }[];
  /** Paths asked for, with their queries, in order. */
  readonly asked: string[];
  /** The next answers to requests for entries, or for feedback, instead of the usual ones. */
  readonly instead: Answer[];
  pageSize: number;
  /** What it says is left in a range, whatever is true. */
  claims: ((left: number, range: { from: number; to: number }) => number) | null;
  set(entry: Entry): void;
}

export const CREDENTIALS = { username: 'bureau', password: 'correct horse battery staple' };
const AUTHORIZATION = `Basic ${Buffer.from(`${CREDENTIALS.username}:${CREDENTIALS.password}`).toString('base64')}`;
export const REASONS: readonly Reason[] = [{ guid: 'r-1', name: 'Not what it says', type: 'MD5' }];

export async function scriptedSource(): Promise<ScriptedSource> {
  const it: Omit<ScriptedSource, 'baseUrl' | 'origin' | typeof Symbol.asyncDispose> = {
    entries: new Map(),
    feedback: [],
    asked: [],
    instead: [],
    pageSize: 1000,
    claims: null,
    set(entry) {
      it.entries.set(keyOf(entry.member.id, entry.id), entry);
    },
  };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x');
    it.asked.push(request.url ?? '');
    const path = pathname.replace('/hashsharing/v2/', '');
    const send = (xml: string): void => void response.setHeader('content-type', 'application/xml').end(xml);
    if (request.headers.authorization !== AUTHORIZATION) return void response.writeHead(401).end();
    if (path === 'status')
      return send(writeStatus({ ipAddress: '127.0.0.1', username: 'bureau', member: { id: '9', name: 'A bureau' } }));
    if (path === 'categorizations') return send(writeCategorizations([]));
    if (path.endsWith('/reasons')) return send(writeReasons(path.includes('/MD5/') ? REASONS : []));
    const instead = it.instead.shift();
    if (instead) return instead(request, response, body);
    if (path.endsWith('/feedback')) {
      it.feedback.push({ path, body });
      return send(writeSubmissionResult());
    }
    if (path !== 'entries') return void response.writeHead(404).end();
    send(page(it, searchParams));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(it, {
    origin,
    baseUrl: `${origin}/hashsharing`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** Numbers entries of a range from 1, as the public service does; in no order of time. */
function page(source: Pick<ScriptedSource, 'entries' | 'pageSize' | 'claims'>, query: URLSearchParams): string {
  const range = { from: Date.parse(query.get('from') ?? ''), to: Date.parse(query.get('to') ?? '') };
  const all = [...source.entries.values()].filter((entry) => entry.at >= range.from && entry.at < range.to);
  const start = Number(query.get('start') ?? 1);
  const size = source.pageSize;
  const shown = all.slice(start - 1, start - 1 + size);
  const isLast = start - 1 + size >= all.length;
  const left = source.claims?.(all.length, range) ?? all.length;
  if (isLast && left <= all.length) return writeEntries(shown, null);
  const next = new URLSearchParams({
    from: query.get('from') ?? '',
    to: query.get('to') ?? '',
    start: String(start + size),
    size: String(size),
    max: String(left),
  });
  return writeEntries(shown, `/v2/entries?${next}`);
}

export function entryOf(n: number, at: number, more: Partial<Entry> = {}): Entry {
  return {
    kind: 'image',
    deleted: false,
    member: { id: '7', name: 'Example Provider' },
    id: `e${n}`,
    at,
    classification: 'A1',
    fingerprints: { MD5: md5(n), SHA1: n.toString(16).padStart(40, '0') },
    large: {},
    feedback: [],
    categorizations: [],
    ...more,
  };
}

export const tombstone = (n: number, at: number): Entry =>
  entryOf(n, at, { deleted: true, classification: null, fingerprints: {} });

export const md5 = (n: number): string => n.toString(16).padStart(32, '0');

/** Allows the source's address and adds it, as an administrator does. */
export async function addSource(
  admin: TestCaller,
  source: { origin: string; baseUrl: string },
  more: object = {},
): Promise<{ id: string; listId: string }> {
  const { origins } = await admin.ok<{ origins: string[] }>('GET', '/api/hash-source-addresses');
  await admin.ok('PUT', '/api/hash-source-addresses', { origins: [...origins, source.origin] });
  return admin.ok('POST', '/api/hash-sources', {
    name: `Source ${crypto.randomUUID().slice(0, 8)}`,
    environment: 'Test',
    baseUrl: source.baseUrl,
    from: Date.now() - 20 * 86_400_000,
    ...CREDENTIALS,
    ...more,
  });
}

export async function sourceState(bureau: TestBureau, id: string): Promise<HashSourceView> {
  const found = (await bureau.tx(listSources)).find((item) => item.id === id);
  if (!found) throw new Error('no such source');
  return found;
}

/** Waits until a source is read up to the present, after `since`. */
export function pulled(bureau: TestBureau, id: string, since = 0): Promise<HashSourceView> {
  return eventually(async () => {
    const state = await sourceState(bureau, id);
    return state.pull.state === 'waiting' && (state.pull.finishedAt ?? 0) > since && state;
  });
}

export const inState = (bureau: TestBureau, id: string, state: string): Promise<HashSourceView> =>
  eventually(async () => {
    const found = await sourceState(bureau, id);
    return found.pull.state === state && found;
  });

export const listOf = (bureau: TestBureau, listId: string): Promise<StoredEntry[]> =>
  bureau.tx((tx) => readEntries(tx, { listId, limit: 10_000 }));

export async function sourceEntries(caller: TestCaller, id: string): Promise<SourceEntry[]> {
  const all: SourceEntry[] = [];
  for (let after = ''; ; ) {
    const query = new URLSearchParams({ limit: '200', ...(after ? { after } : {}) });
    const { items, next } = await caller.ok<{ items: SourceEntry[]; next: string | null }>(
      'GET',
      `/api/hash-sources/${id}/entries?${query}`,
    );
    all.push(...items);
    if (next === null) return all;
    after = next;
  }
}

/** A list made at a bureau, with entries. */
export async function ownList(
  bureau: TestBureau,
  entries: readonly NewEntry[],
  more: { kind?: 'known' | 'mixed'; source?: string } = {},
): Promise<string> {
  const id = bureau.runtime.newId();
  await bureau.tx(async (tx) => {
    await insertList(tx, { id, name: `List ${id}`, kind: 'known', ...more });
    await upsertEntries(tx, id, entries);
  });
  return id;
}

export const listEntry = (n: number, more: Partial<NewEntry> = {}): NewEntry => ({
  key: `md5:${md5(n)}`,
  md5: md5(n),
  ...more,
});
