import { SIDE } from './downscale.ts';

// As in downscale.ts: indices are in range by construction, and float32 rounding is part of the hash.
const { fround } = Math;

/** The side of the square of frequencies that become bits. */
export const FREQUENCIES = 16;

/** 16×64: rows 1 to 16 of the 64-point cosine transform; row 0, the mean, is left out. */
export const COSINES = cosines();

function cosines(): Float32Array {
  const scale = fround(Math.sqrt(2 / SIDE));
  const out = new Float32Array(FREQUENCIES * SIDE);
  for (let i = 0; i < FREQUENCIES; i++) {
    for (let j = 0; j < SIDE; j++) {
      out[i * SIDE + j] = scale * Math.cos((Math.PI / 2 / SIDE) * (i + 1) * (2 * j + 1));
    }
  }
  return out;
}

/**
 * B = D·A·Dᵀ in float32, added up in index order.
 * @param image 64×64 values.
 * @returns 16×16 frequency strengths.
 */
export function cosineTransform(image: Float32Array): Float32Array {
  const half = new Float32Array(FREQUENCIES * SIDE);
  for (let i = 0; i < FREQUENCIES; i++) {
    for (let j = 0; j < SIDE; j++) {
      let sum = 0;
      for (let k = 0; k < SIDE; k++) {
        sum = fround(sum + fround((COSINES[i * SIDE + k] as number) * (image[k * SIDE + j] as number)));
      }
      half[i * SIDE + j] = sum;
    }
  }
  const out = new Float32Array(FREQUENCIES * FREQUENCIES);
  for (let i = 0; i < FREQUENCIES; i++) {
    for (let j = 0; j < FREQUENCIES; j++) {
      let sum = 0;
      for (let k = 0; k < SIDE; k++) {
        sum = fround(sum + fround((half[i * SIDE + k] as number) * (COSINES[j * SIDE + k] as number)));
      }
      out[i * FREQUENCIES + j] = sum;
    }
  }
  return out;
}

/**
 * One bit a frequency: set where it is above the lower median. Bit k = 16i+j lies in byte 31 − ⌊k/8⌋, so that the
 * bytes in order print bit 255 first.
 */
export function toBits(frequencies: Float32Array): Uint8Array {
  const median = Float32Array.from(frequencies).sort()[127] as number;
  const hash = new Uint8Array(32);
  for (let k = 0; k < 256; k++) {
    if ((frequencies[k] as number) > median) hash[31 - (k >> 3)] = (hash[31 - (k >> 3)] as number) | (1 << (k & 7));
  }
  return hash;
}

/**
 * How much there is to see in a 64×64 image, 0 to 100: the sum of differences between neighbours, each cut to whole
 * percents of full brightness so that faint noise does not count. Flat pictures score low and match too much.
 */
export function quality(image: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < SIDE; i++) {
    for (let j = 0; j < SIDE; j++) {
      const here = image[i * SIDE + j] as number;
      if (i + 1 < SIDE) sum += step(here, image[(i + 1) * SIDE + j] as number);
      if (j + 1 < SIDE) sum += step(here, image[i * SIDE + j + 1] as number);
    }
  }
  return Math.min(100, Math.floor(sum / 90));
}

function step(u: number, v: number): number {
  return Math.abs(Math.trunc(fround(fround(fround(u - v) * 100) / 255)));
}
