import { afterAll, beforeAll, expect, test } from 'vitest';
import { importVerifyKey, verify } from '../protocol/index.ts';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller, until } from '../testing/bureaus.ts';
import type { HitDetail, HitStep, NoticeDetail, NoticeForm, ReviewRow } from './contract.ts';
import { blue, red, yellow } from './examples.testkit.ts';
import { createNotices } from './index.ts';

type Holders = { counts: Record<string, number>; holders: { bureau: string; state: string }[] };
type Purge = { complete: boolean; missing: string[]; confirmed: { bureau: string; outcome: string; proof: string }[] };

let world: TestBureaus;
let us: TestBureau;
let nl: TestBureau;
let ca: TestBureau;
let lyon: TestBureau;
let analyst: TestCaller;
let chief: TestCaller;
let second: TestCaller;
let hague: TestCaller;
let hague2: TestCaller;
let reviewer: TestCaller;
let reviewer2: TestCaller;
let lyonChief: TestCaller;
/** Callers of other bureaus than Washington. */
const homes = new Map<TestCaller, TestBureau>();

beforeAll(async () => {
  world = await createTestBureaus(['US', 'NL', 'CA'], (common) => [createNotices(common).parts]);
  [us, nl, ca, lyon] = ['US', 'NL', 'CA', 'IPSG'].map((code) => world.at(code)) as [
    TestBureau,
    TestBureau,
    TestBureau,
    TestBureau,
  ];
  analyst = await us.signIn({ roles: ['analyst'] });
  chief = await us.signIn({ roles: ['supervisor', 'analyst'] });
  second = await us.signIn({ roles: ['supervisor'] });
  hague = await nl.signIn({ roles: ['watch-officer'] });
  hague2 = await nl.signIn({ roles: ['watch-officer'] });
  reviewer = await lyon.signIn({ roles: ['reviewer'] });
  reviewer2 = await lyon.signIn({ roles: ['reviewer'] });
  lyonChief = await lyon.signIn({ roles: ['supervisor'] });
  for (const who of [hague, hague2]) homes.set(who, nl);
  for (const who of [reviewer, reviewer2, lyonChief]) homes.set(who, lyon);
});
afterAll(() => world?.[Symbol.asyncDispose]());

const at = (caller: TestCaller, id: string) => caller.ok<NoticeDetail>('GET', `/api/notices/${id}`);
/** Waits on the database, not by asking the API: looking is on the record, and would keep the node busy. */
const row = (bureau: TestBureau, sql: string, values: unknown[]) =>
  until(async () => (await bureau.tx((tx) => tx.query(sql, values))).length > 0);
async function known(caller: TestCaller, id: string, holds: (n: NoticeDetail) => boolean): Promise<NoticeDetail> {
  const bureau = homes.get(caller) ?? us;
  let seen = 0;
  for (;;) {
    await row(bureau, 'SELECT id FROM notice WHERE id = $1 AND version > $2', [id, seen]);
    const notice = await at(caller, id);
    if (holds(notice)) return notice;
    seen = notice.version;
  }
}
const atHit = (bureau: TestBureau, id: string, state: string) =>
  row(bureau, 'SELECT id FROM notice_hit WHERE id = $1 AND state = $2', [id, state]);
const purged = (id: string) => row(us, 'SELECT id FROM notice WHERE id = $1 AND purge_complete_at IS NOT NULL', [id]);

