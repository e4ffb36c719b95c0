import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SheetView } from '../directory/contract.ts';
import { createTestBureaus, type TestBureaus, type TestCaller, until } from '../testing/bureaus.ts';
import type { ConsentView, DraftView, ThreadSummary, ThreadView } from './contract.ts';

let world: TestBureaus;
let washington: TestCaller;
let chief: TestCaller;
let admin: TestCaller;
let hague: TestCaller;
let hagueChief: TestCaller;
let ottawa: TestCaller;

beforeAll(async () => {
  world = await createTestBureaus(['US', 'NL', 'CA']);
  for (const code of ['US', 'NL', 'CA']) await world.at(code).tx((tx) => world.at(code).directory.seed(tx));
  await signIn();
});
afterAll(() => world?.[Symbol.asyncDispose]());

/** Everybody anew: a session locks itself when the clock was moved past its idle time. */
async function signIn(): Promise<void> {
  const sign = (code: string, ...roles: string[]) => world.at(code).signIn({ roles });
  washington = await sign('US', 'analyst');
  chief = await sign('US', 'supervisor');
  admin = await sign('US', 'administrator');
  hague = await sign('NL', 'analyst');
  hagueChief = await sign('NL', 'supervisor');
  ottawa = await sign('CA', 'analyst');
}

interface Sent {
  threadId: string;
  messageId: string;
  dueAt: number | null;
}
const start = (changes: object = {}, who = washington) =>
  who.ok<Sent>('POST', '/api/threads', {
    to: ['NL'],
    type: 'alert',
    subject: 'A blue boat',
    text: 'Seen at the harbour of Examplehaven.',
    urgency: 'routine',
    handling: { purpose: 'Find a child', onward: 'with-consent' },
    ...changes,
  });
const view = (who: TestCaller, id: string) => who.ok<ThreadView>('GET', `/api/threads/${id}`);
async function arrived(who: TestCaller, wireId: string): Promise<ThreadView> {
  let found: ThreadSummary | undefined;
  await until(async () => {
    const { items } = await who.ok<{ items: ThreadSummary[] }>('GET', '/api/threads?limit=200');
    found = items.find((item) => item.wireId === wireId);
    return found !== undefined;
  });
  return view(who, found?.id ?? '');
}
const at = async (who: TestCaller, sent: Sent, there: TestCaller) =>
  arrived(there, (await view(who, sent.threadId)).wireId);

test('what a bureau sent goes on only after its yes; a no keeps it here', async () => {
  const sent = await start();
  const there = await at(washington, sent, hague);
  const first = there.items[0]?.id;
  const ask = (reason: string) =>
    hague.ok<{ threadId: string | null; consentId: string }>('POST', `/api/thread-messages/${first}/forward`, {
      to: ['CA'],
      reason,
    });
  const question = async (state: string, n: number): Promise<ConsentView> => {
    let found: ConsentView | undefined;
    await until(async () => {
      found = (await view(washington, sent.threadId)).consents.filter((c) => c.state === state)[n];
      return found !== undefined;
    });
    if (!found) throw new Error('no question');
    return found;
  };
  const outcome = (id: string, state: string) =>
    until(async () => (await view(hague, there.id)).consents.some((c) => c.id === id && c.state === state));

  const denied = await ask('They know the boat');
  expect(denied.threadId).toBeNull();
  const one = await question('open', 0);
  expect(one).toMatchObject({ side: 'asking', bureau: 'NL', to: ['CA'], reason: 'They know the boat' });
  await washington.ok('POST', `/api/forward-consents/${one.id}/answer`, { yes: false, reason: 'Not yet' });
  await outcome(denied.consentId, 'no');
  expect((await ottawa.ok<{ items: unknown[] }>('GET', '/api/threads')).items).toEqual([]);

  const given = await ask('The boat is there now');
  const two = await question('open', 0);
  expect(
    (await hague.no('POST', `/api/forward-consents/${given.consentId}/answer`, { yes: true, reason: 'x' })).codes,
  ).toEqual(['forward-consent.not-ours']);
  await washington.ok('POST', `/api/forward-consents/${two.id}/answer`, { yes: true, reason: 'Agreed' });
  await outcome(given.consentId, 'yes');
  const passed = (await view(hague, there.id)).consents.find((c) => c.id === given.consentId)?.forwardedThread ?? '';
  const inOttawa = await at(hague, { threadId: passed, messageId: '', dueAt: null }, ottawa);
  expect(inOttawa.items[0]).toMatchObject({ from: 'NL', text: 'Seen at the harbour of Examplehaven.' });
  expect(inOttawa.items[0]?.forwards).toBe(there.items[0]?.wireId);
  expect(inOttawa.handling.onward).toBe('with-consent');
});

