import { buildRing } from './build-ring.ts';
import { FlatPart } from './flat-part.ts';
import { assertHash, HASH_BYTES } from './hex.ts';
import { readSaved, type Saved, writeSaved } from './index-file.ts';
import { askRing, codeOf, type Engine } from './ring16.ts';
import { joinSources, Segment, type Source } from './segment.ts';

/** One answer: the id a hash was added under, and in how many of 256 bits it differs from the query. */
export interface HashMatch {
  readonly id: number;
  readonly distance: number;
}

export interface IndexOptions {
  /** `plain` keeps to ordinary memory and JavaScript. Default: WASM where there is SIMD and shared memory. */
  readonly engine?: Engine;
}

/** The flat part is scanned at every query, so it is kept to what a scan takes a few microseconds for. */
const MOST_FLAT = 512;

/** A part joins a larger one when that is less than so many times its size: few parts, and each hash moves seldom. */
const GROWTH = 8;

/** How long compaction in the background works before it lets others have their turn. */
const SLICE_MS = 3;

/**
 * An exact index of 256-bit hashes by Hamming distance: every hash within the radius is found, none beyond it.
 *
 * Its parts: *segments*, each frozen (a {@link Ring16}) with marks for what was removed since, from the largest to the
 * smallest; and the *flat part*, which takes live additions and is scanned. When that is full it becomes a segment, and
 * joins those before it that are not much larger; the `add` that fills it takes as long as that. Whoever must not wait
 * calls {@link compactInBackground} now and then, after which there is one segment. One thread owns an index; others can
 * read its segments through `HashIndexPool`.
 */
export class HashIndex {
  readonly #engine: Engine | undefined;
  #segments: Segment[] = [];
  #flat = new FlatPart();
  #version = 0;
  #background: Background | undefined;

  constructor(options: IndexOptions = {}) {
    this.#engine = options.engine;
  }

  /**
   * An index of many hashes at once: the quickest way to fill one. Quickest when the ids ascend.
   * @param ids safe integers of the caller's; of an id named twice the last hash counts.
   * @param hashes 32 bytes for each id, one after another.
   * @throws RangeError when the lengths do not fit, an id is no safe integer, or there is no room.
   */
  static build(ids: Float64Array, hashes: Uint8Array, options: IndexOptions = {}): HashIndex {
    const index = new HashIndex(options);
    const ring = buildRing(ids, hashes, options.engine);
    if (ring.size > 0) index.#segments.push(new Segment(ring));
    return index;
  }

  /**
   * Reads what {@link save} wrote, in pieces of any length. Nothing is sorted again: it takes as long as reading does.
   * @throws RangeError when it is no saved index, not whole, or damaged.
   */
  static async load(
    pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    options: IndexOptions = {},
  ): Promise<HashIndex> {
    const saved = await readSaved(pieces, options.engine);
    const index = new HashIndex(options);
    index.#segments = saved.segments;
    index.#flat = saved.flat;
    return index;
  }

  /** How many hashes are in the index. */
  get size(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.size, this.#flat.size);
  }

  /** Bytes of memory the frozen parts take. */
  get byteLength(): number {
    return this.#segments.reduce((sum, { ring }) => sum + ring.layout.end, 0);
  }

