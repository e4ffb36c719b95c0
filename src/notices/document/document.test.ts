import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NoticeForm } from '../contract.ts';
import { blue, green, red, yellow } from '../examples.testkit.ts';
import { copyOf, noticeCopy } from './copy.ts';
import { renderHtml } from './html.ts';
import { type DocumentModel, type DocumentSource, documentModel } from './model.ts';
import { examplePhoto } from './photo.testkit.ts';
import { NoticePress, press } from './press.ts';
import { DOCUMENT_LANGS } from './word.ts';

const run = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeward-document-'));
});
afterAll(async () => {
  press.close();
  await rm(folder, { recursive: true, force: true });
});

/** Text that would be markup, in several scripts, with ligatures, quotes and hyphens that must come out as they went in. */
const HARD =
  'He said "#import *x* _y_ $z$ @a <b> \\u{1F600}" – office, affiliation, fjord; straße; Æther; 100 % -- ok?';
const full: NoticeForm = {
  ...red,
  subject: {
    ...red.subject,
    nativeName: 'Иванов Пётр',
    aliases: ['The "Fox"', 'Ο Κώστας', `x${'y'.repeat(120)}`],
    birthPlace: 'Tromsø',
    birthCountry: 'NO',
    languages: ['ENG', 'FRE', 'ARA'],
    documents: [{ kind: 'passport', number: 'X1234567', country: 'US', expires: '2030' }],
    marks: [{ text: 'scar on left hand', visibleInPhoto: true }],
    photos: [await examplePhoto()],
  },
  mayBeIn: ['FR', 'ES', 'EG'],
  facts: { ...red.facts, summary: `${HARD}\nSecond line of it.` },
};
const source = (form: NoticeForm, more: Partial<DocumentSource> = {}): DocumentSource => ({
  notice: 'US:notice:01975bd4-0000-7000-8000-000000000001',
  owner: 'US',
  number: 'A-000123/11-2026',
  reference: 'US-2026-000009',
  n: 1,
  state: 'issued',
  issuedAt: Date.UTC(2026, 10, 20),
  at: Date.UTC(2026, 10, 19),
  source: null,
  form,
  ...more,
});
const printed = (model: DocumentModel, from = source(full)) => press.print(model, JSON.stringify(copyOf(from)));

async function text(pdf: Uint8Array): Promise<string> {
  const path = join(folder, 'one.pdf');
  await writeFile(path, pdf);
  const { stdout } = await run('pdftotext', ['-layout', '-enc', 'UTF-8', path, '-']);
  return stdout;
}
/** Spaces and line ends are layout; every other character counts. */
const bare = (said: string): string => said.normalize('NFC').replaceAll(/\s+/g, '');
const said = (model: DocumentModel): string[] => [
  model.title,
  model.purpose,
  model.name,
  ...model.head.flatMap((row) => [row.label, ...row.values]),
  ...model.sections.flatMap((s) => [s.heading, ...s.rows.flatMap((row) => [row.label, ...row.values])]),
  ...model.foot,
];

test.each(['en', 'fr', 'es'] as const)(
  '%s: the text of every field comes out of the PDF as it went in',
  async (lang) => {
    for (const form of [full, blue, green, yellow]) {
      const model = documentModel(source(form), lang);
      const { pdf, missing } = await printed(model);
      expect(missing).toBe(false);
      const path = join(folder, `${lang}.pdf`);
      await writeFile(path, pdf);
      // Reading order, and column by column: a value that wraps beside a label is whole in one of the two.
      const [raw, laid] = await Promise.all(
        [['-raw'], ['-layout']].map(async (how) =>
          bare((await run('pdftotext', [...how, '-enc', 'UTF-8', path, '-'])).stdout),
        ),
      );
      const lost = said(model).filter((one) => !raw?.includes(bare(one)) && !laid?.includes(bare(one)));
      expect(lost).toEqual([]);
    }
  },
);

test('Arabic: shaped and right to left; extraction keeps the letters of most words and the Latin values whole', async () => {
  const model = documentModel(source(full), 'ar');
  const { pdf } = await printed(model);
  const out = await text(pdf);
  expect(model.dir).toBe('rtl');
  // What is not Arabic is exact.
  for (const exact of ['A-000123/11-2026', 'Example, Álvaro', '26-CR-0101', '1979-04-02', 'Иванов Пётр']) {
    expect(bare(out)).toContain(bare(exact));
  }
  // What is Arabic is not: dots are glyphs of their own. The page is what a machine or a screen reader should read.
  const html = renderHtml(model);
  for (const row of model.sections.flatMap((s) => s.rows)) expect(html).toContain(row.label);
  expect(html).toContain('<html lang="ar" dir="rtl">');
});

