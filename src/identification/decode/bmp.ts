import type { Picture } from '../../imagehash/index.ts';
import { MIN_SIDE } from './limits.ts';
import { DecodeProblem } from './problem.ts';

/**
 * Reads a Windows bitmap without compression: 1, 4, 8, 24 and 32 bits a pixel, 16 and 32 bits with masks, bottom up or top
 * down. libvips as it comes with sharp reads none.
 * @throws DecodeProblem `media.not-readable` (cut short, compressed, or not understood), `media.too-many-pixels`,
 *   `media.too-small`
 */
export function readBmp(bytes: Uint8Array, maxPixels: number): Picture {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 30) throw new DecodeProblem('media.not-readable');
  const dataAt = view.getUint32(10, true);
  const headerSize = view.getUint32(14, true);
  const isOld = headerSize === 12;
  if (!isOld && bytes.length < 54) throw new DecodeProblem('media.not-readable');
  const width = isOld ? view.getUint16(18, true) : view.getInt32(18, true);
  const signedHeight = isOld ? view.getUint16(20, true) : view.getInt32(22, true);
  const height = Math.abs(signedHeight);
  const bits = view.getUint16(isOld ? 24 : 28, true);
  const compression = isOld ? 0 : view.getUint32(30, true);
  if (width * height > maxPixels) throw new DecodeProblem('media.too-many-pixels', { limit: maxPixels });
  if (width < MIN_SIDE || height < MIN_SIDE) throw new DecodeProblem('media.too-small', { limit: MIN_SIDE });
  const stride = Math.ceil((width * bits) / 32) * 4;
  const isMasked = compression === 3 || compression === 6;
  if ((compression !== 0 && !isMasked) || dataAt + stride * height > bytes.length) {
    throw new DecodeProblem('media.not-readable');
  }
  const colour = colourReader(view, { bits, headerSize, isMasked, isOld });
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row++) {
    const from = dataAt + stride * (signedHeight > 0 ? height - 1 - row : row);
    for (let x = 0; x < width; x++) {
      const rgb = colour(from, x);
      const to = (row * width + x) * 3;
      data[to] = rgb >>> 16;
      data[to + 1] = (rgb >>> 8) & 255;
      data[to + 2] = rgb & 255;
    }
  }
  return { width, height, channels: 3, data };
}

interface Layout {
  readonly bits: number;
  readonly headerSize: number;
  readonly isMasked: boolean;
  readonly isOld: boolean;
}

/** The colour (0xRRGGBB) of pixel x in the row that begins at `from`. */
function colourReader(
  view: DataView,
  { bits, headerSize, isMasked, isOld }: Layout,
): (from: number, x: number) => number {
  if (bits === 1 || bits === 4 || bits === 8) {
    const palette = readPalette(view, { at: 14 + headerSize, entry: isOld ? 3 : 4, size: 1 << bits });
    const perByte = 8 / bits;
    const mask = (1 << bits) - 1;
    return (from, x) => {
      const byte = view.getUint8(from + Math.floor(x / perByte));
      return palette[(byte >>> (8 - bits * ((x % perByte) + 1))) & mask] ?? 0;
    };
  }
  if (bits === 24) {
    return (from, x) => {
      const at = from + x * 3;
      return (view.getUint8(at + 2) << 16) | (view.getUint8(at + 1) << 8) | view.getUint8(at);
    };
  }
  if (bits !== 16 && bits !== 32) throw new DecodeProblem('media.not-readable');
  const standard = bits === 16 ? [0x7c00, 0x3e0, 0x1f] : [0xff0000, 0xff00, 0xff];
  const masks = isMasked ? [54, 58, 62].map((at) => view.getUint32(at, true)) : standard;
  const [red, green, blue] = masks.map(channel);
  if (!red || !green || !blue) throw new DecodeProblem('media.not-readable');
  return (from, x) => {
    const value = bits === 16 ? view.getUint16(from + x * 2, true) : view.getUint32(from + x * 4, true);
    return (red(value) << 16) | (green(value) << 8) | blue(value);
  };
}

function readPalette(view: DataView, { at, entry, size }: { at: number; entry: number; size: number }): number[] {
  const colours: number[] = [];
  for (let n = 0; n < size && at + n * entry + 3 <= view.byteLength; n++) {
    const from = at + n * entry;
    colours.push((view.getUint8(from + 2) << 16) | (view.getUint8(from + 1) << 8) | view.getUint8(from));
  }
  return colours;
}

/** What a mask picks out of a pixel, as 0 to 255. */
function channel(mask: number): (value: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const top = mask >>> shift;
  return (value) => Math.round((((value & mask) >>> shift) * 255) / top);
}