async function drafted(form: NoticeForm, more: object = {}): Promise<NoticeDetail> {
  return analyst.ok<NoticeDetail>('POST', '/api/notices', { form, ...more });
}
async function submitted(form: NoticeForm, more: object = {}): Promise<string> {
  const draft = await drafted(form, more);
  await chief.ok('POST', `/api/notices/${draft.id}/submit`, { version: draft.version });
  return draft.id;
}
async function openReviewOf(id: string): Promise<ReviewRow> {
  await row(lyon, "SELECT id FROM notice_review WHERE notice_id = $1 AND state = 'open'", [id]);
  const { items } = await reviewer.ok<{ items: ReviewRow[] }>('GET', '/api/reviews');
  const found = items.find((r) => r.notice === id);
  if (!found) throw new Error('unreachable');
  return found;
}
const JUDGED = ['all.human-rights', 'all.neutrality', 'all.refugee', 'red.ordinary-law', 'red.excluded-matter'];
async function pass(who: TestCaller, id: string, version: number): Promise<ReviewRow> {
  const taken = await who.ok<ReviewRow>('POST', `/api/reviews/${id}/take`, { version, nationalities: ['FR'] });
  return who.ok<ReviewRow>('POST', `/api/reviews/${id}/decide`, {
    version: taken.version,
    decision: 'pass',
    judged: JUDGED,
  });
}
async function issued(form: NoticeForm, more: object = {}): Promise<string> {
  const id = await submitted(form, more);
  const review = await openReviewOf(id);
  const once = await pass(reviewer, review.id, review.version);
  if (once.state === 'open') await pass(reviewer2, review.id, once.version);
  await known(analyst, id, (n) => n.state === 'issued');
  return id;
}
async function balanced(): Promise<void> {
  for (const bureau of [us, nl, ca, lyon]) {
    const { items } = await bureau.conservation();
    const mine = items.filter((i) => ['notice', 'notice-review', 'hit'].includes(i.item));
    expect(mine).toHaveLength(3);
    expect(mine.flatMap((i) => i.differences)).toEqual([]);
  }
}

test('the author cannot submit; a form that breaks a rule cannot be submitted, and every broken rule is named', async () => {
  const own = await chief.ok<NoticeDetail>('POST', '/api/notices', { form: red });
  expect((await chief.no('POST', `/api/notices/${own.id}/submit`, { version: own.version })).status).toBe(404);
  const bad = await drafted({ ...red, facts: undefined, judicial: { ...red.judicial, warrant: undefined } });
  const refusal = await chief.no('POST', `/api/notices/${bad.id}/submit`, { version: bad.version });
  expect(refusal.status).toBe(422);
  expect(refusal.body).toMatchObject({
    errors: [
      { pointer: '/form/facts', params: { rule: 'red.facts' } },
      { pointer: '/form/judicial/warrant', params: { rule: 'red.warrant' } },
      { params: { rule: 'red.us.unsealed' } },
    ],
  });
  const fixed = await analyst.ok<NoticeDetail>('PATCH', `/api/notices/${bad.id}`, { version: bad.version, form: red });
  expect((await analyst.no('PATCH', `/api/notices/${bad.id}`, { version: bad.version, form: red })).status).toBe(409);
  expect(fixed.versions[0]?.report.passes).toBe(true);
  await chief.ok('POST', `/api/notices/${bad.id}/withdraw`, { version: fixed.version, reason: 'Not needed any more' });
  await balanced();
});

