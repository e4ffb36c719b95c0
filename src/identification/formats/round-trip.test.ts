import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { HashEntry } from './entry.ts';
import { readAll } from './read-list.testkit.ts';
import { IcseColumns, writeIcse } from './write-icse.ts';
import { type VicsOptions, writeVics } from './write-vics.ts';

const hex = (digits: number) =>
  fc
    .array(fc.integer({ min: 0, max: 15 }), { minLength: digits, maxLength: digits })
    .map((all) => all.map((n) => n.toString(16)).join(''));
const photodna = fc
  .uint8Array({ minLength: 144, maxLength: 144 })
  .map((bytes) => Buffer.from(bytes).toString('base64'));
/** A name or a text: any letters, also what a spreadsheet would take for a formula. */
const words = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
    fc.constantFrom('=1+1', "'=x", '-1', '@a', "''+b", 'a;b', '"q"', 'a\nb'),
  )
  .map((text) => text.trim())
  .filter((text) => text !== '' && !text.includes('\u0000'));
const flags = fc.record(
  { victimIdentified: fc.boolean(), offenderIdentified: fc.boolean(), distributed: fc.boolean() },
  { requiredKeys: [] },
);
const classification = (scheme: fc.Arbitrary<string>) =>
  fc.record({ scheme, code: fc.stringMatching(/^[A-Z][A-Z0-9]{0,3}$/), label: words });
const strange = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 8 }).map((name) => `X${name}`),
  fc.jsonValue({ maxDepth: 3 }),
  { maxKeys: 3 },
);

const common = {
  sha1: hex(40),
  sha256: hex(64),
  pdq: hex(64),
  quality: fc.integer({ min: 0, max: 100 }),
  photodna,
  series: words,
  flags: flags.filter((all) => Object.keys(all).length > 0),
  classification: classification(fc.constantFrom('A-B', 'VICS-UK')),
};
const vicsEntry: fc.Arbitrary<HashEntry> = fc.record(
  {
    md5: hex(32),
    ...common,
    raw: fc
      .tuple(
        fc.integer({ min: 1, max: 1e6 }),
        strange,
        fc.array(fc.record({ FileName: words, Deleted: fc.boolean() }), { maxLength: 2 }),
      )
      .map(([MediaID, more, files]) => ({
        vics: { MediaID, ...more, ...(files.length > 0 ? { MediaFiles: files } : {}) },
      })),
  },
  { requiredKeys: ['md5', 'raw'] },
);
const icseEntry: fc.Arbitrary<HashEntry> = fc.record(
  {
    md5: hex(32),
    ...common,
    raw: fc
      .tuple(
        fc.integer({ min: 1, max: 1e6 }),
        words,
        fc.dictionary(fc.constantFrom('Note', 'Source', 'Media Type'), words),
      )
      .map(([id, submissions, more]) => ({
        icse: { 'Image ID': String(id), 'Number of submissions': submissions, ...more },
      })),
  },
  { requiredKeys: ['md5', 'raw'] },
);

async function* one<T>(value: T): AsyncGenerator<T> {
  yield value;
}
async function textOf(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

it('writes VICS that reads back the same, whatever is in it', async () => {
  const options = fc.record<VicsOptions>({
    version: fc.constantFrom('1.3', '2.0'),
    region: fc.constantFrom('US', 'UK', 'CUSTOM'),
    shape: fc.constantFrom('cases', 'media'),
  });
  const check = async (entries: HashEntry[], how: VicsOptions): Promise<void> => {
    const text = await textOf(writeVics(how, one({ fields: { CaseNumber: '1' }, pages: one(entries) })));
    const read = await readAll(text);
    expect(read.refused.concat(read.broken as never[])).toEqual([]);
    expect(plain(read.entries.map((item) => item.entry))).toEqual(plain(entries));
    expect(read.header).toMatchObject({
      version: how.version,
      shape: entries.length > 0 ? how.shape : expect.anything(),
    });
  };
  await fc.assert(fc.asyncProperty(fc.array(vicsEntry, { maxLength: 4 }), options, check), { numRuns: 60 });
});

it('writes ICSE CSV that reads back the same, formulas made harmless', async () => {
  const check = async (entries: HashEntry[]): Promise<void> => {
    const columns = new IcseColumns();
    columns.see(entries);
    const text = await textOf(writeIcse(columns.columns, one(entries)));
    expect(text.split(/[;\n]/).filter((cell) => /^"?[=+\-@\t]/.test(cell))).toEqual([]);
    const read = await readAll(text);
    expect(read.refused.concat(read.broken as never[])).toEqual([]);
    expect(plain(read.entries.map((item) => item.entry))).toEqual(plain(entries));
  };
  await fc.assert(fc.asyncProperty(fc.array(icseEntry, { minLength: 1, maxLength: 4 }), check), { numRuns: 60 });
});

it('writes the common scheme as an ICSE list does, 1 or 0, and reads it back by its own codes', async () => {
  const said = ['baseline', 'not-illegal', 'national-illegal'];
  const entries: HashEntry[] = said.map((code, n) => ({
    md5: String(n).repeat(32),
    classification: { scheme: 'INTERPOL-BASELINE', code, label: code },
  }));
  const columns = new IcseColumns();
  columns.see(entries);
  const text = await textOf(writeIcse(columns.columns, one(entries)));
  const [head = '', ...rows] = text.trim().split('\r\n');
  const place = head.split(';').indexOf('Baseline');
  expect(rows.map((row) => row.split(';')[place])).toEqual(['1', '0', '0']);
  const read = await readAll(text);
  expect(read.entries.map(({ entry }) => entry.classification?.code)).toEqual(said);
});
