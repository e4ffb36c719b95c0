import sharp, { type Sharp } from 'sharp';
import type { Picture } from '../../imagehash/index.ts';
import { readBmp } from './bmp.ts';
import { MAX_PIXELS } from './limits.ts';
import { DecodeProblem } from './problem.ts';
import { decoder } from './read-pixels.ts';
import { sniff } from './sniff.ts';

export interface Rendition {
  readonly width: number;
  readonly height: number;
  /** Of the upright picture in full. */
  readonly fullWidth: number;
  readonly fullHeight: number;
  /** JPEG, without metadata. */
  readonly bytes: Uint8Array;
}

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

type Mode = 'blurred-grey' | 'clear';

const SMALL = 160;
const CLEAR = 1_280;

export async function render(file: Uint8Array, mode: Mode): Promise<Rendition> {
  const { width, height } = await uprightSize(file);
  return { ...(await shrink(open(file), mode)), fullWidth: width, fullHeight: height };
}

/** Of pixels, upright already. */
export function renderPixels(picture: Picture, mode: Mode): Promise<Omit<Rendition, 'fullWidth' | 'fullHeight'>> {
  return shrink(raw(picture), mode);
}

/** @throws DecodeProblem `media.crop-outside` when the rectangle leaves the picture */
export async function cut(file: Uint8Array, crop: Rectangle): Promise<Uint8Array> {
  const { width, height } = await uprightSize(file);
  if (crop.left + crop.width > width || crop.top + crop.height > height) {
    throw new DecodeProblem('media.crop-outside', { width, height });
  }
  // Turned first, then cut: in one pipeline sharp would cut before it turns.
  const upright = await open(file)
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return decoder(upright, MAX_PIXELS)
    .extract(crop)
    .resize({ width: 1_600, height: 1_600, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 90 })
    .toBuffer();
}

async function shrink(picture: Sharp, mode: Mode): Promise<Omit<Rendition, 'fullWidth' | 'fullHeight'>> {
  const side = mode === 'clear' ? CLEAR : SMALL;
  let small = picture
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
  if (mode === 'blurred-grey') small = small.blur(5).greyscale();
  const { data, info } = await small.jpeg({ quality: 78 }).toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, bytes: data };
}

async function uprightSize(file: Uint8Array): Promise<{ width: number; height: number }> {
  const meta = await open(file).metadata();
  return { width: meta.autoOrient.width, height: meta.autoOrient.height };
}

function open(file: Uint8Array): Sharp {
  return sniff(file) === 'image/bmp' ? raw(readBmp(file, MAX_PIXELS)) : decoder(file, MAX_PIXELS);
}

function raw({ width, height, channels, data }: Picture): Sharp {
  return sharp(data, { raw: { width, height, channels } });
}