test('a message that may not be passed on is not; one whose time is over is not even shown', async () => {
  const strict = await start({ handling: { purpose: 'x', onward: 'no' } });
  const there = await at(washington, strict, hague);
  const no = await hague.no('POST', `/api/thread-messages/${there.items[0]?.id}/forward`, { to: ['CA'], reason: 'x' });
  expect(no.codes).toEqual(['handling.no-onward']);
  const short = await start({ handling: { purpose: 'x', onward: 'yes', expires: Date.now() + 3_600_000 } });
  const before = await at(washington, short, hague);
  expect(before.items[0]).toMatchObject({ hidden: null, text: 'Seen at the harbour of Examplehaven.' });
  world.pass(2 * 3_600_000);
  await signIn();
  expect((await view(hague, before.id)).items[0]).toMatchObject({ hidden: 'expired', text: '', persons: [] });
  const late = await hague.no('POST', `/api/thread-messages/${before.items[0]?.id}/forward`, {
    to: ['CA'],
    reason: 'x',
  });
  expect(late.codes).toEqual(['handling.expired']);
});

test('a recalled message is destroyed where it went, and its sender sees who had read it', async () => {
  const sent = await start({ to: ['NL', 'CA'], text: 'Sent by mistake' });
  const inHague = await at(washington, sent, hague);
  const inOttawa = await at(washington, sent, ottawa);
  await hague.ok('POST', `/api/threads/${inHague.id}/read`);
  await washington.ok('POST', `/api/thread-messages/${sent.messageId}/recall`, { reason: 'Wrong bureaus' });
  await until(
    async () => (await view(washington, sent.threadId)).items[0]?.recipients.every((r) => r.purgedAt !== null) ?? false,
  );
  const here = (await view(washington, sent.threadId)).items[0];
  expect(here?.recipients.map((r) => [r.bureau, r.hadRead])).toEqual([
    ['CA', false],
    ['NL', true],
  ]);
  for (const [who, id, code] of [
    [hague, inHague.id, 'NL'],
    [ottawa, inOttawa.id, 'CA'],
  ] as const) {
    expect((await view(who, id)).items[0]).toMatchObject({
      hidden: 'recalled',
      text: '',
      recalledBecause: 'Wrong bureaus',
    });
    const kept = await world
      .at(code)
      .tx((tx) => tx.query('SELECT text FROM thread_message WHERE thread_id = $1', [id]));
    expect(JSON.stringify(kept)).not.toContain('mistake');
  }
  const twice = await washington.no('POST', `/api/thread-messages/${sent.messageId}/recall`, { reason: 'x' });
  expect(twice.codes).toEqual(['message.recalled-already']);
});

test('standard phrases travel as codes; an unknown one and an empty message are refused', async () => {
  const phrases = [{ code: 'standard.child-at-risk', params: {} }];
  const sent = await start({ text: '', phrases });
  expect((await at(washington, sent, hague)).items[0]).toMatchObject({ text: '', phrases });
  const body = {
    to: ['NL'],
    type: 'alert',
    subject: 'x',
    urgency: 'routine',
    handling: { purpose: 'x', onward: 'no' },
  };
  expect((await washington.no('POST', '/api/threads', body)).codes).toEqual(['message.empty']);
  const unknown = { ...body, phrases: [{ code: 'standard.no-such', params: {} }] };
  expect((await washington.no('POST', '/api/threads', unknown)).codes).toEqual(['message.phrase-unknown']);
});

