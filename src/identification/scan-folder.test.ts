import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readHashList } from './hash-list.ts';
import { hashPicture } from './hash-picture.ts';
import { scanFolder } from './scan-folder.ts';

const rabbit = join(import.meta.dirname, '../../examples/rabbit');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeward-scan-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('finds copies, turned ones too, by one PDQ hash, and nothing else', async () => {
  const room = await hashPicture(await readFile(join(rabbit, 'room-1.jpg')));
  const list = join(folder, 'list.txt');
  await writeFile(list, `# one series\npdq:${room.pdq} Clover 1\nnot a hash\n`);
  const report = await scanFolder({ folder: rabbit, list });
  const found = Object.fromEntries(report.matches.map((match) => [match.file, match.kind]));
  expect(found).toEqual({
    'room-1.jpg': 'near',
    'room-1-recompressed.jpg': 'near',
    'room-1-resized.jpg': 'near',
    'room-1-rotated.jpg': 'turned',
  });
  expect(report.matches.every((match) => match.entry === 'Clover 1')).toBe(true);
  expect(report.refused).toEqual([{ file: 'line 3', reason: 'list.not-a-hash' }]);
  expect(report.hashed).toBeGreaterThanOrEqual(9);
});

it('finds the same file by the MD5 of an ICSE list, and reports a broken picture without stopping', async () => {
  const seized = await mkdtemp(join(folder, 'seized-'));
  const bytes = await readFile(join(rabbit, 'harbour.jpg'));
  const { md5 } = await hashPicture(bytes);
  await writeFile(join(seized, 'a.bin'), bytes);
  await writeFile(join(seized, 'broken.jpg'), bytes.subarray(0, 2_000));
  await symlink('/', join(seized, 'loop'));
  const list = join(folder, 'icse.csv');
  const header =
    'MD5;SHA1;PhotoDNA;Image ID;Is distributed;Victim identified;Offender identified;Series name;Number of submissions;File Available;Media Type;Baseline';
  await writeFile(list, `\uFEFF${header}\r\n${md5.toUpperCase()};;;17;1;0;0;Harbour;1;0;Image;0\r\n`);
  const report = await scanFolder({ folder: seized, list });
  expect(report.matches).toEqual([{ file: 'a.bin', kind: 'exact', distance: null, entry: 'Harbour 17', line: 2 }]);
  expect(report.refused).toEqual([{ file: 'broken.jpg', reason: 'media.not-readable' }]);
  expect(report.files).toBe(2);
});

it('refuses a list without a hash, against which nothing would be found', async () => {
  const list = join(folder, 'empty.txt');
  await writeFile(list, '# nothing yet\n');
  await expect(scanFolder({ folder: rabbit, list })).rejects.toThrow('list.no-hash');
});

it('reads a hash list line by line and says which lines are none', () => {
  const sha256 = 'a'.repeat(64);
  const { entries, refused } = readHashList(`${sha256} one\nmd5:${'b'.repeat(40)}\n${'c'.repeat(32)}`);
  expect(entries).toEqual([
    { line: 1, name: 'one', sha256, pdq: sha256 },
    { line: 3, name: 'line 3', md5: 'c'.repeat(32) },
  ]);
  expect(refused).toEqual([{ line: 2, reason: 'list.not-a-hash' }]);
});
