import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller, until } from '../../testing/bureaus.ts';
import type { AnswerView, BesideRequest, BulkDone, BulkPreview, BulkView, CaseView, RequestView } from '../contract.ts';
import { acceptedCase, asked, CRITERIA_MET, confirmed, ORI } from './requests.testkit.ts';

let world: TestBureaus;
let us: TestBureau;
let nl: TestBureau;
let officer: TestCaller;
let analyst: TestCaller;
let supervisor: TestCaller;
let administrator: TestCaller;
let hague: TestCaller;
let hagueSecond: TestCaller;

beforeAll(async () => {
  world = await createTestBureaus(['US', 'NL']);
  us = world.at('US');
  nl = world.at('NL');
  officer = await us.signIn({ roles: ['requesting-officer'], agency: ORI, name: 'Olive Officer' });
  analyst = await us.signIn({ roles: ['analyst'], name: 'Ana Analyst', compartments: ['general', 'victim-identity'] });
  supervisor = await us.signIn({ roles: ['supervisor'], name: 'Sue Supervisor' });
  administrator = await us.signIn({ roles: ['administrator'] });
  hague = await nl.signIn({ roles: ['analyst'], name: 'Hugo Hague' });
  hagueSecond = await nl.signIn({ roles: ['supervisor'], name: 'Tess Hague' });
});
afterAll(() => world?.[Symbol.asyncDispose]());

const beside = (id: string) => analyst.ok<BesideRequest>('GET', `/api/requests/${id}/beside`);
const person = (family: string, given: string, date: string, role = 'suspect') => ({
  role,
  particulars: { names: [{ kind: 'birth', family, given }], birth: { date, precision: 'exact' } },
});
const toNl = {
  to: ['NL'],
  wanted: ['identify-victim'],
  urgency: 'urgent',
  legalBasis: 'x',
  purpose: 'x',
  summary: 'x',
};

test('nothing of an agency’s request leaves before it is known who else works on it', async () => {
  const { caseId, requestId } = await acceptedCase(officer, analyst, {
    persons: [person('Example', 'Sam', '1980-02-03')],
  });
  const held = await analyst.no('POST', `/api/cases/${caseId}/asks`, toNl);
  expect(held).toMatchObject({ status: 422, codes: ['deconfliction.owed'] });
  for (const authority of ['hsi', 'fbi', 'usms', 'icac']) {
    await analyst.ok('POST', `/api/requests/${requestId}/deconfliction/by-hand`, { authority, result: 'clear' });
  }
  const nobody = await analyst.no('POST', `/api/requests/${requestId}/deconfliction/by-hand`, {
    authority: 'ncmec',
    result: 'pointer',
  });
  expect(nobody.codes).toEqual(['deconfliction.contact-needed']);
  expect((await beside(requestId)).deconfliction).toMatchObject({ holds: true, missing: ['ncmec'] });
  const contact = 'Analyst Doe, +1 555 555 0170';
  await analyst.ok('POST', `/api/requests/${requestId}/deconfliction/by-hand`, {
    authority: 'ncmec',
    result: 'pointer',
    contact,
  });
  expect((await beside(requestId)).deconfliction).toMatchObject({ holds: false, missing: [] });
  await analyst.ok('POST', `/api/cases/${caseId}/asks`, toNl);
});

test('a supervisor says why it cannot wait; an analyst cannot', async () => {
  const { caseId, requestId } = await acceptedCase(officer, analyst);
  const reason = { reason: 'A child is in danger tonight' };
  expect((await analyst.no('POST', `/api/requests/${requestId}/deconfliction/override`, reason)).status).toBe(404);
  await supervisor.ok('POST', `/api/requests/${requestId}/deconfliction/override`, reason);
  expect((await beside(requestId)).deconfliction.override).toMatchObject({ by: 'Sue Supervisor', ...reason });
  await analyst.ok('POST', `/api/cases/${caseId}/asks`, toNl);
});

