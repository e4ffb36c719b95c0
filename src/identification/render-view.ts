import { invalid } from '../platform/index.ts';
import type { Crop, ViewMode } from './contract.ts';
import { decoder } from './hash-picture.ts';

export interface Rendition {
  readonly width: number;
  readonly height: number;
  /** Of the upright picture in full. */
  readonly fullWidth: number;
  readonly fullHeight: number;
  /** JPEG, without metadata. */
  readonly bytes: Uint8Array;
}

const SMALL = 160;
const CLEAR = 1_280;

/**
 * What a person is shown: upright, re-encoded (nothing of the file but pixels), by default 160 pixels, grey and blurred.
 * Clear is at most 1280 pixels, small enough for one signed answer.
 */
export async function renderView(file: Uint8Array, mode: ViewMode): Promise<Rendition> {
  const { width, height } = await uprightSize(file);
  const side = mode === 'clear' ? CLEAR : SMALL;
  let picture = decoder(file)
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
  if (mode === 'blurred-grey') picture = picture.blur(5).greyscale();
  const { data, info } = await picture.jpeg({ quality: 78 }).toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, fullWidth: width, fullHeight: height, bytes: data };
}

/**
 * Cuts a rectangle of the upright picture out as a JPEG of its own, at most 1600 pixels, without metadata.
 * @throws AppError `invalid` when the rectangle leaves the picture
 */
export async function cutCrop(file: Uint8Array, crop: Crop): Promise<Uint8Array> {
  const { width, height } = await uprightSize(file);
  if (crop.left + crop.width > width || crop.top + crop.height > height) {
    throw invalid('/body/crop', 'media.crop-outside', { width, height });
  }
  // Turned first, then cut: in one pipeline sharp would cut before it turns.
  const upright = await decoder(file)
    .autoOrient()
    .flatten({ background: '#ffffff' })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return decoder(upright)
    .extract(crop)
    .resize({ width: 1_600, height: 1_600, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 90 })
    .toBuffer();
}

async function uprightSize(file: Uint8Array): Promise<{ width: number; height: number }> {
  const { autoOrient } = await decoder(file).metadata();
  return { width: autoOrient.width, height: autoOrient.height };
}
