import { BANDS, permutationTables } from './permute.ts';
import { CODE_BYTES, type RingLayout, SCRATCH, SCRATCH_AT, STARTS, TABLES_AT } from './ring-layout.ts';
import { ring16Wasm } from './wasm/ring16-wasm.ts';
import { Kernel, newMemory, PAGE, type WasmMemory } from './wasm-host.ts';

/** The functions of wasm/ring16.as.ts; pointers are byte offsets. */
interface RingExports {
  permute(from: number, to: number, count: number, tables: number): void;
  count(codes: number, from: number, to: number, band: number, starts: number): void;
  sum(starts: number, scratch: number): void;
  partition(
    codes: number,
    from: number,
    to: number,
    band: number,
    starts: number,
    next: number,
    slots: number,
    width: number,
    lows: number,
    scratch: number,
  ): void;
  order(group: number, starts: number, next: number, slots: number, width: number, lows: number, scratch: number): void;
  near(
    size: number,
    codes: number,
    starts: number,
    next: number,
    slots: number,
    width: number,
    scratch: number,
    queries: number,
    radius: number,
  ): number;
  scan(codes: number, from: number, to: number, scratch: number, radius: number): number;
  checksum(from: number, length: number, state: number): void;
}

/** Codes in one step of building: a fraction of a millisecond's work. */
const STEP = 32_768;

/** Of 256 neighbouring buckets. */
const GROUPS = 256;

const kernel = new Kernel<RingExports>(ring16Wasm);
let tables: Uint8Array | undefined;

/** Whether indexes can live in shared WASM memory here. Pages that are not cross-origin isolated have none. */
export function hasRingKernel(): boolean {
  return typeof SharedArrayBuffer === 'function' && kernel.isAvailable;
}

/** A memory with room for an index that ends at `end`. @throws RangeError when there is none. */
export function ringMemory(end: number): WasmMemory {
  return newMemory(Math.ceil(end / PAGE), { shared: true });
}

/** Told of a match: which of the queries, which code, how far. */
export type Found = (query: number, slot: number, distance: number) => void;

/** One thread's way into an index in shared memory: the kernel and a scratch area of its own. */
export class RingKernel {
  readonly #run: RingExports;
  readonly #layout: RingLayout;
  readonly #scratch: number;
  readonly #bytes: Uint8Array;
  readonly #results: Uint32Array;

  /** @param own the first thread's area is part of the memory; another thread adds one at its end. */
  constructor(memory: WasmMemory, layout: RingLayout, own: 'first' | 'further') {
    const run = kernel.over(memory);
    if (run === undefined) throw new Error('there is no WebAssembly with SIMD and threads here');
    this.#run = run;
    this.#layout = layout;
    this.#scratch = own === 'first' ? SCRATCH_AT : memory.grow(SCRATCH.bytes / PAGE) * PAGE;
    this.#bytes = new Uint8Array(memory.buffer);
    this.#results = new Uint32Array(memory.buffer, this.#scratch + SCRATCH.results, SCRATCH.mostResults * 2);
    if (own === 'first') {
      tables ??= permutationTables();
      this.#bytes.set(tables, TABLES_AT);
    }
  }

  /** Writes the codes of 32-byte hashes from byte `to` on. */
  permute(hashes: Uint8Array, to: number): void {
    const room = SCRATCH.mostResults * 8;
    for (let at = 0; at < hashes.length; at += room) {
      const piece = hashes.subarray(at, at + room);
      this.#bytes.set(piece, this.#scratch + SCRATCH.results);
      this.#run.permute(this.#scratch + SCRATCH.results, to + at, piece.length / CODE_BYTES, TABLES_AT);
    }
  }

  /** As `Ring16.build`. */
  *build(): Generator<void> {
    const { size, codes, starts, next, slots, width } = this.#layout;
    const scratch = this.#scratch;
    for (let band = 0; band < BANDS; band++) {
      const table = starts + band * STARTS * 4;
      for (let from = 0; from < size; from += STEP) {
        this.#run.count(codes, from, Math.min(size, from + STEP), band, table);
        yield;
      }
      this.#run.sum(table, scratch);
      const nextHere = next + band * size * 2;
      const slotsHere = slots + band * size * width;
      // The low bytes lie where the last band's slots will be, so that band has no room for its own.
      const lows = band === BANDS - 1 ? 0 : slots + (BANDS - 1) * size * width;
      for (let from = 0; from < size; from += STEP) {
        const to = Math.min(size, from + STEP);
        this.#run.partition(codes, from, to, band, table, nextHere, slotsHere, width, lows, scratch);
        yield;
      }
      for (let group = 0; lows > 0 && group < GROUPS; group++) {
        this.#run.order(group, table, nextHere, slotsHere, width, lows, scratch);
        if (group % 4 === 3) yield;
      }
    }
  }

  /** As `Ring16.near`. */
  near(hashes: Uint8Array, radius: number, found: Found): void {
    const block = SCRATCH.mostQueries * CODE_BYTES;
    for (let at = 0; at < hashes.length; at += block) {
      this.#nearBlock(hashes.subarray(at, at + block), at / CODE_BYTES, radius, found);
    }
  }

  #nearBlock(hashes: Uint8Array, base: number, radius: number, found: Found): void {
    const { size, codes, starts, next, slots, width } = this.#layout;
    const queries = hashes.length / CODE_BYTES;
    this.permute(hashes, this.#scratch);
    const count = this.#run.near(size, codes, starts, next, slots, width, this.#scratch, queries, radius);
    if (count >= 0) this.#tell(count, base, found);
    else if (queries === 1) this.scan(hashes, radius, (slot, distance) => found(base, slot, distance));
    else {
      // So many matches that their room is too small: halves of the block, each with all of it.
      const half = queries >> 1;
      this.#nearBlock(hashes.subarray(0, half * CODE_BYTES), base, radius, found);
      this.#nearBlock(hashes.subarray(half * CODE_BYTES), base + half, radius, found);
    }
  }

  /** As `Ring16.scan`. */
  scan(hash: Uint8Array, radius: number, found: (slot: number, distance: number) => void): void {
    const { size, codes } = this.#layout;
    this.permute(hash, this.#scratch);
    for (let from = 0; from < size; from += SCRATCH.mostResults) {
      const to = Math.min(size, from + SCRATCH.mostResults);
      const count = this.#run.scan(codes, from, to, this.#scratch, radius);
      this.#tell(count, 0, (_, slot, distance) => found(slot, distance));
    }
  }

  /** Takes `length` bytes from `at`, multiples of 64, into a checksum of 16 lanes. */
  addToChecksum(at: number, length: number, lanes: Uint32Array): void {
    const state = new Uint32Array(this.#bytes.buffer, this.#scratch, lanes.length);
    state.set(lanes);
    this.#run.checksum(at, length, this.#scratch);
    lanes.set(state);
  }

  #tell(count: number, base: number, found: Found): void {
    for (let n = 0; n < count; n++) {
      const packed = this.#results[2 * n + 1] as number;
      found(base + (packed >>> 9), this.#results[2 * n] as number, packed & 511);
    }
  }
}
