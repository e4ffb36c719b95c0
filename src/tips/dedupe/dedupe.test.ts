import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestCaller, until } from '../../testing/bureaus.ts';
import type { JointRow, RelatedView, TipGroup, TipGroupView } from '../contract-dedupe.ts';
import { type Provider, provider, type TipsWorld, tipsWorld } from '../tips.testkit.ts';
import { compareTips } from './compare-tips.ts';

const TIME = '2026-11-20T12:00:00Z';

let world: TipsWorld;
let ann: TestCaller;
let auditor: TestCaller;
let chat: Provider;

beforeAll(async () => {
  world = await tipsWorld();
  const admin = await world.us.signIn({ roles: ['administrator'] });
  ann = await world.us.signIn({ roles: ['analyst'] });
  auditor = await world.us.signIn({ roles: ['auditor'] });
  chat = await provider(world, admin, 'chat');
});
afterAll(() => world?.[Symbol.asyncDispose]());

interface Told {
  readonly account: string;
  readonly email?: string;
  readonly ip?: string;
  readonly urgent?: boolean;
  readonly words?: string;
}
const xml = ({ account, email, ip, urgent, words }: Told): string => `<?xml version="1.0" encoding="UTF-8"?>
<report>
  <incidentSummary><incidentType>Online Enticement of Children for Sexual Acts</incidentType>
    ${urgent ? '<escalateToHighPriority>A meeting is planned</escalateToHighPriority>' : ''}
    <incidentDateTime>${TIME}</incidentDateTime></incidentSummary>
  <reporter><reportingPerson><email>safety@provider.example</email></reportingPerson></reporter>
  <personOrUserReported>
    ${email ? `<personOrUserReportedPerson><email>${email}</email></personOrUserReportedPerson>` : ''}
    <espIdentifier>${account}</espIdentifier><espService>Example Chat</espService>
    ${ip ? `<ipCaptureEvent><ipAddress>${ip}</ipAddress><dateTime>${TIME}</dateTime></ipCaptureEvent>` : ''}
  </personOrUserReported>
  ${words ? `<additionalInfo>${words}</additionalInfo>` : ''}
</report>`;

/** Sends a report, with a file if bytes are given; answers its id once it was compared. */
async function send(told: Told, bytes?: string): Promise<string> {
  const { reportId, code, text } = await chat.submit(xml(told));
  if (code !== 0) throw new Error(text);
  if (bytes !== undefined) await chat.upload(reportId, Buffer.from(bytes));
  await chat.end('finish', reportId);
  const { items } = await ann.ok<{ items: { id: string }[] }>('GET', `/api/tips?number=${reportId}`);
  const id = items[0]?.id ?? '';
  await compareAll();
  return id;
}
/** As the job does, without waiting for its turn. */
async function compareAll(): Promise<void> {
  const scope = { audit: world.us.audit, runtime: world.us.runtime };
  await world.us.tx(async (tx) => {
    while ((await compareTips(scope, tx, 200)) > 0);
  });
}
const related = (id: string) => ann.ok<RelatedView>('GET', `/api/tips/${id}/related`);
const tip = (id: string) => ann.ok<{ id: string; version: number; state: string }>('GET', `/api/tips/${id}`);
const seen = async (id: string) => ({ id, version: (await tip(id)).version });
const why = (view: RelatedView): string[] => view.joints.map((one) => `${one.standing} ${one.kind} ${one.shown}`);
async function balanced(): Promise<void> {
  const { items } = await world.us.conservation();
  const mine = items.filter((item) => item.item === 'tip');
  expect(mine).toHaveLength(1);
  expect(mine.flatMap((item) => item.differences)).toEqual([]);
}

