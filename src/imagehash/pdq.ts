import { downscale, SIDE } from './downscale.ts';
import { HASH_BYTES, toHex } from './hex.ts';
import { assertPicture, type Picture, REFERENCE_SIDE, shrinkNearest512, toLuma } from './luma.ts';
import { PdqKernel, type Turn } from './pdq-kernel.ts';
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
  /** `plain` keeps to JavaScript. Default: WASM where there is SIMD. Both give the same bits. */
  readonly engine?: 'wasm' | 'plain';
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
  const hash = seen === undefined ? new Uint8Array(HASH_BYTES) : seen.bits(TURNS.original);
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
    seen === undefined ? new Uint8Array(HASH_BYTES) : seen.bits(TURNS[orientation]);
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

/** A picture that was taken in: read its hashes before the next one is. */
interface Seen {
  readonly quality: number;
  bits(turn: Turn): Uint8Array;
}

let kernel: PdqKernel | undefined;

function look(picture: Picture, options: PdqOptions): Seen | undefined {
  assertPicture(picture);
  const { width, height } = picture;
  const shrink = options.shrink !== false && (width > REFERENCE_SIDE || height > REFERENCE_SIDE);
  if (!shrink && (width < MIN_SIDE || height < MIN_SIDE)) return undefined;
  if (options.engine !== 'plain' && PdqKernel.takes(picture)) kernel ??= PdqKernel.create();
  if (options.engine === 'plain' || kernel === undefined || !PdqKernel.takes(picture)) {
    return lookPlainly(shrink ? shrinkNearest512(picture) : picture);
  }
  const used = kernel;
  const quality =
    width === SIDE && height === SIDE ? used.lookAtImage(toLuma(picture).values) : used.look(picture, shrink);
  return { quality, bits: (turn) => used.bits(turn) };
}

function lookPlainly(picture: Picture): Seen {
  const image = downscale(toLuma(picture));
  const frequencies = cosineTransform(image);
  return { quality: quality(image), bits: (turn) => toBits(turned(frequencies, turn)) };
}

const TURNS: Readonly<Record<Orientation, Turn>> = {
  original: { transpose: false, negate: 'none' },
  rotate90: { transpose: true, negate: 'column' },
  rotate180: { transpose: false, negate: 'both' },
  rotate270: { transpose: true, negate: 'row' },
  flipX: { transpose: false, negate: 'row' },
  flipY: { transpose: false, negate: 'column' },
  flipPlus1: { transpose: true, negate: 'none' },
  flipMinus1: { transpose: true, negate: 'both' },
};

const NEGATED: Readonly<Record<Turn['negate'], (i: number, j: number) => boolean>> = {
  none: () => false,
  column: (_, j) => j % 2 === 0,
  both: (i, j) => (i + j) % 2 === 1,
  row: (i) => i % 2 === 0,
};

/** The frequencies of the turned picture. Row i, column j are those of the picture before it is turned. */
function turned(frequencies: Float32Array, { transpose, negate }: Turn): Float32Array {
  const out = new Float32Array(frequencies.length);
  for (let i = 0; i < FREQUENCIES; i++) {
    for (let j = 0; j < FREQUENCIES; j++) {
      const value = frequencies[i * FREQUENCIES + j] as number;
      out[transpose ? j * FREQUENCIES + i : i * FREQUENCIES + j] = NEGATED[negate](i, j) ? -value : value;
    }
  }
  return out;
}
