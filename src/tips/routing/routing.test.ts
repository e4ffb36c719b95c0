import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestCaller, until } from '../../testing/bureaus.ts';
import type { TipSummary, TipView } from '../contract.ts';
import type { ReferralView, RoutingView, RulesView, Simulation } from '../contract-routing.ts';
import { bringIn, proposed, RIPE, type RoutingWorld, report, routingOf, routingWorld } from './routing.testkit.ts';

const BOSTON = { street1: '1 Example Street', city: 'Boston', state: 'MA', postalCode: '02108', country: 'US' };

let world: RoutingWorld;
let ada: TestCaller;
let bea: TestCaller;
let cleo: TestCaller;
let dirk: TestCaller;

beforeAll(async () => {
  world = await routingWorld();
  ada = await world.us.signIn({ roles: ['analyst'] });
  bea = await world.us.signIn({ roles: ['supervisor'] });
  cleo = await world.us.signIn({ roles: ['supervisor'] });
  dirk = await world.nl.signIn({ roles: ['analyst'] });
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
});

const tipOf = (caller: TestCaller, id: string): Promise<TipView> => caller.ok<TipView>('GET', `/api/tips/${id}`);
const route = (view: RoutingView, to: object[], more: object = {}): Promise<RoutingView> =>
  ada.ok<RoutingView>('POST', `/api/tips/${view.tip.id}/route`, { version: view.tip.version, to, ...more });
const balanced = async (): Promise<void> => {
  for (const bureau of [world.us, world.nl]) {
    await bureau.audit.sealNow();
    const { balanced: holds, items } = await bureau.conservation();
    expect(holds, JSON.stringify(items.filter((one) => JSON.stringify(one).includes('tip')))).toBe(true);
  }
};

test('a report is proposed with its reasons, and a person sends it; feedback closes it and a found child is an outcome', async () => {
  const id = await bringIn(ada, report(1, { address: BOSTON, phone: '+1 617 555 0134' }));
  const view = await routingOf(ada, id);
  expect([proposed(view), view.waits, view.rules]).toEqual([['ICAC-28'], ['automatic-off'], 1]);
  expect(view.candidates[0]).toMatchObject({
    name: 'Massachusetts ICAC',
    band: 'high',
    state: 'MA',
    sides: ['suspect'],
  });
  expect(view.evidence.map((one) => [one.kind, one.state, one.source])).toEqual([
    ['address', 'MA', 'report'],
    ['phone', 'MA', 'phone-codes'],
  ]);
  expect(view.tip.preservedUntil).toBeGreaterThan(Date.now());
  const other = [{ kind: 'task-force', id: 'ICAC-55' }];
  const body = { version: view.tip.version, to: other };
  expect((await ada.no('POST', `/api/tips/${id}/route`, body)).codes).toEqual(['tip.reason-needed']);
  const sent = await route(view, [{ kind: 'task-force', id: 'ICAC-28' }]);
  expect(sent.tip).toMatchObject({ state: 'routed', outcome: 'tip.routed.by-person' });
  expect(await world.us.owed()).toEqual(['tip.await-feedback']);
  const again = { version: sent.tip.version, to: [{ kind: 'task-force', id: 'ICAC-28' }], reason: 'once more' };
  expect((await ada.no('POST', `/api/tips/${id}/route`, again)).codes).toEqual(['tip.has-it']);

  const [referral] = sent.referrals;
  const path = `/api/tip-referrals/${referral?.id}/feedback`;
  expect((await ada.ok<ReferralView>('POST', path, { kind: 'opened' })).state).toBe('opened');
  expect((await ada.no('POST', path, { kind: 'child-identified' })).codes).toEqual(['tip.outcome-needs-date']);
  const told = { kind: 'child-identified', date: '2026-11-21', number: 1, note: 'By the school' };
  expect(await ada.ok<ReferralView>('POST', path, told)).toMatchObject({
    state: 'closed',
    outcome: 'child-identified',
  });
  expect((await tipOf(ada, id)).outcome).toBe('tip.fed-back.child-identified');
  const { items } = await ada.ok<{ items: { id: string; title: string }[] }>('GET', '/api/cases');
  const opened = await ada.ok<{ outcomes: object[] }>('GET', `/api/cases/${items[0]?.id}`);
  expect([items[0]?.title, opened.outcomes]).toMatchObject([
    'CyberTipline Example Chat, Inc. 1',
    [{ outcome: 'identified', country: 'US', number: 1 }],
  ]);
  await balanced();
});

