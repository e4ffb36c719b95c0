import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { type TestCaller, until } from '../testing/bureaus.ts';
import type { ImportRowView, ImportView, TipSummary, TipView } from './contract.ts';
import { sample, type TipsWorld, tipsWorld } from './tips.testkit.ts';

let world: TipsWorld;
let analyst: TestCaller;
let json: string;
let folder: string;

beforeAll(async () => {
  world = await tipsWorld();
  analyst = await world.us.signIn({ roles: ['analyst'] });
  json = (await sample('le-report.json')).toString();
  folder = await mkdtemp(join(tmpdir(), 'homeward-le-'));
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function upload(name: string, bytes: Buffer): Promise<{ view: ImportView; rows: ImportRowView[] }> {
  const begun = await analyst.ok<ImportView>('POST', `/api/tip-imports?name=${name}`, bytes);
  await until(async () => (await analyst.ok<ImportView>('GET', `/api/tip-imports/${begun.id}`)).state === 'done');
  const view = await analyst.ok<ImportView>('GET', `/api/tip-imports/${begun.id}`);
  const { items } = await analyst.ok<{ items: ImportRowView[] }>('GET', `/api/tip-imports/${begun.id}/rows`);
  return { view, rows: items };
}

const tipOf = async (number: number): Promise<TipView> => {
  const { items } = await analyst.ok<{ items: TipSummary[] }>('GET', `/api/tips?number=${number}`);
  return analyst.ok<TipView>('GET', `/api/tips/${items[0]?.id}`);
};

const zipOf = async (files: Record<string, Buffer | string>): Promise<Buffer> => {
  const zip = new ZipFile();
  for (const [name, bytes] of Object.entries(files)) zip.addBuffer(Buffer.from(bytes), name);
  zip.end();
  return buffer(zip.outputStream as never);
};

describe('a report as law enforcement receives it', () => {
  it('comes in alone, its nulls, wrappers and "N/A" read as nothing, and what is new kept', async () => {
    const { view, rows } = await upload('report.json', Buffer.from(`\ufeff${json}`));
    expect(view).toMatchObject({ taken: 1, refused: 0, broken: null });
    expect(rows[0]).toMatchObject({ entry: 'report.json', outcome: 'new' });
    const tip = await tipOf(900000001);
    expect(tip).toMatchObject({
      shape: 'le-json',
      state: 'open',
      provider: 'Example ESP, Inc.',
      versions: 1,
      files: 1,
    });
    expect(tip.model?.people[0]).toMatchObject({
      role: 'reported',
      firstName: null,
      lastName: null,
      account: { id: 'u-1001', screenNames: ['otto_example'] },
      facts: [{ name: 'accessToChildren', value: 'Yes' }],
    });
    expect(tip.model?.places[0]).toMatchObject({ city: 'Nancy', country: 'France', countryCode: 'FR', of: 'person:0' });
    expect(tip.model?.ips[0]).toMatchObject({ address: '192.0.2.7', event: 'Login', port: 443 });
    expect(tip.model?.urls[0]).toMatchObject({ kind: 'profile', of: 'person:0' });
    expect(tip.model?.texts).toContainEqual({ where: '/person:0/sourceCaptures/Star sign', text: 'Leo' });
    expect(tip.model?.unknown).toEqual([
      { path: '/reportedInformation/reportedPeople/reportedPersons/0/newField', value: '{"since":2027}' },
    ]);
    expect(tip.fileList[0]).toMatchObject({ viewed: 'unknown', isHere: false, mayOpen: false });
    expect(tip.model?.files[0]).toMatchObject({
      tags: ['Unfamiliar Image'],
      uploaded: { at: Date.UTC(2026, 9, 15, 13, 59) },
    });
  });

  it('comes again: the same is the same, another is a version, and nothing is overwritten', async () => {
    expect((await upload('again.json', Buffer.from(`\ufeff${json}`))).rows[0]?.outcome).toBe('same');
    const later = json
      .replace('"industryClassification": null', '"industryClassification": "A1"')
      .replace('"viewedByEsp": null', '"viewedByEsp": true');
    expect((await upload('later.json', Buffer.from(later))).rows[0]?.outcome).toBe('version');
    const tip = await tipOf(900000001);
    expect([tip.versions, tip.history.length]).toEqual([2, 2]);
    expect(tip.fileList[0]).toMatchObject({ viewed: 'yes', words: { classification: 'A1' } });
    const first = await analyst.ok<{ model: TipView['model'] }>('GET', `/api/tips/${tip.id}/versions/1`);
    expect(first.model?.files[0]).toMatchObject({ viewed: 'unknown', classification: null });
    expect(String(await analyst.ok('GET', `/api/tips/${tip.id}/versions/2/raw`))).toBe(later);
    expect((await world.us.owed()).filter((task) => task === 'tip.to-route')).toEqual(['tip.to-route']);
  });

  it('comes in a zip with its files and PDF, each joined to it', async () => {
    const zip = await zipOf({
      'tip/900000002.json': json.replaceAll('900000001', '900000002'),
      'tip/files/900000002-1.PNG': 'these are the bytes',
      'tip/900000002.pdf': '%PDF-1.7 the report as a document',
      'tip/readme.txt': 'nobody names this',
      'tip/broken.json': '{"reportId": 5',
    });
    const { view, rows } = await upload('tip.zip', zip);
    expect(view).toMatchObject({ taken: 1, refused: 1 });
    const outcomes = Object.fromEntries(rows.map((row) => [row.entry, row.code ?? row.outcome]));
    expect(outcomes).toEqual({
      'tip/900000002.json': 'new',
      'tip/broken.json': 'tip.json-malformed',
      'tip/readme.txt': 'tip-import.no-report',
    });
    const tip = await tipOf(900000002);
    expect(tip.fileList.map((file) => [file.role, file.key, file.isHere, file.type])).toEqual([
      ['file', '900000002-1.png', true, null],
      ['document', '900000002.pdf', true, 'application/pdf'],
    ]);
    const pdf = await analyst.ok('GET', `/api/tip-files/${tip.fileList[1]?.id}/document`);
    expect(String(pdf)).toBe('%PDF-1.7 the report as a document');
    expect((await analyst.no('GET', `/api/tip-files/${tip.fileList[0]?.id}/document`)).status).toBe(404);
  });

  it('holds what the database has no way to hold: NUL and halves of characters', async () => {
    const odd = json.replaceAll('900000001', '900000003').replace('"Leo"', '"Le\\u0000o \\ud800 \\\\u0000"');
    expect((await upload('odd.json', Buffer.from(odd))).rows[0]?.outcome).toBe('new');
    const { model } = await tipOf(900000003);
    expect(model?.texts.at(-1)?.text).toBe('Le\ufffdo \ufffd \\u0000');
  });
});

describe('many reports from a folder', () => {
  it('come in with what became of each, and go on after a stop', async () => {
    await mkdir(join(folder, 'sub'));
    for (let n = 0; n < 12; n++) {
      const path = join(folder, n % 2 ? 'sub' : '', `${910000000 + n}.json`);
      await writeFile(path, json.replaceAll('900000001', String(910000000 + n)));
    }
    await writeFile(
      join(folder, 'sub', 'more.zip'),
      await zipOf({ 'a.json': json.replaceAll('900000001', '910000100') }),
    );
    await writeFile(join(folder, 'not.json'), '[]');
    const stopped = world.tips.importPath({
      path: folder,
      size: 0,
      progress: (row) => {
        if (row.entry.includes('910000004')) throw new Error('the power fails');
      },
    });
    await expect(stopped).rejects.toThrow('the power fails');
    const seen: string[] = [];
    const done = await world.tips.importPath({ path: folder, size: 0, progress: (row) => seen.push(row.entry) });
    expect(done).toMatchObject({ state: 'done', found: 14, taken: 13, refused: 1, same: 0 });
    expect(seen).not.toContain('910000002.json');
    expect(seen).toContain('sub/more.zip!/a.json');
    const [count] = await world.us.tx((tx) =>
      tx.query<{ n: number }>('SELECT count(*)::int AS n FROM tips_tip WHERE report_number >= 910000000'),
    );
    expect(count?.n).toBe(13);
    // Once more: a new import of what is all here.
    expect(await world.tips.importPath({ path: folder, size: 0 })).toMatchObject({ taken: 0, same: 13, refused: 1 });
    expect((await world.us.conservation()).balanced).toBe(true);
  });
});
