import { popcount32 } from './hamming.ts';
import { BANDS } from './permute.ts';

// Typed-array indices in this file are in range by construction, so `as number` only drops the `undefined` that the
// compiler must otherwise assume.

const BUCKETS = 65_536;
const STARTS = BUCKETS + 1;

/** 32-bit words in a hash. */
export const WORDS = 8;

/** The largest radius the ring answers; beyond it a band may differ by 2 bits everywhere, and a scan is right. */
export const RING_RADIUS = 31;

/**
 * A frozen, exact index of 256-bit codes for small Hamming radii ("ring16").
 *
 * The codes are cut into 16 bands in a ring. If two codes differ by r bits, then for some band i the differences obey
 * d_i ≤ r/16 and d_i + d_(i+1) ≤ 2r/16: were every start to break one of the two, the whole ring would hold more than
 * r (cycle lemma; "pigeonring"). At r = 31: d_i ≤ 1 and d_i + d_(i+1) ≤ 3. So it is enough to look, band by band, into
 * the bucket of the query's own value and the 16 buckets one bit away, and there only at codes whose *next* band is
 * near: that band's value lies inline beside each bucket entry, so most entries are passed over without touching the
 * code.
 *
 * Per band: `starts` (u32[65537]) gives each bucket's range in `slots` (u32[n]) and `next` (u16[n]).
 */
export class Ring16 {
  readonly #size: number;
  readonly #words: Uint32Array;
  readonly #starts: Uint32Array;
  readonly #slots: Uint32Array;
  readonly #next: Uint16Array;
  readonly #seen: Uint32Array;
  #round = 0;

  /** @param bands the codes, 16 band values each, one after another; kept, not copied. */
  constructor(bands: Uint16Array) {
    const size = bands.length / BANDS;
    this.#size = size;
    this.#words = new Uint32Array(bands.buffer, bands.byteOffset, size * WORDS);
    // An empty one, as a bureau without pictures holds, takes no room: the bucket starts alone are 4 MB.
    this.#starts = new Uint32Array(size === 0 ? 0 : BANDS * STARTS);
    this.#slots = new Uint32Array(size * BANDS);
    this.#next = new Uint16Array(size * BANDS);
    this.#seen = new Uint32Array(size);
    if (size > 0) for (let band = 0; band < BANDS; band++) this.#fill(bands, band);
  }

  /** Counting sort of the codes by one band's value. */
  #fill(bands: Uint16Array, band: number): void {
    const starts = this.#starts.subarray(band * STARTS, (band + 1) * STARTS);
    for (let slot = 0; slot < this.#size; slot++) {
      const after = (bands[slot * BANDS + band] as number) + 1;
      starts[after] = (starts[after] as number) + 1;
    }
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      starts[bucket + 1] = (starts[bucket + 1] as number) + (starts[bucket] as number);
    }
    const cursor = starts.slice();
    const base = band * this.#size;
    const following = (band + 1) % BANDS;
    for (let slot = 0; slot < this.#size; slot++) {
      const value = bands[slot * BANDS + band] as number;
      const at = cursor[value] as number;
      cursor[value] = at + 1;
      this.#slots[base + at] = slot;
      this.#next[base + at] = bands[slot * BANDS + following] as number;
    }
  }

  /**
   * Calls `found(slot, distance)` once for each code within `radius` of the query, in no order.
   * @param query 16 band values.
   * @param radius 0 to {@link RING_RADIUS}.
   */
  near(query: Uint16Array, radius: number, found: (slot: number, distance: number) => void): void {
    if (this.#size === 0) return;
    this.#nextRound();
    const words = new Uint32Array(query.buffer, query.byteOffset, WORDS);
    const own = Math.floor(radius / BANDS);
    const pair = Math.floor((2 * radius) / BANDS);
    for (let band = 0; band < BANDS; band++) {
      const value = query[band] as number;
      const following = query[(band + 1) % BANDS] as number;
      this.#probe(band, value, following, pair, words, radius, found);
      if (own < 1) continue;
      for (let bit = 0; bit < 16; bit++) {
        this.#probe(band, value ^ (1 << bit), following, pair - 1, words, radius, found);
      }
    }
  }

  /** Looks into one bucket, at the entries whose next band is within `spare` (0 to 3) bits of the query's. */
  #probe(
    band: number,
    value: number,
    following: number,
    spare: number,
    words: Uint32Array,
    radius: number,
    found: (slot: number, distance: number) => void,
  ): void {
    const slots = this.#slots;
    const next = this.#next;
    const seen = this.#seen;
    const starts = band * STARTS + value;
    const base = band * this.#size;
    const end = base + (this.#starts[starts + 1] as number);
    for (let at = base + (this.#starts[starts] as number); at < end; at++) {
      // Dropping the lowest set bit `spare` times leaves 0 exactly when at most `spare` bits are set.
      let apart = (next[at] as number) ^ following;
      if (spare > 0) apart &= apart - 1;
      if (spare > 1) apart &= apart - 1;
      if (spare > 2) apart &= apart - 1;
      if (apart !== 0) continue;
      const slot = slots[at] as number;
      if (seen[slot] === this.#round) continue;
      seen[slot] = this.#round;
      const distance = wordDistance(this.#words, slot * WORDS, words, radius);
      if (distance <= radius) found(slot, distance);
    }
  }

  /** A code is met through several bands; the round's number in `seen` says it was already judged in this query. */
  #nextRound(): void {
    this.#round++;
    if (this.#round < 0xffff_ffff) return;
    this.#seen.fill(0);
    this.#round = 1;
  }
}

/**
 * Bits in which the 8 words from `at` differ from `query`; stops counting once past `enough` and returns what it had
 * by then, which is above `enough`.
 */
export function wordDistance(words: Uint32Array, at: number, query: Uint32Array, enough: number): number {
  let distance = 0;
  for (let word = 0; word < WORDS; word++) {
    distance += popcount32((words[at + word] as number) ^ (query[word] as number));
    if (distance > enough) return distance;
  }
  return distance;
}
