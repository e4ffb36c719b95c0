import type { Picture } from './luma.ts';

/** A repeatable stream of numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A picture drawn with integer arithmetic alone, so that its pixels are the same on every machine. */
export function pattern(width: number, height: number, channels: 1 | 3 | 4, seed: number): Picture {
  const data = new Uint8Array(width * height * channels);
  const random = seeded(seed);
  const tile = 7 + (seed % 23);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const shape = ((x * x + y * (seed + 3)) >> 5) ^ (Math.floor(x / tile) * 37 + Math.floor(y / tile) * 91);
      const grain = Math.floor(random() * 24);
      for (let c = 0; c < channels; c++) data[(y * width + x) * channels + c] = ((shape >> c) + grain) & 255;
    }
  }
  return { width, height, channels, data };
}

/** A hash of random bits. */
export function randomHash(random: () => number): Uint8Array {
  return Uint8Array.from({ length: 32 }, () => Math.floor(random() * 256));
}

/** A copy with the named bits turned over. */
export function flipped(hash: Uint8Array, bits: Iterable<number>): Uint8Array {
  const copy = hash.slice();
  for (const bit of bits) copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
