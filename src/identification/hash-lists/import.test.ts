import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestBureau, TestBureaus, TestCaller } from '../../testing/bureaus.ts';
import type { HashEntryView, HashListView, ImportProblem, ImportView, MediaView } from '../contract.ts';
import { createIdentification } from '../create-identification.ts';
import { hashPicture } from '../hash-picture.ts';
import { eventually, identificationBureaus, ledger, rabbit, seal } from '../identification.testkit.ts';

let bureaus: TestBureaus;
let us: TestBureau;
let ann: TestCaller;
beforeAll(async () => {
  bureaus = await identificationBureaus(['US']);
  us = bureaus.at('US');
  ann = await us.signIn({ roles: ['analyst', 'supervisor'], compartments: ['general'] });
});
afterAll(() => bureaus[Symbol.asyncDispose]());

const sample = (name: string) => readFile(join(import.meta.dirname, '../formats/samples', name));
const bring = (bytes: Uint8Array | string, name = 'list') =>
  ann.ok<ImportView>('POST', `/api/imports?fileName=${name}`, Buffer.from(bytes as string));
const preview = (id: string, body = {}) => ann.ok<ImportView>('POST', `/api/imports/${id}/preview`, body);
const read = (id: string) => ann.ok<ImportView>('GET', `/api/imports/${id}`);
const finished = (id: string, state = 'done') =>
  eventually(async () => {
    const view = await read(id);
    return view.state === state && view;
  });

/** Brings, previews and confirms, and waits for the end. */
async function importList(bytes: Uint8Array | string, into: object): Promise<ImportView> {
  const { version, id } = await preview((await bring(bytes)).id);
  await ann.ok('POST', `/api/imports/${id}/confirm`, { version, ...into });
  return finished(id);
}
const newList = (name: string, kind = 'known') => ({ list: { name, kind } });
const search = async (hash: string) =>
  (await ann.ok<{ items: HashEntryView[] }>('GET', `/api/hash-lists/entries?hash=${hash}`)).items;
const lists = async () => (await ann.ok<{ items: HashListView[] }>('GET', '/api/hash-lists')).items;

it('previews a file sent in parts, imports it with its problems, and takes corrected rows again', async () => {
  const bytes = await sample('vics20-cases.json');
  const half = Math.floor(bytes.length / 2);
  const { id } = await ann.ok<ImportView>('POST', '/api/imports', { fileName: 'vics.json', size: bytes.length });
  await ann.ok('PUT', `/api/imports/${id}/parts/1`, bytes.subarray(half));
  expect((await ann.no('POST', `/api/imports/${id}/preview`, {})).codes).toEqual(['import.incomplete']);
  expect(await ann.ok('PUT', `/api/imports/${id}/parts/0`, bytes.subarray(0, half))).toEqual({
    parts: [0, 1],
    bytes: bytes.length,
    size: bytes.length,
  });
  const seen = await preview(id);
  expect(seen.preview).toMatchObject({
    format: 'vics-2.0',
    region: 'US',
    shape: 'cases',
    scheme: 'VICS-US',
    labels: { verified: false },
    whole: true,
    looked: 7,
    readable: 6,
    refused: 1,
    cases: 2,
    hashes: { md5: 6, photodna: 2 },
  });
  expect(JSON.stringify(seen)).not.toMatch(/IMG_1|DCIM|Files\\\\/);
  const confirm = { version: seen.version, ...newList('Example list') };
  await ann.ok('POST', `/api/imports/${id}/confirm`, confirm);
  const done = await finished(id);
  expect(done).toMatchObject({ read: 7, accepted: 5, merged: 1, refused: 1, broken: null, bytesRead: bytes.length });
  expect(done.undoUntil).toBeGreaterThan(done.finishedAt ?? 0);
  const { items } = await ann.ok<{ items: ImportProblem[] }>('GET', `/api/imports/${id}/problems`);
  expect(items.map((problem) => [problem.record, problem.code, problem.refused])).toEqual([
    [5, 'import.md5-malformed', true],
    [6, 'import.value-unread', false],
    [4, 'import.category-differs', false],
  ]);
  const csv = await ann.ok<string>('GET', `/api/imports/${id}/problems.csv`);
  const fixed = (csv as unknown as string).replace('not a hash', 'c'.repeat(32));
  const again = await importList(fixed, { listId: done.list?.id });
  expect(again).toMatchObject({ read: 1, accepted: 1, refused: 0 });
  // The same file twice: everything is merged.
  expect(await importList(bytes, { listId: done.list?.id })).toMatchObject({ accepted: 0, merged: 6, refused: 1 });
  expect((await lists()).find((list) => list.name === 'Example list')).toMatchObject({ entries: 6, scheme: 'VICS-US' });
  const { balanced, items: counts } = await us.conservation();
  expect(counts.find((item) => item.item === 'hash-import')?.differences).toEqual([]);
  expect(balanced).toBe(true);
});

