import { execFileSync, spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPicture } from '../hash-picture.ts';
import { writeReport } from './report.ts';
import { scanFolder } from './scan-folder.ts';

const examples = join(import.meta.dirname, '../../../examples/rabbit');
const cli = join(import.meta.dirname, '../../cli.ts');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeward-scan-'));
});
afterAll(async () => {
  await chmod(join(folder, 'seized/locked'), 0o700).catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
});

async function listOf(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe('a scan', () => {
  it('finds copies, turned ones too, by one PDQ hash, and nothing else', async () => {
    const room = await hashPicture(await readFile(join(examples, 'room-1.jpg')));
    const list = await listOf('list.txt', `# one series\npdq:${room.pdq} Clover 1\nnot a hash\n`);
    const report = await scanFolder({ now: Date.now, folder: examples, lists: [list] });
    expect(Object.fromEntries(report.matches.map((match) => [match.file, match.kind]))).toEqual({
      'room-1.jpg': 'near',
      'room-1-recompressed.jpg': 'near',
      'room-1-resized.jpg': 'near',
      'room-1-rotated.jpg': 'turned',
    });
    expect(report.matches.every((match) => match.entry.name === 'Clover 1' && match.entry.line === 2)).toBe(true);
    expect(report.listProblems).toEqual([{ list, line: 3, reason: 'list.not-a-hash' }]);
    expect(report.counts.pictures).toBeGreaterThanOrEqual(9);
    expect(report.counts.matches).toEqual({ exact: 0, near: 3, turned: 1, frame: 0 });
  });

  it('finds the same file by any hash of an ICSE and a VICS list, with what they classify it as', async () => {
    const seized = join(folder, 'two');
    await mkdir(seized);
    await cp(join(examples, 'harbour.jpg'), join(seized, 'a.bin'));
    await cp(join(examples, 'garden.jpg'), join(seized, 'b.bin'));
    const [harbour, garden] = await Promise.all(
      ['harbour.jpg', 'garden.jpg'].map(async (name) => hashPicture(await readFile(join(examples, name)))),
    );
    const header =
      'MD5;SHA1;PhotoDNA;Image ID;Is distributed;Victim identified;Offender identified;Series name;Number of submissions;File Available;Media Type;Baseline';
    const icse = await listOf(
      'icse.csv',
      `\uFEFF${header}\r\n${harbour?.md5.toUpperCase()};;;17;1;0;0;Harbour;1;0;Image;0\r\n`,
    );
    const context = 'http://github.com/VICSDATAMODEL/ProjectVic/DataModels/2.0.xml/US/$metadata#Media';
    const media = { MediaID: 5, Category: 4, MD5: 'F'.repeat(32), SHA1: garden?.sha1, Series: 'Green' };
    const vics = await listOf('vics.json', JSON.stringify({ '@odata.context': context, value: [media] }));
    const report = await scanFolder({ now: Date.now, folder: seized, lists: [icse, vics] });
    expect(report.lists.map(({ format, entries, refused }) => [format, entries, refused])).toEqual([
      ['icse-csv', 1, 0],
      ['vics-2.0', 1, 0],
    ]);
    expect(
      report.matches.map(({ file, kind, distance, entry }) => [file, kind, distance, entry.list, entry.name]),
    ).toEqual([
      ['a.bin', 'exact', null, 0, 'Harbour 17'],
      ['b.bin', 'exact', null, 1, 'Green 5'],
    ]);
    expect(report.matches[1]?.entry.classification).toMatchObject({ code: '4' });
  });

  it('notes what is hostile, and goes on', async () => {
    const seized = join(folder, 'seized');
    await mkdir(join(seized, 'deep/er'), { recursive: true });
    await mkdir(join(seized, 'locked'));
    const harbour = await readFile(join(examples, 'harbour.jpg'));
    await writeFile(join(seized, 'cut.jpg'), harbour.subarray(0, 2_000));
    await writeFile(join(seized, 'empty.jpg'), '');
    await writeFile(join(seized, '=cmd|"calc"!A0.txt'), 'not a picture');
    await writeFile(join(seized, '<img src=x>.jpg'), harbour);
    await writeFile(Buffer.concat([Buffer.from(`${seized}/`), Buffer.from([0x66, 0xff, 0xfe, 0x2e, 0x6a])]), harbour);
    await writeFile(join(seized, 'deep/er/\u202egpj.exe'), 'x');
    await writeFile(join(seized, 'bomb.png'), await claimingPng(20_000));
    await sharp({ create: { width: 8, height: 8, channels: 3, background: '#f00' } }).toFile(join(seized, 'icon.png'));
    await writeFile(
      join(seized, 'both.gif'),
      Buffer.concat([Buffer.from('GIF89a'), Buffer.from('PK\x03\x04 zip too')]),
    );
    await writeFile(join(seized, 'hollow.mp4'), Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'));
    // Much of nothing that claims to be a picture.
    await writeFile(join(seized, 'sparse.jpg'), harbour.subarray(0, 500));
    await truncate(join(seized, 'sparse.jpg'), 201 * 1024 * 1024);
    await symlink('/', join(seized, 'loop'));
    execFileSync('mkfifo', [join(seized, 'pipe')]);
    await chmod(join(seized, 'locked'), 0);
    const { md5 } = await hashPicture(harbour);
    const report = await scanFolder({ now: Date.now, folder: seized, lists: [await listOf('one.txt', md5)] });
    const problems = Object.fromEntries(report.problems.map(({ file, reason }) => [file, reason]));
    const isRoot = process.getuid?.() === 0;
    expect(problems).toEqual({
      'bomb.png': 'media.too-many-pixels',
      'both.gif': 'media.not-readable',
      'cut.jpg': 'media.not-readable',
      'hollow.mp4': expect.stringMatching(/^(media.not-readable|video.ffmpeg-missing)$/),
      loop: 'file.link',
      pipe: 'file.not-regular',
      'sparse.jpg': 'media.too-large',
      ...(isRoot ? {} : { locked: 'file.folder-not-read' }),
    });
    expect(report.matches.map((match) => match.file)).toEqual(['<img src=x>.jpg', 'f\\xff\\xfe.j']);
    const { files, matched, unmatched, notDecoded, notRead } = report.counts;
    expect(matched + unmatched + notDecoded + notRead).toBe(files);
    expect([matched, notDecoded, unmatched]).toEqual([2, 5, 4]);
    await reportsAreInert(report);
  });

  it('refuses a list without a hash, and one cut short: what is not found against it would read as a clean bill', async () => {
    const empty = await listOf('empty.txt', '# nothing yet\n');
    await expect(scanFolder({ now: Date.now, folder: examples, lists: [empty] })).rejects.toThrow(
      'The list holds no hash',
    );
    const cut = await listOf('cut.json', '{"value":[{"MD5":"0123456789ABCDEF0123456789ABCDEF"},{"MD5":"01');
    await expect(scanFolder({ now: Date.now, folder: examples, lists: [cut] })).rejects.toThrow('cut.json, record 1');
  });
});

/** A small PNG that says it is so wide and high. */
async function claimingPng(side: number): Promise<Buffer> {
  const png = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#888' } })
    .png()
    .toBuffer();
  png.writeUInt32BE(side, 16);
  png.writeUInt32BE(side, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

async function reportsAreInert(report: Awaited<ReturnType<typeof scanFolder>>): Promise<void> {
  const [html, csv, json] = await Promise.all(
    ['html', 'csv', 'json'].map(async (kind) => {
      await writeReport(join(folder, `out.${kind}`), report);
      return readFile(join(folder, `out.${kind}`), 'utf8');
    }),
  );
  expect(html).toContain('&lt;img src=x&gt;.jpg');
  expect(html).not.toMatch(/<(img|script|link|iframe|video|svg|a)\b/i);
  expect(html).toContain('Same file');
  expect(csv).not.toMatch(/^[=+@-]/m);
  expect(csv?.split('\r\n').length).toBe(1 + report.matches.length + report.problems.length + 1);
  expect(JSON.parse(json ?? '')).toEqual(JSON.parse(JSON.stringify(report)));
}

describe('a scan that was killed', () => {
  it('goes on from its state file, hashes nothing twice, and comes to the same result', async () => {
    const seized = join(folder, 'many');
    await mkdir(seized);
    const drawn = sharp(await readFile(join(examples, 'room-1.jpg')));
    for (let n = 0; n < 24; n++) {
      await drawn
        .clone()
        .resize(500 + n)
        .jpeg({ quality: 90 })
        .toFile(join(seized, `${n}.jpg`));
    }
    const room = await hashPicture(await readFile(join(examples, 'room-1.jpg')));
    const list = await listOf('room.txt', `pdq:${room.pdq}`);
    const stateFile = join(folder, 'state');
    await killedScan(seized, list, stateFile, 5);
    const left = (await readFile(stateFile, 'utf8')).split('\n').length - 2;
    expect(left).toBeGreaterThanOrEqual(5);
    expect(left).toBeLessThan(24);
    // As a cut of power leaves it: the last line torn.
    await writeFile(stateFile, `${await readFile(stateFile, 'utf8')}{"f":"23.jpg","s":{"si`);
    await writeFile(join(seized, '0.jpg'), await readFile(join(examples, 'harbour.jpg')));
    const resumed = await scanFolder({ now: Date.now, folder: seized, lists: [list], stateFile });
    expect(resumed.counts.resumed).toBe(left - 1);
    const whole = await scanFolder({ now: Date.now, folder: seized, lists: [list] });
    expect(resumed.matches).toEqual(whole.matches);
    expect(whole.counts.matched).toBe(23);
    const again = await scanFolder({ now: Date.now, folder: seized, lists: [list], stateFile });
    expect([again.counts.resumed, again.matches.length]).toEqual([24, 23]);
    await expect(scanFolder({ now: Date.now, folder: examples, lists: [list], stateFile })).rejects.toThrow(
      'another folder',
    );
  });
});

/** The command itself, ended with SIGKILL when it has written so many lines. */
async function killedScan(seized: string, list: string, stateFile: string, lines: number): Promise<void> {
  const args = [cli, 'scan', seized, '--against', list, '--resume', stateFile, '--processes', '1'];
  const child = spawn(process.execPath, args, { stdio: 'ignore', cwd: folder });
  const ended = new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!isOver) {
    const text = await readFile(stateFile, 'utf8').catch(() => '');
    if (text.split('\n').length > lines + 1) break;
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
}