test('re-routed with a reason, the earlier receiver let go; nobody left: owed again', async () => {
  const id = await bringIn(ada, report(2, { address: BOSTON }));
  const sent = await route(await routingOf(ada, id), [{ kind: 'task-force', id: 'ICAC-28' }]);
  const first = sent.referrals[0]?.id;
  const moved = await route(sent, [{ kind: 'task-force', id: 'ICAC-55' }], {
    reason: 'Moved to Vermont',
    withdraw: [first],
  });
  expect(moved.referrals.map((one) => [one.party, one.state])).toEqual([
    ['ICAC-28', 'withdrawn'],
    ['ICAC-55', 'sent'],
  ]);
  const last = moved.referrals[1];
  await ada.ok('POST', `/api/tip-referrals/${last?.id}/withdraw`, {
    version: last?.version,
    reason: 'A wrong address',
  });
  expect((await tipOf(ada, id)).state).toBe('open');
  await balanced();
});

test('to another bureau without media, as a report there; its word comes back', async () => {
  const id = await bringIn(
    ada,
    report(3, { ip: RIPE, phone: '+31 970 1020 0003', victim: { addresses: { addresses: [BOSTON] } } }),
  );
  const view = await routingOf(ada, id);
  expect(proposed(view).sort()).toEqual(['ICAC-28', 'NL']);
  expect(view.waits).toContain('abroad');
  expect(view.checks.every((one) => one.isSettled)).toBe(true);
  const sent = await route(view, [
    { kind: 'bureau', id: 'NL' },
    { kind: 'task-force', id: 'ICAC-28' },
  ]);
  expect(sent.referrals).toHaveLength(2);
  const theirs = async (): Promise<TipSummary | undefined> =>
    (await dirk.ok<{ items: TipSummary[] }>('GET', '/api/tips')).items.find((one) => one.reportNumber === 3);
  await until(async () => (await theirs()) !== undefined);
  const there = await tipOf(dirk, (await theirs())?.id ?? '');
  expect(there).toMatchObject({ shape: 'referral', state: 'open', preservedUntil: view.tip.preservedUntil });
  // It goes for the suspect's place: the child's name stays.
  expect(there.model?.people.map((one) => [one.role, one.firstName])).toEqual([
    ['reported', 'Otto'],
    ['recipient', null],
  ]);
  const routing = await routingOf(dirk, there.id);
  expect(proposed(routing)).toEqual(['national-unit']);
  expect(routing.candidates.find((one) => one.id === 'US')).toMatchObject({ has: 'sender', proposed: false });
  const incoming = routing.referrals[0];
  expect(incoming).toMatchObject({ direction: 'in', party: 'US' });
  expect(await world.nl.owed()).toEqual(['tip.answer-referral', 'tip.to-route']);
  await dirk.ok('POST', `/api/tip-referrals/${incoming?.id}/feedback`, {
    kind: 'arrest',
    date: '2026-11-22',
    note: 'In The Hague',
  });
  const ours = async () => (await routingOf(ada, id)).referrals.find((one) => one.party === 'NL');
  await until(async () => (await ours())?.state === 'closed');
  expect(await ours()).toMatchObject({
    outcome: 'arrest',
    delivery: 'delivered',
    feedback: [{ kind: 'arrest', by: 'bureau:NL' }],
  });
  // One receiver has not said anything yet.
  expect((await tipOf(ada, id)).outcome).toBe('tip.routed.by-person');
  await balanced();
});

