/** 16-bit bands in a hash. */
export const BANDS = 16;

/** Hash bit → permuted bit: one fixed shuffle, because neighbouring bits of real hashes are alike and crowd a band. */
const PERMUTATION = shuffled();

function shuffled(): Uint8Array {
  const order = Uint8Array.from({ length: 256 }, (_, i) => i);
  let state = 0x9e3779b9;
  for (let i = 255; i > 0; i--) {
    // xorshift32: any fixed spread will do. Saved indexes hold permuted codes, so it stays as it is.
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

/** For each half byte of a hash the codes of its 16 values, 32 bytes each: a hash's code is the sum of 64 of them. */
export function permutationTables(): Uint8Array {
  const tables = new Uint8Array(64 * 16 * 32);
  const bands = new Uint16Array(BANDS);
  for (let half = 0; half < 64; half++) {
    for (let value = 0; value < 16; value++) {
      const hash = new Uint8Array(32);
      hash[half >> 1] = value << (4 * (half & 1));
      writeBands(hash, bands, 0);
      tables.set(new Uint8Array(bands.buffer), (half * 16 + value) * 32);
    }
  }
  return tables;
}
