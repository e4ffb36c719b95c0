import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller } from '../testing/bureaus.ts';
import { CRITERIA } from './contract.ts';

let world: TestBureaus;
let us: TestBureau;
let officer: TestCaller;
let stranger: TestCaller;
let analyst: TestCaller;
let sealed: TestCaller;

beforeAll(async () => {
  world = await createTestBureaus(['US']);
  us = world.at('US');
  officer = await us.signIn({ roles: ['requesting-officer'], agency: 'DCHSI9900', name: 'Olive Officer' });
  stranger = await us.signIn({ roles: ['requesting-officer'], agency: 'DCFBI9900' });
  analyst = await us.signIn({ roles: ['analyst'], name: 'Ana Analyst' });
  sealed = await us.signIn({ roles: ['analyst'], compartments: ['general', 'victim-identity'] });
});
afterAll(() => world?.[Symbol.asyncDispose]());

const DIRECTORY_NUMBER = '+12025550110';
const criteria = CRITERIA.map((code) => ({ code, answer: 'met' }));

function submission(changes: object = {}) {
  return {
    agency: 'DCHSI9900',
    officer: { name: 'Olive Officer', phone: '+1 555 555 0199', email: 'olive@dchsi9900.example.org' },
    offence: 'csam',
    wanted: ['identify-victim'],
    countries: ['NL'],
    urgency: 'urgent',
    legalBasis: 'Search warrant of the district court',
    purpose: 'To identify a child',
    summary: 'A seized device holds pictures of an unknown child.',
    persons: [
      { role: 'suspect', particulars: { names: [{ kind: 'birth', family: 'Example', given: 'Sam' }] } },
      {
        role: 'victim',
        particulars: {
          names: [{ kind: 'nickname', full: 'Robin Sealed' }],
          birth: { date: '2017', precision: 'estimated' },
        },
      },
    ],
    ...changes,
  };
}

async function confirmed(urgency = 'urgent'): Promise<{ id: string; number: string; version: number }> {
  const made = await officer.ok<{ id: string; number: string }>('POST', '/api/requests', submission({ urgency }));
  const { version } = await analyst.ok<{ version: number }>('POST', `/api/requests/${made.id}/call-back`, {
    version: 1,
    numberDialled: DIRECTORY_NUMBER,
    confirmedBy: 'Duty desk',
    result: 'confirmed',
  });
  return { ...made, version };
}

async function accepted(): Promise<{ caseId: string; caseNumber: string; requestId: string }> {
  const { id, version } = await confirmed();
  return analyst.ok('POST', `/api/requests/${id}/accept`, { version, title: 'Unknown child, seized device', criteria });
}

test('a request gets a number, and owes the call-back before anything else', async () => {
  const made = await officer.ok<{ id: string; number: string }>('POST', '/api/requests', submission());
  expect(made.number).toMatch(/^US-R-\d{4}-\d{6}$/);
  const view = await analyst.ok<{ state: string; directoryNumber: string; submittedBy: string }>(
    'GET',
    `/api/requests/${made.id}`,
  );
  expect(view).toMatchObject({ state: 'received', directoryNumber: DIRECTORY_NUMBER, submittedBy: 'Olive Officer' });
  const owed = await us.tx((tx) => us.work.ofRef(tx, { kind: 'request', id: made.id }));
  expect(owed.map((item) => [item.task, item.owner])).toEqual([['request.call-back', { role: 'analyst' }]]);
  const refused = await analyst.no('POST', `/api/requests/${made.id}/accept`, { version: 1, title: 'x', criteria });
  expect(refused).toMatchObject({ status: 422, codes: ['request.accept.officer-not-confirmed'] });
});

