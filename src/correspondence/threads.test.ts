import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller, until } from '../testing/bureaus.ts';
import type { ThreadSummary, ThreadView } from './contract.ts';
import { phrases } from './phrases.ts';

let world: TestBureaus;
let us: TestBureau;
let nl: TestBureau;
let washington: TestCaller;
let hague: TestCaller;
let ottawa: TestCaller;

beforeAll(async () => {
  world = await createTestBureaus(['US', 'NL', 'CA']);
  us = world.at('US');
  nl = world.at('NL');
  washington = await us.signIn({ roles: ['analyst'], name: 'Ana Analyst' });
  hague = await nl.signIn({ roles: ['analyst'] });
  ottawa = await world.at('CA').signIn({ roles: ['analyst'] });
});
afterAll(() => world?.[Symbol.asyncDispose]());

const handling = { purpose: 'Identify a child', onward: 'no' };
interface Sent {
  threadId: string;
  messageId: string;
  stripped: string[];
  dueAt: number | null;
}

const start = (changes: object = {}) =>
  washington.ok<Sent>('POST', '/api/threads', {
    to: ['NL'],
    type: 'request-for-information',
    subject: 'The grey rabbit',
    text: 'Is this toy sold in your country?',
    urgency: 'urgent',
    asks: true,
    handling,
    ...changes,
  });
const view = (who: TestCaller, id: string) => who.ok<ThreadView>('GET', `/api/threads/${id}`);
/** The thread at another bureau, once it is there with `messages` messages. */
async function arrived(who: TestCaller, wireId: string, messages = 1): Promise<ThreadView> {
  let found: ThreadSummary | undefined;
  await until(async () => {
    const { items } = await who.ok<{ items: ThreadSummary[] }>('GET', '/api/threads?limit=200');
    found = items.find((item) => item.wireId === wireId);
    return (found?.messages ?? 0) >= messages;
  });
  return view(who, found?.id ?? '');
}
const tasksOn = async (bureau: TestBureau, requestIds: string[]) =>
  (await Promise.all(requestIds.map((id) => bureau.tx((tx) => bureau.work.ofRef(tx, { kind: 'thread-request', id })))))
    .flat()
    .map((item) => item.task)
    .sort();
const requestIds = (thread: ThreadView) => thread.requests.map((request) => request.id);

test('a question is owed there and awaited here; the answer ends both, and every step is seen', async () => {
  const sent = await start();
  const here = await view(washington, sent.threadId);
  expect(await tasksOn(us, requestIds(here))).toEqual(['message.await']);
  expect(sent.dueAt).toBe((here.items[0]?.at ?? 0) + 72 * 3_600_000);
  const there = await arrived(hague, here.wireId);
  expect(there).toMatchObject({ subject: 'The grey rabbit', handling, owed: 1, unread: 1 });
  expect(there.requests).toMatchObject([{ side: 'owed', bureau: 'US', dueAt: sent.dueAt, state: 'open' }]);
  expect(await tasksOn(nl, requestIds(there))).toEqual(['message.answer']);
  const recipient = async () => (await view(washington, sent.threadId)).items[0]?.recipients[0];
  await until(async () => (await recipient())?.state === 'delivered');

  expect(await hague.ok('POST', `/api/threads/${there.id}/read`)).toEqual({ read: 1 });
  await until(async () => (await recipient())?.state === 'read');
  expect(await hague.ok('POST', `/api/threads/${there.id}/read`)).toEqual({ read: 0 });

  await hague.ok('POST', `/api/threads/${there.id}/messages`, {
    text: 'Yes, by one maker.',
    answers: there.items[0]?.id,
  });
  expect(await tasksOn(nl, requestIds(there))).toEqual([]);
  await until(async () => (await recipient())?.state === 'answered');
  const after = await view(washington, sent.threadId);
  expect(after.requests).toMatchObject([{ side: 'awaited', bureau: 'NL', state: 'answered' }]);
  expect(after.items[1]).toMatchObject({
    direction: 'in',
    from: 'NL',
    answers: sent.messageId,
    text: 'Yes, by one maker.',
  });
  expect(await tasksOn(us, requestIds(after))).toEqual([]);
  expect(after.items[0]?.recipients[0]).toMatchObject({ state: 'answered', reason: null });
  expect(after.items[0]?.recipients[0]?.deliveredAt).not.toBeNull();
});