test('what names one account or one person joins by itself; a file or an address in common is proposed', async () => {
  const a = await send({ account: 'otto-1', email: 'otto@mail.example', ip: '198.51.100.1' }, 'the same bytes');
  expect((await related(a)).group).toBeNull();
  const b = await send({ account: 'otto-1', ip: '198.51.100.2' });
  const c = await send({ account: 'otto-2', email: 'OTTO@mail.example' });
  const d = await send({ account: 'other', ip: '198.51.100.1' }, 'the same bytes');
  const seenOfA = await related(a);
  expect(seenOfA.group?.tips).toBe(3);
  expect(why(seenOfA)).toEqual([
    'certain account Example Chat, Inc.: otto-1',
    'certain email otto@mail.example',
    expect.stringMatching(/^proposed file [0-9a-f]{32}$/),
    'proposed ip 198.51.100.1',
  ]);
  expect(seenOfA.tips.map((one) => one.id)).toEqual([b, c, d]);
  expect((await related(d)).group).toBeNull();
  const { items } = await ann.ok<{ items: TipGroup[] }>('GET', '/api/tip-groups?open=true');
  expect(items).toMatchObject([{ tips: 3, open: 3, merged: 0, kinds: ['account', 'email'] }]);

  const proposed = await ann.ok<{ items: JointRow[] }>('GET', '/api/tip-joints');
  expect(proposed.items.map((one) => one.kind).sort()).toEqual(['file', 'ip']);
  const file = proposed.items.find((one) => one.kind === 'file') as JointRow;
  expect(file.tips.map((one) => one.id)).toEqual([a, d]);
  const decide = `/api/tip-joints/${file.id}/decide`;
  const yes = { version: file.version, joins: true, reason: 'Made by one person' };
  expect(await auditor.no('POST', decide, yes)).toMatchObject({ status: 404 });
  await ann.ok('POST', decide, yes);
  expect((await related(d)).group?.tips).toBe(4);
  expect(await ann.no('POST', decide, yes)).toMatchObject({ status: 409 });
  // Taken back: nothing else holds it.
  await ann.ok('POST', decide, { version: file.version + 1, joins: false, reason: 'Passed on by many' });
  expect((await related(d)).group).toBeNull();
  expect((await related(a)).group?.tips).toBe(3);
});

test('a joint that a person rejects parts a group, though its kind is certain', async () => {
  const mail = 'front-desk@hotel.example';
  const [a, b] = [await send({ account: 'guest-1', email: mail }), await send({ account: 'guest-2', email: mail })];
  const c = await send({ account: 'guest-2' });
  const before = await related(a);
  expect(before.group?.tips).toBe(3);
  const email = before.joints.find((one) => one.kind === 'email');
  await ann.ok('POST', `/api/tip-joints/${email?.id}/decide`, {
    version: email?.version,
    joins: false,
    reason: 'The hotel’s own address',
  });
  expect((await related(a)).group).toBeNull();
  const group = (await related(b)).group;
  expect(group?.tips).toBe(2);
  const view = await ann.ok<TipGroupView>('GET', `/api/tip-groups/${group?.id}`);
  expect(view.tips.map((one) => one.id)).toEqual([b, c]);
  expect(view.joints.map((one) => one.kind)).toEqual(['account']);
  // Who comes later with the same address does not bring them together again.
  await send({ account: 'guest-3', email: mail });
  expect((await related(a)).group).toBeNull();
});

test('the same report sent twice is merged and taken back; both stay whole, and every report is accounted for', async () => {
  const told = { account: 'twice', words: 'Sent again after a lost answer' };
  const [a, b] = [await send(told), await send(told)];
  expect(why(await related(a)).some((line) => line.startsWith('certain same-report'))).toBe(true);
  const stranger = await send({ account: 'stranger' });
  const merge = `/api/tips/${a}/merge`;
  const reason = 'One report under two numbers';
  expect(await ann.no('POST', merge, { tips: [await seen(stranger)], reason })).toMatchObject({
    codes: ['tip.merge.not-related'],
  });
  expect(await ann.no('POST', merge, { tips: [await seen(a)], reason })).toMatchObject({
    codes: ['tip.merge.into-itself'],
  });
  expect(await auditor.no('POST', merge, { tips: [await seen(b)], reason })).toMatchObject({ status: 404 });
  const stale = { id: b, version: 1 };
  expect(await ann.no('POST', merge, { tips: [stale], reason })).toMatchObject({ status: 409 });
  expect(await ann.ok('POST', merge, { tips: [await seen(b)], reason })).toEqual({ merged: 1 });
  expect(await tip(b)).toMatchObject({ state: 'merged', outcome: 'tip.merged-into-another' });
  expect((await related(a)).merges).toMatchObject([{ tip: b, into: a, reason }]);
  expect(await ann.no('POST', `/api/tips/${b}/merge`, { tips: [await seen(a)], reason })).toMatchObject({
    codes: ['tip.merge.into-settled'],
  });
  await balanced();
  const undo = { version: (await tip(b)).version, reason: 'Not the same after all' };
  await ann.ok('POST', `/api/tips/${b}/unmerge`, undo);
  expect(await tip(b)).toMatchObject({ state: 'open', model: { people: [{}, {}] } });
  expect((await related(a)).merges).toEqual([]);
  expect(await ann.no('POST', `/api/tips/${b}/unmerge`, { ...undo, version: undo.version + 1 })).toMatchObject({
    codes: ['tip.merge.not-merged'],
  });
  await balanced();
});

