import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller, until } from '../testing/bureaus.ts';
import type { NoticeDetail, ReviewRow } from './contract.ts';
import { blue } from './examples.testkit.ts';
import { createNotices } from './index.ts';

let world: TestBureaus;
let us: TestBureau;
let lyon: TestBureau;
let analyst: TestCaller;
let chiefs: TestCaller[];
let reviewers: TestCaller[];

beforeAll(async () => {
  world = await createTestBureaus(['US'], (common) => [createNotices(common).parts]);
  us = world.at('US');
  lyon = world.at('IPSG');
  analyst = await us.signIn({ roles: ['analyst'] });
  chiefs = [await us.signIn({ roles: ['supervisor'] }), await us.signIn({ roles: ['supervisor'] })];
  reviewers = [await lyon.signIn({ roles: ['reviewer'] }), await lyon.signIn({ roles: ['reviewer'] })];
});
afterAll(() => world?.[Symbol.asyncDispose]());

interface Problem {
  readonly status: number;
  readonly body: unknown;
}
/** Sends both at the same moment; answers who won and what the other was told. */
async function race(first: () => Promise<unknown>, second: () => Promise<unknown>) {
  const said = await Promise.allSettled([first(), second()]);
  return {
    won: said.filter((s) => s.status === 'fulfilled').length,
    lost: said.filter((s) => s.status === 'rejected'),
  };
}
async function refusal(caller: TestCaller, path: string, body: object): Promise<Problem> {
  return caller.no('POST', path, body);
}
const there = (bureau: TestBureau, sql: string, values: unknown[]) =>
  until(async () => (await bureau.tx((tx) => tx.query(sql, values))).length > 0);

test('two decide at once: one wins, the other sees 409 and what changed', async () => {
  const draft = await analyst.ok<NoticeDetail>('POST', '/api/notices', { form: blue });
  const [ben, cal] = chiefs as [TestCaller, TestCaller];
  const path = `/api/notices/${draft.id}`;

  // Two supervisors on one draft: one submits it, the other would end it.
  const { won, lost } = await race(
    () => ben.ok('POST', `${path}/submit`, { version: draft.version }),
    () => cal.ok('POST', `${path}/withdraw`, { version: draft.version, reason: 'No longer needed' }),
  );
  expect([won, lost.length]).toEqual([1, 1]);
  expect(String((lost[0] as PromiseRejectedResult).reason)).toContain(': 409 ');
  const after = await analyst.ok<NoticeDetail>('GET', path);
  expect(['submitted', 'in-review', 'discarded']).toContain(after.state);
  const late = await refusal(cal, `${path}/withdraw`, { version: draft.version, reason: 'No longer needed' });
  expect(late).toMatchObject({
    status: 409,
    body: {
      values: { yours: { version: draft.version }, current: { state: after.state, changedBy: expect.any(String) } },
    },
  });
});

test('two reviewers decide at once: one decision stands, the other reviewer sees whose it was', async () => {
  const draft = await analyst.ok<NoticeDetail>('POST', '/api/notices', { form: blue });
  await chiefs[0]?.ok('POST', `/api/notices/${draft.id}/submit`, { version: draft.version });
  await there(lyon, "SELECT 1 FROM notice_review WHERE notice_id = $1 AND state = 'open'", [draft.id]);
  const [rita, rolf] = reviewers as [TestCaller, TestCaller];
  const { items } = await rita.ok<{ items: ReviewRow[] }>('GET', '/api/reviews');
  const review = items.find((r) => r.notice === draft.id);
  const path = `/api/reviews/${review?.id}`;
  const take = { version: review?.version ?? 0, nationalities: ['FR'] };
  const taken = await race(
    () => rita.ok('POST', `${path}/take`, take),
    () => rolf.ok('POST', `${path}/take`, take),
  );
  expect([taken.won, taken.lost.length]).toEqual([1, 1]);
  expect(String((taken.lost[0] as PromiseRejectedResult).reason)).toContain(': 409 ');
  const now = await rita.ok<ReviewRow>('GET', path);
  const [owner] = now.takenBy;
  const late = await refusal(owner?.person.endsWith(rita.id) === true ? rolf : rita, `${path}/take`, take);
  expect(late).toMatchObject({
    status: 409,
    body: { values: { current: { state: 'open', takenBy: [{ person: owner?.person, decision: null }] } } },
  });
});
