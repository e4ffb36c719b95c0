import { popcount32 } from './hamming.ts';
import { BANDS, writeBands } from './permute.ts';
import { type Found, hasRingKernel, RingKernel, ringMemory } from './ring-kernel.ts';
import { CODE_BYTES, INDEX_AT, layoutOf, type RingLayout, STARTS } from './ring-layout.ts';
import type { WasmMemory } from './wasm-host.ts';

// Typed-array indices in this file are in range by construction, so `as number` only drops the `undefined` that the
// compiler must otherwise assume.

/** The largest radius the ring answers; beyond it a band may differ by 2 bits everywhere, and a scan is right. */
const RING_RADIUS = 31;

/** 32-bit words in a code. */
const WORDS = 8;

/** Codes in one step of building: a fraction of a millisecond's work. */
const STEP = 32_768;

export type Engine = 'wasm' | 'plain';

/**
 * A frozen, exact index of 256-bit codes for small Hamming radii ("ring16").
 *
 * The codes are cut into 16 bands in a ring. If two codes differ by r bits, then for some band i the differences obey
 * d_i ≤ r/16 and d_i + d_(i+1) ≤ 2r/16: were every start to break one of the two, the whole ring would hold more than
 * r (cycle lemma; "pigeonring"). At r = 31: d_i ≤ 1 and d_i + d_(i+1) ≤ 3. So it is enough to look, band by band, into
 * the bucket of the query's own value and the 16 buckets one bit away, and there only at codes whose *next* band is
 * near: that band's value lies inline beside each bucket entry, so most entries are passed over without touching the
 * code. A code met through several bands is told at the first of them, which its own bits say: nothing is remembered.
 *
 * All of it is one buffer (ring-layout.ts), the same whether the kernel (wasm/ring16.as.ts) or the plain twin here works
 * on it: a shared memory of WASM, or an ordinary buffer where there is none.
 */
export class Ring16 {
  readonly layout: RingLayout;
  /** Undefined with the plain engine. */
  readonly memory: WasmMemory | undefined;
  readonly ids: Float64Array;
  readonly codes: Uint32Array;
  readonly #kernel: RingKernel | undefined;
  readonly #buffer: ArrayBuffer | SharedArrayBuffer;
  readonly #starts: Uint32Array;
  readonly #next: Uint16Array;
  readonly #slots: Uint8Array;

  /**
   * Room for `size` codes. Fill `ids` and the codes, then {@link build}; or fill all of {@link bytes} with a saved index.
   * @throws RangeError when there is no room.
   */
  constructor(size: number, engine: Engine = hasRingKernel() ? 'wasm' : 'plain') {
    this.layout = layoutOf(size, engine === 'wasm' ? INDEX_AT : 0);
    const { ids, codes, starts, next, slots, end, width } = this.layout;
    if (engine === 'wasm') {
      this.memory = ringMemory(end);
      this.#kernel = new RingKernel(this.memory, this.layout, 'first');
    }
    const buffer = this.memory?.buffer ?? new ArrayBuffer(end);
    this.#buffer = buffer;
    this.ids = new Float64Array(buffer, ids, size);
    this.codes = new Uint32Array(buffer, codes, size * WORDS);
    this.#starts = new Uint32Array(buffer, starts, size === 0 ? 0 : BANDS * STARTS);
    this.#next = new Uint16Array(buffer, next, size * BANDS);
    this.#slots = new Uint8Array(buffer, slots, size * BANDS * width + 1);
  }

  get size(): number {
    return this.layout.size;
  }

