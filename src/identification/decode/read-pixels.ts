import sharp, { type Sharp } from 'sharp';
import type { Picture } from '../../imagehash/index.ts';
import { readBmp } from './bmp.ts';
import { DECODE_SECONDS, MIN_SIDE } from './limits.ts';
import { DecodeProblem } from './problem.ts';
import type { PictureType } from './sniff.ts';

/** One file at a time in a process, and many processes: libvips' own threads and cache would only add memory. */
sharp.cache(false);
sharp.concurrency(1);
// What is not named here is never tried: no SVG, no PDF, nothing that reads other files.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].flatMap((name) => [
    `VipsForeignLoad${name}Buffer`,
    `VipsForeignLoad${name}`,
  ]),
});

/** As libvips names what it read. */
const FORMATS: Readonly<Record<Exclude<PictureType, 'image/bmp'>, string>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/tiff': 'tiff',
  'image/avif': 'heif',
  'image/heic': 'heif',
};

export interface Pixels {
  /** Of the pixels as stored, before any turning. */
  readonly picture: Picture;
  /** EXIF orientation, 1 to 8. */
  readonly exifOrientation: number;
}

/**
 * Decodes a picture in full size, pixels as stored, alpha flattened on white; of an animation the first frame.
 * @throws DecodeProblem when it cannot be decoded, or has too many pixels, or too few
 */
export async function readPixels(bytes: Uint8Array, type: PictureType, maxPixels: number): Promise<Pixels> {
  if (type === 'image/bmp') return { picture: readBmp(bytes, maxPixels), exifOrientation: 1 };
  const exifOrientation = await readHeader(bytes, type, maxPixels);
  const { data, info } = await decoder(bytes, maxPixels)
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw new DecodeProblem('media.not-readable', undefined, cause);
    });
  if (info.channels !== 3 && info.channels !== 1) throw new DecodeProblem('media.not-readable');
  return { picture: { width: info.width, height: info.height, channels: info.channels, data }, exifOrientation };
}

/** sharp with our limits: no picture beyond the pixel bound, one frame, no unending decode. */
export function decoder(bytes: Uint8Array, maxPixels: number): Sharp {
  return sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', pages: 1, animated: false }).timeout({
    seconds: DECODE_SECONDS,
  });
}

async function readHeader(bytes: Uint8Array, type: keyof typeof FORMATS, maxPixels: number): Promise<number> {
  // The header alone, without the pixel limit, so that too large a picture is told as that.
  const meta = await sharp(bytes, { limitInputPixels: false, pages: 1 })
    .metadata()
    .catch((cause: unknown) => {
      throw new DecodeProblem('media.not-readable', undefined, cause);
    });
  if (meta.format !== FORMATS[type]) throw new DecodeProblem('media.not-readable');
  if (meta.format === 'heif' && meta.compression === 'hevc') throw new DecodeProblem('media.codec-missing');
  assertSize(meta.width ?? 0, meta.height ?? 0, maxPixels);
  const { orientation = 1 } = meta;
  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

/** @throws DecodeProblem `media.too-many-pixels`, `media.too-small` */
export function assertSize(width: number, height: number, maxPixels: number): void {
  if (width * height > maxPixels) throw new DecodeProblem('media.too-many-pixels', { limit: maxPixels });
  if (width < MIN_SIDE || height < MIN_SIDE) throw new DecodeProblem('media.too-small', { limit: MIN_SIDE });
}

/** The decoding libraries, for a report that says with what it was made. */
export function libraryVersions(): { sharp: string; libvips: string } {
  return { sharp: sharp.versions.sharp ?? '', libvips: sharp.versions.vips };
}