test('only a call to the number that the directory holds confirms the officer', async () => {
  const made = await officer.ok<{ id: string }>('POST', '/api/requests', submission());
  const call = { version: 1, confirmedBy: 'Olive Officer', result: 'confirmed' };
  const own = await analyst.no('POST', `/api/requests/${made.id}/call-back`, {
    ...call,
    numberDialled: '+1 555 555 0199',
  });
  expect(own).toMatchObject({ status: 422, codes: ['request.call-back.not-directory-number'] });
  expect(await analyst.ok('GET', `/api/requests/${made.id}`)).toMatchObject({ state: 'received', callBacks: [] });
  const missed = await analyst.ok<{ version: number }>('POST', `/api/requests/${made.id}/call-back`, {
    ...call,
    numberDialled: '+1 (202) 555-0110',
    result: 'not-confirmed',
  });
  expect(missed.version).toBe(2);
  const view = await analyst.ok<{ state: string; callBacks: object[] }>('GET', `/api/requests/${made.id}`);
  expect(view.state).toBe('received');
  expect(view.callBacks).toMatchObject([{ result: 'not-confirmed', numberDialled: DIRECTORY_NUMBER }]);
  const owed = await us.tx((tx) => us.work.ofRef(tx, { kind: 'request', id: made.id }));
  expect(owed.map((item) => item.task)).toEqual(['request.call-back']);
});

test('an unknown agency, another agency and an unknown offence are named as such', async () => {
  const staff = (changes: object) => analyst.no('POST', '/api/requests', submission(changes));
  expect((await staff({ agency: 'ZZXXX0000' })).codes).toEqual(['agency.unknown']);
  expect((await staff({ offence: 'jaywalking' })).codes).toEqual(['offence.unknown']);
  expect((await stranger.no('POST', '/api/requests', submission())).status).toBe(404);
  const media = { name: 'a.jpg', mediaType: 'image/jpeg', size: 1, sha256: '0'.repeat(64) };
  expect((await officer.no('POST', '/api/requests', submission({ attachments: [media] }))).status).toBe(400);
});

test('acceptance needs all seven criteria, answered and met', async () => {
  const { id, version } = await confirmed();
  const accept = (list: object[]) =>
    analyst.no('POST', `/api/requests/${id}/accept`, { version, title: 'A case', criteria: list });
  expect((await accept(criteria.slice(1))).codes).toEqual(['request.criteria.missing']);
  const unmet = criteria.map((c) => (c.code === 'article-3' ? { ...c, answer: 'not-met' } : c));
  expect(await accept(unmet)).toMatchObject({ status: 422, codes: ['request.accept.criterion-not-met'] });
  const done = await analyst.ok<{ caseId: string; caseNumber: string }>('POST', `/api/requests/${id}/accept`, {
    version,
    title: 'A case',
    criteria,
  });
  expect(done.caseNumber).toMatch(/^US-\d{4}-\d{6}$/);
  const again = await analyst.no('POST', `/api/requests/${id}/accept`, { version, title: 'A case', criteria });
  expect(again.status).toBe(409);
  const owed = await us.tx((tx) => us.work.ofRef(tx, { kind: 'case', id: done.caseId }));
  expect(owed.map((item) => item.task)).toEqual(['case.progress']);
});

test('two decisions on one version: one wins, the other is shown both values', async () => {
  const { id, version } = await confirmed();
  const decline = () =>
    analyst.ok('POST', `/api/requests/${id}/decline`, { version, reason: 'duplicate', explanation: 'Same as another' });
  const results = await Promise.allSettled([decline(), decline()]);
  expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
  const stale = await analyst.no('POST', `/api/requests/${id}/return`, { version, needed: 'x' });
  expect(stale.status).toBe(409);
  expect(stale.body).toMatchObject({
    values: { yours: { version }, current: { version: version + 1, state: 'declined' } },
  });
});

test('a returned request goes on where it was when the officer answers', async () => {
  const { id, version } = await confirmed();
  await analyst.ok('POST', `/api/requests/${id}/return`, { version, needed: 'Which account name?' });
  const status = await officer.ok<{ needed: string; version: number }>('GET', `/api/my/requests/${id}`);
  expect(status).toMatchObject({ state: 'returned', needed: 'Which account name?' });
  await officer.ok('POST', `/api/my/requests/${id}/resubmit`, {
    version: status.version,
    answer: 'See the attached list',
    addPersons: [{ role: 'suspect', particulars: { names: [{ kind: 'online', full: 'sam_example' }] } }],
  });
  const view = await analyst.ok<{ state: string; persons: object[] }>('GET', `/api/requests/${id}`);
  expect(view.state).toBe('confirmed');
  expect(view.persons).toHaveLength(3);
  const owed = await us.tx((tx) => us.work.ofRef(tx, { kind: 'request', id }));
  expect(owed.map((item) => item.task)).toEqual(['request.intake']);
});

