import { downscale } from './downscale.ts';
import { HASH_BYTES, toHex } from './hex.ts';
import { assertPicture, type Picture, shrinkNearest512, toLuma } from './luma.ts';
import { cosineTransform, FREQUENCIES, quality, toBits } from './transform.ts';

/** A picture with a side shorter than this has no hash. */
const MIN_SIDE = 5;

/** PDQ of a picture: 32 bytes, the same as 64 hex digits, and how much there is to see (0 to 100; discard ≤ 49). */
export interface PdqResult {
  readonly hash: Uint8Array;
  readonly hex: string;
  readonly quality: number;
}

export interface PdqOptions {
  /** Apply the reference command line's 512×512 step to large pictures first. Default true; false hashes as given. */
  readonly shrink?: boolean;
}

/** How a copy was turned or mirrored, in the order in which {@link pdqDihedral} gives them. */
export const ORIENTATIONS = [
  'original',
  'rotate90',
  'rotate180',
  'rotate270',
  'flipX',
  'flipY',
  'flipPlus1',
  'flipMinus1',
] as const;
export type Orientation = (typeof ORIENTATIONS)[number];

export interface DihedralResult {
  readonly quality: number;
  readonly hashes: Readonly<Record<Orientation, Uint8Array>>;
}

/**
 * The 256-bit perceptual hash PDQ, equal bit for bit to the public reference on the same pixels. A picture with a side
 * under 5 has the zero hash and quality 0.
 * @throws RangeError when the picture's dimensions and data do not fit each other.
 */
export function pdq(picture: Picture, options: PdqOptions = {}): PdqResult {
  const seen = look(picture, options);
  const hash = seen === undefined ? new Uint8Array(HASH_BYTES) : toBits(seen.frequencies);
  return { hash, hex: toHex(hash), quality: seen?.quality ?? 0 };
}

/**
 * PDQ of a picture and of its seven rotations and mirrors, from one transform: looking all eight up finds a turned
 * copy. `rotate90` turns counter-clockwise as seen on a screen, `flipX` mirrors top to bottom, `flipY` left to right,
 * `flipPlus1` about the main diagonal. They are close to, not bit for bit, the hashes of the turned pixels.
 * @throws RangeError as {@link pdq}.
 */
export function pdqDihedral(picture: Picture, options: PdqOptions = {}): DihedralResult {
  const seen = look(picture, options);
  const turned = (orientation: Orientation): Uint8Array =>
    seen === undefined ? new Uint8Array(HASH_BYTES) : toBits(turn(seen.frequencies, orientation));
  return {
    quality: seen?.quality ?? 0,
    hashes: {
      original: turned('original'),
      rotate90: turned('rotate90'),
      rotate180: turned('rotate180'),
      rotate270: turned('rotate270'),
      flipX: turned('flipX'),
      flipY: turned('flipY'),
      flipPlus1: turned('flipPlus1'),
      flipMinus1: turned('flipMinus1'),
    },
  };
}

function look(picture: Picture, options: PdqOptions): { frequencies: Float32Array; quality: number } | undefined {
  assertPicture(picture);
  const given = options.shrink === false ? picture : shrinkNearest512(picture);
  if (given.width < MIN_SIDE || given.height < MIN_SIDE) return undefined;
  const image = downscale(toLuma(given));
  return { frequencies: cosineTransform(image), quality: quality(image) };
}

/** What the frequencies of the turned picture are: a transpose and changes of sign. */
const TURNS: Readonly<Record<Orientation, { transpose: boolean; negate: (i: number, j: number) => boolean }>> = {
  original: { transpose: false, negate: () => false },
  rotate90: { transpose: true, negate: (_, j) => j % 2 === 0 },
  rotate180: { transpose: false, negate: (i, j) => (i + j) % 2 === 1 },
  rotate270: { transpose: true, negate: (i) => i % 2 === 0 },
  flipX: { transpose: false, negate: (i) => i % 2 === 0 },
  flipY: { transpose: false, negate: (_, j) => j % 2 === 0 },
  flipPlus1: { transpose: true, negate: () => false },
  flipMinus1: { transpose: true, negate: (i, j) => (i + j) % 2 === 1 },
};

/** Row i, column j are those of the picture before it is turned. */
function turn(frequencies: Float32Array, orientation: Orientation): Float32Array {
  const { transpose, negate } = TURNS[orientation];
  const out = new Float32Array(frequencies.length);
  for (let i = 0; i < FREQUENCIES; i++) {
    for (let j = 0; j < FREQUENCIES; j++) {
      const value = frequencies[i * FREQUENCIES + j] as number;
      out[transpose ? j * FREQUENCIES + i : i * FREQUENCIES + j] = negate(i, j) ? -value : value;
    }
  }
  return out;
}
