import { createHash } from 'node:crypto';
import sharp, { type Sharp } from 'sharp';
import { ORIENTATIONS, pdqDihedral, toHex } from '../imagehash/index.ts';
import { AppError, invalid } from '../platform/index.ts';

/** What is known of a picture without showing it. */
export interface HashedPicture {
  readonly type: 'image/jpeg' | 'image/png' | 'image/webp';
  /** Of the pixels as stored. */
  readonly width: number;
  readonly height: number;
  /** EXIF orientation, 1 to 8: how the stored pixels are turned for display. The hashes are of the stored pixels. */
  readonly exifOrientation: number;
  readonly size: number;
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
  /** Hex, bit 255 first. */
  readonly pdq: string;
  /** 0 to 100; under 50 there is too little to see for a near match. */
  readonly quality: number;
  /** The eight turned and mirrored forms, in the order of `ORIENTATIONS`. */
  readonly dihedral: readonly string[];
}

/** Decoded at three bytes a pixel, this bounds one picture's memory to about 150 MB. */
export const MAX_PIXELS = 50_000_000;
const MIN_SIDE = 16;
/** So many pictures are decoded at once; the others wait, or a burst of uploads would take all memory. */
const AT_ONCE = 2;
const DECODE_SECONDS = 20;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Sniffs, decodes in full size and hashes a picture: MD5, SHA-1 and SHA-256 of the file, PDQ of the pixels as stored (before
 * EXIF orientation, as other tools do, so that hash lists compare), alpha flattened on white.
 * @throws AppError `unsupported-type` (not JPEG, PNG or WebP), `invalid` (not decodable, too many pixels, too small)
 */
export async function hashPicture(bytes: Uint8Array): Promise<HashedPicture> {
  const type = sniff(bytes);
  if (type === null) {
    throw new AppError('unsupported-type', 'not a picture', {
      errors: [{ pointer: '/body', code: 'media.type-unknown' }],
    });
  }
  await turn();
  try {
    const { width, height, exifOrientation } = await readHeader(bytes);
    const { data, info } = await decoder(bytes)
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
      .catch((cause: unknown) => {
        throw notReadable(cause);
      });
    if (info.channels !== 3 && info.channels !== 1) throw notReadable(`${info.channels} channels`);
    const { hashes, quality } = pdqDihedral({ width: info.width, height: info.height, channels: info.channels, data });
    const dihedral = ORIENTATIONS.map((name) => toHex(hashes[name]));
    const digest = (name: string): string => createHash(name).update(bytes).digest('hex');
    return {
      type,
      width,
      height,
      exifOrientation,
      size: bytes.length,
      md5: digest('md5'),
      sha1: digest('sha1'),
      sha256: digest('sha256'),
      pdq: toHex(hashes.original),
      quality,
      dihedral,
    };
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** sharp with our limits: no picture beyond the pixel bound, one frame, no unending decode. */
export function decoder(bytes: Uint8Array): Sharp {
  return sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', pages: 1, animated: false }).timeout({
    seconds: DECODE_SECONDS,
  });
}

/** By its first bytes; what the sender says the type is does not count. */
export function sniff(bytes: Uint8Array): HashedPicture['type'] | null {
  const starts = (text: string, at = 0): boolean =>
    bytes.length >= at + text.length && [...text].every((char, i) => bytes[at + i] === char.charCodeAt(0));
  if (starts('\xff\xd8\xff')) return 'image/jpeg';
  if (starts('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (starts('RIFF') && starts('WEBP', 8)) return 'image/webp';
  return null;
}

async function readHeader(bytes: Uint8Array): Promise<{ width: number; height: number; exifOrientation: number }> {
  // The header alone, without the pixel limit, so that too large a picture is told as that.
  const meta = await sharp(bytes, { limitInputPixels: false, pages: 1 })
    .metadata()
    .catch((cause: unknown) => {
      throw notReadable(cause);
    });
  const { width = 0, height = 0, orientation = 1 } = meta;
  if (width * height > MAX_PIXELS) throw invalid('/body', 'media.too-many-pixels', { limit: MAX_PIXELS });
  if (width < MIN_SIDE || height < MIN_SIDE) throw invalid('/body', 'media.too-small', { limit: MIN_SIDE });
  return { width, height, exifOrientation: orientation >= 1 && orientation <= 8 ? orientation : 1 };
}

function notReadable(cause: unknown): AppError {
  return new AppError('invalid', 'picture cannot be decoded', {
    cause,
    errors: [{ pointer: '/body', code: 'media.not-readable' }],
  });
}

async function turn(): Promise<void> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running++;
}