test('a check that blocks needs two people; a ruling against holds; a new version asks anew', async () => {
  const body = report(4, { ip: RIPE, age: '16' });
  const id = await bringIn(ada, body);
  const view = await routingOf(ada, id);
  const minor = view.checks.find((one) => one.check === 'minor-suspect');
  expect(minor).toMatchObject({ country: 'NL', result: 'block', basis: '16', isSettled: false });
  const to = [{ kind: 'bureau', id: 'NL' }];
  const refused = await ada.no('POST', `/api/tips/${id}/route`, { version: view.tip.version, to });
  expect(refused.codes).toEqual(['tip.check-unsettled']);
  const ruling = { country: 'NL', check: 'minor-suspect', ruling: 'may-go', reason: 'Juvenile law applies there too' };
  const ruled = await bea.ok<RoutingView>('POST', `/api/tips/${id}/rulings`, ruling);
  const made = ruled.checks.find((one) => one.check === 'minor-suspect')?.ruling?.id;
  const agree = { agrees: true, reason: 'Read and agreed' };
  expect((await bea.no('POST', `/api/tip-rulings/${made}/second`, agree)).codes).toEqual(['tip.second-is-first']);
  expect((await ada.no('POST', `/api/tips/${id}/route`, { version: view.tip.version, to })).codes).toEqual([
    'tip.check-unsettled',
  ]);
  expect(await world.us.owed()).toContain('tip.second-ruling');
  await cleo.ok('POST', `/api/tip-rulings/${made}/second`, agree);
  const against = { ...ruling, check: 'persecution', ruling: 'must-not-go', reason: 'An asylum seeker' };
  await ada.ok('POST', `/api/tips/${id}/rulings`, against);
  expect((await ada.no('POST', `/api/tips/${id}/route`, { version: view.tip.version, to })).codes).toEqual([
    'tip.check-unsettled',
  ]);
  await ada.ok('POST', `/api/tips/${id}/rulings`, { ...against, ruling: 'may-go', reason: 'Looked into' });
  await route(view, to);
  await bringIn(ada, report(4, { ip: RIPE, age: '16', note: 'More is known' }));
  const later = await routingOf(ada, id);
  expect([later.n, later.tip.state]).toEqual([2, 'open']);
  expect(later.checks.find((one) => one.check === 'minor-suspect')?.isSettled).toBe(false);
  // The version before is there; this one is not, and may go once it is ruled on.
  expect(later.candidates.find((one) => one.id === 'NL')).toMatchObject({ has: null, proposed: true });
  await balanced();
});

