import type { Persons } from './segment.ts';
import { Segment } from './segment-search.ts';
import type { Words } from './vocabulary.ts';

/** The arrays of a segment: all that another thread or a file needs. */
export interface Packed {
  words: Words;
  persons: Persons;
  /** 1 for a person who was removed; over shared memory a removal is seen by every thread at once. */
  dead: Uint8Array;
}

/** Reads a segment's arrays where they lie. */
export function segmentOf({ words, persons, dead }: Packed): Segment {
  return new Segment(words, persons, dead);
}

/** A segment's arrays in memory that threads share; those that lie there already stay where they are. */
export function sharedOf(segment: Segment): Packed {
  return {
    words: mapArrays(segment.words, toShared),
    persons: mapArrays(segment.persons, toShared),
    dead: toShared(segment.dead),
  };
}

/** The same record with every array replaced. */
export function mapArrays<T extends object>(record: T, change: <A extends Numbers>(array: A) => A): T {
  const out: Record<string, Numbers> = {};
  for (const [name, array] of Object.entries(record) as [string, Numbers][]) out[name] = change(array);
  return out as T;
}

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array;

function toShared<A extends Numbers>(array: A): A {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const Type = array.constructor as new (buffer: SharedArrayBuffer) => A;
  const shared = new Type(new SharedArrayBuffer(array.byteLength));
  shared.set(array as never);
  return shared;
}
