import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestCaller, until } from '../testing/bureaus.ts';
import type {
  BoardView,
  DeskView,
  EntryView,
  HandoverView,
  NextView,
  RosterView,
  SavedView,
  WatchView,
} from './contract.ts';
import { type DeskWorld, deskWorld, PASSWORD } from './desk.testkit.ts';
import { gapsOf } from './watch/plan-roster.ts';

const HOUR = 3_600_000;
let world: DeskWorld;
let ann: TestCaller;
let bob: TestCaller;
let sue: TestCaller;
let wes: TestCaller;

beforeAll(async () => {
  world = await deskWorld();
  const arrive = (name: string, role: string) => world.bureau.signIn({ roles: [role], name });
  ann = await arrive('Ann', 'analyst');
  bob = await arrive('Bob', 'watch-officer');
  sue = await arrive('Sue', 'supervisor');
  wes = await arrive('Wes', 'watch-officer');
});
afterAll(() => world?.[Symbol.asyncDispose]());

test('a finished item opens the next, and one left to others does not come back', async () => {
  const first = await world.owe({ dueIn: HOUR });
  const second = await world.owe({ dueIn: 2 * HOUR });
  const third = await world.owe({ dueIn: 3 * HOUR });
  const next = (after?: string) => ann.ok<NextView>('GET', `/api/desk/next${after ? `?after=${after}` : ''}`);
  expect((await next()).next?.id).toBe(first.id);
  await ann.ok('POST', `/api/work/${first.id}/claim`, { version: 1 });
  expect(await next(first.id)).toMatchObject({
    current: { item: { id: first.id, claimedByName: 'Ann' }, closedAt: null },
    next: { id: second.id },
  });
  await world.finish(first.ref);
  expect(await next(first.id)).toMatchObject({ current: { outcome: 'done' }, next: { id: second.id } });
  await ann.ok('POST', `/api/work/${second.id}/skip`, { version: 1, reason: 'language', note: 'Dutch' });
  expect((await next()).next?.id).toBe(third.id);
  const refused = await ann.no('POST', `/api/work/${third.id}/snooze`, {
    version: 1,
    until: world.now() + 9 * HOUR,
    reason: 'court-date',
  });
  expect(refused.codes).toEqual(['work.snooze.past-deadline']);
  const asleep = await ann.ok<{ version: number }>('POST', `/api/work/${third.id}/snooze`, {
    version: 1,
    until: world.now() + HOUR,
    reason: 'court-date',
  });
  expect((await next()).next).toBe(null);
  const snoozed = await ann.ok<DeskView>('GET', '/api/desk?show=snoozed');
  expect(snoozed.items.map((item) => item.id)).toEqual([third.id]);
  expect((await ann.no('POST', `/api/work/${third.id}/take-over`, { version: 2, reason: 'mine' })).status).toBe(404);
  await ann.ok('POST', `/api/work/${third.id}/escalate`, { version: asleep.version, reason: 'risk-grew' });
  const asked = await wes.ok<DeskView>('GET', '/api/desk?kind=work-escalation&role=watch-officer');
  expect(asked.items).toMatchObject([{ task: 'work.escalation', params: { reason: 'risk-grew' } }]);
  const detail = await wes.ok<{ history: { act: string }[]; item: { version: number } }>(
    'GET',
    `/api/work/${third.id}`,
  );
  await wes.ok('POST', `/api/work/${third.id}/escalation`, { version: detail.item.version, decision: 'taken' });
  expect((await ann.ok<DeskView>('GET', '/api/desk?kind=work-escalation')).items).toEqual([]);
  await Promise.all([world.finish(second.ref), world.finish(third.ref)]);
  expect((await wes.ok<DeskView>('GET', '/api/desk')).items).toEqual([]);
});

test('a thousand open items come page by page, each once', async () => {
  const ids = Array.from({ length: 1_000 }, (_, n) => `a${n}`);
  await world.bureau.tx((tx) =>
    world.bureau.work.openMany(tx, {
      task: 'request.intake',
      owner: { role: 'analyst' },
      items: ids.map((id, n) => ({
        ref: { kind: 'request', id },
        dueAt: tx.now + (n % 7) * HOUR,
        urgency: 'routine' as const,
      })),
    }),
  );
  const found: string[] = [];
  for (let cursor = ''; ; ) {
    const page = await ann.ok<DeskView>('GET', `/api/desk?limit=150${cursor && `&cursor=${cursor}`}`);
    found.push(...page.items.map((item) => item.ref.id));
    if (page.next === null) break;
    cursor = page.next;
  }
  expect(found).toHaveLength(1_000);
  expect(new Set(found)).toEqual(new Set(ids));
  await world.bureau.tx((tx) => world.bureau.work.closeMany(tx, { kind: 'request', ids, outcome: 'done' }));
});

