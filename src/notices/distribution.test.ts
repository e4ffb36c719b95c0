import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NoticeDetail } from './contract.ts';
import { blue, red } from './examples.testkit.ts';
import { createNoticeWorld, type NoticeWorld } from './life.testkit.ts';

let world: NoticeWorld;
beforeAll(async () => {
  world = await createNoticeWorld(['US', 'NL', 'CA']);
});
afterAll(() => world?.[Symbol.asyncDispose]());

type Holders = { holders: { bureau: string; state: string; refusal: string | null }[] };
async function states(code: string, id: string): Promise<Record<string, string>> {
  const who = await world.who(code, code === 'IPSG' ? 'reviewer' : 'analyst');
  const { holders } = await who.ok<Holders>('GET', `/api/notices/${id}/distribution`);
  return Object.fromEntries(holders.filter((h) => h.state !== 'not-connected').map((h) => [h.bureau, h.state]));
}
const held = (code: string, id: string) => world.row(code, 'SELECT id FROM notice WHERE id = $1', [id]);
const holder = (code: string, id: string, bureau: string, what: string) =>
  world.row(code, `SELECT 1 FROM notice_holder WHERE notice_id = $1 AND bureau = $2 AND ${what}`, [id, bureau]);

test('withheld at first, distributed later: the log is the same for all, and each state is told', async () => {
  const id = await world.issued('US', blue, { distribution: { to: ['NL'], withhold: [] } });
  await held('NL', id);
  await world.row('CA', "SELECT 1 FROM federation_feed_entry WHERE kind = 'notice.issued' AND state = 'withheld'");
  expect(await world.rows('CA', 'SELECT id FROM notice WHERE id = $1', [id])).toEqual([]);

  const chief = await world.who('US', 'supervisor');
  const { version } = await world.notice('US', id);
  const add = { version, add: ['CA'] };
  expect((await chief.no('POST', `/api/notices/${id}/distribute`, { ...add, add: ['NL'] })).codes).toEqual([
    'notice.distribute-nobody',
  ]);
  await chief.ok('POST', `/api/notices/${id}/distribute`, add);
  await held('CA', id);
  await world.row('NL', "SELECT 1 FROM federation_feed_entry WHERE kind = 'notice.distributed' AND state = 'withheld'");
  await holder('US', id, 'CA', 'delivered_at IS NOT NULL');
  const ours = await world.notice('US', id);
  expect(ours.distribution).toEqual({ to: ['NL', 'CA'], withhold: [] });

  // The same log at everyone, whatever each may read of it: root over size, checked by each against its own leaves.
  const heads = [];
  for (const code of ['US', 'NL', 'CA']) {
    await world.at(code).federation.catchUp();
    heads.push(
      ...(await world.rows<object>(code, 'SELECT size, encode(root, $1) AS root FROM federation_feed_state', ['hex'])),
    );
  }
  expect(heads[1]).toEqual(heads[0]);
  expect(heads[2]).toEqual(heads[0]);

  expect(await states('US', id)).toMatchObject({ NL: 'delivered', CA: 'delivered' });
  await world.notice('NL', id);
  await holder('US', id, 'NL', 'read_at IS NOT NULL');
  const hague = await world.who('NL', 'watch-officer');
  const copy = await world.notice('CA', id);
  const ottawa = await world.who('CA', 'watch-officer');
  await ottawa.ok('POST', `/api/notices/${id}/take-up`, { version: copy.version, note: 'Border police were told' });
  await hague.ok('POST', `/api/notices/${id}/hits`, {
    place: 'Utrecht',
    at: Date.now(),
    circumstances: 'Asked for a room.',
  });
  await holder('US', id, 'CA', 'acting_at IS NOT NULL');
  await holder('US', id, 'NL', 'hit_at IS NOT NULL');
  expect(await states('US', id)).toMatchObject({ NL: 'hit', CA: 'acting' });
  expect(await states('IPSG', id)).toMatchObject({ NL: 'hit', CA: 'acting', US: 'delivered' });

  // What was added later ends with the rest.
  const last = await world.notice('US', id);
  await chief.ok('POST', `/api/notices/${id}/withdraw`, { version: last.version, reason: 'Answered otherwise' });
  await world.row('CA', 'SELECT id FROM notice WHERE id = $1 AND purged_at IS NOT NULL', [id]);
  await world.row('US', 'SELECT id FROM notice WHERE id = $1 AND purge_complete_at IS NOT NULL', [id]);
  expect(await world.balanced()).toEqual([]);
});

test('an amendment is shown as what it changed', async () => {
  const id = await world.issued('US', blue);
  await held('NL', id);
  const analyst = await world.who('US', 'analyst');
  const { version } = await world.notice('US', id);
  const form = { ...blue, subject: { ...blue.subject, aliases: ['Alex Sample'], birthDate: '1979-04-03' } };
  const draft = await analyst.ok<NoticeDetail>('POST', `/api/notices/${id}/amend`, {
    version,
    form,
    reason: 'Corrected',
  });
  await (await world.who('US', 'supervisor')).ok('POST', `/api/notices/${id}/submit`, { version: draft.version });
  await world.review(id, 'pass');
  await world.row('NL', 'SELECT id FROM notice WHERE id = $1 AND content_version = 2', [id]);
  for (const code of ['US', 'NL']) {
    const who = await world.who(code, 'analyst');
    const difference = await who.ok('GET', `/api/notices/${id}/versions/2/difference`);
    expect(difference).toMatchObject({
      before: 1,
      kind: 'amendment',
      changes: [
        { pointer: '/subject/birthDate', kind: 'changed', before: '1979-04-02', after: '1979-04-03' },
        { pointer: '/subject/aliases', kind: 'added', before: null, after: ['Alex Sample'] },
      ],
    });
  }
});

