import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller, until } from '../../testing/bureaus.ts';
import type { Duplicate, NoticeDetail, NoticeForm } from '../contract.ts';
import { lawsFor, noticeForm } from '../contract.ts';
import { blue, yellow } from '../examples.testkit.ts';
import { createNotices } from '../index.ts';
import { formFromSubject } from './form-from-subject.ts';

let world: TestBureaus;
let us: TestBureau;
let analyst: TestCaller;
let chief: TestCaller;

beforeAll(async () => {
  world = await createTestBureaus(['US'], (common) => [createNotices(common).parts]);
  us = world.at('US');
  analyst = await us.signIn({ roles: ['analyst'] });
  chief = await us.signIn({ roles: ['supervisor'] });
});
afterAll(() => world?.[Symbol.asyncDispose]());

const PARTICULARS = {
  names: [
    { kind: 'current', family: 'Sample', given: 'Robin', script: 'Latn' },
    { kind: 'transliteration', full: 'روبن سامبل', script: 'Arab' },
    { kind: 'alias', full: 'Bobby', script: 'Latn' },
  ],
  sex: 'F',
  birth: { date: '2017-06-11', precision: 'exact' },
  nationalities: ['US'],
  documents: [{ type: 'passport', number: 'X 1234-567', country: 'US' }],
  description: { heightCm: 130, hair: 'BRO', eyes: 'sea green' },
  marks: [{ kind: 'scar', place: 'left knee', text: 'small scar' }],
  languages: ['en', 'fr'],
  domestic: { ncicNumber: 'M123456789', fbiNumber: '99' },
} as const;

async function subject(role: string): Promise<{ id: string; caseId: string }> {
  const { id: caseId } = await us.tx((tx) =>
    us.cases.openCase(tx, {
      title: 'A missing child',
      offence: 'parental-abduction',
      urgency: 'urgent',
      wanted: ['find-missing'],
      countries: ['NL'],
      legalBasis: 'State law',
      purpose: 'To find the child',
      summary: 'Did not come home.',
    }),
  );
  const { id } = await analyst.ok<{ id: string }>('POST', `/api/cases/${caseId}/subjects`, {
    role,
    particulars: PARTICULARS,
  });
  return { id, caseId };
}

test('from a case’s subject to a draft in one call: everything that is known, nothing that is not', async () => {
  const { id, caseId } = await subject('missing');
  const draft = await analyst.ok<NoticeDetail>('POST', '/api/notices/from-subject', { subject: id, colour: 'yellow' });
  expect(draft).toMatchObject({ caseId, state: 'draft', colour: 'yellow', name: 'Sample, Robin' });
  const [version] = draft.versions;
  expect(version?.form).toMatchObject({
    colour: 'yellow',
    status: 'missing',
    offence: 'parental-abduction',
    ncicNumber: 'M123456789',
    event: { kind: 'parental-abduction' },
    subject: {
      familyName: 'Sample',
      forename: 'Robin',
      nativeName: 'روبن سامبل',
      aliases: ['Bobby'],
      sex: 'F',
      birthDate: '2017-06-11',
      languages: ['ENG', 'FRE'],
      documents: [{ kind: 'passport', number: 'X 1234-567', country: 'US' }],
      description: { heightCm: 130, hair: 'BRO', other: 'sea green' },
      marks: [{ text: 'small scar (left knee)', visibleInPhoto: false }],
    },
  });
  // The number that means something at the FBI alone has no place in a notice.
  expect(JSON.stringify(version?.form)).not.toContain('"99"');
  // The report says at once what is missing, and where.
  const missing = version?.report.findings.filter((f) => f.result === 'fail').map((f) => f.id);
  expect(missing).toEqual(expect.arrayContaining(['yellow.recorded', 'yellow.unknown', 'yellow.parental']));
  expect(missing).not.toContain('yellow.identifiers');
  const linked = await us.tx((tx) => tx.query('SELECT 1 FROM case_link WHERE case_id = $1', [caseId]));
  expect(linked).toHaveLength(1);
  const other = await us.signIn({ roles: ['auditor'] });
  expect((await other.no('POST', '/api/notices/from-subject', { subject: id, colour: 'red' })).status).toBe(404);
});

test('the mapping keeps to the form for every colour and role', () => {
  const view = { id: 'x', caseId: 'x', particulars: PARTICULARS, identityHeld: false, version: 1, addedAt: 0 };
  for (const role of ['suspect', 'offender', 'victim', 'missing', 'witness'] as const) {
    for (const colour of ['red', 'blue', 'green', 'yellow', 'black', 'orange', 'purple', 'silver'] as const) {
      const form = formFromSubject(colour, { ...view, role } as never, { offence: 'kidnapping' });
      expect(noticeForm.parse(form)).toEqual(form);
    }
  }
  const bare = {
    ...view,
    role: 'suspect',
    particulars: { names: [], sex: 'U', nationalities: [], documents: [], marks: [], languages: [] },
  };
  expect(formFromSubject('blue', bare as never, null)).toEqual({ colour: 'blue', status: 'suspect', subject: {} });
});