test('a Red: two reviewers, none of the requester’s country; issued, distributed, withheld', async () => {
  const id = await submitted(red, { distribution: { to: 'all', withhold: ['CA'] } });
  const review = await openReviewOf(id);
  expect(review).toMatchObject({ colour: 'red', owner: 'US', needed: 2 });
  await known(analyst, id, (n) => n.state === 'in-review');
  const path = `/api/reviews/${review.id}`;
  expect((await reviewer.no('POST', `${path}/take`, { version: review.version, nationalities: ['US'] })).codes).toEqual(
    ['review.reviewer-from-requester'],
  );
  const decide = { version: review.version, decision: 'pass', judged: JUDGED };
  expect((await reviewer.no('POST', `${path}/decide`, decide)).codes).toEqual(['review.not-taken']);
  const taken = await reviewer.ok<ReviewRow>('POST', `${path}/take`, {
    version: review.version,
    nationalities: ['FR'],
  });
  const unjudged = { ...decide, version: taken.version, judged: ['all.neutrality'] };
  expect((await reviewer.no('POST', `${path}/decide`, unjudged)).codes).toEqual(['review.not-judged']);
  const once = await reviewer.ok<ReviewRow>('POST', `${path}/decide`, { ...decide, version: taken.version });
  expect(once.state).toBe('open');
  const again = { ...decide, version: once.version };
  expect((await reviewer.no('POST', `${path}/decide`, again)).codes).toEqual(['review.same-reviewer']);
  const twice = await pass(reviewer2, review.id, once.version);
  expect(twice.state).toBe('issued');

  const ours = await known(analyst, id, (n) => n.state === 'issued');
  expect(ours.number).toMatch(/^A-\d{6}\/\d{2}-\d{4}$/);
  const copy = await known(hague, id, () => true);
  expect(copy).toMatchObject({ relation: 'holder', state: 'issued', number: ours.number, name: 'Example, Álvaro' });
  expect(copy.versions[0]?.form).toEqual(red);
  const found = await hague.ok<{ items: { id: string }[] }>(
    'GET',
    `/api/notices?colour=red&q=${encodeURIComponent('alvaro EXAMPLE')}`,
  );
  expect(found.items.map((n) => n.id)).toContain(id);

  await row(us, 'SELECT 1 FROM notice_holder WHERE notice_id = $1 HAVING count(delivered_at) = 2', [id]);
  const { holders } = await analyst.ok<Holders>('GET', `/api/notices/${id}/distribution`);
  const states = Object.fromEntries(holders.map((h) => [h.bureau, h.state]));
  expect(states).toMatchObject({
    US: 'delivered',
    // The Hague has looked at it above; whether the word of that is here already is a matter of moments.
    NL: expect.stringMatching(/^(delivered|read)$/),
    CA: 'withheld',
    FR: 'not-connected',
  });
  const atCa = await ca.tx((tx) => tx.query('SELECT id FROM notice WHERE id = $1', [id]));
  expect(atCa).toEqual([]);
  const seen = await ca.tx((tx) => tx.query("SELECT act FROM audit_entry WHERE act = 'notice.entry-withheld'"));
  expect(seen.length).toBeGreaterThan(0);
  await balanced();
});