  /** Everything that is saved. */
  get bytes(): Uint8Array {
    return new Uint8Array(this.#buffer, this.layout.ids, this.layout.end - this.layout.ids);
  }

  /** Takes the hashes, 32 bytes each, as the codes from `slot` on. */
  setHashes(slot: number, hashes: Uint8Array): void {
    if (this.#kernel) {
      this.#kernel.permute(hashes, this.layout.codes + slot * CODE_BYTES);
      return;
    }
    const bands = new Uint16Array(this.#buffer, this.layout.codes, this.size * BANDS);
    for (let at = 0; at < hashes.length; at += CODE_BYTES) {
      writeBands(hashes.subarray(at, at + CODE_BYTES), bands, (slot + at / CODE_BYTES) * BANDS);
    }
  }

  /** Sorts the codes into their buckets, yielding after every step of a fraction of a millisecond. */
  *build(): Generator<void> {
    const { size } = this.layout;
    if (size === 0) return;
    if (this.#kernel) {
      yield* this.#kernel.build();
      return;
    }
    for (let band = 0; band < BANDS; band++) {
      for (let from = 0; from < size; from += STEP) {
        this.#count(from, Math.min(size, from + STEP), band);
        yield;
      }
      this.#sum(band);
      for (let from = 0; from < size; from += STEP) {
        this.#scatter(from, Math.min(size, from + STEP), band);
        yield;
      }
    }
  }

  /**
   * Calls `found(query, slot, distance)` once for each code within `radius` of each query, in no order.
   * @param hashes 32 bytes a query.
   * @param radius 0 to {@link RING_RADIUS}.
   */
  near(hashes: Uint8Array, radius: number, found: Found): void {
    if (this.size === 0) return;
    if (this.#kernel) {
      this.#kernel.near(hashes, radius, found);
      return;
    }
    for (let at = 0; at < hashes.length; at += CODE_BYTES) {
      const query = at / CODE_BYTES;
      this.#nearPlain(hashes.subarray(at, at + CODE_BYTES), radius, (slot, far) => found(query, slot, far));
    }
  }

  /** Judges every code: exact at any radius, and slow. Calls `found` in the order of slots. */
  scan(hash: Uint8Array, radius: number, found: (slot: number, distance: number) => void): void {
    if (this.#kernel) this.#kernel.scan(hash, radius, found);
    else scanCodes(this.codes, this.size, codeOf(hash), radius, found);
  }

  /** Takes bytes `from` to `to` of {@link bytes}, multiples of 64, into a checksum of 16 lanes. */
  addToChecksum(from: number, to: number, lanes: Uint32Array): void {
    if (this.#kernel) {
      this.#kernel.addToChecksum(this.layout.ids + from, to - from, lanes);
      return;
    }
    const words = new Uint32Array(this.#buffer, this.layout.ids + from, (to - from) / 4);
    for (let n = 0; n < words.length; n++) {
      const lane = n & 15;
      const mixed = Math.imul((lanes[lane] as number) ^ (words[n] as number), 0x9e3779b1);
      lanes[lane] = mixed ^ (mixed >>> 15);
    }
  }

  #bandsOf(): Uint16Array {
    return new Uint16Array(this.#buffer, this.layout.codes, this.size * BANDS);
  }

  #count(from: number, to: number, band: number): void {
    const bands = this.#bandsOf();
    const starts = this.#starts.subarray(band * STARTS, (band + 1) * STARTS);
    for (let slot = from; slot < to; slot++) {
      const place = (bands[slot * BANDS + band] as number) + 2;
      starts[place] = (starts[place] as number) + 1;
    }
  }

  #sum(band: number): void {
    const starts = this.#starts.subarray(band * STARTS, (band + 1) * STARTS);
    let total = 0;
    for (let place = 0; place < STARTS; place++) {
      total += starts[place] as number;
      starts[place] = total;
    }
  }

  #scatter(from: number, to: number, band: number): void {
    const bands = this.#bandsOf();
    const { size, width } = this.layout;
    const starts = this.#starts.subarray(band * STARTS, (band + 1) * STARTS);
    const base = band * size;
    const following = (band + 1) % BANDS;
    for (let slot = from; slot < to; slot++) {
      const place = (bands[slot * BANDS + band] as number) + 1;
      const at = starts[place] as number;
      starts[place] = at + 1;
      this.#next[base + at] = bands[slot * BANDS + following] as number;
      const byte = (base + at) * width;
      for (let b = 0; b < width; b++) this.#slots[byte + b] = slot >>> (8 * b);
    }
  }

  #nearPlain(hash: Uint8Array, radius: number, found: (slot: number, distance: number) => void): void {
    const query = new Uint16Array(BANDS);
    writeBands(hash, query, 0);
    const own = radius >> 4;
    const pair = radius >> 3;
    for (let band = 0; band < BANDS; band++) {
      const value = query[band] as number;
      this.#probe(band, value, pair, query, radius, found);
      if (own === 0) continue;
      for (let bit = 0; bit < 16; bit++) this.#probe(band, value ^ (1 << bit), pair - 1, query, radius, found);
    }
  }