test('the officer sees how far it is and nothing of any person; another agency sees nothing', async () => {
  const { requestId, caseId, caseNumber } = await accepted();
  await analyst.ok('POST', `/api/cases/${caseId}/outcomes`, { outcome: 'identified', country: 'NL', date: '2026-01' });
  const status = await officer.ok<{ steps: { code: string }[] }>('GET', `/api/my/requests/${requestId}`);
  expect(status).toMatchObject({ caseNumber, caseState: 'open', outcomes: [{ outcome: 'identified', number: 1 }] });
  expect(status.steps.map((step) => step.code)).toEqual([
    'status.received',
    'status.confirmed',
    'status.accepted',
    'status.outcome',
  ]);
  expect(JSON.stringify(status)).not.toMatch(/Robin|Sealed|Sam|2017/);
  expect((await stranger.no('GET', `/api/my/requests/${requestId}`)).status).toBe(404);
  expect((await officer.no('GET', `/api/requests/${requestId}`)).status).toBe(404);
  expect((await officer.no('GET', `/api/cases/${caseId}`)).status).toBe(404);
  const list = await stranger.ok<{ items: object[] }>('GET', '/api/my/requests');
  expect(list.items).toEqual([]);
});

test('who a victim is lies in its own compartment, from the request on', async () => {
  const { requestId, caseId } = await accepted();
  const seen = JSON.stringify([
    await analyst.ok('GET', `/api/requests/${requestId}`),
    await analyst.ok('GET', `/api/cases/${caseId}`),
    await analyst.ok('GET', `/api/cases/${caseId}/timeline`),
  ]);
  expect(seen).toContain('Example');
  expect(seen).not.toContain('Robin');
  const view = await analyst.ok<{ subjects: { id: string; role: string; identityHeld: boolean; version: number }[] }>(
    'GET',
    `/api/cases/${caseId}`,
  );
  const victim = view.subjects.find((subject) => subject.role === 'victim');
  expect(victim?.identityHeld).toBe(true);
  expect((await analyst.no('GET', `/api/subjects/${victim?.id}/identity`)).status).toBe(404);
  const identity = await sealed.ok<{ names: { full: string }[] }>('GET', `/api/subjects/${victim?.id}/identity`);
  expect(identity.names.map((name) => name.full)).toEqual(['Robin Sealed']);
  const change = { version: victim?.version, particulars: { names: [{ kind: 'birth', full: 'Other Name' }] } };
  expect(await analyst.no('PATCH', `/api/subjects/${victim?.id}`, change)).toMatchObject({
    codes: ['subject.identity.sealed'],
  });
  await sealed.ok('PATCH', `/api/subjects/${victim?.id}`, change);
  expect((await sealed.no('PATCH', `/api/subjects/${victim?.id}`, change)).status).toBe(409);
  const timeline = await analyst.ok<{ entries: { act: string }[] }>(
    'GET',
    `/api/cases/${caseId}/timeline?views=yes&limit=200`,
  );
  expect(timeline.entries.map((entry) => entry.act)).toContain('subject.identity-viewed');
});

test('whoever took a request down for an agency neither confirms nor decides it', async () => {
  const made = await analyst.ok<{ id: string }>('POST', '/api/requests', submission());
  const call = { version: 1, numberDialled: DIRECTORY_NUMBER, confirmedBy: 'Duty desk', result: 'confirmed' };
  expect((await analyst.no('POST', `/api/requests/${made.id}/call-back`, call)).status).toBe(404);
  await sealed.ok('POST', `/api/requests/${made.id}/call-back`, call);
});