test('from the hit to the return, and only then the end; every copy goes and every holder says so', async () => {
  const id = await issued(red, { distribution: { to: 'all', withhold: ['CA'] } });
  const copy = await known(hague, id, () => true);
  const hit = await hague.ok<HitDetail>('POST', `/api/notices/${id}/hits`, {
    place: 'Rotterdam',
    at: Date.now(),
    circumstances: 'Found at a hotel check.',
    urgency: 'urgent',
  });
  expect(copy.banners).toEqual([]);
  const view = async (who: TestCaller): Promise<HitDetail> => who.ok('GET', `/api/hits/${hit.id}`);
  await atHit(us, hit.id, 'recorded');
  const steps = (bureau: TestBureau) =>
    bureau.tx((tx) => tx.query('SELECT from_bureau, n FROM notice_hit_step WHERE hit_id = $1', [hit.id]));
  const step = async (who: TestCaller, take: HitStep): Promise<HitDetail> => {
    // The other side's last step has come: one that comes between the look and the act is a conflict, and rightly.
    await until(async () => (await steps(us)).length === (await steps(nl)).length);
    const { version } = await view(who);
    return who.ok<HitDetail>('POST', `/api/hits/${hit.id}/steps`, { version, step: take });
  };
  const no = async (who: TestCaller, take: HitStep): Promise<string[]> => {
    const { version } = await view(who);
    return (await who.no('POST', `/api/hits/${hit.id}/steps`, { version, step: take })).codes;
  };
  const both = async (state: string): Promise<void> => {
    for (const bureau of [nl, us]) await atHit(bureau, hit.id, state);
  };
  const today = new Date().toISOString().slice(0, 10);

  expect(await no(analyst, { step: 'warrant-live', confirmedWith: 'District Court', at: today })).toEqual([
    'hit.step.out-of-order',
  ]);
  await step(hague, { step: 'identity-checked', method: 'fingerprints' });
  expect(await no(hague, { step: 'identity-checked', method: 'photo' })).toEqual(['hit.step.same-person']);
  await step(hague2, { step: 'identity-checked', method: 'photo' });
  await both('identified');
  expect(await us.owed()).toContain('hit.confirm-warrant');
  expect(await no(hague, { step: 'warrant-live', confirmedWith: 'nobody', at: today })).toEqual([
    'hit.step.wrong-side',
  ]);
  await step(analyst, { step: 'warrant-live', confirmedWith: 'District Court', at: today });
  await step(analyst, { step: 'arrest-requested', through: 'central-authority' });
  await both('arrest-requested');
  await step(hague, { step: 'arrested', date: today, place: 'Rotterdam', authority: 'National Police' });
  await both('arrested');
  const held = await view(analyst);
  expect(held.papersDue).toEqual({ days: 40, basis: 'unverified', at: Date.parse(today) + 40 * 86_400_000 });
  expect(await us.owed()).toContain('hit.send-papers');

  const tryCancel = async (more: object = {}): Promise<string[]> => {
    const { version } = await at(analyst, id);
    const body = { version, ground: 'purpose-achieved', reason: 'He is in custody', ...more };
    return (await analyst.no('POST', `/api/notices/${id}/cancel`, body)).codes;
  };
  expect(await tryCancel()).toEqual(['notice.cancel.not-returned']);
  expect(await tryCancel({ evidence: { who: 'Police', where: 'Rotterdam', country: 'NL', when: today } })).toEqual([
    'notice.cancel.not-returned',
  ]);
  await step(analyst, { step: 'papers-sent', date: today, how: 'diplomatic bag' });
  await step(hague, { step: 'surrendered', date: today, to: 'two marshals' });
  await both('surrendered');
  expect(await tryCancel()).toEqual(['notice.cancel.not-returned']);
  const evidence = { who: 'US Marshals', where: 'Dulles airport', country: 'US', when: today };
  await step(analyst, { step: 'returned', evidence });
  await both('returned');
  await balanced();

  const { version } = await at(analyst, id);
  await analyst.ok('POST', `/api/notices/${id}/cancel`, {
    version,
    ground: 'purpose-achieved',
    reason: 'Back and in custody',
  });
  for (const who of [analyst, hague]) {
    const gone = await known(who, id, (n) => n.state === 'cancelled');
    expect(gone).toMatchObject({ name: null, versions: [], colour: 'red', tombstone: { ground: 'purpose-achieved' } });
  }
  await purged(id);
  const purge = await analyst.ok<Purge>('GET', `/api/notices/${id}/purge`);
  expect(purge.missing).toEqual([]);
  expect(purge.confirmed.map((c) => [c.bureau, c.outcome])).toEqual([
    ['IPSG', 'purged'],
    ['NL', 'purged'],
    ['US', 'purged'],
  ]);
  const byNl = purge.confirmed.find((c) => c.bureau === 'NL');
  const read = await verify('purge', byNl?.proof ?? '', async (kid) => {
    const key = await us.directory.signingKey('NL', kid);
    return key && importVerifyKey(key.jwk);
  });
  expect(read.body).toMatchObject({ from: 'NL', entity: `US:notice:${id}`, outcome: 'purged' });
  // Nothing that names the person is left in any table of any bureau that had it.
  for (const bureau of [us, nl, lyon]) {
    const rows = await bureau.tx((tx) =>
      tx.query<{ n: number }>(
        `SELECT (SELECT count(*) FROM notice_version WHERE notice_id = $1) + (SELECT count(*) FROM notice WHERE id = $1 AND (name IS NOT NULL OR search <> '')) AS n`,
        [id],
      ),
    );
    expect(rows[0]?.n).toBe(0);
    const kept = await bureau.tx((tx) =>
      tx.query(
        `SELECT a.message_id FROM federation_about a LEFT JOIN federation_inbox i ON i.id = a.message_id
           LEFT JOIN federation_outbox o ON o.id = a.message_id
         WHERE a.entity = $1 AND (i.jws IS NOT NULL OR o.jws IS NOT NULL)`,
        [`notice:${id}`],
      ),
    );
    expect(kept).toEqual([]);
    const verdict = await bureau.audit.verify();
    expect(verdict.problems).toEqual([]);
  }
  await balanced();
});