test('drafts are the writer’s own and never overwritten unseen', async () => {
  const id = world.at('US').runtime.newId();
  const save = (version: number, text: string) =>
    ['PUT', `/api/message-drafts/${id}`, { version, body: { text, to: ['NL'] } }] as const;
  expect(await washington.ok(...save(0, 'one'))).toEqual({ id, version: 1 });
  expect(await washington.ok(...save(1, 'two'))).toEqual({ id, version: 2 });
  const stale = await washington.no(...save(1, 'three'));
  expect(stale.status).toBe(409);
  expect(JSON.stringify(stale.body)).toContain('two');
  expect((await chief.ok<{ drafts: DraftView[] }>('GET', '/api/message-drafts')).drafts).toEqual([]);
  expect((await chief.no(...save(2, 'x'))).status).toBe(404);
  await washington.ok('DELETE', `/api/message-drafts/${id}`);
  expect((await washington.ok<{ drafts: DraftView[] }>('GET', '/api/message-drafts')).drafts).toEqual([]);
});

test('words are found in subjects and texts, and the search is on the record', async () => {
  const sent = await start({ text: 'Zephyrine anchors at dawn' });
  const found = await washington.ok<{ items: ThreadSummary[] }>('GET', '/api/threads?q=zephyrine');
  expect(found.items.map((item) => item.id)).toEqual([sent.threadId]);
  expect((await washington.ok<{ items: unknown[] }>('GET', '/api/threads?q=nosuchword')).items).toEqual([]);
  const acts = await world.at('US').tx((tx) => world.at('US').audit.timeline(tx, { kind: 'list', id: 'threads' }));
  expect(acts.some((entry) => entry.act === 'thread.searched')).toBe(true);
});

test('an administrator sets the deadlines, with a history; a stale change shows both', async () => {
  const hours = (n: number) => ({ routine: n * 3, urgent: n * 2, 'life-at-risk': n });
  const body = { answerWithinHours: hours(4), remindBeforeHours: hours(1), watchAfterHours: hours(1) };
  await admin.ok('PUT', '/api/correspondence/deadlines', { version: 0, ...body });
  const sent = await start({ urgency: 'life-at-risk', asks: true });
  const [message] = (await view(washington, sent.threadId)).items;
  expect((sent.dueAt ?? 0) - (message?.sentAt ?? 0)).toBe(4 * 3_600_000);
  expect((await admin.no('PUT', '/api/correspondence/deadlines', { version: 0, ...body })).status).toBe(409);
  expect((await washington.no('PUT', '/api/correspondence/deadlines', { version: 1, ...body })).status).toBe(404);
  const { entries } = await admin.ok<{ entries: object[] }>('GET', '/api/correspondence/deadlines/history');
  expect(entries).toMatchObject([{ version: 1, body }]);
  // Overdue: first a supervisor has it, then the watch.
  const request = (await view(washington, sent.threadId)).requests[0]?.id ?? '';
  const owners = async () => {
    const work = await world
      .at('US')
      .tx((tx) => world.at('US').work.ofRef(tx, { kind: 'thread-request', id: request }));
    return work.filter((item) => item.task === 'message.overdue').map((item) => JSON.stringify(item.owner));
  };
  world.pass(4.2 * 3_600_000);
  await until(async () => (await owners()).length === 1);
  expect(await owners()).toEqual([expect.stringContaining('supervisor')]);
  world.pass(3_600_000);
  await until(async () => (await owners()).length === 2);
  expect((await owners()).join()).toContain('watch-officer');
  await signIn();
});

test('who a broadcast reaches is said before it is sent', async () => {
  const all = await washington.ok<{ regions: string[]; bureaus: { code: string; status: string }[] }>(
    'GET',
    '/api/correspondence/audience',
  );
  expect(all.bureaus.length).toBeGreaterThan(190);
  expect(all.bureaus.find((bureau) => bureau.code === 'NL')?.status).toBe('connected');
  expect(all.bureaus.find((bureau) => bureau.code === 'ES')?.status).toBe('not-connected');
  expect(all.bureaus.some((bureau) => bureau.code === 'US')).toBe(false);
  const region = all.regions[0] ?? '';
  const some = await washington.ok<typeof all>(
    'GET',
    `/api/correspondence/audience?region=${encodeURIComponent(region)}`,
  );
  expect(some.bureaus.length).toBeGreaterThan(0);
  expect(some.bureaus.length).toBeLessThan(all.bureaus.length);
});

