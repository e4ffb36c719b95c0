import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { printRecord, type RecordModel } from './index.ts';

const run = promisify(execFile);

const record = (lang: RecordModel['lang'], more: Partial<RecordModel> = {}): RecordModel => ({
  lang,
  title: 'Record of a case',
  number: 'US-2026-000001',
  subtitle: '',
  stamp: 'REDACTED COPY',
  author: 'Washington',
  date: '2026-11-24',
  sections: [
    { heading: 'Matter', rows: [{ label: 'Summary', values: ['He said "#panic()" *x* _y_ $z$', 'قضية طفل مفقود'] }] },
    {
      heading: 'Table',
      table: {
        head: ['When', 'What'],
        rows: [
          ['2026-11-24', 'opened'],
          ['2026-11-25', '#eval("1")'],
        ],
      },
    },
  ],
  foot: ['Signed copy beside it.'],
  missing: 'Some characters could not be shown.',
  ...more,
});

async function textOf(pdf: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'homeward-record-'));
  try {
    await writeFile(join(folder, 'r.pdf'), pdf);
    return (await run('pdftotext', ['-layout', join(folder, 'r.pdf'), '-'])).stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('a record says what it was given, and nothing of it is markup', async () => {
  const made = await printRecord(record('en'));
  const text = await textOf(made.pdf);
  expect(text).toContain('REDACTED COPY');
  expect(text).toContain('#panic()');
  expect(text).toContain('#eval("1")');
  expect(made).toMatchObject({ pages: 1, missing: false });
  expect((await printRecord(record('ar', { stamp: '' }))).pages).toBe(1);
  const odd = await printRecord(record('fr', { title: 'Dossier 漢' }));
  expect(odd.missing).toBe(true);
  expect(await textOf(odd.pdf)).toContain('Some characters could not be shown.');
});
