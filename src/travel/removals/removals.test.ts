import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NoticeDetail, ReviewRow } from '../../notices/contract.ts';
import { createNotices } from '../../notices/index.ts';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller, until } from '../../testing/bureaus.ts';
import type { RemovalRow, RemovalView } from '../contract.ts';
import { createTravel } from '../index.ts';
import { removalFile } from './removals.testkit.ts';

let world: TestBureaus;
let us: TestBureau;
let ann: TestCaller;
let chief: TestCaller;
let reviewer: TestCaller;

beforeAll(async () => {
  world = await createTestBureaus(['US'], (common) => {
    const notices = createNotices(common);
    return [notices.parts, createTravel({ ...common, notices }).parts];
  });
  us = world.at('US');
  ann = await us.signIn({ roles: ['analyst', 'supervisor'] });
  chief = await us.signIn({ roles: ['supervisor'] });
  reviewer = await world.at('IPSG').signIn({ roles: ['reviewer'] });
});
afterAll(() => world?.[Symbol.asyncDispose]());

const read = (id: string) => ann.ok<RemovalView>('GET', `/api/removals/${id}`);
const rowsOf = async (id: string, query = '') =>
  (await ann.ok<{ items: RemovalRow[] }>('GET', `/api/removals/${id}/rows?limit=200${query}`)).items;
async function settled(id: string): Promise<RemovalView> {
  await until(async () => {
    const rows = await us.tx((tx) =>
      tx.query("SELECT 1 FROM removal_batch WHERE id = $1 AND state <> 'running'", [id]),
    );
    return rows.length > 0;
  });
  return read(id);
}
const bring = (text: string) => ann.ok<RemovalView>('POST', '/api/removals?fileName=october.csv', Buffer.from(text));
async function act(who: TestCaller, view: RemovalView, name: string, body: object = {}): Promise<RemovalView> {
  await who.ok('POST', `/api/removals/${view.id}/${name}`, { version: view.version, ...body });
  return settled(view.id);
}
async function drafted(text: string): Promise<RemovalView> {
  return act(ann, await bring(text), 'confirm');
}
async function balanced(): Promise<void> {
  const { items } = await us.conservation();
  const mine = items.filter((item) => ['notice', 'removal-batch'].includes(item.item));
  expect(mine).toHaveLength(2);
  expect(mine.flatMap((item) => item.differences)).toEqual([]);
}

test('a file becomes drafted notices; what is refused is mended, what is not assessed is held, a supervisor submits', async () => {
  const text = removalFile(12, {
    3: { assessor: '' },
    5: { juvenile: 'yes' },
    7: { sex: 'X' },
    9: { country: 'Nowhere' },
    11: { aNumber: 'A200000001' },
  });
  const ready = await bring(text);
  expect(ready).toMatchObject({ state: 'ready', total: 12 });
  expect(ready.preview).toMatchObject({
    records: 12,
    readable: 10,
    refused: 2,
    held: 2,
    failing: { 'green.assessed': 1, 'green.juvenile': 1 },
    known: 1,
    domestic: ['alienNumber'],
    ignored: [],
  });
  expect(await us.owed()).toContain('removal.to-confirm');
  let batch = await act(ann, ready, 'confirm');
  expect(batch.counts).toMatchObject({ drafted: 7, held: 2, refused: 2, merged: 1 });
  expect(batch.failing).toEqual({ 'green.assessed': 1, 'green.juvenile': 1 });
  await balanced();

  // Drafted by the notices room's own rules, without the numbers of this country.
  const [first] = await rowsOf(batch.id, '&state=drafted');
  const notice = await ann.ok<NoticeDetail>('GET', `/api/notices/${first?.notice?.id}`);
  expect(notice).toMatchObject({ colour: 'green', state: 'draft', reference: first?.notice?.reference });
  expect(notice.versions[0]?.report.passes).toBe(true);
  expect(JSON.stringify(notice)).not.toContain('A200000001');
  expect(first?.notice).toMatchObject({ assessor: 'ICE ERO assessor 12', assessedOn: '2026-09-15' });

  // Only the rows that were refused, put right, are taken again.
  const problems = await ann.ok<string>('GET', `/api/removals/${batch.id}/problems`);
  const lines = (problems as unknown as string).trim().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain('7,sex row.value');
  const mended = (problems as unknown as string).replace(',X,', ',M,').replace(',Nowhere,', ',MX,');
  await ann.ok(
    'POST',
    `/api/removals/${batch.id}/mend?version=${batch.version}`,
    Buffer.from(`${mended}${lines[1]?.replace('7,', '2,')}\r\n`),
  );
  batch = await settled(batch.id);
  expect(batch.counts).toMatchObject({ drafted: 9, held: 2, refused: 0, merged: 1 });
  expect(batch.skipped).toBe(1);

  // No assessment, no submission; a juvenile adjudication stays held back whatever the assessment.
  const assess = {
    assessor: 'ERO supervisor 4',
    date: '2026-10-20',
    basis: 'previous-convictions',
    threat: 'May offend again',
  };
  batch = await act(ann, batch, 'assess', assess);
  expect(batch.counts).toMatchObject({ drafted: 10, held: 1 });
  expect(batch.failing).toEqual({ 'green.juvenile': 1 });
  const [third] = (await rowsOf(batch.id)).filter((row) => row.record === 3);
  expect(third?.notice).toMatchObject({ assessor: 'ERO supervisor 4', assessedOn: '2026-10-20' });

  // Who brought the file does not submit it.
  expect((await ann.no('POST', `/api/removals/${batch.id}/submit`, { version: batch.version })).status).toBe(404);
  batch = await act(chief, batch, 'submit');
  expect(batch.counts).toMatchObject({ submitted: 10, held: 1, merged: 1, drafted: 0 });
  await until(async () => {
    const { items } = await reviewer.ok<{ items: ReviewRow[] }>('GET', '/api/reviews');
    return items.length === 10;
  });
  const submitted = await us.tx((tx) =>
    tx.query<{ submitted_by: string; author: string }>(
      'SELECT DISTINCT submitted_by, author FROM notice_version WHERE submitted_by IS NOT NULL',
    ),
  );
  expect(submitted).toEqual([{ submitted_by: `person:${chief.id}`, author: `person:${ann.id}` }]);
  await balanced();
});

