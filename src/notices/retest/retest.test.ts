import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller, until } from '../../testing/bureaus.ts';
import type { NoticeDetail, NoticeForm, RetestDetail, RetestList, ReviewRow } from '../contract.ts';
import { red, yellow } from '../examples.testkit.ts';
import { createNotices, type Notices } from '../index.ts';

let world: TestBureaus;
let us: TestBureau;
let lyon: TestBureau;
let analyst: TestCaller;
let chief: TestCaller;
let reviewer: TestCaller;
let reviewer2: TestCaller;
const rooms: Notices[] = [];

beforeAll(async () => {
  world = await createTestBureaus(['US'], (common) => {
    const room = createNotices(common);
    rooms.push(room);
    return [room.parts];
  });
  us = world.at('US');
  lyon = world.at('IPSG');
  analyst = await us.signIn({ roles: ['analyst'] });
  chief = await us.signIn({ roles: ['supervisor'] });
  reviewer = await lyon.signIn({ roles: ['reviewer'] });
  reviewer2 = await lyon.signIn({ roles: ['reviewer'] });
});
afterAll(() => world?.[Symbol.asyncDispose]());

const rows = (bureau: TestBureau, sql: string, values: unknown[] = []) => bureau.tx((tx) => tx.query(sql, values));
const there = (bureau: TestBureau, sql: string, values: unknown[] = []) =>
  until(async () => (await rows(bureau, sql, values)).length > 0);

async function review(id: string): Promise<void> {
  await there(lyon, "SELECT 1 FROM notice_review WHERE notice_id = $1 AND state = 'open'", [id]);
  for (const who of [reviewer, reviewer2]) {
    const { items } = await who.ok<{ items: ReviewRow[] }>('GET', '/api/reviews');
    const open = items.find((r) => r.notice === id);
    if (!open) return;
    const taken = await who.ok<ReviewRow>('POST', `/api/reviews/${open.id}/take`, {
      version: open.version,
      nationalities: ['FR'],
    });
    const detail = await who.ok<ReviewRow & { report: { findings: { id: string; result: string }[] } }>(
      'GET',
      `/api/reviews/${open.id}`,
    );
    await who.ok('POST', `/api/reviews/${open.id}/decide`, {
      version: taken.version,
      decision: 'pass',
      judged: detail.report.findings.filter((f) => f.result !== 'pass').map((f) => f.id),
    });
  }
}
async function issued(form: NoticeForm): Promise<string> {
  const draft = await analyst.ok<NoticeDetail>('POST', '/api/notices', { form });
  await chief.ok('POST', `/api/notices/${draft.id}/submit`, { version: draft.version });
  await review(draft.id);
  await there(us, "SELECT 1 FROM notice WHERE id = $1 AND state = 'issued'", [draft.id]);
  return draft.id;
}
const at = (who: TestCaller, id: string) => who.ok<NoticeDetail>('GET', `/api/notices/${id}`);
const done = (who: TestCaller, bureau: TestBureau, id: string) =>
  there(bureau, "SELECT 1 FROM notice_retest_run WHERE id = $1 AND state = 'done'", [id]).then(() =>
    who.ok<RetestDetail>('GET', `/api/notice-retests/${id}`),
  );

test('a change of the rules: what no longer passes is listed at the owner and at the Secretariat, and is somebody’s work', async () => {
  const [good, bad, kept] = [await issued(red), await issued(red), await issued(red)];
  // As if rules had been tightened since: what was fit then is not fit now, whatever the reason.
  for (const bureau of [us, lyon]) {
    await rows(
      bureau,
      `UPDATE notice_version SET form = form #- '{judicial,arrestInstructions}' WHERE notice_id = ANY($1::uuid[])`,
      [[bad, kept]],
    );
    await rows(bureau, "UPDATE notice SET tested_by = '2026.1' WHERE id = ANY($1::uuid[])", [[good, bad]]);
  }
  const before = await chief.ok<RetestList>('GET', '/api/notice-retests');
  expect(before).toMatchObject({ inForce: 3, outdated: 2, runs: [] });

  const started = await chief.ok<RetestDetail>('POST', '/api/notice-retests');
  const ours = await done(chief, us, started.id);
  expect(ours).toMatchObject({ cause: 'rules', total: 3, tested: 3, failing: 2 });
  expect(ours.results.map((r) => r.notice).sort()).toEqual([bad, kept].sort());
  expect(ours.results[0]).toMatchObject({
    failing: ['red.arrest-instructions'],
    newly: ['red.arrest-instructions'],
    standing: 'open',
    findings: [{ found: 'rule.found.missing', where: '/judicial' }],
  });
  expect((await chief.ok<RetestList>('GET', '/api/notice-retests')).outdated).toBe(0);
  expect((await us.owed()).filter((task) => task === 'notice.answer-retest')).toHaveLength(2);

  const atLyon = await reviewer.ok<RetestDetail>('POST', '/api/notice-retests');
  expect((await done(reviewer, lyon, atLyon.id)).results).toHaveLength(2);
  expect((await lyon.owed()).filter((task) => task === 'notice.answer-retest')).toHaveLength(2);

  // Tested again: the earlier finding gives way, the work stays one piece.
  const again = await done(chief, us, (await chief.ok<RetestDetail>('POST', '/api/notice-retests')).id);
  expect(again.failing).toBe(2);
  const first = await chief.ok<RetestDetail>('GET', `/api/notice-retests/${started.id}`);
  expect(first.results.map((r) => r.standing)).toEqual(['superseded', 'superseded']);
  expect((await us.owed()).filter((task) => task === 'notice.answer-retest')).toHaveLength(2);

  // Answers: one is kept with a reason, one is amended, and passes.
  const { version } = await at(chief, kept);
  await chief.ok('POST', `/api/notices/${kept}/retest/keep`, { version, reason: 'Instructions were sent by message.' });
  const twice = { version: version + 1, reason: 'Once more' };
  expect((await chief.no('POST', `/api/notices/${kept}/retest/keep`, twice)).codes).toEqual([
    'notice.retest.nothing-open',
  ]);
  const failing = await at(analyst, bad);
  await analyst.ok('POST', `/api/notices/${bad}/amend`, {
    version: failing.version,
    form: red,
    reason: 'The rules ask for it',
  });
  await chief.ok('POST', `/api/notices/${bad}/submit`, { version: failing.version + 1 });
  await review(bad);
  await there(us, 'SELECT 1 FROM notice WHERE id = $1 AND content_version = 2', [bad]);
  expect((await us.owed()).filter((task) => task === 'notice.answer-retest')).toEqual([]);
  const settled = await chief.ok<RetestDetail>('GET', `/api/notice-retests/${again.id}`);
  expect(settled.results.map((r) => [r.notice, r.standing]).sort()).toEqual(
    [
      [bad, 'mended'],
      [kept, 'kept'],
    ].sort(),
  );
  for (const bureau of [us, lyon]) {
    expect((await bureau.conservation()).items.flatMap((i) => i.differences)).toEqual([]);
  }
});

