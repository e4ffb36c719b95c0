import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestBureaus, TestCaller } from '../../testing/bureaus.ts';
import {
  type AlertView,
  type LookupView,
  MAX_FRAMES,
  type MediaSealed,
  type MediaView,
  type ViewedPicture,
  type ViewGranted,
} from '../contract.ts';
import { DecodePool } from '../decode/pool.ts';
import { hashPicture } from '../hash-picture.ts';
import { certify, contribute, eventually, identificationBureaus, look } from '../identification.testkit.ts';
import { scanFolder } from '../scan/scan-folder.ts';
import * as rule from './rule.ts';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'homeward-video-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A video that ffmpeg draws: `source` for some seconds, 10 frames a second. */
function draw(name: string, source: string, seconds: number, ...more: string[]): Promise<Buffer> {
  const path = join(folder, name);
  const from = ['-f', 'lavfi', '-i', `${source}=size=320x180:rate=10`, '-t', String(seconds)];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...from, ...more, '-pix_fmt', 'yuv420p', path]);
  return readFile(path);
}

/** Of a video that was drawn. */
function convert(from: string, to: string, ...more: string[]): Promise<Buffer> {
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', join(folder, from), ...more, join(folder, to)]);
  return readFile(join(folder, to));
}

describe('the video rule', () => {
  it('says when frames are enough, and takes longer steps in a longer video', () => {
    expect([
      rule.framesMatch(3, 100),
      rule.framesMatch(2, 100),
      rule.framesMatch(1, 2),
      rule.framesMatch(0, 0),
    ]).toEqual([true, false, true, false]);
    expect([rule.stepOf(null), rule.stepOf(5_000), rule.stepOf(3_600_000)]).toEqual([1_000, 1_000, 36_000]);
    expect(rule.MAX_FRAMES).toBe(MAX_FRAMES);
  });
});