test('PDF/A-3a, tagged, with title, language, page numbers, the copy attached, and the same bytes each time', async () => {
  for (const lang of DOCUMENT_LANGS) {
    const model = documentModel(source(full), lang);
    const { pdf, pages } = await printed(model);
    expect(pages).toBeGreaterThan(1);
    const path = join(folder, 'two.pdf');
    await writeFile(path, pdf);
    const { stdout: info } = await run('pdfinfo', [path]);
    expect(info).toContain(`Title:           ${model.title} · A-000123/11-2026 · Example, Álvaro`);
    expect(info).toMatch(/Tagged:\s+yes/);
    const latin = Buffer.from(pdf).toString('latin1');
    expect(latin).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(latin).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(latin).toMatch(new RegExp(`/Lang\\s*\\(${lang}`));
    expect(bare(await text(pdf))).toContain(`1/${pages}`);
    await run('pdfdetach', ['-saveall', '-o', folder, path]);
    const copy = noticeCopy.parse(JSON.parse(await readFile(join(folder, 'notice.json'), 'utf8')));
    expect(copy).toEqual(copyOf(source(full)));
    expect(Buffer.from((await printed(model)).pdf).equals(Buffer.from(pdf))).toBe(true);
  }
});

test('every value of every colour is in the document, in words where there are words', () => {
  for (const form of [full, blue, green, yellow]) {
    const model = documentModel(source(form), 'en');
    expect(model.sections.find((s) => s.heading === 'Further particulars')).toBeUndefined();
    expect(said(model).filter((one) => /^(field|section|title|head)\./.test(one))).toEqual([]);
  }
  // What no part knows is shown under its own name rather than left out.
  const odd = { ...blue, subject: { ...blue.subject, shoeSize: 43 } } as unknown as NoticeForm;
  expect(documentModel(source(odd), 'en').sections.at(-1)).toEqual({
    heading: 'Further particulars',
    rows: [{ label: 'shoeSize', values: ['43'] }],
  });
});

test('a draft and a suspended notice say so; a script without a font leaves a mark and a line about it', async () => {
  const draft = documentModel(source(red, { number: null, state: 'draft', issuedAt: null }), 'en');
  expect(draft.stamp).toBe('DRAFT');
  expect(await text((await printed(draft)).pdf)).toContain('DRAFT');
  expect(documentModel(source(red, { state: 'suspended' }), 'fr').stamp).toBe('SUSPENDUE');
  const chinese: NoticeForm = { ...red, subject: { ...red.subject, nativeName: '张伟' } };
  const { pdf, missing } = await printed(documentModel(source(chinese), 'en'));
  expect(missing).toBe(true);
  expect(await text(pdf)).toContain('stands for a character that this document’s fonts lack');
  expect(renderHtml(documentModel(source(chinese), 'en'))).toContain('张伟');
});

test('text is never markup: neither in the page nor in the PDF, nor can it turn the direction of what follows', async () => {
  const evil = '<script>alert(1)</script>&amp;\u202Egnp.exe #read("/etc/passwd") #panic() \\ ` ``` // /*';
  const form: NoticeForm = { ...red, facts: { ...red.facts, summary: evil } };
  const model = documentModel(source(form), 'en');
  const html = renderHtml(model);
  expect(html).not.toContain('<script');
  expect(html).not.toContain('\u202e');
  const out = bare(await text((await printed(model)).pdf));
  expect(out).toContain(bare('<script>alert(1)</script>&amp;gnp.exe #read("/etc/passwd") #panic()'));
});

test('a press that hangs or dies costs its own document alone', async () => {
  const impatient = new NoticePress({ timeoutMs: 1 });
  await expect(impatient.print(documentModel(source(red), 'en'), '{}')).rejects.toMatchObject({ code: 'internal' });
  impatient.close();
  const other = new NoticePress();
  const broken = documentModel(source(full), 'en');
  const photos = broken.photos.map((photo) => ({ ...photo, data: 'AAAA' }));
  await expect(other.print({ ...broken, photos }, '{}')).rejects.toMatchObject({ code: 'internal' });
  expect((await other.print(broken, '{}')).pages).toBeGreaterThan(0);
  const pid = other.pid;
  const asked = other.print(broken, '{}');
  if (pid !== null) process.kill(pid, 'SIGKILL');
  await asked.catch(() => undefined);
  expect((await other.print(broken, '{}')).pages).toBeGreaterThan(0);
  expect(other.pid).not.toBe(pid);
  other.close();
});
