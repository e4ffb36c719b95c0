import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNotices } from '../notices/index.ts';
import { type TestBureau, type TestCaller, until } from '../testing/bureaus.ts';
import type { DocumentImportView, RowView, ScreeningView } from './contract.ts';
import { IndexKeeper } from './index/keep-index.ts';
import {
  candidatesOf,
  type Issuers,
  issue,
  issuers,
  red,
  type ScreeningWorld,
  screen,
  screeningBureaus,
} from './screening.testkit.ts';
import { noticeSource } from './sources/notice-source.ts';

let world: ScreeningWorld;
let who: Issuers;
let us: TestBureau;
let ann: TestCaller;
let wanted: string;

beforeAll(async () => {
  world = await screeningBureaus(['US']);
  who = await issuers(world, []);
  us = who.us;
  ann = await us.signIn({ roles: ['watch-officer'] });
  const documents = [{ kind: 'passport' as const, number: 'X-77 12345', country: 'US' }];
  wanted = await issue(who, { ...red, subject: { ...red.subject, documents } });
});
afterAll(() => world?.[Symbol.asyncDispose]());

const manifest = (text: string, more: object = {}) =>
  ann.ok<ScreeningView>('POST', '/api/screenings/manifest', { fileName: 'flight.csv', text, ...more });
const rows = (view: ScreeningView, only: string) =>
  ann.ok<{ items: RowView[]; next: string | null }>('GET', `/api/screenings/${view.id}/rows?only=${only}&limit=100`);
const invented = (n: number): string =>
  `Passenger${n.toString(36)},Quill${(n * 7919).toString(36)},19${50 + (n % 40)}-0${1 + (n % 9)}-11`;

test('a flight: everybody compared in the call, rows that cannot be used said, the others go on', async () => {
  const lines = ['family,given,birth,passport', ...Array.from({ length: 40 }, (_, n) => `${invented(n)},`)];
  lines.splice(11, 0, 'Example,Alvaro,1979-04-02,', ',,2000-01-01,');
  // Another name and his passport.
  lines.push('Nobody,Ned,1990-01-01,X7712345');
  const view = await manifest(lines.join('\n'), { trip: { direction: 'entry', flight: 'HW 12', place: 'Dulles' } });
  expect(view).toMatchObject({ kind: 'manifest', state: 'open', format: 'csv', rows: 43, rowsDone: 43, refused: 1 });
  const found = (await rows(view, 'candidates')).items;
  expect(found.map((row) => [row.line, row.person?.family])).toEqual([
    [12, 'Example'],
    [44, 'Nobody'],
  ]);
  for (const row of found) expect(row.candidates.map((candidate) => candidate.recordId)).toEqual([wanted]);
  expect(found[1]?.candidates[0]?.reasons.terms[0]).toMatchObject({ term: 'document', code: 'document-same' });
  const refused = (await rows(view, 'refused')).items;
  expect(refused.map((row) => [row.line, row.problems[0]?.code])).toEqual([[13, 'screening.row.nobody']]);
  expect((await ann.no('POST', '/api/screenings/manifest', { fileName: 'x', text: 'colour\nred' })).codes).toEqual([
    'screening.manifest.columns',
  ]);
});

test('a long manifest is compared by a job, and what was done before it was stopped is not done again', async () => {
  const lines = ['family,given,birth', ...Array.from({ length: 1_150 }, (_, n) => invented(n))];
  lines.splice(1_100, 0, 'Example,Alvaro,1979-04-02');
  const view = await manifest(lines.join('\n'));
  expect(view).toMatchObject({ state: 'running', rows: 1_151 });
  const at = () => ann.ok<ScreeningView>('GET', `/api/screenings/${view.id}`);
  await until(async () => (await at()).state !== 'running');
  expect(await at()).toMatchObject({ state: 'open', rowsDone: 1_151, candidates: 1 });
  // As after kill -9 in the middle: rows that are left are compared, the others are not twice.
  await us.tx(async (tx) => {
    await tx.query('UPDATE screening_row SET done = false WHERE screening_id = $1 AND n > 1120', [view.id]);
    await tx.query("UPDATE screening SET rows_done = 1120, state = 'running' WHERE id = $1", [view.id]);
    await us.jobs.enqueue(tx, { kind: 'screening.compare-rows', key: view.id, payload: { id: view.id } });
  });
  await until(async () => (await at()).state !== 'running');
  expect(await at()).toMatchObject({ rowsDone: 1_151, candidates: 1 });
});