test('what asks for priority leads: it is not put behind a report that may wait', async () => {
  const calm = await send({ account: 'haste' });
  const urgent = await send({ account: 'haste', urgent: true });
  const reason = 'One account';
  expect(await ann.no('POST', `/api/tips/${calm}/merge`, { tips: [await seen(urgent)], reason })).toMatchObject({
    codes: ['tip.merge.urgent-leads'],
  });
  await ann.ok('POST', `/api/tips/${urgent}/merge`, { tips: [await seen(calm)], reason });
  await balanced();
});

test('from the command line: groups, merge and its undoing, by number or id', async () => {
  const a = await send({ account: 'by-command' });
  const { reportId } = await chat.submit(xml({ account: 'by-command', words: 'Later' }));
  await chat.end('finish', reportId);
  const { items } = await ann.ok<{ items: { id: string }[] }>('GET', `/api/tips?number=${reportId}`);
  const b = items[0]?.id ?? '';
  // Compared by the job, which waits for those who come after.
  await until(async () => (await related(b)).compared);
  const { groups } = await world.tips.related.groups(50);
  expect(groups.some((group) => group.shown.includes('Example Chat, Inc.: by-command'))).toBe(true);
  expect(await world.tips.related.merge({ into: a, tips: [b], reason: 'One account' })).toEqual({ merged: 1 });
  await world.tips.related.unmerge({ tip: b, reason: 'Taken back' });
  expect(await tip(b)).toMatchObject({ state: 'open' });
  await expect(world.tips.related.unmerge({ tip: '1', reason: 'No such' })).rejects.toThrow('tip.merge.which');
});

test('an address of thousands, or a file that all pass on, joins nobody; rows are as many as the reports', async () => {
  const MANY = 1_200;
  const ids = Array.from({ length: MANY }, () => world.us.runtime.newId());
  const keys = (n: number) => [
    { kind: 'ip', value: '203.0.113.1', at: Date.parse(TIME) + n * 1_000 },
    { kind: 'file', value: 'f'.repeat(32) },
    { kind: 'email', value: 'nobody@nowhere.example' },
    { kind: 'account', value: `carrier/${Math.floor(n / 2)}` },
  ];
  await world.us.tx((tx) =>
    tx.query(
      'INSERT INTO tips_owed_keys (tip_id, keys) SELECT u.id, u.keys::jsonb FROM unnest($1::uuid[], $2::text[]) AS u(id, keys)',
      [ids, ids.map((_, n) => JSON.stringify(keys(n)))],
    ),
  );
  await compareAll();
  const [counts] = await world.us.tx((tx) =>
    tx.query<{ largest: number; grouped: number; joints: number; members: number; common: string }>(
      `SELECT (SELECT max(g.tips) FROM tips_group g JOIN tips_group_tip m ON m.group_id = g.id WHERE m.tip_id = ANY($1)) AS largest,
         (SELECT count(*) FROM tips_group_tip WHERE tip_id = ANY($1)) AS grouped,
         (SELECT count(*) FROM tips_joint WHERE anchor = ANY($1)) AS joints,
         (SELECT count(*) FROM tips_joint_tip WHERE tip_id = ANY($1)) AS members,
         (SELECT string_agg(kind || ' ' || tips, ', ' ORDER BY kind) FROM tips_joint WHERE anchor = ANY($1)
           AND standing = 'common') AS common`,
      [ids],
    ),
  );
  expect(counts).toEqual({
    largest: 2,
    grouped: MANY,
    joints: MANY / 2 + 3,
    members: 4 * MANY,
    common: `email ${MANY}, file ${MANY}, ip ${MANY}`,
  });
  // Nobody can make it join.
  const { items } = await ann.ok<{ items: JointRow[] }>('GET', '/api/tip-joints?standing=common');
  const file = items.find((one) => one.kind === 'file');
  expect(file).toMatchObject({ count: MANY, most: 25, tips: [] });
  const decide = { version: file?.version, joins: true, reason: 'All of them' };
  expect(await ann.no('POST', `/api/tip-joints/${file?.id}/decide`, decide)).toMatchObject({
    codes: ['tip.joint.common'],
  });
});