test('a diffusion goes straight to the chosen bureaus, is seen by the Secretariat, and is recalled from everyone', async () => {
  const analyst = await world.who('US', 'analyst');
  const chief = await world.who('US', 'supervisor');
  const everyone = await analyst.ok<NoticeDetail>('POST', '/api/notices', { form: blue });
  const send = (draft: NoticeDetail) => ({ version: draft.version, urgency: 'urgent' });
  expect((await chief.no('POST', `/api/notices/${everyone.id}/diffuse`, send(everyone))).codes).toEqual([
    'notice.diffusion.choose',
  ]);
  const draft = await analyst.ok<NoticeDetail>('POST', '/api/notices', { form: blue, distribution: { to: ['NL'] } });
  expect((await analyst.no('POST', `/api/notices/${draft.id}/diffuse`, send(draft))).status).toBe(404);
  await chief.ok('POST', `/api/notices/${draft.id}/diffuse`, send(draft));
  await held('NL', draft.id);
  await held('IPSG', draft.id);
  await holder('US', draft.id, 'NL', 'delivered_at IS NOT NULL');
  await holder('US', draft.id, 'IPSG', 'delivered_at IS NOT NULL');
  expect(await world.rows('CA', 'SELECT id FROM notice WHERE id = $1', [draft.id])).toEqual([]);
  expect(await world.at('IPSG').owed()).toContain('diffusion.check');
  await world.notice('NL', draft.id);
  await holder('US', draft.id, 'NL', 'read_at IS NOT NULL');
  expect(await states('US', draft.id)).toEqual({ NL: 'read', IPSG: 'delivered' });
  const out = await world.notice('US', draft.id);
  expect(
    (await chief.no('POST', `/api/notices/${draft.id}/withdraw`, { version: out.version, reason: 'Over' })).codes,
  ).toEqual(['notice.diffusion.recall']);
  await chief.ok('POST', `/api/notices/${draft.id}/recall`, { version: out.version, reason: 'Over' });
  for (const code of ['NL', 'IPSG']) {
    await world.row(code, "SELECT id FROM notice WHERE id = $1 AND state = 'withdrawn' AND purged_at IS NOT NULL", [
      draft.id,
    ]);
    expect(await world.rows(code, 'SELECT n FROM notice_version WHERE notice_id = $1', [draft.id])).toEqual([]);
  }
  await world.row('US', 'SELECT id FROM notice WHERE id = $1 AND purge_complete_at IS NOT NULL', [draft.id]);
  const purge = await chief.ok<{ missing: string[]; confirmed: { bureau: string }[] }>(
    'GET',
    `/api/notices/${draft.id}/purge`,
  );
  expect(purge).toMatchObject({ missing: [], complete: true });
  expect(purge.confirmed.map((c) => c.bureau)).toEqual(['IPSG', 'NL', 'US']);
  expect(await world.balanced()).toEqual([]);
});

test('what was refused as a Red does not go out as a diffusion, and the Secretariat can order one withdrawn', async () => {
  const id = await world.submitted('US', red);
  await world.review(id, 'refuse');
  await world.row('US', "SELECT id FROM notice WHERE id = $1 AND state = 'refused'", [id]);
  const analyst = await world.who('US', 'analyst');
  const chief = await world.who('US', 'supervisor');
  const again = await analyst.ok<NoticeDetail>('POST', '/api/notices', { form: red, distribution: { to: ['NL'] } });
  const refusal = await chief.no('POST', `/api/notices/${again.id}/diffuse`, { version: again.version });
  expect(refusal.codes).toEqual(['notice.diffusion.refused-before']);
  // A bureau whose software forgot it: the Secretariat knows, and orders it withdrawn at once.
  await world.at('US').tx((tx) => tx.query('DELETE FROM notice_refused_mark'));
  await chief.ok('POST', `/api/notices/${again.id}/diffuse`, { version: again.version });
  await world.row('NL', 'SELECT id FROM notice WHERE id = $1 AND purged_at IS NOT NULL', [again.id]);
  await world.row(
    'US',
    "SELECT id FROM notice WHERE id = $1 AND ground = 'secretariat-decision' AND purge_complete_at IS NOT NULL",
    [again.id],
  );

  const other = await analyst.ok<NoticeDetail>('POST', '/api/notices', { form: blue, distribution: { to: ['CA'] } });
  await chief.ok('POST', `/api/notices/${other.id}/diffuse`, { version: other.version });
  await held('IPSG', other.id);
  await held('CA', other.id);
  const lyon = await world.who('IPSG', 'reviewer');
  const seen = await world.notice('IPSG', other.id);
  const check = { version: seen.version, decision: 'withdraw' };
  expect((await lyon.no('POST', `/api/notices/${other.id}/check-diffusion`, check)).codes).toEqual([
    'review.reason-needed',
  ]);
  await lyon.ok('POST', `/api/notices/${other.id}/check-diffusion`, { ...check, reason: 'A private matter' });
  await world.row('CA', 'SELECT id FROM notice WHERE id = $1 AND purged_at IS NOT NULL', [other.id]);
  await world.row('US', 'SELECT id FROM notice WHERE id = $1 AND purge_complete_at IS NOT NULL', [other.id]);
  expect(
    await world.rows(
      'IPSG',
      "SELECT 1 FROM work_item WHERE ref_id = $1 AND closed_at IS NULL AND task = 'diffusion.check'",
      [other.id],
    ),
  ).toEqual([]);
  expect(await world.balanced()).toEqual([]);
});
