import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestBureau, TestCaller } from '../testing/bureaus.ts';
import { until } from '../testing/bureaus.ts';
import type { CandidateView, FalseMatchView, RecordView, ScreeningView } from './contract.ts';
import {
  blue,
  candidatesOf,
  type Issuers,
  inState,
  issue,
  issuers,
  red,
  type ScreeningWorld,
  screen,
  screeningBureaus,
  yellow,
} from './screening.testkit.ts';

let world: ScreeningWorld;
let who: Issuers;
let us: TestBureau;
let nl: TestBureau;
/** At the border in the Netherlands. */
let ann: TestCaller;
let bea: TestCaller;
let wanted: string;

beforeAll(async () => {
  world = await screeningBureaus(['US', 'NL']);
  who = await issuers(world, ['NL']);
  us = who.us;
  nl = world.at('NL');
  ann = await nl.signIn({ roles: ['watch-officer'] });
  bea = await nl.signIn({ roles: ['watch-officer'] });
  wanted = await issue(who, red);
});
afterAll(() => world?.[Symbol.asyncDispose]());

const person = { family: 'Example', given: 'Álvaro', birthDate: '1979-04-02', sex: 'M', nationalities: ['US'] };
const border = { trip: { direction: 'entry', place: 'Schiphol', officer: 'Officer 7', flight: 'HW 12' } };
const only = (view: ScreeningView, record: string): CandidateView => {
  const found = candidatesOf(view).find((candidate) => candidate.recordId === record);
  if (!found) throw new Error(`no candidate: ${JSON.stringify(view.found)}`);
  return found;
};
const path = (view: ScreeningView, candidate: CandidateView) => `/api/screenings/${view.id}/candidates/${candidate.id}`;
const open = (caller: TestCaller, view: ScreeningView, candidate: CandidateView) =>
  caller.ok<RecordView>('POST', `${path(view, candidate)}/record`, { purpose: 'decide-match' });
const say = (caller: TestCaller, view: ScreeningView, candidate: CandidateView, verdict: string, more: object = {}) =>
  caller.ok<CandidateView>('POST', `${path(view, candidate)}/words`, {
    version: candidate.version,
    verdict,
    reason: 'Compared with the photograph in the record.',
    ...more,
  });
async function acts(bureau: TestBureau, act: string): Promise<{ actor: string; about: string[] }[]> {
  await bureau.audit.sealNow();
  return bureau.tx((tx) => tx.query('SELECT actor, about FROM audit_entry WHERE act = $1 ORDER BY seq', [act]));
}
async function balanced(): Promise<void> {
  for (const bureau of [us, nl]) {
    const { items } = await bureau.conservation();
    expect(items.filter((item) => item.item.startsWith('screening')).flatMap((item) => item.differences)).toEqual([]);
  }
}

test('candidates first, without the record; the record by a second call with a purpose, both on the ledger', async () => {
  const view = await screen(ann, person, border);
  expect(view).toMatchObject({ kind: 'person', state: 'open', direction: 'entry', place: 'Schiphol', candidates: 1 });
  const candidate = only(view, wanted);
  expect(candidate).toMatchObject({
    source: 'notice',
    kind: 'red',
    owner: 'US',
    needsTwo: true,
    state: 'open',
    known: null,
  });
  expect(candidate.number).toMatch(/^A-\d{6}/);
  expect(candidate.score).toBeGreaterThan(0.95);
  expect(candidate.reasons.terms.map((term) => term.term)).toEqual(expect.arrayContaining(['name', 'birth']));
  expect(JSON.stringify(view)).not.toMatch(/18 U\.S\.C|Springfield|offences against children/);
  expect((await ann.no('POST', `${path(view, candidate)}/record`, {})).status).toBe(400);
  const record = await open(ann, view, candidate);
  expect(record.facts.find((fact) => fact.label === 'record.family')?.values).toEqual(['Example']);
  expect(record.ref).toEqual({ kind: 'notice', id: wanted });
  const [searched] = await acts(nl, 'screening.person.searched');
  expect(searched?.actor).toBe(`person:${ann.id}`);
  const [viewed] = await acts(nl, 'screening.record.viewed');
  expect(viewed).toMatchObject({ actor: `person:${ann.id}`, about: expect.arrayContaining([`notice:${wanted}`]) });
  expect(await nl.owed()).toContain('screening.decide');
  // Nobody of another agency, and nobody at Lyon.
  const officer = await nl.signIn({ roles: ['requesting-officer'], agency: 'NLEXAMPLE' });
  expect((await officer.no('POST', '/api/screenings/person', { person })).status).toBe(404);
  await balanced();
});