test('what a country requires is checked before a message that asks leaves', async () => {
  const spain = await washington.ok<SheetView>('GET', '/api/requirements/ES');
  expect(spain).toMatchObject({
    origin: 'shipped',
    profile: { languages: ['es'] },
    treaty: { basis: expect.any(String) },
  });
  expect(spain.items.every((item) => !item.blocking && item.verifiedOn === null)).toBe(true);
  const { theirs, follows, treaty, country, origin, updatedAt, updatedBy, ...sheet } = spain;
  const items = sheet.items.map(({ verifiedBy, ...item }) => item);
  const changed = items.map((item) =>
    item.id === 'interview-translation'
      ? { ...item, blocking: true, source: 'Ministry', verifiedOn: '2026-11-01' }
      : item,
  );
  await washington.ok('PUT', '/api/requirements/ES', { ...sheet, items: changed });
  expect((await washington.no('PUT', '/api/requirements/ES', { ...sheet, items: changed })).status).toBe(409);
  const after = await washington.ok<SheetView>('GET', '/api/requirements/ES');
  expect(after.items.find((item) => item.id === 'interview-translation')?.verifiedBy).toBe(`person:${washington.id}`);

  const asking = { to: ['ES'], asks: true, assistance: 'interview' };
  const no = await washington.no('POST', '/api/threads', {
    type: 'request-for-information',
    subject: 'Interview',
    text: 'x',
    urgency: 'routine',
    handling: { purpose: 'x', onward: 'no' },
    ...asking,
  });
  expect(no.codes).toEqual(['requirements.missing']);
  expect(JSON.stringify(no.body)).toContain('translation');
  await start({ ...asking, checklist: { confirmed: ['ES/interview-translation'] } });
  const override = { ...asking, checklist: { override: 'A life is in danger' } };
  await start(override, chief);
  const refused = await washington.no('POST', '/api/threads', {
    type: 'alert',
    subject: 'x',
    text: 'x',
    urgency: 'routine',
    handling: { purpose: 'x', onward: 'no' },
    ...override,
  });
  expect(refused.codes).toEqual(['requirements.override-by-supervisor']);
  const history = await washington.ok<{ entries: { version: number }[] }>('GET', '/api/requirements/ES/history');
  expect(history.entries.map((entry) => entry.version)).toEqual([2, 1]);
});

test('a bureau’s own requirements travel to those who follow it; a local edit is kept beside them', async () => {
  const edit = async (who: TestCaller, papersDays: number) => {
    const { version, profile, items } = await who.ok<SheetView>('GET', '/api/requirements/NL');
    const plain = items.map(({ verifiedBy, ...item }) => item);
    await who.ok('PUT', '/api/requirements/NL', { version, profile: { ...profile, papersDays }, items: plain });
  };
  const nl = () => washington.ok<SheetView>('GET', '/api/requirements/NL');
  await chief.ok('PUT', '/api/requirements/NL/follow', { follow: true });
  await edit(hague, 40);
  await until(async () => (await nl()).origin === 'followed' && (await nl()).profile.papersDays === 40);
  await edit(washington, 20);
  await edit(hague, 45);
  await until(async () => (await nl()).theirs?.state === 'conflict');
  const both = await nl();
  expect([both.profile.papersDays, both.theirs?.body.profile.papersDays]).toEqual([20, 45]);
  await washington.ok('POST', '/api/requirements/NL/settle', { version: both.version, use: 'theirs' });
  expect((await nl()).profile.papersDays).toBe(45);
  await hagueChief.no('PUT', '/api/requirements/NL/follow', { follow: true });
});

test('all bureaus balance', async () => {
  for (const code of ['US', 'NL', 'CA']) {
    const { items } = await world.at(code).conservation();
    expect(items.flatMap((item) => item.differences)).toEqual([]);
  }
});
