import { assertHash, HASH_BYTES } from './hex.ts';

/** How many bits of a 32-bit integer are set (Hacker's Delight, figure 5-2). */
export function popcount32(x: number): number {
  let n = x - ((x >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  n = (n + (n >>> 4)) & 0x0f0f0f0f;
  return Math.imul(n, 0x01010101) >>> 24;
}

/**
 * How many of the 256 bits of two hashes differ, 0 to 256. PDQ calls two pictures the same at 31 or fewer.
 * @throws RangeError when either is not 32 bytes.
 */
export function hammingDistance(a: Uint8Array, b: Uint8Array): number {
  assertHash(a);
  assertHash(b);
  let distance = 0;
  for (let i = 0; i < HASH_BYTES; i += 4) distance += popcount32(word(a, i) ^ word(b, i));
  return distance;
}

/** Four bytes from `at` as one integer; the order inside does not matter to a count of bits. */
function word(hash: Uint8Array, at: number): number {
  return (
    ((hash[at] as number) << 24) |
    ((hash[at + 1] as number) << 16) |
    ((hash[at + 2] as number) << 8) |
    (hash[at + 3] as number)
  );
}
