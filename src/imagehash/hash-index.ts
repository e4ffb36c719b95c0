import { assertHash, HASH_BYTES } from './hex.ts';
import { BANDS, readBands, writeBands } from './permute.ts';
import { RING_RADIUS, Ring16, WORDS, wordDistance } from './ring16.ts';

/** One answer: the id a hash was added under, and in how many of 256 bits it differs from the query. */
export interface HashMatch {
  readonly id: number;
  readonly distance: number;
}

/** Below this many waiting hashes a scan of them is quicker than any index, and building one is not worth it. */
const SMALLEST_BASE = 4_096;

/** The flat part may grow to this share of the frozen part before the two are joined. */
const FLAT_SHARE = 1 / 8;

/**
 * An exact index of 256-bit hashes by Hamming distance: every hash within the radius is found, none beyond it.
 *
 * Two parts. The *base* is frozen: ids in ascending order, their bands, and a {@link Ring16} over them. The *flat* part
 * takes live additions and is scanned. A removal marks its place in the base as gone, or leaves the flat part at once.
 * Joining both into a new base happens by itself as the flat part grows; that one call then takes as long as a rebuild
 * (call {@link compact} at a quiet moment to choose the moment). Not safe to change while a query's result is awaited
 * from another thread: one thread owns an index.
 */
export class HashIndex {
  #ids = new Float64Array(0);
  #bands = new Uint16Array(0);
  #ring = new Ring16(this.#bands);
  #gone = new Uint8Array(0);
  #goneCount = 0;
  #flatIds: number[] = [];
  #flatBands = new Uint16Array(16 * BANDS);
  readonly #flatPlace = new Map<number, number>();

  /**
   * An index of many hashes at once: the quickest way to fill one.
   * @param ids safe integers of the caller's, in any order; of an id named twice the last hash counts.
   * @param hashes 32 bytes for each id, one after another.
   * @throws RangeError when the lengths do not fit, or an id is no safe integer.
   */
  static build(ids: Float64Array, hashes: Uint8Array): HashIndex {
    if (hashes.length !== ids.length * HASH_BYTES) {
      throw new RangeError(`${ids.length} ids need ${ids.length * HASH_BYTES} bytes of hashes, got ${hashes.length}`);
    }
    const index = new HashIndex();
    for (const [n, id] of ids.entries()) index.#put(id, hashes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES));
    index.compact();
    return index;
  }

