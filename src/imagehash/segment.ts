import { type Engine, Ring16 } from './ring16.ts';

/** 32-bit words in a code. */
const WORDS = 8;

/** Entries copied between two pauses. */
const STEP = 8_192;

/** A frozen part of an index: a ring, and which of its entries were removed since. */
export class Segment {
  readonly ring: Ring16;
  /** A bit an entry; none as long as nothing was removed. */
  #gone: Uint32Array | undefined;
  #goneCount = 0;

  constructor(ring: Ring16, gone?: Uint32Array) {
    this.ring = ring;
    if (gone === undefined) return;
    this.#gone = gone;
    for (let slot = 0; slot < ring.size; slot++) if (isSet(gone, slot)) this.#goneCount++;
  }

  /** How many entries are left. */
  get size(): number {
    return this.ring.size - this.#goneCount;
  }

  get goneCount(): number {
    return this.#goneCount;
  }

  get gone(): Uint32Array | undefined {
    return this.#gone;
  }

  isGone(slot: number): boolean {
    return this.#gone !== undefined && isSet(this.#gone, slot);
  }

  /** Where a living id is, by bisection: ids ascend. */
  find(id: number): number | undefined {
    const { ids } = this.ring;
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ids[middle] as number) < id) low = middle + 1;
      else high = middle;
    }
    return ids[low] === id && !this.isGone(low) ? low : undefined;
  }

  /** @returns whether the id was here. */
  remove(id: number): boolean {
    const slot = this.find(id);
    if (slot === undefined) return false;
    this.#gone ??= new Uint32Array(Math.ceil(this.ring.size / 32));
    this.#gone[slot >>> 5] = (this.#gone[slot >>> 5] as number) | (1 << (slot & 31));
    this.#goneCount++;
    return true;
  }

  /** The same ring with marks of its own. */
  copy(): Segment {
    const copy = new Segment(this.ring);
    copy.#gone = this.#gone?.slice();
    copy.#goneCount = this.#goneCount;
    return copy;
  }
}

/** Entries to be joined: ids ascend. */
export interface Source {
  readonly ids: Float64Array;
  readonly codes: Uint32Array;
  /** A bit an entry that is not to be taken. */
  readonly gone: Uint32Array | undefined;
}

/**
 * Joins sources that share no living id into one new ring, pausing after every fraction of a millisecond's work.
 * @param size how many living entries they have together.
 */
export function* joinSources(
  sources: readonly Source[],
  size: number,
  engine: Engine | undefined,
): Generator<void, Ring16> {
  const ring = new Ring16(size, engine);
  const cursors = sources.map((source) => ({ source, at: 0 }));
  let to = 0;
  while (to < size) {
    // The source with the smallest id is read up to the next one's id, or to a pause.
    let first = cursors[0];
    let least = Number.POSITIVE_INFINITY;
    let limit = Number.POSITIVE_INFINITY;
    for (const cursor of cursors) {
      const id = nextId(cursor);
      if (id < least) {
        limit = least;
        least = id;
        first = cursor;
      } else if (id < limit) limit = id;
    }
    if (first === undefined || least === Number.POSITIVE_INFINITY) throw new Error('sources hold less than they say');
    const { source, at: from } = first;
    let end = from;
    const most = Math.min(source.ids.length, from + STEP);
    while (end < most && (source.ids[end] as number) < limit && !(source.gone && isSet(source.gone, end))) end++;
    ring.ids.set(source.ids.subarray(from, end), to);
    ring.codes.set(source.codes.subarray(from * WORDS, end * WORDS), to * WORDS);
    to += end - from;
    first.at = end;
    yield;
  }
  yield* ring.build();
  return ring;
}

/** The id at a cursor, past what is gone; infinite at the end. */
function nextId(cursor: { readonly source: Source; at: number }): number {
  const { ids, gone } = cursor.source;
  if (gone) while (cursor.at < ids.length && isSet(gone, cursor.at)) cursor.at++;
  return cursor.at < ids.length ? (ids[cursor.at] as number) : Number.POSITIVE_INFINITY;
}

function isSet(bits: Uint32Array, at: number): boolean {
  return (((bits[at >>> 5] as number) >>> (at & 31)) & 1) === 1;
}
