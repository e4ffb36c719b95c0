import * as z from 'zod';
import { dihedral } from './contract-media.ts';

/** Frames of one video, by the rule of `video/rule.ts`. */
export const MAX_FRAMES = 200;
/** Frames of all videos of one question together. */
export const MAX_LOOKUP_FRAMES = 1_000;
/** An uploaded video; a larger one is compared by its hashes (`homeward scan`). */
export const MAX_VIDEO_BYTES = 100 * 1024 * 1024;

const milliseconds = z
  .int()
  .min(0)
  .max(2 ** 31 - 1);

/** One frame: where it is, and its hash with the seven turned and mirrored forms. Quality is at least 50. */
export const videoFrame = z.strictObject({ at: milliseconds, dihedral });
export const videoFrames = z.array(videoFrame).max(MAX_FRAMES);
/** Where a picture is found in a video, or two videos meet. */
export const frameMatch = z.strictObject({
  /** Of the nearest agreeing frame: in the video that is held, or, of a picture that is held, in the one asked about. */
  at: milliseconds,
  /** How many frames of the video asked about agree; of a picture asked about, one. */
  agreeing: z.int().min(1).max(MAX_FRAMES),
  /** How many frames there are in it. */
  of: z.int().min(1).max(MAX_FRAMES),
});

export type VideoFrameHashes = z.output<typeof videoFrame>;
export type FrameMatch = z.output<typeof frameMatch>;
