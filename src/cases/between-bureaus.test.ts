import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller, until } from '../testing/bureaus.ts';
import { type CaseView, CRITERIA, type RequestView } from './contract.ts';

let world: TestBureaus;
let us: TestBureau;
let nl: TestBureau;
let washington: TestCaller;
let hague: TestCaller;

beforeAll(async () => {
  world = await createTestBureaus(['US', 'NL']);
  us = world.at('US');
  nl = world.at('NL');
  washington = await us.signIn({ roles: ['analyst'], compartments: ['general', 'victim-identity'] });
  hague = await nl.signIn({ roles: ['analyst'] });
});
afterAll(() => world?.[Symbol.asyncDispose]());

const criteria = CRITERIA.map((code) => ({ code, answer: 'met' }));
const matter = {
  offence: 'csam',
  wanted: ['identify-victim'],
  urgency: 'urgent',
  legalBasis: 'Court order',
  purpose: 'To identify a child',
  summary: 'Pictures of an unknown child; the toy may be sold in your country.',
};

async function openCase(): Promise<string> {
  const { id } = await washington.ok<{ id: string }>('POST', '/api/cases', { title: 'Unknown child', ...matter });
  return id;
}
const caseAt = (who: TestCaller, id: string) => who.ok<CaseView>('GET', `/api/cases/${id}`);
const ask = async (id: string, changes: object = {}) => {
  const { offence: _offence, ...rest } = matter;
  return washington.ok<{ stripped: string[]; asks: { id: string }[] }>('POST', `/api/cases/${id}/asks`, {
    ...rest,
    to: ['NL'],
    ...changes,
  });
};
/** The newest request at The Hague, once there are `n` more of them than before. */
async function requestAtHague(known: Set<string>): Promise<RequestView> {
  let found: { id: string } | undefined;
  await until(async () => {
    const { items } = await hague.ok<{ items: { id: string }[] }>('GET', '/api/requests');
    found = items.find((item) => !known.has(item.id));
    return found !== undefined;
  });
  return hague.ok<RequestView>('GET', `/api/requests/${found?.id}`);
}
const knownAtHague = async (): Promise<Set<string>> =>
  new Set((await hague.ok<{ items: { id: string }[] }>('GET', '/api/requests')).items.map((item) => item.id));