test('a partner’s system is asked by hashed identifiers alone, and answers with a pointer', async () => {
  // The partner is a system of the same make: this bureau, asked with a key of its own.
  const other = await confirmed(officer, analyst, { persons: [person('Pointer', 'Pat', '1975-05-06')] });
  const { key } = await administrator.ok<{ key: string }>('POST', '/api/partners', {
    name: 'Homeland look-up',
    actions: ['deconfliction.answer'],
    expiresAt: us.runtime.clock.now() + 86_400_000,
  });
  const url = `${us.url}/api/deconfliction/check`;
  expect(
    (
      await administrator.no('PUT', '/api/deconfliction/partners/hsi', {
        version: 0,
        url: 'http://example.org/',
        isOn: true,
        key,
      })
    ).codes,
  ).toEqual(['deconfliction.not-https']);
  await administrator.ok('PUT', '/api/deconfliction/partners/hsi', { version: 0, url, isOn: true, key });
  const kept = await us.tx((tx) =>
    tx.query<{ row: string }>('SELECT p::text AS row FROM case_deconfliction_partner p'),
  );
  expect(kept[0]?.row).not.toContain(key);
  const mine = await confirmed(officer, analyst, { persons: [person('POINTER', 'Pät', '1975-05-06')] });
  await analyst.ok('POST', `/api/requests/${mine.id}/deconfliction`, { authorities: ['hsi'] });
  const entries = async () => (await beside(mine.id)).deconfliction.entries;
  await until(async () => (await entries())[0]?.state !== 'asked');
  expect((await entries())[0]).toMatchObject({ authority: 'hsi', method: 'api', state: 'pointer', pointers: 1 });
  expect((await entries())[0]?.contact).toContain(other.number);
  const bare = await confirmed(officer, analyst);
  await analyst.ok('POST', `/api/requests/${bare.id}/deconfliction`, { authorities: ['hsi'] });
  await until(async () => (await beside(bare.id)).deconfliction.entries[0]?.state === 'failed');
  expect((await analyst.no('POST', `/api/requests/${bare.id}/deconfliction`, { authorities: ['fbi'] })).codes).toEqual([
    'deconfliction.not-online',
  ]);
});

test('what may be the same is proposed with its reasons, and a victim is never compared', async () => {
  const words = 'Traded at https://Trade.example.org/room/?utm_source=x#top, call +1 (555) 555-0123';
  const first = await confirmed(officer, analyst, {
    agencyReference: 'HSI 77/1',
    summary: words,
    persons: [person('Duplicate', 'Dana', '1990-01-01'), person('Hidden', 'Vic', '2015-01-01', 'victim')],
  });
  const second = await confirmed(officer, analyst, {
    agencyReference: 'hsi-77-1',
    summary: 'See https://trade.example.org/room and +15555550123',
    persons: [person('Duplicat', 'Dana', '1990-01-01'), person('Hidden', 'Vic', '2015-01-01', 'victim')],
  });
  const found = (await beside(second.id)).duplicates.find((one) => one.id === first.id);
  expect(found?.reasons.map((one) => one.reason).sort()).toEqual(['name', 'phone', 'reference', 'url']);
  const kept = await us.tx((tx) => tx.query<{ row: string }>('SELECT k::text AS row FROM case_request_key k'));
  expect(kept.map((entry) => entry.row).join()).not.toMatch(/Hidden|hidden/);
  const apart = await confirmed(officer, analyst, { persons: [person('Duplicate', 'Dana', '1951-07-08')] });
  expect((await beside(apart.id)).duplicates).toEqual([]);
});

