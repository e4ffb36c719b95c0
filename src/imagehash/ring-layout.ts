import { BANDS } from './permute.ts';

/** Bytes in a code. */
export const CODE_BYTES = 32;

/** Values a band can have, each a bucket. */
export const BUCKETS = 65_536;

/**
 * Entries in a band's table of bucket starts: bucket v is `starts[v]` to `starts[v + 1]`. There is one more than that takes:
 * while the buckets are filled their starts stand one place further on (see `count`, `sum`, `scatter`).
 */
export const STARTS = BUCKETS + 2;

/** A slot takes 3 bytes up to this many codes, 4 beyond: at 10 million that is 160 MB less. */
const NARROW = 1 << 24;

/** Offsets in bytes of an index's arrays, which follow one another in one buffer. */
export interface RingLayout {
  readonly size: number;
  /** Bytes a slot takes in `slots`. */
  readonly width: 3 | 4;
  /** f64[size]: the callers' ids, ascending. A code's place among them is its slot. */
  readonly ids: number;
  /** 32 bytes each, in the order of the ids. */
  readonly codes: number;
  /** u32[STARTS] a band. */
  readonly starts: number;
  /** u16[size] a band: of each bucket entry, the value of the next band. */
  readonly next: number;
  /** u24 or u32[size] a band: of each bucket entry, its slot. */
  readonly slots: number;
  /** After the last array; a multiple of 64. */
  readonly end: number;
}

/** Read beyond the last entry by whole vectors. */
const PAD = 64;

const aligned = (at: number): number => Math.ceil(at / 64) * 64;

/** Where the arrays of an index of `size` codes lie from `origin` on, which is a multiple of 64. */
export function layoutOf(size: number, origin: number): RingLayout {
  const width = size <= NARROW ? 3 : 4;
  const ids = origin;
  const codes = aligned(ids + size * 8);
  const starts = codes + size * CODE_BYTES;
  // An empty one, as a bureau without pictures holds, takes no room: the bucket starts alone are 4 MB.
  const next = aligned(starts + (size === 0 ? 0 : BANDS * STARTS * 4));
  const slots = aligned(next + size * BANDS * 2 + PAD);
  return { size, width, ids, codes, starts, next, slots, end: aligned(slots + size * BANDS * width + PAD) };
}

/** A kernel's scratch area; ring16.as.ts has the same numbers. Queries stand at its start, 32 bytes each. */
export const SCRATCH = { mostQueries: 16_384, results: 757_760, mostResults: 65_536, bytes: 1_310_720 } as const;

/** In a memory of WASM: the permutation's tables, the owner's scratch area, then the index. */
export const TABLES_AT = 1_024;
export const SCRATCH_AT = 65_536;
export const INDEX_AT = SCRATCH_AT + SCRATCH.bytes;