  /**
   * Reads what {@link save} wrote, in pieces of any length.
   * @throws RangeError when it is no saved index, or not whole.
   */
  static async load(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<HashIndex> {
    const parts: Uint8Array[] = [];
    for await (const piece of pieces) parts.push(piece.slice());
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    if (bytes.length % (8 + HASH_BYTES) !== 0) throw new RangeError('not a whole saved index');
    const size = bytes.length / (8 + HASH_BYTES);
    const index = new HashIndex();
    index.#ids = new Float64Array(bytes.buffer, 0, size);
    index.#bands = new Uint16Array(bytes.buffer, size * 8, size * BANDS);
    index.#ring = new Ring16(index.#bands);
    index.#gone = new Uint8Array(size);
    return index;
  }

  /** How many hashes are in the index. */
  get size(): number {
    return this.#ids.length - this.#goneCount + this.#flatIds.length;
  }

  /** Whether a hash is held under the id. */
  has(id: number): boolean {
    return this.#flatPlace.has(id) || this.#baseSlot(id) !== undefined;
  }

  /**
   * Holds a hash under an id; a hash already held under it is replaced.
   * @param id a safe integer of the caller's.
   * @param hash 32 bytes.
   * @throws RangeError for another id or another length.
   */
  add(id: number, hash: Uint8Array): void {
    this.#put(id, hash);
    if (this.#flatIds.length > Math.max(SMALLEST_BASE, this.#ids.length * FLAT_SHARE)) this.compact();
  }

  /** Adds many at once and joins them into the base a single time, however many they are. Otherwise as {@link add}. */
  addAll(entries: Iterable<readonly [id: number, hash: Uint8Array]>): void {
    for (const [id, hash] of entries) this.#put(id, hash);
    if (this.#flatIds.length > SMALLEST_BASE) this.compact();
  }

  /** Lets go of the hash held under the id. @returns whether there was one. */
  remove(id: number): boolean {
    const place = this.#flatPlace.get(id);
    if (place !== undefined) {
      this.#removeFlat(id, place);
      return true;
    }
    const slot = this.#baseSlot(id);
    if (slot === undefined) return false;
    this.#gone[slot] = 1;
    this.#goneCount++;
    return true;
  }

  /**
   * Every hash within `radius` of the query, nearest first, then by id. Up to radius 31 through the ring; beyond it by
   * a scan of everything, which is exact too but slow.
   * @param hash 32 bytes.
   * @param radius whole bits, 0 to 256.
   * @throws RangeError for another radius or another length.
   */
  query(hash: Uint8Array, radius: number): HashMatch[] {
    assertHash(hash);
    if (!Number.isInteger(radius) || radius < 0 || radius > 256) {
      throw new RangeError(`a radius is a whole number from 0 to 256, got ${radius}`);
    }
    const bands = new Uint16Array(BANDS);
    writeBands(hash, bands, 0);
    const matches: HashMatch[] = [];
    const found = (slot: number, distance: number): void => {
      if (this.#gone[slot] === 0) matches.push({ id: this.#ids[slot] as number, distance });
    };
    if (radius <= RING_RADIUS) this.#ring.near(bands, radius, found);
    else scan(this.#bands, this.#ids.length, bands, radius, found);
    scan(this.#flatBands, this.#flatIds.length, bands, radius, (place, distance) => {
      matches.push({ id: this.#flatIds[place] as number, distance });
    });
    return matches.sort((a, b) => a.distance - b.distance || a.id - b.id);
  }

  /**
   * {@link query} for many hashes at once: the quickest way to ask.
   * @param hashes 32 bytes a query, one after another.
   * @returns one list of matches a query, in the order of the queries.
   * @throws RangeError as `query`, or when the bytes are no whole number of hashes.
   */
  queryMany(hashes: Uint8Array, radius: number): HashMatch[][] {
    if (hashes.length % HASH_BYTES !== 0) throw new RangeError('not a whole number of hashes');
    return Array.from({ length: hashes.length / HASH_BYTES }, (_, n) =>
      this.query(hashes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES), radius),
    );
  }

  /** What the index holds now, as an index of its own: changes to either are not seen by the other. */
  snapshot(): HashIndex {
    const copy = new HashIndex();
    copy.addAll(this.#entries());
    return copy;
  }

  /** The bytes of the index as it is now, in pieces to be written one after another; later changes are not in them. */
  async *save(): AsyncGenerator<Uint8Array> {
    this.compact();
    const { buffer, byteOffset, byteLength } = this.#bands;
    const ids = new Uint8Array(this.#ids.buffer, this.#ids.byteOffset, this.#ids.byteLength);
    const codes = new Uint8Array(buffer, byteOffset, byteLength);
    yield ids;
    yield codes;
  }

  /** As {@link compact}, in slices between which queries and changes are answered. */
  async compactInBackground(): Promise<void> {
    await undefined;
    this.compact();
  }

  *#entries(): Generator<[number, Uint8Array]> {
    for (const [slot, id] of this.#ids.entries()) {
      if (this.#gone[slot] === 0) yield [id, readBands(this.#bands, slot * BANDS)];
    }
    for (const [place, id] of this.#flatIds.entries()) yield [id, readBands(this.#flatBands, place * BANDS)];
  }

  /** Joins the flat part into the base, drops what was removed, and builds the ring anew. */
  compact(): void {
    if (this.#flatIds.length === 0 && this.#goneCount === 0) return;
    const size = this.size;
    const ids = new Float64Array(size);
    const bands = new Uint16Array(size * BANDS);
    const flat = this.#flatIds.map((id, place) => ({ id, place })).sort((a, b) => a.id - b.id);
    let to = 0;
    let nextFlat = 0;
    const takeFlatBelow = (limit: number): void => {
      for (let entry = flat[nextFlat]; entry !== undefined && entry.id < limit; entry = flat[++nextFlat]) {
        ids[to] = entry.id;
        bands.set(this.#flatBands.subarray(entry.place * BANDS, (entry.place + 1) * BANDS), to++ * BANDS);
      }
    };
    for (let slot = 0; slot < this.#ids.length; slot++) {
      if (this.#gone[slot] === 1) continue;
      const id = this.#ids[slot] as number;
      takeFlatBelow(id);
      ids[to] = id;
      bands.set(this.#bands.subarray(slot * BANDS, (slot + 1) * BANDS), to++ * BANDS);
    }
    takeFlatBelow(Number.POSITIVE_INFINITY);
    this.#ids = ids;
    this.#bands = bands;
    this.#ring = new Ring16(bands);
    this.#gone = new Uint8Array(size);
    this.#goneCount = 0;
    this.#flatIds = [];
    this.#flatBands = new Uint16Array(16 * BANDS);
    this.#flatPlace.clear();
  }

  #put(id: number, hash: Uint8Array): void {
    assertHash(hash);
    if (!Number.isSafeInteger(id)) throw new RangeError(`an id is a safe integer, got ${id}`);
    this.remove(id);
    const place = this.#flatIds.length;
    if ((place + 1) * BANDS > this.#flatBands.length) {
      const wider = new Uint16Array(this.#flatBands.length * 2);
      wider.set(this.#flatBands);
      this.#flatBands = wider;
    }
    writeBands(hash, this.#flatBands, place * BANDS);
    this.#flatIds.push(id);
    this.#flatPlace.set(id, place);
  }

  /** The last flat hash takes the place of the one that leaves. */
  #removeFlat(id: number, place: number): void {
    const last = this.#flatIds.length - 1;
    const moved = this.#flatIds[last] as number;
    this.#flatBands.copyWithin(place * BANDS, last * BANDS, (last + 1) * BANDS);
    this.#flatIds[place] = moved;
    this.#flatPlace.set(moved, place);
    this.#flatIds.pop();
    this.#flatPlace.delete(id);
  }

  /** Where a living id is in the base, by bisection: ids there ascend. */
  #baseSlot(id: number): number | undefined {
    let low = 0;
    let high = this.#ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ids[middle] as number) < id) low = middle + 1;
      else high = middle;
    }
    return this.#ids[low] === id && this.#gone[low] === 0 ? low : undefined;
  }
}

/** Judges `count` codes one after another. */
function scan(
  bands: Uint16Array,
  count: number,
  query: Uint16Array,
  radius: number,
  found: (slot: number, distance: number) => void,
): void {
  const words = new Uint32Array(bands.buffer, bands.byteOffset, count * WORDS);
  const sought = new Uint32Array(query.buffer, query.byteOffset, WORDS);
  for (let slot = 0; slot < count; slot++) {
    const distance = wordDistance(words, slot * WORDS, sought, radius);
    if (distance <= radius) found(slot, distance);
  }
}