  /** How many additions and removals wait to be joined by {@link compact}. */
  get pending(): number {
    const [, ...further] = this.#segments;
    const removed = this.#segments.reduce((sum, segment) => sum + segment.goneCount, 0);
    return further.reduce((sum, segment) => sum + segment.size, this.#flat.size + removed);
  }

  /** Whether a hash is held under the id. */
  has(id: number): boolean {
    return this.#flat.has(id) || this.#segments.some((segment) => segment.find(id) !== undefined);
  }

  /**
   * Holds a hash under an id; a hash already held under it is replaced.
   * @param id a safe integer of the caller's.
   * @param hash 32 bytes.
   * @throws RangeError for another id or another length.
   */
  add(id: number, hash: Uint8Array): void {
    assertHash(hash);
    if (!Number.isSafeInteger(id)) throw new RangeError(`an id is a safe integer, got ${id}`);
    this.remove(id);
    this.#flat.add(id, hash);
    if (this.#flat.size >= MOST_FLAT) this.#freeze(GROWTH);
  }

  /** Adds many, otherwise as {@link add}; many at once are joined a single time. */
  addAll(entries: Iterable<readonly [id: number, hash: Uint8Array]>): void {
    const ids: number[] = [];
    const hashes: Uint8Array[] = [];
    for (const [id, hash] of entries) {
      assertHash(hash);
      if (!Number.isSafeInteger(id)) throw new RangeError(`an id is a safe integer, got ${id}`);
      ids.push(id);
      hashes.push(hash);
    }
    if (ids.length < MOST_FLAT) {
      for (const [n, id] of ids.entries()) this.add(id, hashes[n] as Uint8Array);
      return;
    }
    const bytes = new Uint8Array(ids.length * HASH_BYTES);
    for (const [n, hash] of hashes.entries()) bytes.set(hash, n * HASH_BYTES);
    const ring = buildRing(Float64Array.from(ids), bytes, this.#engine);
    for (const id of ids) this.remove(id);
    if (this.#flat.size > 0) this.#freeze(1);
    this.#segments.push(new Segment(ring));
    this.#version++;
    this.#freeze(GROWTH);
  }

  /** Lets go of the hash held under the id. @returns whether there was one. */
  remove(id: number): boolean {
    if (this.#flat.remove(id)) return true;
    if (!this.#segments.some((segment) => segment.remove(id))) return false;
    this.#background?.removed.push(id);
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
    return this.queryMany(hash, radius)[0] as HashMatch[];
  }

  /**
   * {@link query} for many hashes at once: the quickest way to ask, the more at once the better (up to 16,384).
   * @param hashes 32 bytes a query, one after another.
   * @returns one list of matches a query, in the order of the queries.
   * @throws RangeError as `query`, or when the bytes are no whole number of hashes.
   */
  queryMany(hashes: Uint8Array, radius: number): HashMatch[][] {
    const answers = emptyAnswers(hashes, radius);
    for (const segment of this.#segments) askSegment(segment, hashes, radius, answers);
    this.#askFlat(hashes, radius, answers);
    return answers.map(inOrder);
  }

  /** What the index holds now, as an index of its own: changes to either are not seen by the other. Frozen parts are shared. */
  snapshot(): HashIndex {
    const copy = new HashIndex({ engine: this.#engine });
    copy.#segments = this.#segments.map((segment) => segment.copy());
    copy.#flat = this.#flat.copy();
    return copy;
  }

  /** The bytes of the index as it is now, in pieces to be written one after another; later changes are not in them. */
  save(): AsyncGenerator<Uint8Array> {
    const { segments, flat } = this.#view();
    return writeSaved({ segments: segments.map((segment) => segment.copy()), flat: flat.copy() });
  }

  /** Joins all parts into one segment and drops what was removed; takes as long as building anew. */
  compact(): void {
    if (this.#background) this.#background.cancelled = true;
    this.#background = undefined;
    if (this.#segments.length <= 1 && this.pending === 0) return;
    this.#freeze(Number.POSITIVE_INFINITY);
  }

  /**
   * As {@link compact}, in slices of about 3 ms between which queries, additions and removals are served; they count at once, and
   * nothing of them is lost. Needs room for the old parts and the new one. A second call while one runs waits for that one.
   */
  compactInBackground(): Promise<void> {
    this.#background ??= this.#startBackground();
    return this.#background?.done ?? Promise.resolve();
  }

  /**
   * For the pool: the frozen parts as they are, and a number that changes whenever they are others. What is removed later
   * shows in them.
   */
  frozen(): { readonly segments: readonly Segment[]; readonly version: number } {
    return { segments: this.#segments, version: this.#version };
  }

  /** For the pool: adds the flat part's matches to answers from the frozen parts, and puts all in order. */
  finish(hashes: Uint8Array, radius: number, answers: HashMatch[][]): HashMatch[][] {
    this.#askFlat(hashes, radius, answers);
    return answers.map(inOrder);
  }

  #view(): Saved {
    return { segments: this.#segments, flat: this.#flat };
  }

  #askFlat(hashes: Uint8Array, radius: number, answers: HashMatch[][]): void {
    if (this.#flat.size === 0) return;
    for (const [query, matches] of answers.entries()) {
      const code = codeOf(hashes.subarray(query * HASH_BYTES, (query + 1) * HASH_BYTES));
      this.#flat.scan(code, radius, (id, distance) => matches.push({ id, distance }));
    }
  }

  /**
   * Makes a segment of the flat part, with those before it that are less than `growth` times as large. Those that are
   * being compacted in the background stay.
   */
  #freeze(growth: number): void {
    const locked = this.#background?.sources.length ?? 0;
    let size = this.#flat.size;
    let from = this.#segments.length;
    if (size === 0 && from > locked) size = (this.#segments[--from] as Segment).size;
    for (; from > locked; from--) {
      const before = (this.#segments[from - 1] as Segment).size;
      if (before >= size * growth) break;
      size += before;
    }
    const joined = this.#segments.slice(from);
    const nothingToJoin = joined.length === 0 || (joined.length === 1 && joined[0]?.goneCount === 0);
    if (this.#flat.size === 0 && nothingToJoin) return;
    const sources = sourcesOf(joined);
    if (this.#flat.size > 0) sources.push({ ...this.#flat.sorted(), gone: undefined });
    const ring = runThrough(joinSources(sources, size, this.#engine));
    this.#flat.clear();
    this.#segments = [...this.#segments.slice(0, from), ...(size > 0 ? [new Segment(ring)] : [])];
    this.#version++;
  }

  #startBackground(): Background | undefined {
    if (this.#segments.length <= 1 && this.pending === 0) return undefined;
    if (this.#flat.size > 0) this.#freeze(1);
    const sources = this.#segments.map((segment) => segment.copy());
    const background: Background = { sources, removed: [], cancelled: false, done: Promise.resolve() };
    background.done = this.#runBackground(background);
    return background;
  }

  async #runBackground(background: Background): Promise<void> {
    const { sources } = background;
    const size = sources.reduce((sum, source) => sum + source.size, 0);
    const steps = joinSources(sourcesOf(sources), size, this.#engine);
    try {
      for (;;) {
        await pause();
        if (background.cancelled) return;
        const begun = performance.now();
        let step = steps.next();
        while (!step.done && performance.now() - begun < SLICE_MS) step = steps.next();
        if (!step.done) continue;
        const merged = new Segment(step.value);
        for (const id of background.removed) merged.remove(id);
        this.#segments = [...(size > 0 ? [merged] : []), ...this.#segments.slice(sources.length)];
        this.#version++;
        return;
      }
    } finally {
      if (this.#background === background) this.#background = undefined;
    }
  }
}

interface Background {
  /** The segments as they were when it began: the first ones of the index, which stay until the new one takes their place. */
  readonly sources: readonly Segment[];
  /** Ids removed from any segment since. */
  readonly removed: number[];
  cancelled: boolean;
  done: Promise<void>;
}

/** @throws RangeError for a radius that is none, or bytes that are no whole number of hashes. */
export function emptyAnswers(hashes: Uint8Array, radius: number): HashMatch[][] {
  if (!Number.isInteger(radius) || radius < 0 || radius > 256) {
    throw new RangeError(`a radius is a whole number from 0 to 256, got ${radius}`);
  }
  if (hashes.length % HASH_BYTES !== 0) throw new RangeError(`${hashes.length} bytes are no whole number of hashes`);
  return Array.from({ length: hashes.length / HASH_BYTES }, () => []);
}

function askSegment(segment: Segment, hashes: Uint8Array, radius: number, answers: HashMatch[][]): void {
  const { ring } = segment;
  askRing(ring, hashes, radius, (query, slot, distance) => {
    if (!segment.isGone(slot)) answers[query]?.push({ id: ring.ids[slot] as number, distance });
  });
}

function inOrder(matches: HashMatch[]): HashMatch[] {
  return matches.length > 1 ? matches.sort((a, b) => a.distance - b.distance || a.id - b.id) : matches;
}

function sourcesOf(segments: readonly Segment[]): Source[] {
  return segments.map(({ ring, gone }) => ({ ids: ring.ids, codes: ring.codes, gone }));
}

function runThrough<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Lets timers, and whoever waits for something, have their turn. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