test('a run that was stopped goes on where it was, and nothing is tested or counted twice', async () => {
  const room = rooms.at(-1);
  const seen: number[] = [];
  const id = await room?.retestNow((run) => seen.push(run.tested));
  expect(seen.at(-1)).toBe(3);
  // The job that was enqueued beside it finds nothing more to do.
  await until(async () => (await rows(us, "SELECT 1 FROM job WHERE kind = 'notices.retest'")).length === 0);
  const [run] = await rows(us, 'SELECT tested, failing, state FROM notice_retest_run WHERE id = $1', [id]);
  expect(run).toMatchObject({ tested: 3, state: 'done' });
});

test('a ruling: a Red is barred at once here and at the Secretariat, a Yellow stays possible; a purge takes the rulings too', async () => {
  const parental = {
    custody: 'one-order' as const,
    hagueProceedings: false,
    centralAuthorityConsulted: true,
    orders: [
      {
        court: 'Family Court',
        country: 'US',
        date: '2026-01-10',
        custodyTo: 'left-behind-parent' as const,
        standing: 'in-force' as const,
      },
    ],
  };
  const abroad = {
    court: 'District Court of Rotterdam',
    country: 'NL',
    date: '2026-11-20',
    custodyTo: 'taking-parent' as const,
    standing: 'in-force' as const,
  };
  const redId = await issued({ ...red, offence: 'parental-abduction', parental });
  const yellowId = await issued({ ...yellow, event: { ...yellow.event, kind: 'parental-abduction' }, parental });
  const rule = async (id: string, ruling: object) =>
    analyst.ok('POST', `/api/notices/${id}/rulings`, { version: (await at(analyst, id)).version, ruling });

  expect(await rule(yellowId, { order: abroad })).toMatchObject({
    passes: true,
    findings: [{ id: 'yellow.parental', result: 'judge', found: 'rule.found.custody-conflict' }],
  });
  expect(await rule(redId, { hague: 'return-ordered' })).toMatchObject({ passes: true });
  expect(await rule(redId, { order: abroad })).toMatchObject({
    passes: false,
    findings: [{ id: 'red.parental', result: 'fail', found: 'rule.found.custody-conflict' }],
  });
  expect((await us.owed()).filter((task) => task === 'notice.answer-retest')).toHaveLength(1);
  await there(lyon, "SELECT 1 FROM notice_retest WHERE notice_id = $1 AND standing = 'open'", [redId]);
  // The Dutch order is annulled: an amendment says so, and the notice passes again.
  const barred = await at(analyst, redId);
  const form: NoticeForm = {
    ...red,
    offence: 'parental-abduction',
    parental: { ...parental, orders: [...parental.orders, { ...abroad, standing: 'annulled' }] },
  };
  await analyst.ok('POST', `/api/notices/${redId}/amend`, { version: barred.version, form, reason: 'Order annulled' });
  await chief.ok('POST', `/api/notices/${redId}/submit`, { version: barred.version + 1 });
  await review(redId);
  await there(us, 'SELECT 1 FROM notice WHERE id = $1 AND content_version = 2', [redId]);
  expect(await us.owed()).not.toContain('notice.answer-retest');
  expect(await rows(us, 'SELECT 1 FROM notice_ruling WHERE notice_id = $1', [redId])).toEqual([]);

  await chief.ok('POST', `/api/notices/${yellowId}/withdraw`, {
    version: (await at(chief, yellowId)).version,
    reason: 'Found by the family',
  });
  await there(us, 'SELECT 1 FROM notice WHERE id = $1 AND purged_at IS NOT NULL', [yellowId]);
  for (const bureau of [us, lyon]) {
    expect(await rows(bureau, 'SELECT 1 FROM notice_ruling WHERE notice_id = $1', [yellowId])).toEqual([]);
  }
  const blueDraft = await analyst.ok<NoticeDetail>('POST', '/api/notices', { form: { colour: 'blue', subject: {} } });
  const refused = { version: blueDraft.version, ruling: { hague: 'closed' } };
  expect((await analyst.no('POST', `/api/notices/${blueDraft.id}/rulings`, refused)).codes).toEqual([
    'notice.ruling.not-parental',
  ]);
});
