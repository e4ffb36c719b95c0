import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readAll } from './read-list.testkit.ts';

const sample = (name: string) => readFile(join(import.meta.dirname, 'samples', name));

it('reads VICS 2.0 #Cases with all the ways its writers have', async () => {
  const read = await readAll(await sample('vics20-cases.json'));
  expect(read.header).toEqual({ format: 'vics-2.0', version: '2.0', region: 'US', shape: 'cases', scheme: 'VICS-US' });
  expect(read.encoding).toBe('utf-8');
  expect(read.broken).toEqual([]);
  const [one, two, three, again, five, six] = read.entries;
  expect(one?.entry).toMatchObject({
    classification: { scheme: 'VICS-US', code: '1' },
    series: 'Clover',
    flags: { victimIdentified: false, distributed: true, precategorized: true },
    photodna: Buffer.from(Array.from({ length: 144 }, (_, n) => n)).toString('base64'),
    raw: {
      vics: {
        DateUpdated: '2026-06-07T02:31:49.8300123Z',
        RelativeFilePath: 'Files\\1.jpg',
        AlternativeHashes: [{ HashName: 'Other' }],
        MediaFiles: [
          {
            Created: '2026-01-02T03:04:05Z',
            Written: '2026-01-02T03:04:05.000Z',
            Accessed: '2026-01-02T03:04:05+01:00',
            Unallocated: false,
            Deleted: false,
          },
        ],
      },
    },
  });
  expect(two?.entry).toMatchObject({ series: 'Clover', raw: { vics: { Tags: ['a', 'b'] } } });
  expect(two?.entry).not.toHaveProperty('classification');
  expect(three?.entry.raw).toEqual({ vics: { MediaID: 3, NewField: { Anything: [1, 2, { deep: true }] } } });
  expect(three?.entry).not.toHaveProperty('flags');
  expect(again?.entry.md5).toBe(one?.entry.md5);
  expect(five?.warnings).toEqual([
    { code: 'import.value-unread', params: { field: 'VictimIdentified', value: 'perhaps' } },
  ]);
  expect(five?.entry).toMatchObject({ photodna: one?.entry.photodna, raw: { vics: { VictimIdentified: 'perhaps' } } });
  expect(six?.caseIndex).toBe(1);
  expect(read.refused).toMatchObject([
    { record: 5, pointer: '/value/0/Media/4', code: 'import.md5-malformed', params: { value: 'not a hash' } },
  ]);
  const lines = (await sample('vics20-cases.json')).toString().split('\n');
  expect(lines.slice((read.refused[0]?.line ?? 0) - 1).join('')).toMatch(/^ *\{ *"MediaID": 4,/);
  expect(read.cases.filter((item) => item.ended)).toMatchObject([
    { index: 0, fields: { CaseNumber: 'EX-2026-0001', CaseMetadata: [{ PropertyName: 'Exhibit' }] } },
    { index: 1, fields: { CaseNumber: 'EX-2026-0002' } },
  ]);
});

it('reads #Media, and numbers of another region as another scheme', async () => {
  const read = await readAll(await sample('vics20-media.json'));
  expect(read.header).toMatchObject({ shape: 'media', region: 'UK' });
  expect(read.entries.map((item) => item.entry.classification)).toMatchObject([
    { scheme: 'VICS-UK', code: '1', label: 'Category A' },
    { scheme: 'VICS-UK', code: '2' },
  ]);
  expect(read.entries[1]?.entry.flags).toEqual({ distributed: true });
  const as = await readAll(await sample('vics20-media.json'), { as: 'ca' });
  expect(as.entries[0]?.entry.classification).toEqual({ scheme: 'VICS-CA', code: '1', label: 'Category 1' });
});

it('reads VICS 1.3 in UTF-16, leaves OData’s noise and the small pictures out, and finds what a Case says after its Media', async () => {
  const bytes = Buffer.from(`\uFEFF${await sample('vics13-cases.json')}`, 'utf16le');
  const read = await readAll(bytes);
  expect(read.header).toMatchObject({ format: 'vics-1.3', shape: 'cases', scheme: 'VICS-UNSTATED' });
  expect(read.encoding).toBe('utf-16le');
  expect(read.bytes).toBe(bytes.length);
  expect(read.entries[0]).toMatchObject({
    pictures: 1,
    entry: { raw: { vics: { DateUpdated: '2014-01-02T03:04:05.1' } } },
  });
  expect(JSON.stringify(read.items)).not.toMatch(/odata|Miniature/);
  expect(read.cases.slice(1)).toEqual([{ kind: 'case', ended: true, index: 0, fields: { CaseNumber: 'EX-13' } }]);
  expect(read.items[0]).toEqual({ kind: 'case', ended: false, index: 0, fields: {} });
  const big = Buffer.from(bytes).swap16();
  expect((await readAll(big)).entries).toEqual(read.entries);
  // Without a mark too.
  expect((await readAll(big.subarray(2))).entries).toEqual(read.entries);
});

it('reads the same whatever the chunks, and after a number of records passed over', async () => {
  for (const name of ['vics20-cases.json', 'vics20-media.json', 'vics13-cases.json', 'icse.csv', 'hashes.csv']) {
    const bytes = await sample(name);
    const whole = await readAll(bytes);
    for (const size of [1, 2, 7, 64, 1000]) expect((await readAll(bytes, {}, size)).items).toEqual(whole.items);
    const rest = await readAll(bytes, { skip: 2 }, 50);
    expect(rest.items).toEqual(whole.items.filter((item) => !('record' in item) || item.record > 2));
  }
});

it('reads an ICSE CSV', async () => {
  const read = await readAll(await sample('icse.csv'));
  expect(read.header).toMatchObject({ format: 'icse-csv', scheme: 'INTERPOL-BASELINE' });
  const [one, two, four] = read.entries.map((item) => item.entry);
  expect(one).toMatchObject({
    flags: { distributed: true, victimIdentified: false },
    // What the list writes as 1 is the code of the common scheme.
    classification: { scheme: 'INTERPOL-BASELINE', code: 'baseline', label: 'Baseline' },
    raw: { icse: { 'Image ID': '301', Baseline: '1' } },
  });
  expect(one?.flags).not.toHaveProperty('offenderIdentified');
  expect(two).toMatchObject({ photodna: one?.photodna, series: 'Harbour; north' });
  expect(two).not.toHaveProperty('classification');
  expect(four?.series).toBe('=1+1');
  expect(read.refused).toMatchObject([
    { record: 3, line: 4, code: 'import.md5-malformed', fields: { 'Image ID': '303' } },
  ]);
});

it('reads a CSV that names hashes, and hashes line by line', async () => {
  const read = await readAll(await sample('hashes.csv'), { as: 'US' });
  expect(read.entries.map((item) => item.entry)).toMatchObject([
    { classification: { scheme: 'VICS-US', code: '2' }, raw: { csv: { note: 'first' } } },
    { sha256: expect.any(String), raw: { csv: { note: 'second' } } },
  ]);
  const sha256 = 'A'.repeat(64);
  const lines = await readAll(`# a list\n${sha256} один\nmd5:${'b'.repeat(40)}\r\n\n${'c'.repeat(32)}`);
  expect(lines.entries).toMatchObject([
    {
      record: 1,
      line: 2,
      entry: { sha256: sha256.toLowerCase(), pdq: sha256.toLowerCase(), raw: { lines: { name: 'один' } } },
    },
    { record: 3, line: 5, entry: { md5: 'c'.repeat(32) } },
  ]);
  expect(lines.refused).toMatchObject([{ record: 2, line: 3, code: 'list.not-a-hash' }]);
});

it('survives what is hostile or broken, and says where', async () => {
  const md5 = 'a'.repeat(32);
  const context = '"@odata.context":"x/DataModels/2.0.xml/US/$metadata#Media"';
  const good = `{"MD5":"${md5}"}`;
  const one = async (text: string | Uint8Array) => {
    const { entries, refused, broken } = await readAll(text, {}, 10_000);
    return [entries.length, refused.map((item) => item.code), broken.map((item) => item.code)];
  };
  const list = (...records: string[]): string => `{${context},"value":[${good},${records.join()},${good}]}`;
  const deep = `{"MD5":"${md5}","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  expect(await one(list(deep))).toEqual([2, ['import.record-too-deep'], []]);
  expect(await one(list(`{"MD5":"${md5}","x":"${'y'.repeat(5_000_000)}"}`))).toEqual([
    2,
    ['import.record-too-large'],
    [],
  ]);
  expect(await one(list('{"MD5":nonsense}', '7', '[]', '{}', 'null'))).toEqual([
    2,
    [
      'import.record-not-json',
      'import.record-not-object',
      'import.record-not-object',
      'import.no-hash',
      'import.record-not-object',
    ],
    [],
  ]);
  expect(await one(list(`{"MD5":"${md5}","__proto__":{"polluted":1},"constructor":"x"}`))).toEqual([3, [], []]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(await one(`{"__proto__":1,${context},"value":[${good}`)).toEqual([1, [], ['import.truncated']]);
  expect(await one(`{${context},"value":[${good},{"MD5":"${md5}`)).toEqual([1, [], ['import.truncated']]);
  expect(await one(`{${context},"value":[${good} ${good}]}`)).toEqual([1, [], ['import.json-broken']]);
  expect(await one('{nothing')).toEqual([0, [], ['import.json-broken']]);
  expect(await one('')).toEqual([0, [], []]);
  expect(await one('<html></html>')).toEqual([0, ['list.not-a-hash'], []]);
  const latin = Buffer.from(list(`{"MD5":"${md5}","Series":"\u00e9"}`), 'latin1');
  expect(await one(latin)).toEqual([2, ['import.record-not-utf8'], []]);
  expect(await one(`MD5;SHA1\n${md5};\n"${'x'.repeat(200_000)}`)).toEqual([1, [], ['import.csv-broken']]);
  expect(await one(`${md5}\n${'x'.repeat(300_000)}\n${md5}`)).toEqual([2, ['list.not-a-hash'], []]);
});

it('takes a shape that the file does not announce, or announces wrongly', async () => {
  const good = `{"MediaID":1,"MD5":"${'a'.repeat(32)}","Series":"S"}`;
  const cases = `{"value":[{"CaseNumber":"1","Media":[${good}]},{"CaseNumber":"2","media":[${good},${good}]}]}`;
  expect((await readAll(cases)).entries.map((item) => item.caseIndex)).toEqual([0, 1, 1]);
  const wrong = `{"@odata.context":"DataModels/2.0.xml/US/$metadata#Media","Value":[{"CaseNumber":"1","Media":[${good}]}]}`;
  expect((await readAll(wrong)).entries).toHaveLength(1);
  const flat = await readAll(`[${good},${good}]`);
  expect(flat.entries.map((item) => [item.pointer, item.entry.series])).toEqual([
    ['/0', 'S'],
    ['/1', 'S'],
  ]);
  const late = `{"value":[${good}],"@odata.context":"DataModels/2.0.xml/UK/$metadata#Media"}`;
  expect((await readAll(late)).header).toMatchObject({ region: 'UK', format: 'vics-2.0' });
});
