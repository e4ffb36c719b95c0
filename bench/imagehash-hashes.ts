import { randomFillSync } from 'node:crypto';
import type { HashMatch } from '../src/imagehash/index.ts';

const HASH_BYTES = 32;
/** The most `randomFillSync` takes at once is 2 GB; less keeps signals answered. */
const PIECE = 1 << 24;

export function randomHashes(count: number): Uint8Array {
  const hashes = new Uint8Array(count * HASH_BYTES);
  for (let at = 0; at < hashes.length; at += PIECE) randomFillSync(hashes, at, Math.min(PIECE, hashes.length - at));
  return hashes;
}

/** A copy with `count` different bits turned over; which ones follows from `seed`. */
export function flipBits(hash: Uint8Array, count: number, seed: number): Uint8Array {
  const copy = hash.slice();
  // 97 is odd, so the places do not repeat among 256.
  for (let n = 0, bit = seed & 255; n < count; n++, bit = (bit + 97) & 255) {
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  }
  return copy;
}

/** Judges every hash for every query, with nothing of the library's: what recall is held against. Ids are places. */
export function bruteForce(hashes: Uint8Array, asked: Uint8Array, radius: number): HashMatch[][] {
  const words = new Uint32Array(hashes.buffer, hashes.byteOffset, hashes.length / 4);
  const queries = new Uint32Array(asked.slice().buffer);
  const bits = Uint8Array.from({ length: 65_536 }, (_, value) => {
    let count = 0;
    for (let rest = value; rest !== 0; rest &= rest - 1) count++;
    return count;
  });
  return Array.from({ length: queries.length / 8 }, (_, query) => {
    const matches: HashMatch[] = [];
    for (let at = 0; at < words.length; at += 8) {
      let distance = 0;
      for (let word = 0; word < 8 && distance <= radius; word++) {
        const apart = (words[at + word] as number) ^ (queries[query * 8 + word] as number);
        distance += (bits[apart & 0xffff] as number) + (bits[apart >>> 16] as number);
      }
      if (distance <= radius) matches.push({ id: at / 8, distance });
    }
    return matches;
  });
}