test('rules: drafted by one, tried, switched on by another; then what is clear goes by itself, and never twice', async () => {
  const waiting = await bringIn(ada, report(5, { address: BOSTON, phone: '+1 617 555 0134' }));
  const unclear = await bringIn(ada, report(6, {}));
  const [inForce] = (await bea.ok<{ items: RulesView[] }>('GET', '/api/tip-rules')).items;
  const rules = { ...inForce?.rules, automatic: { ...inForce?.rules.automatic, domestic: true, marked: true } };
  const draft = { base: 1, rules, reason: 'Clear-cut reports go at once' };
  const { version } = await bea.ok<{ version: number }>('POST', '/api/tip-rules', draft);
  const path = `/api/tip-rules/${version}`;
  const on = { reason: 'Tried on a month' };
  expect((await bea.no('POST', `${path}/switch-on`, on)).codes).toEqual(['tip-rules.own-draft']);
  expect((await cleo.no('POST', `${path}/switch-on`, on)).codes).toEqual(['tip-rules.not-simulated']);
  const simulated = await bea.ok<Simulation>('POST', `${path}/simulate`, { days: 30 });
  expect(simulated).toMatchObject({ against: 1, automaticBefore: 0 });
  expect(simulated.tried).toBe(simulated.reports);
  expect(simulated.moved.find((one) => one.id === waiting)).toMatchObject({
    before: ['ICAC-28'],
    after: ['ICAC-28'],
    automaticAfter: true,
  });
  expect(simulated.moved.some((one) => one.id === unclear)).toBe(false);
  await cleo.ok('POST', `${path}/switch-on`, on);
  await until(async () => (await tipOf(ada, waiting)).state === 'routed');
  expect((await tipOf(ada, waiting)).outcome).toBe('tip.routed.by-rules');
  expect((await tipOf(ada, unclear)).state).toBe('open');
  const atOnce = await bringIn(ada, report(7, { address: BOSTON, phone: '+1 617 555 0134' }));
  const gone = await routingOf(ada, atOnce);
  expect([gone.tip.state, gone.rules, gone.referrals.map((one) => [one.party, one.automatic])]).toEqual([
    'routed',
    version,
    [['ICAC-28', true]],
  ]);
  // What another was based on is no longer in force.
  expect((await bea.no('POST', '/api/tip-rules', { ...draft, base: 1 })).status).toBe(409);
  await balanced();
});

test('what NCMEC gave out already is marked, sent nowhere, and done; a key speaks for its own party alone', async () => {
  const id = await bringIn(ada, report(8, { phone: '+1 802 555 0134', isGuess: true }));
  expect((await routingOf(ada, id)).tip.state).toBe('open');
  const admin = await world.us.signIn({ roles: ['administrator'] });
  const expiresAt = Date.now() + 86_400_000;
  const key = async (party: string, actions: string[]) => {
    const made = await admin.ok<{ id: string; key: string }>('POST', '/api/partners', {
      name: party,
      actions,
      expiresAt,
    });
    await admin.ok('POST', '/api/tip-partners', { partnerId: made.id, party });
    const base = await world.us.directory.endpoint('US');
    return async (method: string, path: string, body?: object) => {
      const headers = {
        authorization: `Bearer ${made.key}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      };
      const answer = await fetch(`${base}${path}`, {
        method,
        headers,
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, never> };
    };
  };
  const ncmec = await key('ncmec', ['tip-partner.mark']);
  const mark = { reportNumber: 8, kind: 'task-force', id: 'ICAC-55', at: Date.now() - 1_000 };
  expect((await ncmec('POST', '/api/partner/tip-marks', mark)).status).toBe(200);
  const marked = await routingOf(ada, id);
  expect([marked.tip.state, marked.tip.outcome, marked.referrals]).toEqual(['routed', 'tip.routed.has-it', []]);
  expect(marked.candidates[0]).toMatchObject({ id: 'ICAC-55', has: 'ncmec', proposed: false });

  const actions = ['tip-partner.read', 'tip-partner.feedback'];
  const vermont = await key('ICAC-55', actions);
  const boston = await key('ICAC-28', actions);
  const { items } = (await boston('GET', '/api/partner/tip-referrals')).body as unknown as {
    items: { id: string; reportNumber: number }[];
  };
  const [first] = items;
  expect(items.map((one) => one.reportNumber)).toEqual(expect.arrayContaining([5, 7]));
  const path = `/api/partner/tip-referrals/${first?.id}`;
  expect((await vermont('GET', path)).status).toBe(404);
  expect((await vermont('POST', `${path}/feedback`, { kind: 'useful' })).status).toBe(404);
  const held = (await boston('GET', path)).body as unknown as { report: { people: object[] } };
  expect(held.report.people.length).toBeGreaterThan(0);
  expect((await boston('POST', `${path}/feedback`, { kind: 'nothing-found' })).status).toBe(200);
  expect((await boston('POST', '/api/partner/tip-marks', mark)).status).toBe(404);
  await balanced();
});