const asked = (form: NoticeForm, except?: string) =>
  analyst
    .ok<{ items: Duplicate[] }>('POST', '/api/notices/duplicates', { form, ...(except ? { except } : {}) })
    .then((answer) => answer.items);

test('a notice about the same person is pointed out with its reasons; the same document comes first; what ended is not', async () => {
  const drafted = async (form: NoticeForm) => (await analyst.ok<NoticeDetail>('POST', '/api/notices', { form })).id;
  const person = { familyName: 'Exampleton', forename: 'Marius', sex: 'M' as const, birthDate: '1971-03-04' };
  const same = await drafted({ ...blue, subject: person });
  const papers = await drafted({
    ...blue,
    subject: {
      familyName: 'Quite',
      forename: 'Other',
      documents: [{ kind: 'passport', number: 'AB 777.888', country: 'US' }],
    },
  });
  const form: NoticeForm = {
    ...yellow,
    subject: { ...person, documents: [{ kind: 'passport', number: 'ab777888' }] },
  };
  const found = await asked(form);
  expect(found.map((d) => d.notice)).toEqual([papers, same]);
  expect(found[0]).toMatchObject({ document: true, score: 100 });
  expect(found[0]?.reasons[0]?.code).toBe('notice.duplicate.document.same');
  expect(found[1]?.reasons.map((r) => r.code)).toEqual(
    expect.arrayContaining(['notice.duplicate.name.same', 'notice.duplicate.birth.same']),
  );
  // A draft is not a duplicate of itself.
  expect((await asked({ ...blue, subject: person }, same)).map((d) => d.notice)).not.toContain(same);
  // What is withdrawn is not found any more, and neither is a name that was changed.
  const draft = await chief.ok<NoticeDetail>('GET', `/api/notices/${same}`);
  await chief.ok('POST', `/api/notices/${same}/withdraw`, { version: draft.version, reason: 'A mistake' });
  const other = await analyst.ok<NoticeDetail>('GET', `/api/notices/${papers}`);
  await analyst.ok('PATCH', `/api/notices/${papers}`, {
    version: other.version,
    form: { ...blue, subject: { familyName: 'Quite' } },
  });
  expect(await asked(form)).toEqual([]);
});

test('at the Secretariat other bureaus’ notices under review are found too', async () => {
  const subject = { ...blue.subject, familyName: 'Zweistein', forename: 'Ottilie', sex: 'F' as const };
  const draft = await analyst.ok<NoticeDetail>('POST', '/api/notices', { form: { ...blue, subject } });
  await chief.ok('POST', `/api/notices/${draft.id}/submit`, { version: draft.version });
  const lyon = world.at('IPSG');
  const reviewer = await lyon.signIn({ roles: ['reviewer'] });
  const there = () =>
    lyon.tx((tx) => tx.query("SELECT 1 FROM notice WHERE id = $1 AND state = 'in-review'", [draft.id]));
  await until(async () => (await there()).length > 0);
  const form: NoticeForm = { ...blue, subject: { ...subject, forename: 'Ottilia' } };
  const { items } = await reviewer.ok<{ items: Duplicate[] }>('POST', '/api/notices/duplicates', { form });
  expect(items).toMatchObject([{ notice: draft.id, owner: 'US', state: 'in-review' }]);
  // Who may not test forms may not ask who is in them.
  const auditor = await lyon.signIn({ roles: ['auditor'] });
  expect((await auditor.no('POST', '/api/notices/duplicates', { form })).status).toBe(404);
});

test('what is worded part by part stands in the field as a whole', async () => {
  const parts = [
    { phrase: 'precautions.armed', slots: {} },
    { text: 'Answers to no name.', translations: {} },
  ];
  const form: NoticeForm = { ...blue, wording: { '/precautions': { lang: 'en', parts } } };
  const draft = await analyst.ok<NoticeDetail>('POST', '/api/notices', { form });
  expect(draft.versions[0]?.form.precautions).toBe('The person may be armed. Answers to no name.');
  const long = {
    lang: 'en' as const,
    parts: Array.from({ length: 5 }, () => ({ text: 'x'.repeat(1_000), translations: {} })),
  };
  const refused = await analyst.no('POST', '/api/notices', { form: { ...blue, wording: { '/precautions': long } } });
  expect([refused.status, refused.codes]).toEqual([400, ['notice.text-too-long']]);
});

test('laws of the bureau’s country, those about the offence first', () => {
  expect(lawsFor('US', 'parental-abduction')[0]).toMatchObject({ cite: '18 U.S.C. 1204', maxMonths: 36 });
  expect(lawsFor('US', 'kidnapping')[0]).toMatchObject({ life: true });
  expect(lawsFor('NL')).toEqual([]);
});