it('takes an import back, the newest first, and nothing that came by another', async () => {
  const md5 = (n: number) => String(n).repeat(32);
  const csv = (...rows: string[]) => `md5,series,category\n${rows.join('\n')}\n`;
  const first = await importList(csv(`${md5(1)},A,`, `${md5(2)},A,`), newList('Undone'));
  const listId = first.list?.id;
  const second = await importList(csv(`${md5(2)},B,`, `${md5(3)},B,`, `${md5(3)},C,`), { listId });
  expect(second).toMatchObject({ accepted: 1, merged: 2 });
  const undo = (view: ImportView, version = view.version) =>
    ['POST', `/api/imports/${view.id}/undo`, { version }] as const;
  expect((await ann.no(...undo(first))).codes).toEqual(['import.undo.later-import']);
  expect((await ann.no(...undo(second, 1))).status).toBe(409);
  await ann.ok(...undo(second));
  await finished(second.id, 'undone');
  expect((await search(md5(2)))[0]).toMatchObject({ series: 'A', state: 'active' });
  expect((await search(md5(3)))[0]).toMatchObject({ state: 'removed' });
  expect((await lists()).find((list) => list.id === listId)?.entries).toBe(2);
  // What was taken back can come again, and be taken back again.
  const third = await importList(csv(`${md5(3)},D,`), { listId });
  expect(third).toMatchObject({ accepted: 1, merged: 0 });
  await ann.ok(...undo(third));
  await finished(third.id, 'undone');
  expect((await search(md5(3)))[0]).toMatchObject({ state: 'removed', series: 'C' });
  await ann.ok(...undo(await read(first.id)));
  await finished(first.id, 'undone');
  expect((await lists()).find((list) => list.id === listId)?.entries).toBe(0);
  const late = await importList(csv(`${md5(4)},,`), { listId });
  await us.tx((tx) => tx.query('UPDATE ident_import SET undo_until = $2 WHERE id = $1', [late.id, tx.now]));
  expect((await ann.no(...undo(late))).codes).toEqual(['import.undo.too-late']);
  expect((await us.conservation()).balanced).toBe(true);
});

it('gives a Case back what an earlier import said of it', async () => {
  const whole = JSON.parse((await sample('vics20-cases.json')).toString().replace(/^\ufeff/, '')) as {
    value: { CaseNumber: string }[];
  };
  const first = await importList(JSON.stringify(whole), newList('Cases restored'));
  const numbers = async (): Promise<string[]> => {
    const rows = await us.tx((tx) =>
      tx.query<{ raw: string }>('SELECT raw FROM ident_hash_case WHERE list_id = $1 ORDER BY id', [first.list?.id]),
    );
    return rows.map((row) => (JSON.parse(row.raw) as { CaseNumber: string }).CaseNumber);
  };
  const before = await numbers();
  for (const [n, one] of whole.value.entries()) if (n === 0) one.CaseNumber = 'EX-CHANGED';
  const second = await importList(JSON.stringify(whole), { listId: first.list?.id });
  expect(await numbers()).toEqual(['EX-CHANGED', ...before.slice(1)]);
  await ann.ok('POST', `/api/imports/${second.id}/undo`, { version: second.version });
  await finished(second.id, 'undone');
  expect(await numbers()).toEqual(before);
});