test('a Red takes two people who have looked; then its owner hears of the hit, and the watch owes an answer', async () => {
  const view = await screen(ann, person, border);
  const candidate = only(view, wanted);
  expect(
    (await bea.no('POST', `${path(view, candidate)}/words`, { version: 1, verdict: 'same', reason: 'I am sure' }))
      .codes,
  ).toEqual(['screening.not-looked']);
  await open(ann, view, candidate);
  const once = await say(ann, view, candidate, 'same');
  expect(once).toMatchObject({ state: 'same-once', hitId: null });
  expect(await nl.owed()).toContain('screening.second-word');
  // The same person twice is one person.
  const twice = await say(ann, view, once, 'same');
  expect(twice.state).toBe('same-once');
  expect(
    (await ann.no('POST', `${path(view, candidate)}/words`, { version: 1, verdict: 'not', reason: 'late' })).status,
  ).toBe(409);
  await open(bea, view, twice);
  const disputed = await say(bea, view, twice, 'not');
  expect(disputed.state).toBe('disputed');
  expect(await nl.owed()).toContain('screening.settle-dispute');
  const confirmed = await say(bea, view, disputed, 'same');
  expect(confirmed.state).toBe('same');
  expect(confirmed.hitId).not.toBeNull();
  await until(async () => {
    const rows = await us.tx((tx) => tx.query('SELECT place FROM notice_hit WHERE id = $1', [confirmed.hitId]));
    return rows.length === 1;
  });
  expect(await us.owed()).toContain('hit.follow');
  const owed = await nl.owed();
  expect(owed).toContain('screening.record-action');
  expect(owed).toContain('hit.confirm-identity');
  expect(owed).not.toContain('screening.settle-dispute');
  expect((await ann.ok<ScreeningView>('GET', `/api/screenings/${view.id}`)).state).toBe('done');
  const acted = await ann.ok<CandidateView>('POST', `${path(view, candidate)}/action`, {
    version: confirmed.version,
    action: 'secondary-inspection',
    note: 'Waits with two officers.',
  });
  expect(acted.action).toMatchObject({ action: 'secondary-inspection', by: `person:${ann.id}` });
  expect(await nl.owed()).not.toContain('screening.record-action');
  await balanced();
});

test('a false match is remembered for the pair, shown, and looked at anew when the record changes', async () => {
  const namesake = { ...person, birthDate: '1979-04-03' };
  const first = await screen(ann, namesake);
  const candidate = only(first, wanted);
  const told = await say(ann, first, candidate, 'not', { reason: 'Another height and another face.' });
  expect(told).toMatchObject({ state: 'not', known: { reason: 'Another height and another face.' } });
  expect((await ann.ok<ScreeningView>('GET', `/api/screenings/${first.id}`)).state).toBe('done');
  // The same man, written otherwise.
  const again = await screen(bea, { ...namesake, family: 'EXAMPLE', given: 'Alvaro' }, border);
  expect(again.state).toBe('done');
  expect(only(again, wanted)).toMatchObject({ state: 'known', known: { by: `person:${ann.id}`, changedSince: false } });
  // The wanted man himself is no namesake.
  expect(only(await screen(ann, person), wanted)).toMatchObject({ state: 'open', known: null });
  const { items } = await ann.ok<{ items: FalseMatchView[] }>('GET', '/api/screening-false-matches');
  const pair = items.find((one) => one.recordId === wanted);
  expect(pair).toMatchObject({ by: `person:${ann.id}`, undone: null });
  await bea.ok('POST', `/api/screening-false-matches/${pair?.id}/undo`, {
    version: pair?.version,
    reason: 'Not sure after all',
  });
  expect(only(await screen(ann, namesake), wanted)).toMatchObject({ state: 'open', known: null });
  await balanced();
});

test('other colours take one person; an own notice makes no hit', async () => {
  const child = await issue(who, { ...yellow, subject: { ...yellow.subject, familyName: 'Quill', forename: 'Robin' } });
  const view = await screen(ann, { full: 'Robin Quill', birthDate: '2017-06-11' }, border);
  const candidate = only(view, child);
  expect(candidate.needsTwo).toBe(false);
  await open(ann, view, candidate);
  const confirmed = await say(ann, view, candidate, 'same');
  expect(confirmed.state).toBe('same');
  expect(confirmed.hitId).not.toBeNull();
  const home = await screen(who.analyst, { full: 'Robin Quill', birthDate: '2017-06-11' });
  await open(who.analyst, home, only(home, child));
  expect(await say(who.analyst, home, only(home, child), 'same')).toMatchObject({ state: 'same', hitId: null });
  await balanced();
});

