import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HitDetail, HitStep, NoticeDetail } from '../contract.ts';
import { blue, red } from '../examples.testkit.ts';
import { createNoticeWorld, type NoticeWorld } from '../life.testkit.ts';

const DAY = 86_400_000;
const YEAR = 365 * DAY;

let world: NoticeWorld;
beforeAll(async () => {
  world = await createNoticeWorld(['US', 'NL']);
});
afterAll(() => world?.[Symbol.asyncDispose]());

const work = (code: string, ref: string, task: string) =>
  world.row(code, 'SELECT 1 FROM work_item WHERE ref_id = $1 AND task = $2 AND closed_at IS NULL', [ref, task]);
const state = (code: string, id: string, is: string) =>
  world.row(code, 'SELECT 1 FROM notice WHERE id = $1 AND state = $2', [id, is]);
const act = (code: string, entity: string, name: string) =>
  world.row(code, 'SELECT 1 FROM audit_entry WHERE entity = $1 AND act = $2', [entity, name]);

test('national systems: offered, entered by file, validated, and the purge waits for the confirmed removal', async () => {
  const admin = await world.who('NL', 'administrator');
  const system = { code: 'border', name: 'Border lookout', kind: 'border-lookout', colours: ['blue', 'red'] };
  const key = await admin.ok<{ id: string; key: string }>('POST', '/api/partners', {
    name: 'Border lookout',
    actions: ['entry.partner-outbound', 'entry.partner-confirm'],
    expiresAt: Date.now() + 10 * YEAR,
  });
  await admin.ok('POST', '/api/national-systems', { ...system, partner: key.id });
  await admin.ok('POST', '/api/national-systems', {
    ...system,
    code: 'fugitives',
    kind: 'fugitive-file',
    colours: ['red'],
  });
  expect((await admin.no('POST', '/api/national-systems', system)).codes).toEqual(['system.known']);

  const id = await world.issued('US', blue);
  await world.row('NL', "SELECT 1 FROM notice_entry WHERE notice_id = $1 AND state = 'offered'", [id]);
  const hague = await world.who('NL', 'analyst');
  const out = await hague.ok<{ records: { entry: string; action: string; familyName: string; version: number }[] }>(
    'POST',
    '/api/national-systems/border/outbound',
    {},
  );
  const record = out.records.find((one) => one.familyName === 'Example');
  if (!record) throw new Error('not offered');
  expect(record).toMatchObject({ action: 'add', version: 1 });
  const csv = [
    'entry,action,result,version,number,by',
    `${record.entry},add,done,1,B-1001,Border desk`,
    `${record.entry},add,done,7,B-1001,Border desk`,
    'not-an-id,add,done,1,B-2,Border desk',
    '01a20ebc-f171-7ae7-b2e5-b21f6db584da,add,done,1,B-3,Border desk',
  ].join('\n');
  const result = await hague.ok('POST', '/api/national-systems/border/confirmations', { format: 'csv', text: csv });
  expect(result).toEqual({
    taken: 1,
    refused: 3,
    rows: [
      { line: 2, entry: record.entry, code: 'entry.version-never-sent' },
      { line: 3, entry: null, code: 'entry.row-does-not-fit' },
      { line: 4, entry: '01a20ebc-f171-7ae7-b2e5-b21f6db584da', code: 'entry.unknown' },
    ],
  });
  await world.row('US', "SELECT 1 FROM notice_holder WHERE notice_id = $1 AND bureau = 'NL' AND acting_at > 0", [id]);

  // A year on somebody must look whether it is still right.
  world.pass(340 * DAY);
  await work('NL', record.entry, 'entry.validate');
  const later = await world.who('NL', 'analyst');
  const { items } = await later.ok<{ items: { id: string; version: number; validateAt: number }[] }>(
    'GET',
    `/api/entries?notice=${id}`,
  );
  const [entry] = items;
  if (!entry) throw new Error('unreachable');
  await later.ok('POST', `/api/entries/${entry.id}/validate`, {
    version: entry.version,
    checkedWith: 'The owner bureau',
  });
  expect(await world.rows('NL', 'SELECT 1 FROM work_item WHERE ref_id = $1 AND closed_at IS NULL', [entry.id])).toEqual(
    [],
  );

  // The end: nothing is left here at once, and the purge is complete only when the system says so.
  const chief = await world.who('US', 'supervisor');
  const { version } = await world.notice('US', id);
  await chief.ok('POST', `/api/notices/${id}/withdraw`, { version, reason: 'Answered' });
  await work('NL', entry.id, 'entry.remove');
  expect(await world.rows('NL', 'SELECT n FROM notice_version WHERE notice_id = $1', [id])).toEqual([]);
  expect(await world.rows('NL', 'SELECT purged_at FROM notice WHERE id = $1', [id])).toEqual([{ purged_at: null }]);
  world.pass(25 * 3_600_000);
  await world.row('IPSG', "SELECT 1 FROM notice_holder WHERE notice_id = $1 AND bureau = 'NL' AND reminders = 1", [id]);
  world.pass(25 * 3_600_000);
  await work('NL', id, 'notice.removal-late');
  world.pass(25 * 3_600_000);
  await work('IPSG', id, 'notice.purge-escalated');
  await world.row('US', "SELECT 1 FROM notice_holder WHERE notice_id = $1 AND bureau = 'NL' AND reminders >= 2", [id]);
  const purge = await (await world.who('US', 'analyst')).ok<{ missing: string[] }>('GET', `/api/notices/${id}/purge`);
  expect(purge.missing).toEqual(['NL']);

  // Its software calls with its key: it sees the removal without a name, and confirms it.
  const call = async (method: string, path: string, body?: object): Promise<Response> =>
    fetch(`${await world.at('NL').directory.endpoint('NL')}${path}`, {
      method,
      headers: { authorization: `Bearer ${key.key}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const asked = await call('GET', '/api/partner/outbound');
  const waiting = (await asked.json()) as { records: object[] };
  expect(waiting.records).toEqual([
    expect.objectContaining({ entry: entry.id, action: 'remove', number: 'B-1001', familyName: null, aliases: [] }),
  ]);
  const done = { entry: entry.id, action: 'remove', result: 'done', version: 1 };
  const nameless = await call('POST', '/api/partner/confirmations', { items: [done] });
  expect(await nameless.json()).toMatchObject({ refused: 1, rows: [{ code: 'entry.removal-needs-name' }] });
  await call('POST', '/api/partner/confirmations', { items: [{ ...done, by: 'Border desk' }] });
  await world.row('NL', 'SELECT 1 FROM notice WHERE id = $1 AND purged_at IS NOT NULL', [id]);
  await world.row('US', 'SELECT 1 FROM notice WHERE id = $1 AND purge_complete_at IS NOT NULL', [id]);
  expect((await call('POST', '/api/notices', {})).status).toBe(404);
  expect(await world.balanced()).toEqual([]);
});

test('a Red through the years: confirmed yearly, warned before its end, extended, and expired in the end', async () => {
  const id = await world.issued('US', red);
  await state('NL', id, 'issued');
  world.pass(YEAR + 31 * DAY);
  await work('US', id, 'notice.reconfirm-overdue');
  const analyst = await world.who('US', 'analyst');
  const first = await world.notice('US', id);
  const on = new Date(world.at('US').runtime.clock.now()).toISOString().slice(0, 10);
  await analyst.ok('POST', `/api/notices/${id}/reconfirm`, {
    version: first.version,
    confirmedWith: 'Clerk of court',
    on,
  });
  expect(await world.at('US').owed()).not.toContain('notice.reconfirm-overdue');

  world.pass(3.5 * YEAR);
  await work('US', id, 'notice.five-year-review');
  const chief = await world.who('US', 'supervisor');
  const warned = await world.notice('US', id);
  if (warned.endsAt === null) throw new Error('no end');
  const ask = { version: warned.version, reason: 'He is still sought' };
  const tooFar = { ...ask, until: warned.endsAt + 6 * YEAR };
  expect((await chief.no('POST', `/api/notices/${id}/extend`, tooFar)).codes).toEqual(['notice.extend.too-far']);
  await chief.ok('POST', `/api/notices/${id}/extend`, { ...ask, until: warned.endsAt + 2 * YEAR });
  await world.row('NL', 'SELECT 1 FROM notice WHERE id = $1 AND extensions = 1 AND ends_at = $2', [
    id,
    warned.endsAt + 2 * YEAR,
  ]);
  await act('US', `notice:${id}`, 'notice.extended');
  expect(await world.at('US').owed()).not.toContain('notice.five-year-review');

  world.pass(2 * YEAR + 130 * DAY);
  await work('IPSG', id, 'notice.expiry-unanswered');
  await work('US', id, 'notice.five-year-review');
  world.pass(40 * DAY);
  for (const code of ['IPSG', 'US', 'NL']) await state(code, id, 'expired');
  await world.row('US', 'SELECT 1 FROM notice WHERE id = $1 AND purge_complete_at IS NOT NULL', [id]);
  expect(await world.balanced()).toEqual([]);
});

test('a reported dismissal suspends at once; taken back it is for a reviewer; not taken back it ends by itself', async () => {
  const id = await world.issued('US', red);
  await state('NL', id, 'issued');
  const analyst = await world.who('US', 'analyst');
  const chief = await world.who('US', 'supervisor');
  const propose = async (): Promise<NoticeDetail> =>
    analyst.ok<NoticeDetail>('POST', `/api/notices/${id}/cancel`, {
      version: (await world.notice('US', id)).version,
      ground: 'charges-dismissed',
      reason: 'Order of the court of today',
    });
  await propose();
  await state('NL', id, 'suspended');
  await state('US', id, 'suspended');
  const waiting = await world.notice('US', id);
  await chief.ok('POST', `/api/notices/${id}/cancel/confirm`, {
    version: waiting.version,
    decision: 'reject',
    reason: 'Another case of the same name',
  });
  await work('IPSG', id, 'notice.dismissal-doubted');
  const lyon = await world.who('IPSG', 'reviewer');
  const { version } = await world.notice('IPSG', id);
  await lyon.ok('POST', `/api/notices/${id}/resume`, { version, reason: 'It stands' });
  await state('US', id, 'issued');
  await propose();
  await state('NL', id, 'suspended');
  // Nobody confirms: after thirty days it has ended all the same.
  world.pass(31 * DAY);
  await state('NL', id, 'cancelled');
  await world.row('US', 'SELECT 1 FROM notice WHERE id = $1 AND purge_complete_at IS NOT NULL', [id]);
  expect(await world.balanced()).toEqual([]);
});

test('a suspension ends by its date as it was ordered, and a supervisor is asked when nothing was', async () => {
  const [back, asked] = [await world.issued('US', blue), await world.issued('US', blue)];
  const lyon = await world.who('IPSG', 'reviewer');
  const until = world.at('IPSG').runtime.clock.now() + 30 * DAY;
  for (const [id, atEnd] of [
    [back, 'resume'],
    [asked, 'ask'],
  ] as const) {
    const { version } = await world.notice('IPSG', id);
    await lyon.ok('POST', `/api/notices/${id}/suspend`, { version, until, reason: 'A doubt', atEnd });
    await state('NL', id, 'suspended');
  }
  world.pass(31 * DAY);
  await state('NL', back, 'issued');
  await work('IPSG', asked, 'notice.suspension-undecided');
  await state('NL', asked, 'suspended');
  world.pass(160 * DAY);
  await state('NL', asked, 'cancelled');
});

test('the clock after an arrest: days of the country, reminders, and late papers are for people at both ends', async () => {
  const chief = await world.who('US', 'supervisor');
  const days = { version: 0, days: 18, source: 'Treaty of an invented year, article 11' };
  await chief.ok('PUT', '/api/papers-days/NL', days);
  expect((await chief.no('PUT', '/api/papers-days/NL', days)).status).toBe(409);
  const id = await world.issued('US', red);
  await state('NL', id, 'issued');
  const hague = await world.who('NL', 'watch-officer');
  const hague2 = await world.who('NL', 'watch-officer', 'analyst');
  const analyst = await world.who('US', 'analyst');
  const now = world.at('US').runtime.clock.now();
  const today = new Date(now).toISOString().slice(0, 10);
  const hit = await hague.ok<HitDetail>('POST', `/api/notices/${id}/hits`, {
    place: 'Delft',
    at: now,
    circumstances: 'A hotel check.',
  });
  const step = async (code: string, who: typeof hague, before: string, take: HitStep): Promise<void> => {
    await world.row(code, 'SELECT 1 FROM notice_hit WHERE id = $1 AND state = $2', [hit.id, before]);
    const { version } = await who.ok<HitDetail>('GET', `/api/hits/${hit.id}`);
    await who.ok('POST', `/api/hits/${hit.id}/steps`, { version, step: take });
  };
  await step('NL', hague, 'recorded', { step: 'identity-checked', method: 'photo' });
  await step('NL', hague2, 'identity-once', { step: 'identity-checked', method: 'fingerprints' });
  await step('US', analyst, 'identified', { step: 'warrant-live', confirmedWith: 'District Court', at: today });
  await step('US', analyst, 'warrant-live', { step: 'arrest-requested', through: 'central-authority' });
  await step('NL', hague, 'arrest-requested', { step: 'arrested', date: today, place: 'Delft', authority: 'Police' });
  await world.row('US', "SELECT 1 FROM notice_hit WHERE id = $1 AND state = 'arrested'", [hit.id]);
  const held = await analyst.ok<HitDetail>('GET', `/api/hits/${hit.id}`);
  expect(held.papersDue).toMatchObject({ days: 18, basis: 'set' });

  world.pass(10 * DAY);
  await work('US', hit.id, 'hit.papers-soon');
  world.pass(9 * DAY);
  await work('US', hit.id, 'hit.papers-late');
  // The finder counts by its own days: the default, until it is told otherwise.
  expect(await world.rows('NL', 'SELECT papers_late_at FROM notice_hit WHERE id = $1', [hit.id])).toEqual([
    { papers_late_at: null },
  ]);
  world.pass(22 * DAY);
  await work('NL', hit.id, 'hit.decide-release');
  const again = await world.who('NL', 'watch-officer');
  const released = new Date(world.at('NL').runtime.clock.now()).toISOString().slice(0, 10);
  await step('NL', again, 'arrested', { step: 'released', date: released, reason: 'The papers did not come in time' });
  await world.row('US', "SELECT 1 FROM notice_hit WHERE id = $1 AND state = 'released'", [hit.id]);
  expect(await world.balanced()).toEqual([]);
});

test('what the Secretariat refused keeps its content for its time and no longer', async () => {
  const id = await world.submitted('US', red);
  await world.review(id, 'refuse');
  await state('US', id, 'refused');
  world.pass(179 * DAY);
  expect(await world.rows('IPSG', 'SELECT n FROM notice_version WHERE notice_id = $1', [id])).toHaveLength(1);
  world.pass(2 * DAY);
  await world.row('IPSG', 'SELECT 1 FROM notice WHERE id = $1 AND content_removed_at IS NOT NULL AND name IS NULL', [
    id,
  ]);
  expect(await world.rows('IPSG', 'SELECT n FROM notice_version WHERE notice_id = $1', [id])).toEqual([]);
  expect(await world.rows('US', 'SELECT n FROM notice_version WHERE notice_id = $1', [id])).toHaveLength(1);
});