test('each of several recipients owes an answer of its own, and a message that answers nothing ends nothing', async () => {
  const sent = await start({ to: ['NL', 'CA'] });
  const here = await view(washington, sent.threadId);
  const inHague = await arrived(hague, here.wireId);
  const inOttawa = await arrived(ottawa, here.wireId);
  await hague.ok('POST', `/api/threads/${inHague.id}/messages`, { type: 'acknowledgment', text: 'Seen.' });
  await ottawa.ok('POST', `/api/threads/${inOttawa.id}/messages`, {
    text: 'Known here.',
    answers: inOttawa.items[0]?.id,
    to: ['US'],
  });
  const now = await arrived(washington, here.wireId, 3);
  expect(now.requests.map((r) => [r.bureau, r.state]).sort()).toEqual([
    ['CA', 'answered'],
    ['NL', 'open'],
  ]);
  // The acknowledgment went to both others; Ottawa's answer to Washington alone.
  expect(await arrived(ottawa, here.wireId, 3)).toMatchObject({ messages: 3 });
  expect((await view(hague, inHague.id)).messages).toBe(2);
  const wrong = await hague.no('POST', `/api/threads/${inHague.id}/messages`, {
    text: 'x',
    answers: inHague.items[0]?.id,
    to: ['CA'],
  });
  expect(wrong.codes).toEqual(['thread.answer-goes-to-asker']);
  const stranger = await hague.no('POST', `/api/threads/${inHague.id}/messages`, { text: 'x', to: ['FR'] });
  expect(stranger.codes).toEqual(['thread.not-a-participant']);
});

test('domestic numbers stay here, and the sender sees which', async () => {
  const particulars = {
    names: [{ kind: 'birth', family: 'Example', given: 'Sam' }],
    domestic: { fbiNumber: '555010199', alienNumber: '055501019' },
  };
  const sent = await start({ asks: false, persons: [{ role: 'suspect', particulars }] });
  expect(sent.stripped).toEqual(['/persons/0/domestic/fbiNumber', '/persons/0/domestic/alienNumber']);
  const here = await view(washington, sent.threadId);
  expect(here.items[0]?.stripped).toEqual(sent.stripped);
  const there = await arrived(hague, here.wireId);
  expect(there.items[0]?.persons[0]?.particulars.names[0]?.family).toBe('Example');
  const stored = await nl.tx((tx) => tx.query('SELECT * FROM thread_message WHERE thread_id = $1', [there.id]));
  expect(JSON.stringify(stored)).not.toMatch(/5550101/);
});

test('a message that is refused keeps the exact reason, and what to do instead is owed', async () => {
  // The Hague does not know this thread as one that Ottawa takes part in.
  const sent = await start({ to: ['NL'] });
  const here = await view(washington, sent.threadId);
  await arrived(hague, here.wireId);
  await us.tx((tx) => tx.query("UPDATE thread SET participants = '{US,NL,CA}' WHERE id = $1", [sent.threadId]));
  const ottawaTold = await washington.ok<Sent>('POST', `/api/threads/${sent.threadId}/messages`, {
    text: 'For you too',
    to: ['CA'],
  });
  const inOttawa = await arrived(ottawa, here.wireId);
  const stray = await ottawa.ok<Sent>('POST', `/api/threads/${inOttawa.id}/messages`, {
    text: 'Hello both',
    asks: true,
    to: ['NL'],
  });
  expect(ottawaTold.threadId).toBe(sent.threadId);
  const recipient = async () =>
    (await view(ottawa, inOttawa.id)).items.find((m) => m.id === stray.messageId)?.recipients[0];
  await until(async () => (await recipient())?.state === 'refused');
  expect(await recipient()).toMatchObject({ bureau: 'NL', reason: 'thread.not-a-participant' });
  const after = await view(ottawa, inOttawa.id);
  expect(after.requests.map((r) => [r.side, r.state]).sort()).toEqual([
    ['awaited', 'settled'],
    ['undelivered', 'open'],
  ]);
  const open = after.requests.find((r) => r.side === 'undelivered');
  await ottawa.ok('POST', `/api/thread-requests/${open?.id}/settle`, { reason: 'Told by telephone' });
  const twice = await ottawa.no('POST', `/api/thread-requests/${open?.id}/settle`, { reason: 'x' });
  expect(twice.codes).toEqual(['thread-request.ended']);
});