  /** Looks into one bucket, at the entries whose next band is within `spare` (0 to 3) bits of the query's. */
  #probe(
    band: number,
    value: number,
    spare: number,
    query: Uint16Array,
    radius: number,
    found: (slot: number, distance: number) => void,
  ): void {
    const { size, width } = this.layout;
    const following = query[(band + 1) % BANDS] as number;
    const words = new Uint32Array(query.buffer, query.byteOffset, WORDS);
    const bucket = band * STARTS + value;
    const base = band * size;
    const end = base + (this.#starts[bucket + 1] as number);
    for (let at = base + (this.#starts[bucket] as number); at < end; at++) {
      // Dropping the lowest set bit `spare` times leaves 0 exactly when at most `spare` bits are set.
      let apart = (this.#next[at] as number) ^ following;
      if (spare > 0) apart &= apart - 1;
      if (spare > 1) apart &= apart - 1;
      if (spare > 2) apart &= apart - 1;
      if (apart !== 0) continue;
      let slot = 0;
      for (let b = width - 1; b >= 0; b--) slot = slot * 256 + (this.#slots[at * width + b] as number);
      const distance = wordDistance(this.codes, slot * WORDS, words, radius);
      if (distance <= radius && this.#firstBand(slot, query, radius) === band) found(slot, distance);
    }
  }

  #firstBand(slot: number, query: Uint16Array, radius: number): number {
    const bands = this.#bandsOf();
    const apart = (band: number): number =>
      popcount32((bands[slot * BANDS + (band % BANDS)] as number) ^ (query[band % BANDS] as number));
    for (let band = 0; band < BANDS; band++) {
      const here = apart(band);
      if (here <= radius >> 4 && here + apart(band + 1) <= radius >> 3) return band;
    }
    return BANDS;
  }
}

/** What can be asked: a ring, or another thread's way into one. */
export type Asked = Pick<Ring16, 'near' | 'scan'>;

/** Up to radius 31 through the ring, beyond it by a scan; `found` is called once for each match, in no order. */
export function askRing(ring: Asked, hashes: Uint8Array, radius: number, found: Found): void {
  if (radius <= RING_RADIUS) {
    ring.near(hashes, radius, found);
    return;
  }
  for (let at = 0; at < hashes.length; at += CODE_BYTES) {
    const query = at / CODE_BYTES;
    ring.scan(hashes.subarray(at, at + CODE_BYTES), radius, (slot, distance) => found(query, slot, distance));
  }
}

/** A hash's code as 8 words. */
export function codeOf(hash: Uint8Array): Uint32Array {
  const bands = new Uint16Array(BANDS);
  writeBands(hash, bands, 0);
  return new Uint32Array(bands.buffer);
}

/** Judges `count` codes one after another. */
export function scanCodes(
  codes: Uint32Array,
  count: number,
  query: Uint32Array,
  radius: number,
  found: (slot: number, distance: number) => void,
): void {
  for (let slot = 0; slot < count; slot++) {
    const distance = wordDistance(codes, slot * WORDS, query, radius);
    if (distance <= radius) found(slot, distance);
  }
}

/**
 * Bits in which the 8 words from `at` differ from `query`; stops counting once past `enough` and returns what it had
 * by then, which is above `enough`.
 */
function wordDistance(words: Uint32Array, at: number, query: Uint32Array, enough: number): number {
  let distance = 0;
  for (let word = 0; word < WORDS; word++) {
    distance += popcount32((words[at + word] as number) ^ (query[word] as number));
    if (distance > enough) return distance;
  }
  return distance;
}
