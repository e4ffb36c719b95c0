/** 16-bit bands in a hash. */
export const BANDS = 16;

/** Hash bit → permuted bit: one fixed shuffle, because neighbouring bits of real hashes are alike and crowd a band. */
const PERMUTATION = shuffled();

function shuffled(): Uint8Array {
  const order = Uint8Array.from({ length: 256 }, (_, i) => i);
  let state = 0x9e3779b9;
  for (let i = 255; i > 0; i--) {
    // xorshift32: any fixed spread will do; changing it only costs a rebuild, the answers stay the same.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const j = (state >>> 0) % (i + 1);
    const swap = order[i] as number;
    order[i] = order[j] as number;
    order[j] = swap;
  }
  return order;
}

/** Writes the 16 bands of a 32-byte hash, its bits shuffled, into `bands` from `at`. Distances are unchanged by it. */
export function writeBands(hash: Uint8Array, bands: Uint16Array, at: number): void {
  bands.fill(0, at, at + BANDS);
  for (let bit = 0; bit < 256; bit++) {
    if ((((hash[bit >> 3] as number) >> (bit & 7)) & 1) === 0) continue;
    const to = PERMUTATION[bit] as number;
    bands[at + (to >> 4)] = (bands[at + (to >> 4)] as number) | (1 << (to & 15));
  }
}

/** The hash whose bands stand in `bands` from `at`: what {@link writeBands} was given. */
export function readBands(bands: Uint16Array, at: number): Uint8Array {
  const hash = new Uint8Array(32);
  for (let bit = 0; bit < 256; bit++) {
    const to = PERMUTATION[bit] as number;
    if ((((bands[at + (to >> 4)] as number) >> (to & 15)) & 1) === 0) continue;
    hash[bit >> 3] = (hash[bit >> 3] as number) | (1 << (bit & 7));
  }
  return hash;
}
