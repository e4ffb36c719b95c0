/*
 * The video rule, the same at every bureau, or videos would not compare:
 *
 * 1. A frame is taken each STEP_MS, and where the scene changes; in a longer video each `duration / MAX_STEPS`. Beyond
 *    KEY_FRAMES_FROM_MS only key frames are decoded.
 * 2. A frame is scaled down to fit SIDE by SIDE pixels, its shape kept, never enlarged, pixels as stored (not turned by the
 *    file's rotation), and hashed as a picture is.
 * 3. Left out: frames of quality under MIN_FRAME_QUALITY, and those within SAME_VIEW bits of the one kept before.
 * 4. The still, which stands for the video: the first frame of the best quality.
 * 5. Frames agree within 31 bits. A picture is found in a video by one frame. Two videos match when AGREEING frames of the
 *    one agree with the other, or, of a short one, half of its frames.
 */
export const STEP_MS = 1_000;
export const MAX_STEPS = 100;
/** Scene changes included; what goes to Lyon is bounded by the same number (`contract-video.ts`). */
export const MAX_FRAMES = 200;
export const SCENE_CHANGE = 0.3;
export const KEY_FRAMES_FROM_MS = 600_000;
export const SIDE = 512;
export const MIN_FRAME_QUALITY = 50;
export const SAME_VIEW = 8;
const AGREEING = 3;

/** Milliseconds between two frames of a video of this length. */
export function stepOf(durationMs: number | null): number {
  return Math.max(STEP_MS, Math.ceil((durationMs ?? 0) / MAX_STEPS));
}

/** Whether so many agreeing frames make a match; `shorter`: how many frames the video with fewer of them has. */
export function framesMatch(agreeing: number, shorter: number): boolean {
  return agreeing >= Math.min(AGREEING, Math.ceil(shorter / 2)) && agreeing > 0;
}
