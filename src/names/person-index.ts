import {
  compareRead,
  leastNameAgainstBirth,
  type ReadPerson,
  readPerson,
  scoreWithoutBirth,
} from './compare-persons.ts';
import { segmentOf, sharedOf } from './index/packed.ts';
import { planQuery } from './index/query-plan.ts';
import { SegmentBuilder } from './index/segment.ts';
import { Segment } from './index/segment-search.ts';
import { type Likeness, likeness } from './match/likeness.ts';
import type { Token } from './match/token.ts';
import type { PersonMatch, PersonQuery, PersonRecord } from './types.ts';

/** Added persons are compared one by one until there are so many. */
const PENDING = 24;
/** Segments are put together when a smaller one has grown to this share of the next. */
const SHARE = 0.5;
/** A name and a date of birth that agree so well end a search before the other years are looked at. */
const GOOD = 0.85;
/** An index of so many persons is asked for names at least `STRICT` alike first. */
const LARGE = 200_000;
const STRICT = 0.9;
/** How far the likeness of a name that the packed words give may lie below the true one. */
const SLACK = 0.03;

export interface QueryOptions {
  /** At most so many, the best first. */
  limit?: number;
  /** What scores below is left out. */
  minScore?: number;
}

/**
 * Persons to be found by name and particulars. Large sets are packed in typed arrays; added persons are kept beside them and
 * packed as they become many. Removing takes effect at once.
 */
export class PersonIndex {
  #segments: Segment[] = [];
  #pending = new Map<string, ReadPerson>();
  /** Ids removed since packing began elsewhere, and how many segments it holds fixed. */
  #log: string[] | undefined;
  #fixed = 0;

  /** An index over `records`; a later record of the same id takes the place of an earlier one. */
  static build(records: Iterable<PersonRecord>): PersonIndex {
    const index = new PersonIndex();
    const builder = new SegmentBuilder();
    for (const record of records) builder.add(record.id, readPerson(record));
    if (builder.size > 0) index.#segments = [packed(builder)];
    return index;
  }

