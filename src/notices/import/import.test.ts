import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller, until } from '../../testing/bureaus.ts';
import type { NoticeDetail, NoticeImportView } from '../contract.ts';
import { red, yellow } from '../examples.testkit.ts';
import { createNotices, type Notices } from '../index.ts';
import { splitRecords } from './split-records.ts';

let world: TestBureaus;
let us: TestBureau;
let notices: Notices;
let analyst: TestCaller;
let chief: TestCaller;
let folder: string;
beforeAll(async () => {
  const rooms = new Map<string, Notices>();
  world = await createTestBureaus(['US'], (common) => {
    const room = createNotices(common);
    rooms.set(common.runtime.bureau, room);
    return [room.parts];
  });
  us = world.at('US');
  notices = rooms.get('US') as Notices;
  analyst = await us.signIn({ roles: ['analyst'] });
  chief = await us.signIn({ roles: ['supervisor'] });
  folder = await mkdtemp(join(tmpdir(), 'homeward-notice-import-'));
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** As the public API's detail: an invented person. */
const detail = (n: number, more: object = {}) => ({
  entity_id: `2021/${n}`,
  name: `SAMPLE${n}`,
  forename: 'ROBIN',
  date_of_birth: '1980/05/17',
  nationalities: ['NL', 'BE'],
  sex_id: 'M',
  height: 1.82,
  weight: 81,
  eyes_colors_id: ['BRO'],
  hairs_id: ['BLA'],
  languages_spoken_ids: ['DUT', 'ENG'],
  place_of_birth: 'Utrecht',
  country_of_birth_id: 'NL',
  distinguishing_marks: null,
  arrest_warrants: [{ issuing_country_id: 'NL', charge: 'An invented charge', charge_translation: null }],
  _links: { self: { href: `https://notices.example/notices/v1/red/2021-${n}` } },
  ...more,
});
const un = {
  entity_id: 'INV.001',
  name: 'INVENTED',
  forename: 'PERSON',
  date_of_birth: '1975/00/00',
  nationalities: null,
  un_reference: 'INV.001',
  un_resolution: 1267,
  _links: { self: { href: 'https://notices.example/notices/v1/un/persons/INV.001' } },
};
let files = 0;
async function imported(text: string, more: { source?: string; complete?: boolean; colour?: 'red' } = {}) {
  const path = join(folder, `${++files}.json`);
  await writeFile(path, text);
  const seen: number[] = [];
  const done = await notices.files.import({
    path,
    fileName: basename(path),
    size: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
    source: more.source ?? 'test',
    colour: more.colour ?? null,
    complete: more.complete ?? false,
    progress: (now) => void seen.push(now.bytesRead),
  });
  const problems = [];
  for await (const problem of notices.files.problems(done.id)) problems.push(problem);
  return { done, problems, seen };
}
const counts = ({ read, accepted, merged, refused, removed }: NoticeImportView) => [
  read,
  accepted,
  merged,
  refused,
  removed,
];
const listed = async (q: string) =>
  (await analyst.ok<{ items: NoticeDetail[] }>('GET', `/api/notices?q=${encodeURIComponent(q)}&relation=imported`))
    .items;

test('every shape that crawlers save: one, an array, lines, a page of a list, lines of pages; with line and pointer', async () => {
  const shapes: [string, number][] = [
    [JSON.stringify(detail(1)), 1],
    [JSON.stringify([detail(2), detail(3)], null, 2), 2],
    [[detail(4), detail(5)].map((d) => JSON.stringify(d)).join('\n'), 2],
    [JSON.stringify({ total: 1, _embedded: { notices: [detail(6)] }, _links: {} }), 1],
    [`\ufeff${[{ _embedded: { notices: [detail(7)] } }, [detail(8)]].map((d) => JSON.stringify(d)).join('\n')}`, 2],
  ];
  for (const [text, n] of shapes) expect(counts((await imported(text)).done)).toEqual([n, n, 0, 0, 0]);
  const bad = `{"entity_id": "2021/90"}\n{"nope": 1}\n\n17\n${JSON.stringify(detail(9, { height: 999, hairs_id: ['XYZ'] }))}\n{"entity_id": `;
  const { done, problems } = await imported(bad);
  expect(counts(done)).toEqual([5, 1, 0, 4, 0]);
  expect(problems.map((p) => [p.record, p.line, p.refused, p.pointer, p.code])).toEqual([
    [1, 1, true, '', 'notice-import.colour-unknown'],
    [2, 2, true, '/entity_id', 'notice-import.does-not-fit'],
    [3, 4, true, '', 'notice-import.not-a-notice'],
    [4, 5, false, '/height', 'notice-import.not-understood'],
    [4, 5, false, '/hairs_id', 'notice-import.not-understood'],
    [5, 6, true, '', 'notice-import.broken-off'],
  ]);
  expect(done.broken).toBe('notice-import.broken-off');
  const [second] = (await imported(JSON.stringify([detail(10), { entity_id: 5 }]))).problems;
  expect(second).toMatchObject({ pointer: '/1/entity_id', record: 2 });
});

test('what a record says is in the notice: read only, with its source, as a document and in force', async () => {
  await imported(JSON.stringify(detail(20)));
  const [row] = await listed('sample20');
  expect(row).toMatchObject({
    relation: 'imported',
    colour: 'red',
    owner: 'NL',
    state: 'issued',
    reference: '2021/20',
  });
  const id = row?.id ?? '';
  const notice = await analyst.ok<NoticeDetail>('GET', `/api/notices/${id}`);
  expect(notice.versions[0]?.form).toEqual({
    colour: 'red',
    subject: {
      familyName: 'SAMPLE20',
      forename: 'ROBIN',
      sex: 'M',
      birthDate: '1980-05-17',
      birthPlace: 'Utrecht',
      birthCountry: 'NL',
      nationalities: ['NL', 'BE'],
      description: { heightCm: 182, weightKg: 81, hair: 'BLA', eyes: 'BRO' },
      languages: ['DUT', 'ENG'],
    },
    judicial: { charges: ['An invented charge'] },
  });
  const page = await analyst.ok<string>('GET', `/api/notices/${id}/document?format=html`);
  expect(page).toContain('Imported copy, read only');
  for (const [verb, body] of [
    ['withdraw', { version: notice.version, reason: 'not ours to end' }],
    ['hits', { place: 'Utrecht', at: 1, circumstances: 'seen there', urgency: 'urgent' }],
  ] as const) {
    expect((await chief.no('POST', `/api/notices/${id}/${verb}`, body)).status).toBeGreaterThanOrEqual(400);
  }
  expect((await us.tx((tx) => notices.findInForce(tx, [id]))).map((one) => one.subject.familyName)).toEqual([
    'SAMPLE20',
  ]);
});

test('known by source and entity id: the same is merged, a change is a version, a list page takes nothing away', async () => {
  await imported(JSON.stringify(detail(30)));
  expect(counts((await imported(JSON.stringify([detail(30), detail(30)]))).done)).toEqual([2, 0, 2, 0, 0]);
  const { entity_id, name, forename, date_of_birth, nationalities, _links } = detail(30, { forename: 'ROBIN A' });
  await imported(
    JSON.stringify({ _embedded: { notices: [{ entity_id, name, forename, date_of_birth, nationalities, _links }] } }),
  );
  const [row] = await listed('sample30');
  const notice = await analyst.ok<NoticeDetail>('GET', `/api/notices/${row?.id}`);
  expect(notice.versions.map((v) => v.n)).toEqual([2, 1]);
  expect(notice.versions[0]?.form.subject).toMatchObject({ forename: 'ROBIN A', birthPlace: 'Utrecht' });
  // Another source's number is another notice.
  await imported(JSON.stringify(detail(30)), { source: 'other' });
  expect(await listed('sample30')).toHaveLength(2);
  // A record that says no colour needs to be told.
  const bare = { entity_id: '2021/31', name: 'SAMPLE31' };
  expect(counts((await imported(JSON.stringify(bare), { colour: 'red' })).done)).toEqual([1, 1, 0, 0, 0]);
});

test('our own copy: exported here, read in again; drafts refused; what the feed brought is left alone', async () => {
  const draft = await analyst.ok<NoticeDetail>('POST', '/api/notices', { form: yellow });
  const copy = await analyst.ok<Record<string, unknown>>('GET', `/api/notices/${draft.id}/document?format=json`);
  const { problems } = await imported(JSON.stringify(copy));
  expect(problems.map((p) => p.code)).toEqual(['notice-import.draft']);
  const foreign = {
    ...copy,
    notice: `NL:notice:${us.runtime.newId()}`,
    owner: 'NL',
    number: 'A-000777/11-2026',
    state: 'issued',
    form: red,
  };
  expect(counts((await imported(JSON.stringify(foreign))).done)).toEqual([1, 1, 0, 0, 0]);
  expect(counts((await imported(JSON.stringify(foreign))).done)).toEqual([1, 0, 1, 0, 0]);
  expect(counts((await imported(JSON.stringify({ ...foreign, n: 2 }))).done)).toEqual([1, 0, 1, 0, 0]);
  const [row] = await listed('A-000777/11-2026');
  expect(row?.contentVersion).toBe(2);
  const own = { ...copy, state: 'issued' };
  expect(counts((await imported(JSON.stringify(own))).done)).toEqual([1, 0, 1, 0, 0]);
  expect((await analyst.ok<NoticeDetail>('GET', `/api/notices/${draft.id}`)).relation).toBe('owner');
});

test('a complete file removes what it does not name, of its source alone; one with refused records removes nothing', async () => {
  const all = [41, 42, 43].map((n) => detail(n));
  await imported(JSON.stringify(all), { source: 'daily' });
  await imported(JSON.stringify(detail(44)), { source: 'else' });
  const broken = await imported(`${JSON.stringify(all[0])}\n{`, { source: 'daily', complete: true });
  expect(broken.done.removed).toBe(0);
  const { done } = await imported(JSON.stringify(all.slice(0, 2)), { source: 'daily', complete: true });
  expect(counts(done)).toEqual([2, 0, 2, 0, 1]);
  expect(await listed('sample43')).toEqual([]);
  expect(await listed('sample44')).toHaveLength(1);
});

test('taken back: what was added goes, what was changed is as it was', async () => {
  await imported(JSON.stringify(detail(50)), { source: 'undo' });
  const second = await imported(JSON.stringify([detail(50, { forename: 'CHANGED' }), detail(51)]), { source: 'undo' });
  expect(counts(second.done)).toEqual([2, 1, 1, 0, 0]);
  const undone = await notices.files.undo(second.done.id);
  expect(undone.state).toBe('undone');
  expect((await listed('sample50'))[0]?.name).toBe('SAMPLE50, ROBIN');
  expect(await listed('sample51')).toEqual([]);
  expect(
    await us.tx((tx) => tx.query("SELECT FROM notice_version WHERE form->'subject'->>'familyName' = 'SAMPLE51'")),
  ).toEqual([]);
});

test('one that was stopped goes on behind its last batch, and does nothing twice', async () => {
  const many = Array.from({ length: 2_500 }, (_, i) => JSON.stringify(detail(60_000 + i))).join('\n');
  const path = join(folder, 'many.jsonl');
  await writeFile(path, many);
  const file = {
    path,
    fileName: 'many.jsonl',
    size: Buffer.byteLength(many),
    sha256: createHash('sha256').update(many).digest('hex'),
    source: 'resume',
    colour: null,
    complete: false,
  };
  const stop = new Error('stopped here');
  await expect(
    notices.files.import({
      ...file,
      progress(now) {
        if (now.read > 0) throw stop;
      },
    }),
  ).rejects.toThrow('stopped here');
  const done = await notices.files.import(file);
  expect(counts(done)).toEqual([2_500, 2_500, 0, 0, 0]);
  const [kept] = await us.tx((tx) =>
    tx.query<{ n: number; v: number }>(
      `SELECT count(DISTINCT n.id)::int AS n, count(*)::int AS v FROM notice n JOIN notice_version v ON v.notice_id = n.id WHERE n.source = 'resume'`,
    ),
  );
  expect(kept).toEqual({ n: 2_500, v: 2_500 });
});

test('through the console: parts, preview, confirmation, progress, undo; each with its right', async () => {
  const text = [detail(70), un, { entity_id: 'x' }].map((d) => JSON.stringify(d)).join('\n');
  const body = Buffer.from(text);
  const opened = await analyst.ok<NoticeImportView>('POST', '/api/notice-imports', {
    fileName: 'crawl.jsonl',
    size: body.length,
    source: 'console',
  });
  const path = `/api/notice-imports/${opened.id}`;
  expect((await analyst.no('POST', `${path}/preview`, { version: opened.version })).codes).toEqual([
    'notice-import.parts-missing',
  ]);
  await analyst.ok('PUT', `${path}/parts/0`, body.subarray(0, 100));
  await analyst.ok('PUT', `${path}/parts/1`, body.subarray(100));
  const ready = await analyst.ok<NoticeImportView>('POST', `${path}/preview`, { version: opened.version });
  expect(ready.preview).toMatchObject({ looked: 3, whole: true, readable: 2, refused: 1, colours: { red: 1, un: 1 } });
  expect(await listed('sample70')).toEqual([]);
  await analyst.ok('POST', `${path}/confirm`, { version: ready.version });
  await until(
    async () =>
      (await us.tx((tx) => tx.query("SELECT FROM notice_import WHERE id = $1 AND state = 'done'", [opened.id])))
        .length > 0,
  );
  const done = await analyst.ok<NoticeImportView>('GET', path);
  expect(counts(done)).toEqual([3, 2, 0, 1, 0]);
  expect(await analyst.ok('GET', `${path}/problems`)).toMatchObject({
    items: [{ line: 3, code: 'notice-import.colour-unknown' }],
  });
  const [row] = await listed('invented');
  expect(row).toMatchObject({ colour: 'un', owner: 'UN', reference: 'INV.001' });
  expect(
    await us.tx((tx) => tx.query('SELECT kind, shown FROM notice_public WHERE notice_id = $1', [row?.id])),
  ).toEqual([{ kind: 'un-persons', shown: true }]);
  expect((await analyst.no('POST', `${path}/undo`, { version: done.version })).status).toBe(404);
  await chief.ok('POST', `${path}/undo`, { version: done.version });
  await until(
    async () =>
      (await us.tx((tx) => tx.query("SELECT FROM notice_import WHERE id = $1 AND state = 'undone'", [opened.id])))
        .length > 0,
  );
  expect(await listed('sample70')).toEqual([]);
  expect(await us.tx((tx) => tx.query('SELECT shown FROM notice_public WHERE entity_id = $1', ['INV.001']))).toEqual([
    { shown: false },
  ]);
});

test('a file is cut the same way however its bytes arrive', async () => {
  const text = `\ufeff [ {"a":"}]\\"{"} ,\n[1,{"b":[]}], 7, "x"] {"c":{"d":1}}\n{"é":"😀"}`;
  const bytes = new TextEncoder().encode(text);
  const cut = async (size: number) => {
    async function* chunks() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }
    const out = [];
    for await (const { line, pointer, text: one, code } of splitRecords(chunks())) out.push([line, pointer, one, code]);
    return out;
  };
  const whole = await cut(bytes.length);
  expect(whole).toEqual([
    [1, '/0', '{"a":"}]\\"{"}', null],
    [2, '/1', '[1,{"b":[]}]', null],
    [2, '/2', null, 'notice-import.not-a-notice'],
    [2, '/3', null, 'notice-import.not-a-notice'],
    [2, '', '{"c":{"d":1}}', null],
    [3, '', '{"é":"😀"}', null],
  ]);
  for (const size of [1, 2, 3, 7]) expect(await cut(size)).toEqual(whole);
});