test('a suspended and a cancelled notice match nobody from that moment, and what candidates said of it goes', async () => {
  const id = await issue(who, { ...blue, subject: { ...blue.subject, familyName: 'Vane', forename: 'Tobias' } });
  const asked = { full: 'Tobias Vane', birthDate: '1979-04-02' };
  const before = await screen(ann, asked, border);
  expect(only(before, id).state).toBe('open');
  const lyonChief = await who.lyon.signIn({ roles: ['supervisor'] });
  const at = (caller: TestCaller) => caller.ok<{ version: number }>('GET', `/api/notices/${id}`);
  await lyonChief.ok('POST', `/api/notices/${id}/suspend`, {
    version: (await at(lyonChief)).version,
    until: Date.now() + 86_400_000,
    reason: 'Under examination',
  });
  await inState(nl, id, 'suspended');
  expect(candidatesOf(await screen(ann, asked))).toEqual([]);
  await lyonChief.ok('POST', `/api/notices/${id}/resume`, {
    version: (await at(lyonChief)).version,
    reason: 'Examined',
  });
  await inState(nl, id, 'issued');
  expect(candidatesOf(await screen(ann, asked))).toHaveLength(1);
  await who.chief.ok('POST', `/api/notices/${id}/withdraw`, {
    version: (await at(who.chief)).version,
    reason: 'Not needed any more',
  });
  await inState(nl, id, 'withdrawn');
  expect(candidatesOf(await screen(ann, asked))).toEqual([]);
  const left = await ann.ok<ScreeningView>('GET', `/api/screenings/${before.id}`);
  expect(left.state).toBe('done');
  const gone = only(left, id);
  expect(gone).toMatchObject({ state: 'ended', reasons: { terms: [], tokens: [] } });
  expect((await ann.no('POST', `${path(left, gone)}/record`, { purpose: 'audit' })).codes).toEqual([
    'screening.record-gone',
  ]);
  expect(
    (await ann.no('POST', `${path(left, gone)}/words`, { version: gone.version, verdict: 'not', reason: 'gone' }))
      .codes,
  ).toEqual(['screening.record-ended']);
  await balanced();
});

test('subjects of open cases are found by who may see them, and no longer when the case is closed', async () => {
  const specialist = await us.signIn({ roles: ['analyst'], compartments: ['general', 'victim-identity'] });
  const opened = await specialist.ok<{ id: string; version: number }>('POST', '/api/cases', {
    title: 'A case of an invented child',
    offence: 'missing-child',
    wanted: ['identify-victim'],
    countries: ['NL'],
    urgency: 'urgent',
    legalBasis: 'Own investigation',
    purpose: 'Identify the child',
    summary: 'An invented case for a test.',
  });
  const add = (role: string, family: string) =>
    specialist.ok('POST', `/api/cases/${opened.id}/subjects`, {
      role,
      particulars: {
        names: [{ kind: 'current', family, given: 'Uma' }],
        birth: { date: '2014-02-03', precision: 'exact' },
      },
    });
  await add('suspect', 'Hollis');
  await add('victim', 'Merrow');
  const find = async (caller: TestCaller, family: string) =>
    candidatesOf(await screen(caller, { family, given: 'Uma', birthDate: '2014-02-03' }));
  expect((await find(who.analyst, 'Hollis'))[0]).toMatchObject({
    source: 'subject',
    kind: 'suspect',
    caseId: opened.id,
  });
  expect(await find(who.analyst, 'Merrow')).toEqual([]);
  const [victim] = await find(specialist, 'Merrow');
  expect(victim).toMatchObject({ source: 'subject', kind: 'victim' });
  // What one may see does not show in another's reading of the same screening.
  const seen = await screen(specialist, { family: 'Merrow', given: 'Uma', birthDate: '2014-02-03' });
  expect(seen.candidates).toBe(1);
  expect((await who.analyst.ok<ScreeningView>('GET', `/api/screenings/${seen.id}`)).candidates).toBe(0);
  await us.tx((tx) => tx.query("UPDATE case_file SET state = 'closed' WHERE id = $1", [opened.id]));
  expect(await find(who.analyst, 'Hollis')).toEqual([]);
});

test('a process that starts later builds the same index from the database', async () => {
  const room = world.screening('NL');
  await room.stop();
  const again = await screen(ann, person);
  expect(only(again, wanted).score).toBeGreaterThan(0.95);
  const copy = await ann.ok<{ feedAt: number; index: { state: string; sizes: Record<string, number> } }>(
    'GET',
    '/api/screenings/copy',
  );
  expect(copy.feedAt).toBeGreaterThan(0);
  expect(copy.index).toMatchObject({ state: 'ready', sizes: { notice: expect.any(Number) } });
});