test('a case closes with an outcome, and not while something is owed on it', async () => {
  const { caseId } = await accepted();
  const read = () => analyst.ok<{ version: number; tasks: { id: string }[] }>('GET', `/api/cases/${caseId}`);
  const close = async () => analyst.no('POST', `/api/cases/${caseId}/close`, { version: (await read()).version });
  expect((await close()).codes).toEqual(['case.close.no-outcome']);
  await analyst.ok('POST', `/api/cases/${caseId}/outcomes`, {
    outcome: 'protected',
    country: 'US',
    date: '2026-02-03',
  });
  const task = { agency: 'DCFBI9900', what: 'Check the address', dueAt: us.runtime.clock.now() + 86_400_000 };
  await analyst.ok('POST', `/api/cases/${caseId}/tasks`, task);
  const probe = { kind: 'probe', id: '00000000-0000-7000-8000-000000000001' };
  await analyst.ok('POST', `/api/cases/${caseId}/links`, { ref: probe, label: 'A probe' });
  await us.tx((tx) =>
    us.work.open(tx, {
      ref: probe,
      task: 'probe.look',
      owner: { role: 'analyst' },
      dueAt: tx.now + 1000,
      urgency: 'routine',
    }),
  );
  expect((await close()).codes.sort()).toEqual(['case.close.linked-open', 'case.close.task-open']);
  await us.tx((tx) => us.work.close(tx, { ref: probe, outcome: 'looked' }));
  const [open] = (await read()).tasks;
  await analyst.ok('POST', `/api/tasks/${open?.id}/finish`, { result: 'done', note: 'Nobody lives there' });
  await analyst.ok('POST', `/api/cases/${caseId}/close`, { version: (await read()).version });
  const note = await analyst.no('POST', `/api/cases/${caseId}/subjects`, { role: 'witness', particulars: {} });
  expect(note.codes).toEqual(['case.closed-already']);
});

test('the timeline is the ledger read aloud, with phrases for all of it', async () => {
  const { caseId, requestId } = await accepted();
  const timeline = await analyst.ok<{
    entries: { act: string; actorName: string | null; params: Record<string, unknown> }[];
  }>('GET', `/api/cases/${caseId}/timeline`);
  const opened = timeline.entries.find((entry) => entry.act === 'case.opened');
  expect(opened).toMatchObject({ actorName: 'Ana Analyst', params: { offence: 'csam' } });
  const acts = timeline.entries.map((entry) => entry.act);
  expect(acts).toContain('request.accepted');
  expect(acts.filter((act) => act === 'subject.added')).toHaveLength(2);
  const reference = us.cases.parts.references?.find((one) => one.kind === 'request');
  const found = await us.tx(async (tx) => reference?.resolve(tx, [requestId]));
  expect(found?.get(requestId)).toMatchObject({ title: 'offence.csam', state: 'accepted' });
});

test('received = finished + refused + open with an owner and a deadline', async () => {
  const balance = await us.conservation();
  expect(balance.items.flatMap((item) => item.differences)).toEqual([]);
  const requests = balance.items.find((item) => item.item === 'request');
  expect(requests?.received).toBeGreaterThan(8);
  expect(requests?.refused).toBe(1);
});

test('a review moves the date by which the case is looked at again', async () => {
  const { caseId } = await accepted();
  const { version } = await analyst.ok<{ version: number }>('GET', `/api/cases/${caseId}`);
  const nextReviewAt = us.runtime.clock.now() + 10 * 86_400_000;
  await analyst.ok('POST', `/api/cases/${caseId}/review`, {
    version,
    note: 'Waiting for the laboratory',
    nextReviewAt,
  });
  const owed = await us.tx((tx) => us.work.ofRef(tx, { kind: 'case', id: caseId }));
  expect(owed.map((item) => [item.task, item.dueAt])).toEqual([['case.progress', nextReviewAt]]);
  const past = await analyst.no('POST', `/api/cases/${caseId}/review`, {
    version: version + 1,
    note: 'x',
    nextReviewAt: 1,
  });
  expect(past.codes).toEqual(['deadline.in-past']);
});