test('a batch is taken back within its time; what somebody changed since stays; the time is set by a supervisor', async () => {
  let batch = await drafted(
    removalFile(5, {
      1: { aNumber: 'A1' },
      2: { aNumber: 'A2' },
      3: { aNumber: 'A3' },
      4: { aNumber: 'A4' },
      5: { aNumber: 'A5' },
    }),
  );
  expect(batch.counts.drafted).toBe(5);
  expect(batch.undoUntil).toBeGreaterThan(us.runtime.clock.now() + 71 * 3_600_000);
  const [row] = await rowsOf(batch.id);
  const notice = await chief.ok<NoticeDetail>('GET', `/api/notices/${row?.notice?.id}`);
  await chief.ok('PATCH', `/api/notices/${notice.id}`, {
    version: notice.version,
    form: { ...notice.versions[0]?.form, precautions: 'Known to be violent' },
  });
  expect((await ann.no('POST', `/api/removals/${batch.id}/undo`, { version: 1 })).status).toBe(409);
  batch = await act(ann, batch, 'undo');
  expect(batch).toMatchObject({ state: 'undone', counts: { undone: 4, kept: 1, drafted: 0 } });
  const states = (await rowsOf(batch.id)).map((one) => [one.state, one.notice?.state]);
  expect(states[0]).toEqual(['kept', 'draft']);
  expect(states.slice(1)).toEqual(Array(4).fill(['undone', 'discarded']));
  // What was taken back may come again, except the person whose notice stayed.
  expect(
    (await bring(removalFile(5, { 1: { aNumber: 'A1' }, 2: { aNumber: 'A2' } }))).preview.known,
  ).toBeGreaterThanOrEqual(1);

  expect((await chief.ok<{ undoHours: number }>('GET', '/api/removal-settings')).undoHours).toBe(72);
  await chief.ok('PUT', '/api/removal-settings', { undoHours: 0 });
  const late = await drafted(removalFile(1, { 1: { aNumber: 'A99' } }));
  expect(late.undoUntil).toBeNull();
  expect((await ann.no('POST', `/api/removals/${late.id}/undo`, { version: late.version })).codes).toEqual([
    'removal.too-late',
  ]);
  await chief.ok('PUT', '/api/removal-settings', { undoHours: 72 });
  await balanced();
});

test('JSON lines are read as well, refused by line, and mended in the same format', async () => {
  const person = {
    familyName: 'Muster',
    forename: 'Max',
    sex: 'M',
    birthDate: '1980',
    documents: [{ kind: 'passport', number: 'X1' }],
  };
  const record = {
    person,
    convictions: [{ offence: 'Sexual offence against a child', date: '2011' }],
    removal: { country: 'DE', removedOn: '2026-10' },
    assessment: { threat: 'May offend again', assessor: 'ERO', date: '2026-10-01', basis: 'previous-convictions' },
  };
  const text = `${JSON.stringify(record)}\n{"person":\n${JSON.stringify({ ...record, removal: {} })}\n`;
  let batch = await drafted(text);
  expect(batch).toMatchObject({ format: 'json', counts: { drafted: 1, refused: 2 } });
  const problems = String(await ann.ok('GET', `/api/removals/${batch.id}/problems`));
  const [, second] = problems
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { row: number; record: typeof record });
  expect(second).toMatchObject({ row: 3 });
  const mended = JSON.stringify({ ...second, record: { ...record, person: { ...person, forename: 'Moritz' } } });
  await ann.ok('POST', `/api/removals/${batch.id}/mend?version=${batch.version}`, Buffer.from(`${mended}\n`));
  batch = await settled(batch.id);
  expect(batch.counts).toMatchObject({ drafted: 2, refused: 1 });
  expect((await ann.no('POST', '/api/removals', Buffer.from('just words'))).codes).toEqual(['rows.unreadable']);
  const unwanted = await bring(removalFile(2));
  await ann.ok('POST', `/api/removals/${unwanted.id}/discard`, { version: unwanted.version });
  expect(
    (
      await us.tx((tx) =>
        tx.query('SELECT 1 FROM removal_batch WHERE vault_ref IS NOT NULL AND state <> $1', ['ready']),
      )
    ).length,
  ).toBe(0);
  await balanced();
});