  /** An index over segments that are packed already, such as those of a file or of shared memory. */
  static over(segments: readonly Segment[]): PersonIndex {
    const index = new PersonIndex();
    index.#segments = [...segments];
    return index;
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** Living persons. */
  get size(): number {
    return this.#segments.reduce((sum, { size, removed }) => sum + size - removed, this.#pending.size);
  }

  /** Bytes that the packed arrays take. */
  get bytes(): number {
    return this.#segments.reduce((sum, segment) => sum + segment.bytes, 0);
  }

  /**
   * Persons that may be the one asked for, best first, ties by id; each as `comparePersons` would have it.
   * @param options 10 at most, from 0.5 on, where not said otherwise
   */
  query(query: PersonQuery, { limit = 10, minScore = 0.5 }: QueryOptions = {}): PersonMatch[] {
    const read = readPerson(query);
    const plan = planQuery(read);
    const judge = remembering();
    const found = new Map<string, PersonMatch>();
    const offer = (id: string, person: ReadPerson): void => {
      const match = compareRead(id, read, person, judge);
      if (match.score >= minScore) found.set(id, match);
    };
    const best = (): PersonMatch[] => [...found.values()].sort(byScore).slice(0, limit);
    /** The score that one more person must have to be in the answer. */
    const least = (): number => (found.size < limit ? minScore : (best()[limit - 1]?.score ?? minScore));
    const gather = (isWide: boolean, leastName = 0): void => {
      for (const segment of this.#segments) {
        for (const { person } of segment.search(plan, read, limit + 6, minScore - 0.06, isWide, leastName)) {
          const id = segment.id(person);
          if (!found.has(id)) offer(id, segment.read(person));
        }
      }
    };
    const hasCountry = read.nationalities.length > 0;
    for (const [id, person] of this.#pending) offer(id, person);
    if (read.births.length === 0) {
      // Among very many, the nearly same names alone may fill the answer: then no other name is looked at.
      const isLarge = this.size > LARGE;
      if (isLarge) gather(false, STRICT - SLACK);
      if (!isLarge || found.size < limit || least() < scoreWithoutBirth(STRICT, hasCountry)) gather(false);
      return best();
    }
    gather(false);
    const isWanting = (): boolean => (best()[0]?.score ?? 0) < GOOD;
    if (isWanting()) {
      for (const segment of this.#segments) {
        for (const person of segment.sameDay(read)) {
          const id = segment.id(person);
          if (!found.has(id)) offer(id, segment.read(person));
        }
      }
    }
    // Whoever is found in another year is born on another day: only a name that is nearly the same can make up for it.
    const leastName = leastNameAgainstBirth(least(), hasCountry) - SLACK;
    if (leastName < 1 && isWanting()) gather(true, leastName);
    return best();
  }

  /** Adds a person, or puts another record in the place of the one with its id. */
  add(record: PersonRecord): void {
    this.remove(record.id);
    this.#pending.set(record.id, readPerson(record));
    if (this.#pending.size >= PENDING) this.#pack();
  }

  /** From this call on the person is not found. */
  remove(id: string): boolean {
    this.#log?.push(id);
    let found = this.#pending.delete(id);
    for (const segment of this.#segments) {
      if (segment.removeId(id)) found = true;
    }
    return found;
  }

  /** Whether a person is in the index. */
  has(id: string): boolean {
    return this.#pending.has(id) || this.#segments.some((segment) => segment.find(id) >= 0);
  }

  /** Packs what was added and moves all arrays to memory that threads share. */
  share(): readonly Segment[] {
    if (this.#pending.size > 0) this.#pack();
    this.#segments = this.#segments.map((segment) =>
      segment.dead.buffer instanceof SharedArrayBuffer ? segment : segmentOf(sharedOf(segment)),
    );
    return this.#segments;
  }

  /**
   * Begins to pack everything anew elsewhere: the segments are left as they are until `finish` puts the new ones in their place,
   * without the persons removed meanwhile; `finish(undefined)` gives up.
   */
  beginCompact(): { segments: readonly Segment[]; finish(merged: readonly Segment[] | undefined): void } {
    if (this.#log !== undefined) throw new Error('the index is being packed already');
    const segments = this.share();
    const log: string[] = [];
    this.#log = log;
    this.#fixed = segments.length;
    return {
      segments,
      finish: (merged) => {
        this.#log = undefined;
        this.#fixed = 0;
        if (merged === undefined) return;
        this.#segments = [...merged, ...this.#segments.slice(segments.length)];
        for (const id of log) for (const segment of merged) segment.removeId(id);
      },
    };
  }

  /** Packs everything into one segment and lets go of what was removed. Queries before and after see the same persons. */
  compact(): void {
    if (this.#log !== undefined) throw new Error('the index is being packed already');
    if (this.#segments.length === 1 && this.#pending.size === 0 && this.#segments[0]?.removed === 0) return;
    this.#segments = this.#merged(this.#segments);
  }

  #pack(): void {
    let from = this.#segments.length;
    let size = this.#pending.size;
    while (from > this.#fixed) {
      const segment = this.#segments[from - 1];
      if (segment === undefined || segment.size * SHARE > size) break;
      size += segment.size;
      from--;
    }
    this.#segments = [...this.#segments.slice(0, from), ...this.#merged(this.#segments.slice(from))];
  }

  #merged(segments: readonly Segment[]): Segment[] {
    const builder = new SegmentBuilder();
    for (const segment of segments) {
      for (let person = 0; person < segment.size; person++) {
        if (segment.dead[person] !== 1) builder.add(segment.id(person), segment.read(person));
      }
    }
    for (const [id, person] of this.#pending) builder.add(id, person);
    this.#pending = new Map();
    return builder.size === 0 ? [] : [packed(builder)];
  }
}

const byScore = (a: PersonMatch, b: PersonMatch): number => b.score - a.score || (a.id < b.id ? -1 : 1);

function packed(builder: SegmentBuilder): Segment {
  const { words, persons, repeats } = builder.finish();
  const segment = new Segment(words, persons);
  for (const person of repeats) segment.remove(person);
  return segment;
}

/** The likeness of two words, remembered for one query. */
function remembering(): (a: Token, b: Token) => Likeness {
  const known = new Map<Token, Map<Token, Likeness>>();
  return (a, b) => {
    let row = known.get(a);
    if (row === undefined) {
      row = new Map();
      known.set(a, row);
    }
    let found = row.get(b);
    if (found === undefined) {
      found = likeness(a, b);
      row.set(b, found);
    }
    return found;
  };
}