it('marks pictures sealed before and after a list came, and unmarks them when it goes', async () => {
  const early = await seal(ann, 'room-1.jpg');
  const room = await hashPicture(await rabbit('room-1.jpg'));
  const harbour = await hashPicture(await rabbit('harbour.jpg'));
  const list = `md5:${room.md5} Clover 1\npdq:${room.pdq}\nmd5:${harbour.md5} Harbour`;
  const done = await importList(list, newList('Marked'));
  const view = (id: string) => ann.ok<MediaView>('GET', `/api/media/${id}`);
  const listed = (id: string, count: number) =>
    eventually(async () => {
      const media = await view(id);
      return media.lists.length === count && media;
    });
  expect((await listed(early.id, 2)).lists).toMatchObject([
    { kind: 'exact', listName: 'Marked' },
    { kind: 'near', distance: 0 },
  ]);
  expect((await view(early.id)).known).toBe(true);
  const later = await seal(ann, 'harbour.jpg');
  // The same file is known at once.
  expect((await view(later.id)).lists).toMatchObject([{ kind: 'exact', listKind: 'known' }]);
  const rotated = await seal(ann, 'room-1-rotated.jpg');
  expect((await listed(rotated.id, 1)).lists[0]).toMatchObject({ kind: 'turned' });
  expect(await ledger(us, 'media.found-on-list')).toHaveLength(4);
  await ann.ok('POST', `/api/imports/${done.id}/undo`, { version: done.version });
  await finished(done.id, 'undone');
  expect((await view(early.id)).lists).toEqual([]);
  expect((await view(early.id)).known).toBe(false);
});

it('refuses what is no list, what is not whole and what is not open', async () => {
  const html = await bring('<html>\n');
  expect((await ann.no('POST', `/api/imports/${html.id}/preview`, {})).codes).toEqual(['import.not-a-list']);
  expect((await ann.no('POST', `/api/imports/${html.id}/confirm`, { version: 1, ...newList('x') })).status).toBe(422);
  const gone = await ann.ok<ImportView>('POST', `/api/imports/${html.id}/discard`, { version: html.version });
  expect(gone).toMatchObject({ state: 'discarded', parts: [] });
  expect((await ann.no('PUT', `/api/imports/${html.id}/parts/0`, Buffer.from('x'))).codes).toEqual(['import.not-open']);
  const whole = (await sample('vics20-cases.json')).toString();
  const cut = await importList(whole.slice(0, whole.indexOf('"MediaID": 5')), newList('Cut'));
  expect(cut).toMatchObject({ read: 5, broken: 'import.truncated' });
  expect((await ann.no('GET', `/api/hash-lists/entries?hash=${'z'.repeat(32)}`)).codes).toEqual(['hash.unknown-kind']);
  const officer = await us.signIn({ roles: ['requesting-officer'], agency: 'DCEXAMPLE' });
  expect((await officer.no('GET', '/api/imports')).status).toBe(404);
});

it('goes on behind the last batch that was committed when it was killed', async () => {
  const lines = Array.from({ length: 7_000 }, (_, n) =>
    n % 1_000 === 7 ? 'broken' : `${n.toString(16).padStart(32, '0')} ${n}`,
  );
  const bytes = Buffer.from(lines.join('\n'));
  const folder = await mkdtemp(join(tmpdir(), 'homeward-import-'));
  const path = join(folder, 'list.txt');
  await writeFile(path, bytes);
  const { lists: tools } = createIdentification({ ...us, vault: undefined, dataDir: folder } as never);
  const list = { name: 'Killed', kind: 'mixed' as const, source: '', terms: '' };
  const input = { path, fileName: 'list.txt', size: bytes.length, sha256: 'a'.repeat(64), list };
  let seen = 0;
  const killed = tools.importFile({
    ...input,
    progress(now) {
      seen = now.read;
      if (seen >= 4_000) throw new Error('killed');
    },
  });
  await expect(killed).rejects.toThrow('killed');
  const done = await tools.importFile(input);
  expect(done).toMatchObject({ state: 'done', read: 7_000, accepted: 6_993, merged: 0, refused: 7 });
  const problems = [];
  for await (const problem of tools.problems(done.id)) problems.push(problem.line);
  expect(problems).toEqual([8, 1008, 2008, 3008, 4008, 5008, 6008]);
  const again = await tools.importFile(input);
  expect(again).toMatchObject({ accepted: 0, merged: 6_993, refused: 7 });
  expect((await ann.no('POST', `/api/imports/${done.id}/undo`, { version: 1 })).status).toBe(409);
  await expect(tools.undo(done.id)).rejects.toThrow('import.undo.later-import');
  for (const one of [again, done]) expect(await tools.undo(one.id)).toMatchObject({ state: 'undone' });
  expect((await lists()).find((one) => one.name === 'Killed')?.entries).toBe(0);
  await rm(folder, { recursive: true });
});