test('views are one’s own or everyone’s; shared ones are kept by who answers for the queue', async () => {
  const filter = { urgency: 'life-at-risk' as const, free: true };
  const mine = await ann.ok<SavedView>('POST', '/api/desk/views', { name: 'Lives', shared: false, filter });
  expect((await ann.no('POST', '/api/desk/views', { name: 'All', shared: true, filter })).status).toBe(404);
  const shared = await sue.ok<SavedView>('POST', '/api/desk/views', { name: 'Watch first', shared: true, filter });
  const seen = async (who: TestCaller) =>
    (await who.ok<{ items: SavedView[] }>('GET', '/api/desk/views')).items.map((view) => view.name);
  expect(await seen(ann)).toEqual(['Watch first', 'Lives']);
  expect(await seen(bob)).toEqual(['Watch first']);
  const again = await sue.no('POST', '/api/desk/views', { name: 'watch FIRST', shared: true, filter });
  expect(again.codes).toEqual(['desk.view.name-taken']);
  expect((await ann.no('DELETE', `/api/desk/views/${shared.id}?version=1`)).status).toBe(404);
  expect((await bob.no('DELETE', `/api/desk/views/${mine.id}?version=1`)).status).toBe(404);
  await ann.ok('DELETE', `/api/desk/views/${mine.id}?version=1`);
  expect(await seen(ann)).toEqual(['Watch first']);
});

test('gaps are the times that no shift covers', () => {
  const span = (startsAt: number, endsAt: number) => ({ startsAt, endsAt });
  const all = { from: 0, to: 100 };
  expect(gapsOf([], all)).toEqual([all]);
  expect(gapsOf([span(-5, 30), span(20, 60), span(70, 120)], all)).toEqual([{ from: 60, to: 70 }]);
  expect(gapsOf([span(10, 40), span(15, 20), span(40, 90)], all)).toEqual([
    { from: 0, to: 10 },
    { from: 90, to: 100 },
  ]);
  expect(gapsOf([span(0, 100)], all)).toEqual([]);
});

test('the roster says who, and when nobody; one person is not on twice', async () => {
  const from = Math.ceil(world.now() / HOUR) * HOUR;
  const person = `person:${wes.id}`;
  const plan = { person, startsAt: from, endsAt: from + 8 * HOUR };
  expect((await ann.no('POST', '/api/watch/shifts', plan)).status).toBe(404);
  const shift = await sue.ok<{ id: string }>('POST', '/api/watch/shifts', plan);
  const overlapping = { ...plan, startsAt: from + HOUR, endsAt: from + 2 * HOUR };
  expect((await sue.no('POST', '/api/watch/shifts', overlapping)).codes).toEqual(['watch.shift-overlaps']);
  const officer = await world.bureau.signIn({ roles: ['requesting-officer'], agency: 'TX0000001' });
  const foreign = { ...plan, person: `person:${officer.id}` };
  expect((await sue.no('POST', '/api/watch/shifts', foreign)).codes).toEqual(['watch.not-staff']);
  const roster = () => ann.ok<RosterView>('GET', `/api/watch/roster?from=${from}&to=${from + 24 * HOUR}`);
  expect((await roster()).gaps).toEqual([{ from: from + 8 * HOUR, to: from + 24 * HOUR }]);
  await sue.ok('POST', `/api/watch/shifts/${shift.id}/cancel`, { version: 1 });
  expect((await roster()).gaps).toEqual([{ from, to: from + 24 * HOUR }]);
});

test('the log is written once; a mistake is corrected by another entry', async () => {
  const entry = await wes.ok<EntryView>('POST', '/api/watch/log', { text: 'Lyon called about the ferry' });
  await wes.ok('POST', '/api/watch/log', { text: 'It was The Hague', corrects: entry.id });
  const missing = await wes.no('POST', '/api/watch/log', {
    text: 'What?',
    corrects: '00000000-0000-7000-8000-000000000000',
  });
  expect(missing.codes).toEqual(['watch.entry-missing']);
  const { items } = await ann.ok<{ items: EntryView[] }>('GET', '/api/watch/log');
  expect(items.map(({ kind, text, corrects }) => [kind, text, corrects])).toEqual([
    ['correction', 'It was The Hague', entry.id],
    ['entry', 'Lyon called about the ferry', null],
  ]);
  await expect(world.bureau.tx((tx) => tx.query("UPDATE watch_entry SET text = 'x'"))).rejects.toThrow(/permission/);
});