test('an unaccompanied child: a child-welfare authority before the police, and before the end', async () => {
  const { caseId } = await acceptedCase(officer, analyst, { wanted: ['unaccompanied-child'] });
  const task = (agency: string) => ({
    agency,
    what: 'Look after the child',
    dueAt: us.runtime.clock.now() + 3_600_000,
  });
  const owed = async () =>
    (await us.tx((tx) => us.work.ofRef(tx, { kind: 'case', id: caseId }))).map((item) => item.task);
  expect(await owed()).toContain('case.child-welfare');
  const police = await analyst.no('POST', `/api/cases/${caseId}/tasks`, task('DCFBI9900'));
  expect(police.codes).toEqual(['case.task.child-welfare-first']);
  await analyst.ok('POST', `/api/cases/${caseId}/outcomes`, {
    outcome: 'protected',
    country: 'US',
    date: '2026-01-01',
  });
  const { version } = await analyst.ok<CaseView>('GET', `/api/cases/${caseId}`);
  expect((await analyst.no('POST', `/api/cases/${caseId}/close`, { version })).codes).toEqual([
    'case.close.child-welfare-owed',
  ]);
  await analyst.ok('POST', `/api/cases/${caseId}/tasks`, task('TXCW99000'));
  expect(await owed()).not.toContain('case.child-welfare');
  await analyst.ok('POST', `/api/cases/${caseId}/tasks`, task('DCFBI9900'));
  const asAgency = await analyst.no('POST', '/api/requests', asked({ agency: 'TXCW99000' }));
  expect(asAgency.codes).toEqual(['agency.unknown']);
});

test('another bureau’s request: tasked here, answered there after two people have seen what it discloses', async () => {
  const opened = await hague.ok<{ id: string }>('POST', '/api/cases', {
    title: 'Welfare of a child',
    offence: 'csam',
    wanted: ['welfare-check'],
    countries: ['US'],
    urgency: 'urgent',
    legalBasis: 'Child protection act',
    purpose: 'To know how the child is',
    summary: 'A child moved to Texas with a relative.',
  });
  const { offence: _offence, ...ask } = asked({ wanted: ['welfare-check'], to: ['US'] }) as Record<string, unknown>;
  const { agency: _agency, officer: _officer, countries: _countries, persons: _persons, ...rest } = ask;
  await hague.ok('POST', `/api/cases/${opened.id}/asks`, rest);
  let found: RequestView | undefined;
  await until(async () => {
    const { items } = await analyst.ok<{ items: RequestView[] }>('GET', '/api/requests');
    found = items.find((item) => item.from === 'NL');
    return found !== undefined;
  });
  const { caseId } = await analyst.ok<{ caseId: string }>('POST', `/api/requests/${found?.id}/accept`, {
    version: found?.version,
    title: 'For The Hague: welfare',
    criteria: CRITERIA_MET,
  });
  await analyst.ok('POST', `/api/cases/${caseId}/subjects`, {
    role: 'victim',
    particulars: { names: [{ kind: 'birth', family: 'Sealed', given: 'Robin' }] },
  });
  const at = () => analyst.ok<CaseView>('GET', `/api/cases/${caseId}`);
  await analyst.ok('POST', `/api/cases/${caseId}/answer`, { version: (await at()).version, text: 'Robin is well.' });
  const again = await analyst.no('POST', `/api/cases/${caseId}/answer`, { version: (await at()).version, text: 'x' });
  expect(again.codes).toEqual(['case.answer.review-waits']);
  const drafts = async (who: TestCaller) =>
    (await who.ok<{ answers: AnswerView[] }>('GET', `/api/cases/${caseId}/answers`)).answers;
  const [draft] = await drafts(supervisor);
  expect(draft).toMatchObject({ state: 'proposed', draftedBy: 'Ana Analyst', own: false, flags: ['victim-name'] });
  const review = (who: TestCaller, body: object) =>
    who.no('POST', `/api/answers/${draft?.id}/review`, { version: 1, ...body });
  expect((await review(analyst, { decision: 'release', note: 'Mine' })).status).toBe(404);
  expect((await review(supervisor, { decision: 'release' })).codes).toEqual(['case.answer.flags-need-note']);
  await supervisor.ok('POST', `/api/answers/${draft?.id}/review`, {
    version: 1,
    decision: 'return',
    note: 'No name, please',
  });
  expect((await hague.ok<CaseView>('GET', `/api/cases/${opened.id}`)).asks[0]?.answer).toBeNull();
  await analyst.ok('POST', `/api/cases/${caseId}/answer`, {
    version: (await at()).version,
    text: 'The child is well.',
  });
  const [clean] = await drafts(supervisor);
  expect(clean?.flags).toEqual([]);
  await supervisor.ok('POST', `/api/answers/${clean?.id}/review`, { version: 1, decision: 'release' });
  await until(async () => (await hague.ok<CaseView>('GET', `/api/cases/${opened.id}`)).asks[0]?.state === 'answered');
  expect((await hagueSecond.ok<CaseView>('GET', `/api/cases/${opened.id}`)).asks[0]?.answer).toBe('The child is well.');
  // The database holds it too.
  await expect(
    us.tx((tx) => tx.query('UPDATE case_answer SET reviewed_by = drafted_by WHERE id = $1', [clean?.id])),
  ).rejects.toThrow(/check constraint/);
});