test('another ground waits for a second person; the Secretariat needs none', async () => {
  const id = await issued(red);
  const { version } = await at(chief, id);
  const proposed = await chief.ok<NoticeDetail>('POST', `/api/notices/${id}/cancel`, {
    version,
    ground: 'warrant-vacated',
    reason: 'Order of the court of this morning',
  });
  expect(proposed.state).toBe('issued');
  expect(proposed.endings[0]).toMatchObject({ state: 'proposed', ground: 'warrant-vacated' });
  const confirm = { version: proposed.version, decision: 'confirm' };
  expect((await chief.no('POST', `/api/notices/${id}/cancel/confirm`, confirm)).status).toBe(404);
  await second.ok('POST', `/api/notices/${id}/cancel/confirm`, confirm);
  await known(hague, id, (n) => n.state === 'cancelled');
  await purged(id);

  const other = await issued(red);
  const atLyon = await at(lyonChief, other);
  const own = { version: atLyon.version, ground: 'charges-dismissed', reason: 'Told by letter' };
  expect((await lyonChief.no('POST', `/api/notices/${other}/cancel`, own)).codes).toEqual([
    'notice.cancel.secretariat-ground',
  ]);
  await lyonChief.ok('POST', `/api/notices/${other}/cancel`, { ...own, ground: 'ccf-decision' });
  await known(analyst, other, (n) => n.state === 'cancelled');
  await purged(other);
  await balanced();
});

test('a Yellow: found, safe, home with evidence, and ended on that', async () => {
  const id = await issued(yellow);
  await known(hague, id, () => true);
  const hit = await hague.ok<HitDetail>('POST', `/api/notices/${id}/hits`, {
    place: 'Utrecht',
    at: Date.now(),
    circumstances: 'Recognised by a teacher.',
    urgency: 'life-at-risk',
  });
  const today = new Date().toISOString().slice(0, 10);
  const step = async (who: TestCaller, state: string, take: HitStep): Promise<void> => {
    await atHit(homes.get(who) ?? us, hit.id, state);
    const { version } = await who.ok<HitDetail>('GET', `/api/hits/${hit.id}`);
    await who.ok('POST', `/api/hits/${hit.id}/steps`, { version, step: take });
  };
  await step(hague, 'recorded', { step: 'found', date: today, place: 'Utrecht', confirmedBy: 'Police and guardian' });
  await step(hague, 'found', { step: 'safe', date: today, inCareOf: 'Child protection' });
  const early = await at(analyst, id);
  const tooSoon = { version: early.version, ground: 'found-safe', reason: 'Safe abroad' };
  expect((await analyst.no('POST', `/api/notices/${id}/cancel`, tooSoon)).codes).toEqual([
    'notice.cancel.not-returned',
  ]);
  const evidence = { who: 'Her mother', where: 'Springfield', country: 'US', when: today };
  await step(analyst, 'safe', { step: 'home', evidence });
  const { version } = await at(analyst, id);
  await analyst.ok('POST', `/api/notices/${id}/cancel`, { version, ground: 'purpose-achieved', reason: 'Home' });
  await purged(id);
  await balanced();
});

