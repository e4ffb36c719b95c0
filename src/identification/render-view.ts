import type { Crop, ViewMode } from './contract.ts';
import type { Rendition } from './decode/render.ts';
import { decode } from './decode/shared-pool.ts';

export type { Rendition } from './decode/render.ts';

/**
 * What a person is shown: upright, re-encoded (nothing of the file but pixels), by default 160 pixels, grey and blurred.
 * Clear is at most 1280 pixels, small enough for one signed answer. Of a video one frame, the one at `stillMs`.
 */
export function renderView(file: Uint8Array, mode: ViewMode, stillMs = 0): Promise<Rendition> {
  return decode('render', file, { mode, stillMs });
}

/**
 * Cuts a rectangle of the upright picture out as a JPEG of its own, at most 1600 pixels, without metadata.
 * @throws AppError `invalid` when the rectangle leaves the picture, or it is a video
 */
export function cutCrop(file: Uint8Array, crop: Crop): Promise<Uint8Array> {
  return decode('cut', file, { crop });
}
