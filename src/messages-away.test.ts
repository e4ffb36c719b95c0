import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newTotpSecret } from './access/index.ts';
import type { ThreadSummary, ThreadView } from './correspondence/contract.ts';
import { keyStatement } from './directory/index.ts';
import { ApiClient } from './launch/api-client.ts';
import { type Launched, startBureaus } from './launch/start-bureaus.ts';
import type { Node } from './node.ts';
import { createLogger, systemClock, systemScope } from './platform/index.ts';
import { until } from './testing/bureaus.ts';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';

const DAYS = 3 * 86_400_000;
const log = createLogger('silent');

let offset = 0;
const clock = { ...systemClock, now: () => Date.now() + offset };
let database: TestDatabase;
let folder: string;
let others: Launched;
let hague: Launched;

const launch = (bureaus: readonly string[], ipsg?: { url: string; rootFingerprint: string }): Promise<Launched> =>
  startBureaus({
    bureaus,
    host: '127.0.0.1',
    port: 0,
    dataDir: folder,
    databaseUrl: database.url,
    log,
    overrides: { clock },
    ...(ipsg ? { ipsg } : {}),
  });

/** The Hague's process starts; the Secretariat says where it answers now. */
async function startHague(): Promise<void> {
  const ipsg = others.node('IPSG');
  hague = await launch(['NL'], { url: ipsg.url, rootFingerprint: others.rootFingerprint });
  const { keys, url } = hague.node('NL');
  const now = clock.now();
  const own = { bureau: 'NL', endpoint: url, serial: now, now, newId: ipsg.runtime.newId };
  const statement = await keyStatement(keys, own);
  await ipsg.db.tx(systemScope('IPSG'), (tx) => ipsg.directory.enrol(tx, { statement, status: 'connected' }));
}

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'homeward-away-'));
  others = await launch(['IPSG', 'US', 'CA']);
  await startHague();
  for (const code of ['US', 'CA']) await until(async () => (await others.node(code).directory.endpoint('NL')) !== null);
});
afterAll(async () => {
  await hague?.stop();
  await others?.stop();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

async function signIn(node: Node): Promise<ApiClient> {
  const login = {
    username: crypto.randomUUID(),
    password: crypto.randomUUID(),
    totpSecret: newTotpSecret(node.runtime.random),
  };
  await node.db.tx(systemScope(node.code), (tx) =>
    node.access.createPerson(tx, {
      ...login,
      name: 'Invented Person',
      roles: ['analyst'],
      agency: null,
      compartments: ['general'],
    }),
  );
  return ApiClient.signIn(node.url, login, clock.now());
}

const TEXTS = ['one', 'two', 'three', 'four'];

test('a bureau away for days gets everything once, in order, marked late; the senders see that it has not arrived', async () => {
  await hague.stop();
  const threads: string[] = [];
  for (const code of ['US', 'CA']) {
    const who = await signIn(others.node(code));
    const { threadId } = await who.post<{ threadId: string }>('/api/threads', {
      to: ['NL'],
      type: 'consultation',
      subject: `From ${code}`,
      text: TEXTS[0],
      urgency: 'routine',
      handling: { purpose: 'Find a child', onward: 'no' },
    });
    for (const text of TEXTS.slice(1))
      await who.post(`/api/threads/${threadId}/messages`, { text, type: 'consultation' });
    threads.push(threadId);
    const states = async () =>
      (await who.get<ThreadView>(`/api/threads/${threadId}`)).items.flatMap((message) => message.recipients);
    // The first of a thread was tried, and the view says why it is not there; none counts as delivered.
    await until(async () => (await states())[0]?.state === 'failing');
    expect((await states())[0]?.reason).toBeTruthy();
    expect((await states()).every((recipient) => recipient.deliveredAt === null)).toBe(true);
  }

  offset += DAYS;
  await startHague();
  const there = await signIn(hague.node('NL'));
  let arrived: ThreadSummary[] = [];
  await until(async () => {
    for (const code of ['US', 'CA']) others.node(code).jobs.wake();
    arrived = (await there.get<{ items: ThreadSummary[] }>('/api/threads')).items;
    return arrived.length === 2 && arrived.every((thread) => thread.messages >= TEXTS.length);
  });
  for (const { id, messages } of arrived) {
    const { items } = await there.get<ThreadView>(`/api/threads/${id}`);
    expect(messages).toBe(TEXTS.length);
    expect(items.map((message) => message.text)).toEqual(TEXTS);
    expect(items.every((message) => message.late && message.at - message.sentAt >= DAYS)).toBe(true);
  }
  for (const [i, code] of ['US', 'CA'].entries()) {
    const who = await signIn(others.node(code));
    await until(async () =>
      (await who.get<ThreadView>(`/api/threads/${threads[i]}`)).items.every(
        (message) => message.recipients[0]?.state === 'delivered',
      ),
    );
  }
});