it('exports a list so that it comes back as it went, and a case’s pictures', async () => {
  const { list } = await importList(await sample('vics20-cases.json'), newList('Round trip'));
  const rows = (name: string) =>
    us.tx((tx) =>
      tx.query(
        `SELECT e.key, md5, sha1, photodna, e.scheme, code, label, series, flags, e.raw, array_agg(c.raw ORDER BY c.raw) AS cases
         FROM ident_hash_entry e JOIN ident_hash_list l ON l.id = e.list_id LEFT JOIN ident_hash_case c ON c.id = ANY(e.cases)
         WHERE l.name = $1 GROUP BY e.id ORDER BY e.key`,
        [name],
      ),
    );
  const before = await rows('Round trip');
  expect(before).toHaveLength(5);
  for (const format of ['vics20', 'vics13']) {
    const file = await ann.ok('GET', `/api/hash-lists/${list?.id}/export?format=${format}`);
    const again = await importList(JSON.stringify(file), newList(`Round trip ${format}`));
    expect(again).toMatchObject({ accepted: 5, merged: 0, refused: 0 });
    expect(await rows(`Round trip ${format}`)).toEqual(before);
    // And into the list itself nothing is new.
    expect(await importList(JSON.stringify(file), { listId: list?.id })).toMatchObject({ accepted: 0, merged: 5 });
    expect(await rows('Round trip')).toEqual(before);
  }
  const csv = await ann.ok<string>('GET', `/api/hash-lists/${list?.id}/export?format=icse-csv`);
  expect(csv).toMatch(/^MD5;SHA1;PhotoDNA;Image ID;.*;Baseline;Scheme;Category;Label\r\n/);
  expect(await ledger(us, 'hash-list.exported')).toHaveLength(3);
  const { id: caseId } = await ann.ok<{ id: string }>('POST', '/api/cases', {
    title: 'Unknown child',
    offence: 'csam',
    urgency: 'routine',
    wanted: ['identify-victim'],
    legalBasis: 'Court order',
    purpose: 'To identify a child',
    summary: 'Pictures of an unknown child',
  });
  const media = await seal(ann, 'room-2.jpg', `?caseId=${caseId}`);
  const file = await ann.ok<{ value: { Media: { AlternativeHashes: unknown[] }[] }[] }>(
    'GET',
    `/api/media-export/${caseId}?format=vics20`,
  );
  expect(file.value[0]?.Media[0]?.AlternativeHashes).toContainEqual(
    expect.objectContaining({ HashName: 'PDQ', HashValue: media.pdq }),
  );
});

it('keeps Cases apart that span batches, say who they are behind their records, or say nothing', async () => {
  const records = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => `{"MD5":"${(0x100000 + from + n).toString(16).padStart(32, '0')}"}`).join(
      ',\n',
    );
  const cases = [
    `{"Media":[${records(0, 3_000)}],"CaseNumber":"late"}`,
    `{"Media":[${records(3_000, 2_500)}]}`,
    `{"CaseNumber":"early","Media":[${records(5_500, 2)}]}`,
    `{"CaseNumber":"late","Media":[${records(5_502, 3)}]}`,
    `{"Media":[${records(5_505, 1)}]}`,
  ];
  const file = `{"value":[${cases.join()}]}`;
  const done = await importList(file, newList('Cases'));
  expect(done).toMatchObject({ read: 5_506, accepted: 5_506 });
  const counts = () =>
    us.tx((tx) =>
      tx.query(
        `SELECT c.raw, count(*)::int AS n FROM ident_hash_entry e JOIN ident_hash_list l ON l.id = e.list_id
         LEFT JOIN ident_hash_case c ON c.id = ANY(e.cases) WHERE l.name = 'Cases' GROUP BY c.raw ORDER BY n`,
      ),
    );
  const expected = [
    { raw: '{"CaseNumber":"early"}', n: 2 },
    { raw: null, n: 2_501 },
    { raw: '{"CaseNumber":"late"}', n: 3_003 },
  ];
  expect(await counts()).toEqual(expected);
  const again = await importList(file, { listId: done.list?.id });
  expect(again).toMatchObject({ accepted: 0, merged: 5_506 });
  expect(await counts()).toEqual(expected);
});