test('a file of requests: preview, reasons by row to be put right, formulas inert, and taken back', async () => {
  const head =
    'agency,officer_name,officer_phone,officer_email,offence,wanted,countries,urgency,legal_basis,purpose,summary,person_role,person_family,person_given,person_birth';
  const row = (changes: Record<number, string> = {}): string =>
    [
      ORI,
      'Olive Officer',
      '+1 555 555 0199',
      'olive@dchsi9900.example.org',
      'csam',
      'identify-victim;find-missing',
      'NL;BE',
      'urgent',
      'Warrant',
      'To find',
      'A child',
      'suspect',
      'Bulk',
      'Bea',
      '1980-01-02',
    ]
      .map((cell, n) => changes[n] ?? cell)
      .join(',');
  const csv = [
    head,
    row(),
    row({ 0: 'ZZXXX0000' }),
    row({ 4: '"=HYPERLINK(""http://x"")"', 14: '31/12/1980' }),
    row({ 10: '=1+1' }),
  ].join('\n');
  const preview = await officer.ok<BulkPreview>('POST', '/api/request-imports/preview', { fileName: 'a.csv', csv });
  expect(preview).toMatchObject({ rows: 4, good: 2 });
  expect(preview.problems.map((one) => `${one.line} ${one.column}`)).toEqual([
    '3 agency',
    '4 offence',
    '4 person_birth',
  ]);
  const refused = preview.refusedCsv.split('\r\n');
  expect(refused[2]).toContain("'=HYPERLINK");
  const done = await officer.ok<BulkDone>('POST', '/api/request-imports', { fileName: 'a.csv', csv });
  expect(done.taken.map((one) => one.line)).toEqual([2, 5]);
  expect((await officer.no('POST', '/api/request-imports', { fileName: 'b.csv', csv })).codes).toEqual([
    'bulk.brought-in-before',
  ]);
  const formula = await analyst.ok<RequestView>('GET', `/api/requests/${done.taken[1]?.id}`);
  expect(formula.summary).toBe('=1+1');
  // Put right, the refused rows are brought in as they were written out.
  const right = preview.refusedCsv
    .replace('ZZXXX0000', ORI)
    .replace('"\'=HYPERLINK(""http://x"")"', 'csam')
    .replace('31/12/1980', '1980-12-31');
  expect(await officer.ok('POST', '/api/request-imports/preview', { fileName: 'c.csv', csv: right })).toMatchObject({
    rows: 2,
    good: 2,
  });
  await analyst.ok('POST', `/api/requests/${done.taken[0]?.id}/return`, { version: 1, needed: 'Which child?' });
  const undone = await officer.ok('POST', `/api/request-imports/${done.id}/undo`, { version: 1 });
  expect(undone).toMatchObject({ withdrawn: 1, kept: 1 });
  expect((await officer.no('POST', `/api/request-imports/${done.id}/undo`, { version: 2 })).status).toBe(409);
  const { imports } = await officer.ok<{ imports: BulkView[] }>('GET', '/api/request-imports');
  expect(imports[0]).toMatchObject({ state: 'undone', requests: 2 });
  expect((await us.conservation()).balanced).toBe(true);
});