test('the watch passes when both have signed with their own password, and not before', async () => {
  await wes.ok('POST', '/api/watch/duty');
  expect((await wes.no('POST', '/api/watch/duty/end')).codes).toEqual(['watch.last-on']);
  const text = 'Two lives at risk are with The Hague; call at six.';
  const input = { incoming: `person:${bob.id}`, text };
  expect((await bob.no('POST', '/api/watch/handovers', input)).codes).toEqual(['watch.not-on']);
  const own = { incoming: `person:${wes.id}`, text };
  expect((await wes.no('POST', '/api/watch/handovers', own)).codes).toEqual(['watch.to-oneself']);
  const note = await wes.ok<HandoverView>('POST', '/api/watch/handovers', input);
  const sign = (who: TestCaller, version: number, password = PASSWORD) => ({
    ok: () => who.ok<HandoverView>('POST', `/api/watch/handovers/${note.id}/sign`, { version, password }),
    no: async () => (await who.no('POST', `/api/watch/handovers/${note.id}/sign`, { version, password })).codes,
  });
  expect(await sign(bob, 1).no()).toEqual(['watch.outgoing-first']);
  expect(await sign(sue, 1).no()).toEqual(['watch.not-yours-to-sign']);
  expect(await sign(wes, 1, 'not the password').no()).toEqual(['session.password-wrong']);
  const board = () => ann.ok<BoardView>('GET', '/api/board');
  expect((await board()).unsignedHandovers).toMatchObject([{ id: note.id, state: 'written' }]);
  const offered = await sign(wes, 1).ok();
  expect(offered).toMatchObject({
    state: 'offered',
    figures: { overdue: 0 },
    digest: expect.stringMatching(/^\w{64}$/),
  });
  const change = { ...input, version: 2, text: 'Nothing to report' };
  expect((await wes.no('PUT', `/api/watch/handovers/${note.id}`, change)).codes).toEqual([
    'watch.handover-signed-already',
  ]);
  expect(await world.bureau.owed()).toEqual(['watch.sign-handover']);
  expect((await board()).onWatch).toMatchObject([{ name: 'Wes' }]);
  const signed = await sign(bob, 2).ok();
  expect(signed).toMatchObject({ state: 'signed', digest: offered.digest });
  expect(await board()).toMatchObject({ onWatch: [{ name: 'Bob' }], unsignedHandovers: [], rosterUntil: null });
  const timeline = await world.bureau.tx((tx) =>
    world.bureau.audit.timeline(tx, { kind: 'watch-handover', id: note.id }),
  );
  const acts = timeline.filter((entry) => entry.act.startsWith('watch.handover'));
  expect(acts.map(({ act, actor }) => [act, actor])).toEqual([
    ['watch.handover-written', `person:${wes.id}`],
    ['watch.handover-offered', `person:${wes.id}`],
    ['watch.handover-signed', `person:${bob.id}`],
  ]);
  expect(await world.bureau.owed()).toEqual([]);
  const other = await bob.ok<HandoverView>('POST', '/api/watch/handovers', { ...input, incoming: `person:${wes.id}` });
  await bob.ok('POST', `/api/watch/handovers/${other.id}/withdraw`, { version: 1, reason: 'Wes is ill' });
  expect((await wes.ok<WatchView>('GET', '/api/watch')).onDuty).toMatchObject([{ person: `person:${bob.id}` }]);
  expect((await world.bureau.conservation()).balanced).toBe(true);
});

test('a difference raises an alarm and work that only a clean check ends; one check an hour', async () => {
  const { bureau, checks } = world;
  const alarm = async () => (await ann.ok<{ alarm: unknown }>('GET', '/api/conservation')).alarm;
  expect((await checks.run('command')).balanced).toBe(true);
  const item = await world.owe();
  await bureau.tx((tx) => tx.query("UPDATE work_item SET ref_kind = 'watch-handover' WHERE id = $1", [item.id]));
  const found = await checks.run('command');
  expect(found.items.find((one) => one.item === 'watch-handover')?.differences).toEqual([
    { id: item.ref.id, ledger: null, room: null, owed: true },
  ]);
  expect(await alarm()).not.toBe(null);
  expect((await ann.ok<BoardView>('GET', '/api/board')).conservation.alarmSince).not.toBe(null);
  expect((await checks.run('command')).balanced).toBe(false);
  expect(await bureau.owed()).toEqual(['request.intake', 'work.conservation-difference']);
  await bureau.tx((tx) => tx.query("UPDATE work_item SET ref_kind = 'matter' WHERE id = $1", [item.id]));
  expect((await checks.run('command')).balanced).toBe(true);
  expect(await alarm()).toBe(null);
  expect(await bureau.owed()).toEqual(['request.intake']);
  await world.finish(item.ref);
  const runs = async () => (await ann.ok<{ runs: { cause: string }[] }>('GET', '/api/conservation')).runs;
  expect(await runs()).toHaveLength(4);
  await checks.start();
  await checks.start();
  await world.pass(61_000);
  await until(async () => (await runs()).length === 5);
  await world.pass(HOUR, ann, sue);
  await until(async () => (await runs()).length === 6);
  await sue.ok('POST', '/api/conservation/runs');
  await until(async () => (await runs()).length === 7);
  expect((await ann.no('POST', '/api/conservation/runs')).status).toBe(404);
  expect((await runs()).filter((run) => run.cause === 'hourly')).toHaveLength(3);
});
