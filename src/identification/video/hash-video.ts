import { createInterface } from 'node:readline';
import { fromHex, hammingDistance } from '../../imagehash/index.ts';
import { hashPixels, type PictureHashes } from '../decode/hash-file.ts';
import { DecodeProblem } from '../decode/problem.ts';
import type { VideoType } from '../decode/sniff.ts';
import { readPpm } from './read-ppm.ts';
import * as rule from './rule.ts';
import { type Facts, frames, probe, type Running } from './run-ffmpeg.ts';

export interface VideoFrame extends PictureHashes {
  /** Milliseconds from the beginning. */
  readonly at: number;
}

export interface VideoHashes extends Facts {
  /** In order; none when there is nothing to see. */
  readonly frames: readonly VideoFrame[];
  readonly still: VideoFrame;
  /** The time was up before the end: the frames until then. */
  readonly isPartial: boolean;
}

const WALL_MS = 100_000;

/**
 * The frames of a video by the rule of `rule.ts`, hashed. `fd`: the file, open and seekable. Runs in a decoder process, whose
 * limits ffmpeg inherits.
 * @throws DecodeProblem `video.ffmpeg-missing`, `media.not-readable` (no frame decodes), `media.too-many-pixels`
 */
export async function hashVideo(fd: number, type: VideoType): Promise<VideoHashes> {
  const facts = await probe(fd, type);
  const step = rule.stepOf(facts.durationMs) / 1_000;
  const chosen = `isnan(prev_selected_t)+gte(t-prev_selected_t,${step})`;
  const scenes = `gt(scene,${rule.SCENE_CHANGE})*gte(t-prev_selected_t,${step / 2})`;
  const size = `w='min(${rule.SIDE},iw)':h='min(${rule.SIDE},ih)':force_original_aspect_ratio=decrease:flags=area`;
  const isLong = (facts.durationMs ?? 0) > rule.KEY_FRAMES_FROM_MS;
  const running = frames(fd, type, {
    filter: `select='${chosen}+${scenes}',scale=${size}`,
    most: rule.MAX_FRAMES,
    before: isLong ? ['-skip_frame', 'nokey'] : [],
  });
  let isPartial = false;
  const timer = setTimeout(() => {
    isPartial = true;
    running.kill();
  }, WALL_MS);
  try {
    const all = await hashFrames(running);
    const [first] = all;
    if (!first) throw new DecodeProblem('media.not-readable');
    const still = all.reduce((best, frame) => (frame.quality > best.quality ? frame : best), first);
    return { ...facts, frames: distinct(all), still, isPartial };
  } finally {
    clearTimeout(timer);
    running.kill();
  }
}

async function hashFrames(running: Running): Promise<VideoFrame[]> {
  const times: number[] = [];
  const timesRead = (async () => {
    for await (const line of createInterface({ input: running.times })) {
      const found = /^frame:\d+\s+pts:\S+\s+pts_time:(-?[\d.]+)/.exec(line);
      if (found) times.push(Math.max(0, Math.round(Number(found[1]) * 1_000)));
    }
  })();
  const hashed: PictureHashes[] = [];
  for await (const picture of readPpm(running.out)) hashed.push(hashPixels(picture));
  await Promise.all([running.ended, timesRead]);
  return hashed.map((hashes, n) => ({ at: times[n] ?? 0, ...hashes }));
}

/** What there is to compare: enough to see, and not what was seen just before. */
function distinct(all: readonly VideoFrame[]): VideoFrame[] {
  const kept: VideoFrame[] = [];
  let last: Uint8Array | undefined;
  for (const frame of all) {
    if (frame.quality < rule.MIN_FRAME_QUALITY) continue;
    const hash = fromHex(frame.pdq);
    if (last && hammingDistance(last, hash) <= rule.SAME_VIEW) continue;
    kept.push(frame);
    last = hash;
  }
  return kept;
}

/** One frame, upright, at most 1280 pixels, as it is at `at` milliseconds; of a file that cannot be entered there the first. */
export async function takeStill(fd: number, type: VideoType, at: number) {
  try {
    // A little earlier: times are rounded, and after the last frame there is none.
    return await takeFrame(fd, type, Math.max(0, at - 50));
  } catch (error) {
    if (at === 0) throw error;
    return takeFrame(fd, type, 0);
  }
}

async function takeFrame(fd: number, type: VideoType, at: number) {
  const { width, height, exifOrientation } = await probe(fd, type);
  const running = frames(fd, type, {
    filter: "scale=w='min(1280,iw)':h='min(1280,ih)':force_original_aspect_ratio=decrease:flags=area",
    most: 1,
    // Before the input: goes to the key frame before and decodes from there.
    before: ['-ss', String(at / 1_000)],
    isUpright: true,
  });
  const timer = setTimeout(() => running.kill(), WALL_MS / 4);
  try {
    running.times.resume();
    for await (const picture of readPpm(running.out)) {
      const isTurned = exifOrientation === 6 || exifOrientation === 8;
      return { picture, fullWidth: isTurned ? height : width, fullHeight: isTurned ? width : height };
    }
    await running.ended;
    throw new DecodeProblem('media.not-readable');
  } finally {
    clearTimeout(timer);
    running.kill();
  }
}