test('a request to another bureau is checked there, accepted as a case, answered, and its outcome comes back once', async () => {
  const id = await openCase();
  const add = (role: string, particulars: object) =>
    washington.ok<{ id: string }>('POST', `/api/cases/${id}/subjects`, { role, particulars });
  const victim = await add('victim', { names: [{ kind: 'nickname', full: 'Robin Sealed' }] });
  const suspect = await add('suspect', {
    names: [{ kind: 'birth', family: 'Example', given: 'Sam' }],
    domestic: { fbiNumber: '555010199' },
  });
  const known = await knownAtHague();
  const sent = await ask(id, { subjectIds: [victim.id, suspect.id] });
  expect(sent.stripped.sort()).toEqual(['/persons/0/documents', '/persons/0/names', '/persons/1/domestic/fbiNumber']);
  const request = await requestAtHague(known);
  expect(request).toMatchObject({ origin: 'bureau', from: 'US', state: 'confirmed', offence: 'csam' });
  expect(request.persons).toHaveLength(2);
  expect(JSON.stringify(request)).not.toMatch(/Robin|555010199/);
  const accepted = await hague.ok<{ caseId: string }>('POST', `/api/requests/${request.id}/accept`, {
    version: request.version,
    title: 'For Washington: unknown child',
    criteria,
  });
  await until(async () => (await caseAt(washington, id)).asks[0]?.state === 'accepted');
  const owed = await nl.tx((tx) => nl.work.ofRef(tx, { kind: 'case', id: accepted.caseId }));
  expect(owed.map((item) => item.task).sort()).toEqual(['case.answer', 'case.progress']);

  await hague.ok('POST', `/api/cases/${accepted.caseId}/outcomes`, {
    outcome: 'identified',
    country: 'NL',
    date: '2026-03-01',
  });
  const close = { version: (await caseAt(hague, accepted.caseId)).version };
  expect((await hague.no('POST', `/api/cases/${accepted.caseId}/close`, close)).codes).toEqual([
    'case.close.answer-owed',
  ]);
  await hague.ok('POST', `/api/cases/${accepted.caseId}/answer`, { ...close, text: 'The child is identified.' });
  // Nothing leaves on the drafter's word alone.
  const [draft] = (await hague.ok<{ answers: { id: string }[] }>('GET', `/api/cases/${accepted.caseId}/answers`))
    .answers;
  const release = { version: 1, decision: 'release' };
  await hague.no('POST', `/api/answers/${draft?.id}/review`, release);
  expect((await caseAt(washington, id)).asks[0]?.state).toBe('accepted');
  const another = await nl.signIn({ roles: ['supervisor'] });
  await another.ok('POST', `/api/answers/${draft?.id}/review`, release);
  await until(async () => (await caseAt(washington, id)).asks[0]?.state === 'answered');
  expect((await caseAt(washington, id)).asks[0]).toMatchObject({ answer: 'The child is identified.' });

  const theirCaseRef = request.theirRef;
  const report = { to: 'US', theirCaseRef, outcome: 'arrested', country: 'NL', date: '2026-03-02', number: 2 };
  await hague.ok('POST', `/api/cases/${accepted.caseId}/report-outcome`, report);
  await until(async () => (await caseAt(washington, id)).outcomes.length > 0);
  expect((await caseAt(washington, id)).outcomes).toMatchObject([
    { outcome: 'arrested', country: 'NL', from: 'NL', number: 2 },
  ]);
  await hague.ok('POST', `/api/cases/${accepted.caseId}/close`, {
    version: (await caseAt(hague, accepted.caseId)).version,
  });
  await washington.ok('POST', `/api/cases/${id}/close`, { version: (await caseAt(washington, id)).version });
});

test('a bureau refuses with its reason, and the asker is told', async () => {
  const id = await openCase();
  const known = await knownAtHague();
  await ask(id);
  const request = await requestAtHague(known);
  await hague.ok('POST', `/api/requests/${request.id}/decline`, {
    version: request.version,
    reason: 'no-dual-criminality',
    explanation: 'The act is no crime here.',
  });
  await until(async () => (await caseAt(washington, id)).asks[0]?.state === 'refused');
  expect((await caseAt(washington, id)).asks[0]).toMatchObject({
    reason: 'no-dual-criminality',
    explanation: 'The act is no crime here.',
  });
  expect(await us.tx((tx) => us.work.openRefs(tx, 'case-ask'))).toEqual(new Set());
});

test('a returned request goes on there when the asker sends what was missing', async () => {
  const id = await openCase();
  const known = await knownAtHague();
  const sent = await ask(id);
  const request = await requestAtHague(known);
  await hague.ok('POST', `/api/requests/${request.id}/return`, { version: request.version, needed: 'Which toy?' });
  await until(async () => (await caseAt(washington, id)).asks[0]?.state === 'returned');
  const askId = sent.asks.at(-1)?.id;
  const owed = await us.tx((tx) => us.work.ofRef(tx, { kind: 'case-ask', id: askId ?? '' }));
  expect(owed.map((item) => item.task)).toEqual(['case.ask-information']);
  await washington.ok('POST', `/api/asks/${askId}/supplement`, { text: 'A stuffed rabbit, grey.' });
  const there = () => hague.ok<RequestView>('GET', `/api/requests/${request.id}`);
  await until(async () => (await there()).state === 'confirmed');
  expect((await there()).exchanges).toMatchObject([
    { kind: 'needed', text: 'Which toy?' },
    { kind: 'answer', text: 'A stuffed rabbit, grey.' },
  ]);
  await washington.ok('POST', `/api/asks/${askId}/withdraw`, { reason: 'Solved another way' });
  expect((await washington.no('POST', `/api/asks/${askId}/withdraw`, { reason: 'x' })).codes).toEqual([
    'case.ask.not-open',
  ]);
});