test('returned, answered and submitted again; amended; suspended and resumed', async () => {
  const id = await submitted(blue);
  const review = await openReviewOf(id);
  const taken = await reviewer.ok<ReviewRow>('POST', `/api/reviews/${review.id}/take`, {
    version: review.version,
    nationalities: ['FR'],
  });
  const back = { version: taken.version, decision: 'return' };
  expect((await reviewer.no('POST', `/api/reviews/${review.id}/decide`, back)).codes).toEqual(['review.reason-needed']);
  await reviewer.ok('POST', `/api/reviews/${review.id}/decide`, { ...back, reason: 'Say since when' });
  const returned = await known(analyst, id, (n) => n.state === 'returned');
  expect(returned.decisionReason).toBe('Say since when');
  const better: NoticeForm = { ...blue, question: 'Where does he live since May?' };
  const edited = await analyst.ok<NoticeDetail>('PATCH', `/api/notices/${id}`, {
    version: returned.version,
    form: better,
  });
  await chief.ok('POST', `/api/notices/${id}/submit`, { version: edited.version });
  const again = await openReviewOf(id);
  await pass(reviewer, again.id, again.version);
  const out = await known(analyst, id, (n) => n.state === 'issued');
  await known(hague, id, (n) => n.contentVersion === 1);

  const more: NoticeForm = { ...better, subject: { ...better.subject, aliases: ['Alex Sample'] } };
  const amended = await analyst.ok<NoticeDetail>('POST', `/api/notices/${id}/amend`, {
    version: out.version,
    form: more,
    reason: 'An alias',
  });
  expect(amended).toMatchObject({ state: 'issued', amendment: 'draft', contentVersion: 1 });
  await chief.ok('POST', `/api/notices/${id}/submit`, { version: amended.version });
  const third = await openReviewOf(id);
  expect(third.kind).toBe('amend');
  await pass(reviewer, third.id, third.version);
  const two = await known(hague, id, (n) => n.contentVersion === 2);
  expect(two.versions.map((v) => [v.n, v.state])).toEqual([
    [2, 'issued'],
    [1, 'superseded'],
  ]);
  await known(analyst, id, (n) => n.contentVersion === 2 && n.amendment === null);

  const atLyon = await at(reviewer, id);
  const suspend = { version: atLyon.version, until: Date.now() + 200 * 86_400_000, reason: 'Reported dismissal' };
  expect((await reviewer.no('POST', `/api/notices/${id}/suspend`, suspend)).codes).toEqual(['notice.suspend.too-long']);
  await reviewer.ok('POST', `/api/notices/${id}/suspend`, { ...suspend, until: Date.now() + 30 * 86_400_000 });
  await known(analyst, id, (n) => n.state === 'suspended');
  const halted = await known(hague, id, (n) => n.state === 'suspended');
  expect(halted.banners.map((b) => b.code)).toEqual(['notice.banner.suspended']);
  const report = { place: 'Delft', at: Date.now(), circumstances: 'Seen there.' };
  expect((await hague.no('POST', `/api/notices/${id}/hits`, report)).codes).toEqual(['notice.not-in-force']);
  const { version } = await at(reviewer, id);
  await reviewer.ok('POST', `/api/notices/${id}/resume`, { version, reason: 'The charge stands' });
  await known(hague, id, (n) => n.state === 'issued');

  const last = await known(analyst, id, (n) => n.state === 'issued');
  await second.ok('POST', `/api/notices/${id}/withdraw`, { version: last.version, reason: 'Another notice covers it' });
  await known(hague, id, (n) => n.state === 'withdrawn');
  await purged(id);
  await balanced();
});

test('a foreign Red in the United States says that it is no ground for an arrest', async () => {
  const author = await nl.signIn({ roles: ['analyst'] });
  const head = await nl.signIn({ roles: ['supervisor'] });
  homes.set(head, nl);
  const draft = await author.ok<NoticeDetail>('POST', '/api/notices', {
    form: { ...red, judicial: { ...red.judicial, ncicNumber: undefined } },
  });
  await head.ok('POST', `/api/notices/${draft.id}/submit`, { version: draft.version, urgency: 'urgent' });
  const review = await openReviewOf(draft.id);
  const once = await pass(reviewer, review.id, review.version);
  await pass(reviewer2, review.id, once.version);
  const copy = await known(analyst, draft.id, () => true);
  expect(copy.banners.map((b) => b.code)).toEqual(['notice.us.no-arrest-on-notice-alone']);
  // Withdrawn by its owner before anything came of it: a review under way is no obstacle, nor is the guard.
  const ours = await known(head, draft.id, (n) => n.state === 'issued');
  await head.ok('POST', `/api/notices/${draft.id}/withdraw`, { version: ours.version, reason: 'Arrested at home' });
  await known(analyst, draft.id, (n) => n.state === 'withdrawn');
});

