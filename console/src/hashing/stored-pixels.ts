import type { Picture } from '../../../src/imagehash/index.ts';

/** As the bureau's own hashing: more would fill the memory. */
const MAX_PIXELS = 50_000_000;
const MIN_SIDE = 16;

export class NotDecoded extends Error {
  readonly code: 'not-decoded' | 'too-large' | 'too-small';
  constructor(code: NotDecoded['code']) {
    super(code);
    this.code = code;
  }
}

/**
 * The picture's pixels in full size as they are stored, once `forgetExif` has passed over the file: colours not converted, alpha on white. Browsers
 * decode a JPEG with their own arithmetic, so that a hash may differ from the bureau's by a few bits.
 * @throws NotDecoded
 */
export async function storedPixels(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file, {
    imageOrientation: 'none',
    colorSpaceConversion: 'none',
    premultiplyAlpha: 'none',
  }).catch(() => {
    throw new NotDecoded('not-decoded');
  });
  try {
    const { width, height } = bitmap;
    if (width * height > MAX_PIXELS) throw new NotDecoded('too-large');
    if (width < MIN_SIDE || height < MIN_SIDE) throw new NotDecoded('too-small');
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new NotDecoded('too-large');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0);
    return { width, height, channels: 4, data: context.getImageData(0, 0, width, height).data };
  } finally {
    bitmap.close();
  }
}