describe.runIf(hasFfmpeg)('a video', () => {
  it('is hashed by its frames, whatever holds it', async () => {
    const mp4 = await hashPicture(await draw('plain.mp4', 'mandelbrot', 5));
    expect(mp4.type).toBe('video/mp4');
    expect([mp4.width, mp4.height, mp4.video?.durationMs]).toEqual([320, 180, 5_000]);
    expect(mp4.video?.frames.length).toBeGreaterThanOrEqual(3);
    expect(mp4.video?.frames.every((frame) => frame.quality >= 50 && frame.dihedral.length === 8)).toBe(true);
    expect(mp4.video?.frames.map((frame) => frame.at)).toEqual(
      mp4.video?.frames.map((frame) => frame.at).toSorted((a, b) => a - b),
    );
    for (const [name, type, ...more] of [
      ['plain.webm', 'video/webm', '-deadline', 'realtime', '-cpu-used', '8'],
      ['plain.avi', 'video/x-msvideo'],
    ] as const) {
      expect((await hashPicture(await convert('plain.mp4', name, '-t', '2', ...more))).type).toBe(type);
    }
  });

  it('that holds no picture, or whose decoder is missing, is refused with its reason', async () => {
    const whole = await readFile(join(folder, 'plain.mp4'));
    await expect(hashPicture(whole.subarray(0, 400))).rejects.toThrow('media.not-readable');
    const path = process.env.PATH;
    process.env.PATH = '/nonexistent';
    const pool = new DecodePool(1);
    try {
      const hashing = pool.run('hash', { size: whole.length }, { bytes: whole });
      await expect(hashing).rejects.toThrow('video.ffmpeg-missing');
    } finally {
      process.env.PATH = path;
      pool.close();
    }
  });

  it('cannot make its decoder read anything else', async () => {
    // A playlist that names a file of this machine, in the clothes of a container.
    const playlist = `#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n`;
    const boxed = Buffer.concat([Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1'), Buffer.from(playlist)]);
    await expect(hashPicture(boxed)).rejects.toThrow('media.not-readable');
  });

  it('is found in a folder by a picture of it, mirrored too', async () => {
    const seized = await mkdtemp(join(folder, 'seized-'));
    await writeFile(join(seized, 'mirrored.bin'), await convert('plain.mp4', 'mirrored.mp4', '-vf', 'hflip'));
    const still = await hashPicture(await stillOf('plain.mp4', 2));
    const list = join(folder, 'still.txt');
    await writeFile(list, `pdq:${still.pdq} still`);
    const { matches, counts } = await scanFolder({ now: Date.now, folder: seized, lists: [list], processes: 1 });
    expect(matches).toMatchObject([{ file: 'mirrored.bin', kind: 'frame', orientation: 'flipY' }]);
    expect(Math.abs((matches[0]?.frame?.at ?? 0) - 2_000)).toBeLessThanOrEqual(1_000);
    expect(counts.videos).toBe(1);
  });
});

async function stillOf(name: string, second: number): Promise<Buffer> {
  const png = await convert(name, `${name}-${second}.png`, '-ss', String(second), '-frames:v', '1');
  return sharp(png).jpeg({ quality: 85 }).toBuffer();
}

describe.runIf(hasFfmpeg)('videos between bureaus', { timeout: 60_000 }, () => {
  let bureaus: TestBureaus;
  let analyst: TestCaller;
  let other: TestCaller;
  beforeAll(async () => {
    bureaus = await identificationBureaus(['US', 'NL']);
    analyst = await bureaus.at('US').signIn({ roles: ['analyst'] });
    other = await bureaus.at('NL').signIn({ roles: ['analyst'] });
  });
  afterAll(() => bureaus[Symbol.asyncDispose]());

  const seal = (caller: TestCaller, bytes: Buffer): Promise<MediaSealed> =>
    caller.ok<MediaSealed>('POST', '/api/media', { data: bytes.toString('base64') });
  async function lookUp(mediaId: string): Promise<LookupView> {
    const { id } = await analyst.ok<{ id: string }>('POST', '/api/lookups', {
      mediaIds: [mediaId],
      purpose: 'Identification',
    });
    return eventually(async () => {
      const view = await analyst.ok<LookupView>('GET', `/api/lookups/${id}`);
      return view.state !== 'open' && view;
    });
  }

  it('match by frames, a picture in a video and a video in a video; the still is shown', async () => {
    await draw('series.mp4', 'mandelbrot', 4, '-vf', 'hue=h=90');
    const copy = await convert(
      'series.mp4',
      'copy.webm',
      '-vf',
      'scale=240:-2',
      '-deadline',
      'realtime',
      '-cpu-used',
      '8',
      '-b:v',
      '700k',
    );
    const held = await seal(other, copy);
    const view = await contribute(other, held.id);
    expect(view.video?.frames).toBeGreaterThanOrEqual(3);
    const own = await seal(analyst, await readFile(join(folder, 'series.mp4')));
    const found = await lookUp(own.id);
    expect(found.found).toMatchObject([{ kind: 'frame', lyonMediaId: view.lyonMediaId, contributors: ['NL'] }]);
    expect(found.found[0]?.frame?.agreeing).toBeGreaterThanOrEqual(3);
    const still = await seal(analyst, await stillOf('series.mp4', 3));
    const [match] = (await lookUp(still.id)).found;
    expect(match).toMatchObject({ kind: 'frame', lyonMediaId: view.lyonMediaId, frame: { agreeing: 1 } });
    expect(Math.abs((match?.frame?.at ?? 0) - 3_000)).toBeLessThanOrEqual(1_500);
    const shown = await look(other, `/api/media/${held.id}/reveal`, 'blurred-grey');
    expect([shown.width, shown.fullWidth]).toEqual([160, 240]);
    await framesOf(other, `/api/media/${held.id}/reveal`, view.video?.times ?? []);
    const unrelated = await seal(analyst, await draw('unrelated.mp4', 'testsrc2', 4));
    expect((await lookUp(unrelated.id)).found).toEqual([]);
  });

  /** The still first, then another frame; each is a view of its own, and no frame that the video does not have. */
  async function framesOf(caller: TestCaller, path: string, times: readonly number[]): Promise<void> {
    const ask = { reason: 'To identify the child' };
    const last = times.at(-1);
    const granted = await caller.ok<ViewGranted>('POST', path, { ...ask, frame: last });
    const shown = await caller.ok<ViewedPicture>('GET', `/api/views/${granted.viewId}`);
    expect([shown.mode, shown.frameMs]).toEqual(['blurred-grey', last]);
    expect(granted.shownBefore).toBeGreaterThan(0);
  }

  it('deposited at Lyon, are opened by a certified specialist: the still, then further frames', async () => {
    const own = await seal(other, await draw('deposited.mp4', 'testsrc2', 3, '-vf', 'hue=h=45'));
    const view = await contribute(other, own.id, { deposit: true });
    const specialist = await bureaus.at('US').signIn({ roles: ['vid-specialist'] });
    await certify(bureaus.at('US'), specialist);
    const path = `/api/deposits/${view.lyonMediaId}/open`;
    const ask = { reason: 'To identify the child', frame: view.video?.times.at(-1) };
    expect((await specialist.no('POST', path, ask)).codes).toEqual(['view.still-first']);
    expect((await look(specialist, path, 'blurred-grey')).frameMs).toBeNull();
    await framesOf(specialist, path, view.video?.times ?? []);
    const foreign = await specialist.ok<ViewGranted>('POST', path, { ...ask, frame: 77 });
    expect((await specialist.no('GET', `/api/views/${foreign.viewId}`)).codes).toEqual(['view.no-such-frame']);
    expect((await other.no('POST', `/api/media/${own.id}/reveal`, { ...ask, frame: 77 })).codes).toEqual([
      'view.no-such-frame',
    ]);
    const { today } = await specialist.ok<{ today: number }>('GET', '/api/my/exposure');
    expect(today).toBe(2);
    const ours = await other.ok<MediaView>('GET', `/api/media/${own.id}`);
    expect(ours.openings.length).toBeGreaterThan(0);
  });

  it('answer questions that were asked before, of a picture and of a video', async () => {
    await draw('later.mp4', 'testsrc2', 4, '-vf', 'rotate=0.5,hue=h=200');
    const still = await seal(analyst, await stillOf('later.mp4', 2));
    const part = await seal(analyst, await convert('later.mp4', 'part.mp4', '-t', '3', '-vf', 'scale=280:-2'));
    const asked = [await lookUp(still.id), await lookUp(part.id)];
    expect(asked.flatMap((one) => one.found)).toEqual([]);
    const video = await contribute(other, (await seal(other, await readFile(join(folder, 'later.mp4')))).id);
    for (const { id } of asked) {
      const view = await eventually(async () => {
        const now = await analyst.ok<LookupView>('GET', `/api/lookups/${id}`);
        return now.found.length > 0 && now;
      });
      expect(view.found).toMatchObject([{ kind: 'frame', late: true, lyonMediaId: video.lyonMediaId }]);
    }
    // One alert for both, with where in the video it is.
    const { items } = await analyst.ok<{ items: AlertView[] }>('GET', `/api/series-alerts?seriesId=${video.seriesId}`);
    expect(items).toMatchObject([{ because: 'late', match: { kind: 'frame', frame: { of: expect.any(Number) } } }]);
    expect((await analyst.ok<MediaView>('GET', `/api/media/${part.id}`)).video?.durationMs).toBe(3_000);
  });
});