test('withdrawn while in review: nothing goes out, and the Secretariat’s copy goes', async () => {
  const id = await submitted(red);
  await openReviewOf(id);
  const { version } = await known(analyst, id, (n) => n.state === 'in-review');
  await second.ok('POST', `/api/notices/${id}/withdraw`, { version, reason: 'Submitted too soon' });
  await known(analyst, id, (n) => n.state === 'discarded');
  const left = await lyon.tx((tx) => tx.query('SELECT n FROM notice_version WHERE notice_id = $1', [id]));
  expect(left).toEqual([]);
  await balanced();
});

test('an amendment reaches who is added, and cannot leave a copy behind at who is taken out', async () => {
  const id = await issued(blue, { distribution: { to: 'all', withhold: ['CA'] } });
  await known(hague, id, () => true);
  const out = await at(analyst, id);
  const amend = { version: out.version, form: blue, reason: 'Ottawa may know now' };
  const draft = await analyst.ok<NoticeDetail>('POST', `/api/notices/${id}/amend`, amend);
  for (const distribution of [{ to: ['CA'] }, { to: 'all', withhold: ['NL'] }]) {
    const refusal = await analyst.no('PATCH', `/api/notices/${id}`, { version: draft.version, distribution });
    expect(refusal.codes).toEqual(['notice.distribution-narrowed']);
  }
  // Nor does the Secretariat take it from a bureau whose own software would.
  const { id: message } = await us.tx((tx) =>
    us.federation.send(tx, {
      to: ['IPSG'],
      kind: 'notice.submit',
      body: {
        notice: `US:notice:${id}`,
        n: 2,
        kind: 'amend',
        form: blue as never,
        distribution: { to: 'all', withhold: ['NL', 'CA'] },
        urgency: 'routine',
        reason: 'Less',
      },
    }),
  );
  await row(us, "SELECT 1 FROM federation_delivery WHERE message_id = $1 AND reason = 'notice.distribution-narrowed'", [
    message,
  ]);
  const wider = await analyst.ok<NoticeDetail>('PATCH', `/api/notices/${id}`, {
    version: draft.version,
    distribution: { to: 'all' },
  });
  await chief.ok('POST', `/api/notices/${id}/submit`, { version: wider.version });
  const review = await openReviewOf(id);
  await pass(reviewer, review.id, review.version);
  await row(ca, "SELECT id FROM notice WHERE id = $1 AND state = 'issued' AND content_version = 2", [id]);
  await row(us, "SELECT 1 FROM notice_holder WHERE notice_id = $1 AND bureau = 'CA' AND delivered_at > 0", [id]);
  await balanced();
});

test('a submission that the Secretariat never took can still be withdrawn', async () => {
  const draft = await drafted(blue);
  // As after a refusal by receipt: returned here, and unknown there.
  await us.tx((tx) => tx.query("UPDATE notice SET state = 'returned' WHERE id = $1", [draft.id]));
  await second.ok('POST', `/api/notices/${draft.id}/withdraw`, { version: draft.version, reason: 'Not needed' });
  const gone = await known(analyst, draft.id, (n) => n.state === 'discarded');
  expect(gone.endings[0]).toMatchObject({ state: 'done' });
  await balanced();
});

