import { encoded, type SmallPhoto } from './small-photo.ts';

/** Width to height of a portrait on a notice, as on an identity document. */
const PORTRAIT = 35 / 45;

/** A portrait's frame: its middle as shares of the picture, its size as a share of the largest that fits. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** The frame in pixels of a picture of this size; always inside it. */
export function cropOf(crop: Crop, width: number, height: number) {
  const most = Math.min(width, height * PORTRAIT);
  const w = most * crop.size;
  const h = w / PORTRAIT;
  const left = clamp(crop.x * width - w / 2, 0, width - w);
  const top = clamp(crop.y * height - h / 2, 0, height - h);
  return { left, top, width: w, height: h };
}

/** Moved by shares of the picture; its middle stays on it. */
export function moved(crop: Crop, dx: number, dy: number): Crop {
  return { ...crop, x: clamp(crop.x + dx, 0, 1), y: clamp(crop.y + dy, 0, 1) };
}

const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), Math.max(least, most));

const TALLEST = 480;

/** The portrait drawn anew as a small JPEG, with the hash of just those bytes. */
export async function cropped(bitmap: ImageBitmap, crop: Crop): Promise<SmallPhoto> {
  const { left, top, width, height } = cropOf(crop, bitmap.width, bitmap.height);
  const scale = Math.min(1, TALLEST / height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, left, top, width, height, 0, 0, canvas.width, canvas.height);
  return encoded(canvas);
}