test('a thread hangs on its case: among its links, on its timeline, and in the way of closing', async () => {
  const opened = await washington.ok<{ id: string }>('POST', '/api/cases', {
    title: 'Unknown child',
    offence: 'csam',
    wanted: ['identify-victim'],
    urgency: 'routine',
    legalBasis: 'Court order',
    purpose: 'Identify a child',
    summary: 'Pictures',
  });
  const sent = await start({ caseId: opened.id });
  const file = await washington.ok<{ links: { ref: object; label: string }[]; version: number }>(
    'GET',
    `/api/cases/${opened.id}`,
  );
  expect(file.links).toMatchObject([{ ref: { kind: 'thread', id: sent.threadId }, label: 'The grey rabbit' }]);
  await washington.ok('POST', `/api/cases/${opened.id}/outcomes`, { outcome: 'located', country: 'NL', date: '2026' });
  const close = await washington.no('POST', `/api/cases/${opened.id}/close`, { version: file.version });
  expect(close.codes).toEqual(['case.close.message-awaited']);
  const there = await arrived(hague, (await view(washington, sent.threadId)).wireId);
  await hague.ok('POST', `/api/threads/${there.id}/messages`, { text: 'Found.', answers: there.items[0]?.id });
  const acts = async () =>
    (
      await washington.ok<{ entries: { act: string }[] }>('GET', `/api/cases/${opened.id}/timeline?limit=200`)
    ).entries.map((entry) => entry.act);
  await until(async () => (await acts()).includes('thread-request.answered'));
  expect(await acts()).toEqual(expect.arrayContaining(['message.sent', 'message.delivered', 'message.received']));
  await washington.ok('POST', `/api/cases/${opened.id}/close`, { version: file.version });
});

test('a reminder comes before the deadline and the watch gets it after, each once', async () => {
  const sent = await start({ urgency: 'life-at-risk' });
  const ids = requestIds(await view(washington, sent.threadId));
  const acts = () =>
    us.tx((tx) =>
      us.audit.timeline(tx, { kind: 'thread-request', id: ids[0] ?? '' }).then((all) => all.map((e) => e.act)),
    );
  world.pass(6.5 * 3_600_000);
  await until(async () => (await acts()).includes('thread-request.reminded'));
  expect(await acts()).not.toContain('thread-request.escalated');
  world.pass(2 * 3_600_000);
  await until(async () => (await acts()).includes('thread-request.escalated'));
  expect((await acts()).filter((act) => act.startsWith('thread-request.'))).toEqual([
    'thread-request.awaited',
    'thread-request.reminded',
    'thread-request.escalated',
  ]);
  expect(await tasksOn(us, ids)).toEqual(['message.await', 'message.overdue']);
});

test('all bureaus balance', async () => {
  for (const code of ['US', 'NL', 'CA']) {
    const balance = await world.at(code).conservation();
    expect(balance.items.flatMap((item) => item.differences)).toEqual([]);
    expect(balance.items.find((item) => item.item === 'thread-request')?.received).toBeGreaterThan(0);
  }
});

test('every act is said in four languages', () => {
  const missing = Object.keys(us.correspondence.parts.acts ?? {}).filter((act) => !phrases[act]);
  expect(missing).toEqual([]);
  const parameters = (text: string): string => `${[...new Set(text.match(/\{\w+\}/g) ?? [])].sort()}`;
  const uneven = Object.entries(phrases).filter(([, { en, fr, es, ar }]) =>
    [fr, es, ar].some((text) => text === '' || parameters(text) !== parameters(en)),
  );
  expect(uneven.map(([code]) => code)).toEqual([]);
});