test('a hit or a step that its owner refuses becomes work for the finder; a suspension at the owner is no reason to refuse', async () => {
  const id = await issued(red);
  await known(hague, id, () => true);
  const report = { place: 'Delft', at: Date.now(), circumstances: 'Seen there.', urgency: 'urgent' };
  const standing = (state: string) =>
    us.tx((tx) => tx.query('UPDATE notice SET state = $2 WHERE id = $1', [id, state]));
  await standing('returned');
  const lost = await hague.ok<HitDetail>('POST', `/api/notices/${id}/hits`, report);
  await row(nl, "SELECT 1 FROM work_item WHERE ref_id = $1 AND task = 'hit.not-delivered' AND closed_at IS NULL", [
    lost.id,
  ]);
  const over = { step: 'not-the-person', reason: 'Another person after all' };
  await hague.ok('POST', `/api/hits/${lost.id}/steps`, { version: lost.version, step: over });
  await row(nl, "SELECT 1 FROM audit_entry WHERE entity = $1 AND act = 'hit.not-delivered' HAVING count(*) = 2", [
    `hit:${lost.id}`,
  ]);
  const left = await nl.tx((tx) =>
    tx.query('SELECT task FROM work_item WHERE ref_id = $1 AND closed_at IS NULL', [lost.id]),
  );
  expect(left).toEqual([]);

  await standing('suspended');
  const told = await hague.ok<HitDetail>('POST', `/api/notices/${id}/hits`, report);
  await atHit(us, told.id, 'recorded');
  await standing('issued');

  // Suspended: what was learned is passed on, and nobody is arrested.
  let hit = told;
  for (const [who, method] of [
    [hague, 'photo'],
    [hague2, 'fingerprints'],
  ] as const) {
    const step = { step: 'identity-checked', method };
    hit = await who.ok<HitDetail>('POST', `/api/hits/${hit.id}/steps`, { version: hit.version, step });
  }
  await atHit(us, hit.id, 'identified');
  const today = new Date().toISOString().slice(0, 10);
  const ours = await analyst.ok<HitDetail>('GET', `/api/hits/${hit.id}`);
  const live = { step: 'warrant-live', confirmedWith: 'District Court', at: today };
  const next = await analyst.ok<HitDetail>('POST', `/api/hits/${hit.id}/steps`, { version: ours.version, step: live });
  const { version } = await at(reviewer, id);
  const until = Date.now() + 86_400_000;
  await reviewer.ok('POST', `/api/notices/${id}/suspend`, { version, until, reason: 'Reported dismissal' });
  await known(analyst, id, (n) => n.state === 'suspended');
  const ask = { step: 'arrest-requested', through: 'central-authority' };
  const refusal = await analyst.no('POST', `/api/hits/${hit.id}/steps`, { version: next.version, step: ask });
  expect(refusal.codes).toEqual(['notice.not-in-force']);
  await balanced();
});

test('whoever wrote any of it does not submit it', async () => {
  const draft = await chief.ok<NoticeDetail>('POST', '/api/notices', { form: blue });
  const form = { ...blue, question: 'Where does he work now?' };
  const edited = await analyst.ok<NoticeDetail>('PATCH', `/api/notices/${draft.id}`, { version: draft.version, form });
  expect((await chief.no('POST', `/api/notices/${draft.id}/submit`, { version: edited.version })).status).toBe(404);
  await second.ok('POST', `/api/notices/${draft.id}/submit`, { version: edited.version });
});

test('after the purge no table of any bureau names the person', async () => {
  const word = 'Quizzlethorpe';
  const form: NoticeForm = { ...blue, subject: { ...blue.subject, familyName: word }, question: `Where is ${word}?` };
  const id = await issued(form);
  await known(hague, id, () => true);
  const hit = await hague.ok<HitDetail>('POST', `/api/notices/${id}/hits`, {
    place: `${word} Street`,
    at: Date.now(),
    circumstances: `${word} was seen.`,
    urgency: 'urgent',
  });
  await atHit(us, hit.id, 'recorded');
  const atLyon = await at(reviewer, id);
  const halt = { version: atLyon.version, until: Date.now() + 86_400_000, reason: `${word} asked for it` };
  await reviewer.ok('POST', `/api/notices/${id}/suspend`, halt);
  const halted = await known(analyst, id, (n) => n.state === 'suspended');
  await known(hague, id, (n) => n.state === 'suspended');
  await second.ok('POST', `/api/notices/${id}/withdraw`, { version: halted.version, reason: 'Found otherwise' });
  await purged(id);
  const named: string[] = [];
  for (const bureau of [us, nl, ca, lyon]) {
    const tables = await bureau.tx((tx) =>
      tx.query<{ name: string }>(
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migration'",
      ),
    );
    for (const { name } of tables) {
      const rows = await bureau.tx((tx) =>
        tx.query(`SELECT 1 FROM "${name}" t WHERE to_jsonb(t)::text ILIKE $1 LIMIT 1`, [`%${word}%`]),
      );
      if (rows.length > 0) named.push(`${bureau.code} ${name}`);
    }
  }
  // The owner keeps what its own hit taught it, which belongs to its case.
  expect(named).toEqual(['US notice_hit']);
});