test('a document on a list is found by its number alone; a list taken back matches nobody', async () => {
  const list =
    'number,country,type,status,reported\nAB 123-456,NLD,P,stolen,2026-05-01\nAB123456,NLD,P,stolen,\nC1,,,,\nZZ99887,ZZZ,,,\nQQ55443,FR,ID,odd,\nlost55,,V,lost blank,\n';
  const begun = await ann.ok<DocumentImportView>('POST', '/api/lost-documents/imports', {
    fileName: 'list.csv',
    source: 'Bureau of the Netherlands',
    text: list,
  });
  const at = () => ann.ok<DocumentImportView>('GET', `/api/lost-documents/imports/${begun.id}`);
  await until(async () => (await at()).state === 'done');
  const done = await at();
  expect(done).toMatchObject({ total: 6, read: 6, accepted: 2, merged: 1, refused: 3 });
  const { items } = await ann.ok<{ items: { line: number; code: string }[] }>(
    'GET',
    `/api/lost-documents/imports/${begun.id}/problems`,
  );
  expect(items.map((item) => [item.line, item.code])).toEqual([
    [4, 'lost-document.row.number'],
    [5, 'lost-document.row.country'],
    [6, 'lost-document.row.status'],
  ]);
  const asked = { full: 'Ned Nobody', documents: [{ number: 'ab-123 456', country: 'NL' }] };
  const [candidate] = candidatesOf(await screen(ann, asked));
  expect(candidate).toMatchObject({ source: 'document', kind: 'stolen', score: 1, number: 'AB123456' });
  expect(candidatesOf(await screen(ann, { ...asked, documents: [{ number: 'AB123456', country: 'BE' }] }))).toEqual([]);
  const look = () => ann.ok<{ items: unknown[] }>('GET', '/api/lost-documents?number=AB%20123456');
  expect((await look()).items).toHaveLength(1);
  const again = { fileName: 'list.csv', source: 'Bureau of the Netherlands', text: list };
  expect((await ann.no('POST', '/api/lost-documents/imports', again)).codes).toEqual(['lost-document.known-list']);
  expect((await ann.no('POST', `/api/lost-documents/imports/${begun.id}/undo`, { version: 1 })).status).toBe(409);
  await ann.ok('POST', `/api/lost-documents/imports/${begun.id}/undo`, { version: done.version });
  expect(candidatesOf(await screen(ann, asked))).toEqual([]);
  expect((await look()).items).toEqual([]);
});

test('another process over the same database finds what came since it was built, and no longer what ended', async () => {
  const notices = createNotices({ ...us, keys: {} as never });
  const other = new IndexKeeper(us, [noticeSource(notices)]);
  const ask = async (text: string) => {
    const options = { sources: ['notice' as const], minScore: 0.8, limit: 5, compartments: ['general'] };
    const [found] = await other.search([{ names: [{ text }] }], options);
    return (found ?? []).map((match) => match.id);
  };
  expect(await ask('Álvaro Example')).toEqual([wanted]);
  const id = await issue(who, {
    ...red,
    subject: {
      familyName: 'Larkspur',
      forename: 'Odo',
      sex: 'M',
      birthDate: '1970-01-01',
      nationalities: ['US'],
      description: { heightCm: 170, hair: 'BRO', eyes: 'BLU' },
    },
  });
  expect(await ask('Odo Larkspur')).toEqual([id]);
  const { version } = await who.chief.ok<{ version: number }>('GET', `/api/notices/${id}`);
  await who.chief.ok('POST', `/api/notices/${id}/withdraw`, { version, reason: 'Not needed any more' });
  await until(
    async () =>
      (await us.tx((tx) => tx.query("SELECT 1 FROM notice WHERE id = $1 AND state = 'withdrawn'", [id]))).length > 0,
  );
  expect(await ask('Odo Larkspur')).toEqual([]);
  await other.stop();
});