test('an outcome for a case that is not there is refused, and becomes work at the sender', async () => {
  const { id } = await hague.ok<{ id: string }>('POST', '/api/cases', { title: 'Ours', ...matter });
  await hague.ok('POST', `/api/cases/${id}/report-outcome`, {
    to: 'US',
    theirCaseRef: 'US:case:00000000-0000-7000-8000-000000000009',
    outcome: 'located',
    country: 'NL',
    date: '2026',
  });
  const tasks = async () =>
    (await nl.tx((tx) => nl.work.ofRef(tx, { kind: 'case', id }))).map((item) => item.task).sort();
  await until(async () => (await tasks()).length === 2);
  expect(await tasks()).toEqual(['case.progress', 'case.report-undelivered']);
  const stolen = await hague.no('POST', `/api/cases/${id}/report-outcome`, {
    to: 'US',
    theirCaseRef: 'CA:case:00000000-0000-7000-8000-000000000009',
    outcome: 'located',
    country: 'NL',
    date: '2026',
  });
  expect(stolen.codes).toEqual(['case.ref-of-another-bureau']);
});

test('a bureau that has no part in a case cannot report an outcome for it; one that was written to about it can', async () => {
  const id = await openCase();
  const report = { to: 'US', theirCaseRef: `US:case:${id}`, outcome: 'arrested', country: 'NL', date: '2026' };
  const own = await hague.ok<{ id: string }>('POST', '/api/cases', { title: 'Ours too', ...matter });
  await hague.ok('POST', `/api/cases/${own.id}/report-outcome`, report);
  await until(async () =>
    (await nl.tx((tx) => nl.work.ofRef(tx, { kind: 'case', id: own.id }))).some(
      (item) => item.task === 'case.report-undelivered',
    ),
  );
  expect((await caseAt(washington, id)).outcomes).toEqual([]);
  await washington.ok('POST', '/api/threads', {
    to: ['NL'],
    type: 'request-for-information',
    subject: 'What came of it?',
    text: 'Please tell us.',
    urgency: 'routine',
    asks: false,
    caseId: id,
    handling: { purpose: 'To close the case', onward: 'no' },
  });
  await hague.ok('POST', `/api/cases/${own.id}/report-outcome`, report);
  await until(async () => (await caseAt(washington, id)).outcomes.length === 1);
});

test('the same outcome message taken in again has one effect', async () => {
  const id = await openCase();
  await ask(id);
  const handler = us.cases.parts.messages?.find((one) => one.kind === 'case.outcome');
  const message = {
    id: 'NL:message:00000000-0000-7000-8000-000000000007',
    hash: 'a'.repeat(64),
    kind: 'case.outcome',
    from: 'NL',
    iat: 1,
    thread: null,
    replyTo: null,
    urgency: 'routine',
    handling: null,
    body: { v: 1, caseRef: `US:case:${id}`, outcome: 'rescued', country: 'NL', date: '2026', number: 1 },
  };
  await us.tx(async (tx) => handler?.handle(tx, message as never));
  await expect(us.tx(async (tx) => handler?.handle(tx, message as never))).rejects.toThrow(/duplicate key/);
  expect((await caseAt(washington, id)).outcomes).toHaveLength(1);
});

test('both bureaus balance', async () => {
  for (const bureau of [us, nl]) {
    const balance = await bureau.conservation();
    expect(balance.items.flatMap((item) => item.differences)).toEqual([]);
    expect(balance.items.find((item) => item.item === 'case')?.received).toBeGreaterThan(0);
  }
});
