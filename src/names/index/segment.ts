import type { Birth } from '../births.ts';
import { plainNumber, type ReadPerson } from '../compare-persons.ts';
import type { Part, Reading } from '../match/parse.ts';
import { syllablePairs } from '../match/syllables.ts';
import { Growing } from './grow.ts';
import { hashText, powerOfTwo } from './hash.ts';
import { withNeighbours } from './known-neighbours.ts';
import { isPosted, type Words, WordsBuilder } from './vocabulary.ts';

/** In a person's list of words: the first of a reading; a role; two syllables as one word, after its second. */
export const STARTS = 0x80000000;
export const ROLE_SHIFT = 29;
export const JOINED_ROLE = 3;
export const WORD_MASK = 0x1fffffff;

/** Persons of an index, packed: sorted by year of birth, those of no one year last. */
export interface Persons {
  /** Where each person's words begin. */
  tokenStart: Uint32Array;
  /** Word with role and start flag. */
  tokens: Uint32Array;
  /** Where each word's persons begin. */
  postStart: Uint32Array;
  posts: Uint32Array;
  /** `year << 9 | month << 5 | day` of the first date of birth; 0 when there is none. */
  births: Uint32Array;
  /** First person of each year from `FIRST_YEAR` on; the last entry is where the persons of no one year begin. */
  yearStart: Uint32Array;
  /** 0 unknown, 1 male, 2 female. */
  sexes: Uint8Array;
  /** First nationality as two letters; 0 when there is none. */
  countries: Uint16Array;
  idBytes: Uint8Array;
  idStart: Uint32Array;
  /** Persons by hash of id, in buckets. */
  idBucketStart: Uint32Array;
  idBuckets: Uint32Array;
  /** Persons with further dates, nationalities or documents, ascending, and where their JSON lies. */
  extraOf: Uint32Array;
  extraStart: Uint32Array;
  extraBytes: Uint8Array;
  /** Persons by hash of document number, in buckets. */
  documentBucketStart: Uint32Array;
  documentBuckets: Uint32Array;
}

/** What does not fit the columns. */
export interface Extra {
  births?: Birth[];
  nationalities?: string[];
  documents?: string[];
}

export const FIRST_YEAR = 1850;
const YEARS = 256;

export const packBirth = (birth: Birth): number => (birth.year << 9) | (birth.month << 5) | birth.day;
export const unpackBirth = (packed: number): Birth => ({
  year: packed >>> 9,
  month: (packed >>> 5) & 15,
  day: packed & 31,
});

/** The bucket a year of birth is sorted into; `YEARS` for none, several, or one out of range. */
function yearOf(births: readonly Birth[]): number {
  const year = births[0]?.year;
  if (year === undefined || year < FIRST_YEAR || year >= FIRST_YEAR + YEARS) return YEARS;
  return births.every((birth) => birth.year === year) ? year - FIRST_YEAR : YEARS;
}

/** Gathers persons and packs them. */
export class SegmentBuilder {
  readonly #words = new WordsBuilder();
  readonly #tokenStart = new Growing((length) => new Uint32Array(length));
  readonly #tokens = new Growing((length) => new Uint32Array(length));
  readonly #births = new Growing((length) => new Uint32Array(length));
  readonly #years = new Growing((length) => new Uint16Array(length));
  readonly #sexes = new Growing((length) => new Uint8Array(length));
  readonly #countries = new Growing((length) => new Uint16Array(length));
  readonly #idStart = new Growing((length) => new Uint32Array(length));
  readonly #idBytes = new Growing((length) => new Uint8Array(length));
  readonly #extras: { at: number; bytes: Uint8Array; documents: readonly string[] }[] = [];
  readonly #encoder = new TextEncoder();
  size = 0;

  add(id: string, person: ReadPerson): void {
    const at = this.size++;
    this.#tokenStart.push(this.#tokens.length);
    for (const reading of person.readings) this.#addReading(reading);
    const [birth] = person.births;
    this.#births.push(birth === undefined ? 0 : packBirth(birth));
    this.#years.push(yearOf(person.births));
    this.#sexes.push(person.sex === 'male' ? 1 : person.sex === 'female' ? 2 : 0);
    const [country] = person.nationalities;
    this.#countries.push(country === undefined ? 0 : (country.charCodeAt(0) << 8) | (country.charCodeAt(1) & 255));
    this.#idStart.push(this.#idBytes.length);
    this.#idBytes.append(this.#encoder.encode(id));
    if (
      person.births.length > 1 ||
      person.nationalities.length > 1 ||
      person.documents.length > 0 ||
      (country?.length ?? 2) !== 2
    ) {
      const extra: Extra = {
        births: [...person.births],
        nationalities: [...person.nationalities],
        documents: [...person.documents],
      };
      this.#extras.push({ at, bytes: this.#encoder.encode(JSON.stringify(extra)), documents: person.documents });
    }
  }

  #addReading(reading: Reading): void {
    const pairs = syllablePairs(reading);
    for (const [at, part] of reading.entries()) {
      const word = this.#words.enter(part.key);
      this.#tokens.push(((at === 0 ? STARTS : 0) | (part.role << ROLE_SHIFT) | word) >>> 0);
      const joined = pairs.get(at);
      if (joined !== undefined) this.#tokens.push(((JOINED_ROLE << ROLE_SHIFT) | this.#words.enter(joined)) >>> 0);
    }
  }

  /** Packs what was added; the builder is spent. */
  finish(): { words: Words; persons: Persons; repeats: number[] } {
    const count = this.size;
    this.#tokenStart.push(this.#tokens.length);
    this.#idStart.push(this.#idBytes.length);
    const years = this.#years.view();
    const yearStart = new Uint32Array(YEARS + 2);
    for (let at = 0; at < count; at++) yearStart[(years[at] ?? 0) + 1] = (yearStart[(years[at] ?? 0) + 1] ?? 0) + 1;
    for (let at = 0; at <= YEARS; at++) yearStart[at + 1] = (yearStart[at + 1] ?? 0) + (yearStart[at] ?? 0);
    const next = yearStart.slice();
    const order = new Uint32Array(count);
    const place = new Uint32Array(count);
    for (let at = 0; at < count; at++) {
      const year = years[at] ?? 0;
      const to = next[year] ?? 0;
      order[to] = at;
      place[at] = to;
      next[year] = to + 1;
    }
    const [tokenStart, tokens] = reorder(
      order,
      this.#tokenStart.view(),
      this.#tokens.view(),
      (n) => new Uint32Array(n),
    );
    const [idStart, idBytes] = reorder(order, this.#idStart.view(), this.#idBytes.view(), (n) => new Uint8Array(n));
    const words = this.#words.finish();
    const [postStart, posts] = post(words, tokenStart, tokens);
    const column = <T extends Uint32Array | Uint16Array | Uint8Array>(from: T, to: T): T => {
      for (let at = 0; at < count; at++) to[at] = from[order[at] ?? 0] ?? 0;
      return to;
    };
    const extras = this.#extras.map((extra) => ({ ...extra, at: place[extra.at] ?? 0 })).sort((a, b) => a.at - b.at);
    const extraBytes = new Growing((length) => new Uint8Array(length), 16);
    const extraStart = new Uint32Array(extras.length + 1);
    const documents: { hash: number; value: number }[] = [];
    for (const [at, { bytes, documents: numbers, at: person }] of extras.entries()) {
      extraStart[at] = extraBytes.length;
      extraBytes.append(bytes);
      for (const number of numbers) documents.push({ hash: hashText(plainNumber(number)), value: person });
    }
    extraStart[extras.length] = extraBytes.length;
    const ids = bucketsOf(
      count,
      (at) => hashBytes(idBytes, idStart[at] ?? 0, idStart[at + 1] ?? 0),
      (at) => at,
      4,
    );
    const byDocument = bucketsOf(
      documents.length,
      (at) => documents[at]?.hash ?? 0,
      (at) => documents[at]?.value ?? 0,
      1,
    );
    return {
      words: withNeighbours(words, postStart, count),
      repeats: repeatsOf(order, idStart, idBytes, ids.start, ids.values),
      persons: {
        tokenStart,
        tokens,
        postStart,
        posts,
        births: column(this.#births.view(), new Uint32Array(count)),
        yearStart,
        sexes: column(this.#sexes.view(), new Uint8Array(count)),
        countries: column(this.#countries.view(), new Uint16Array(count)),
        idBytes,
        idStart,
        idBucketStart: ids.start,
        idBuckets: ids.values,
        extraOf: Uint32Array.from(extras, (extra) => extra.at),
        extraStart,
        extraBytes: extraBytes.finish(),
        documentBucketStart: byDocument.start,
        documentBuckets: byDocument.values,
      },
    };
  }
}

function reorder<T extends Uint8Array | Uint32Array>(
  order: Uint32Array,
  start: Uint32Array,
  values: T,
  make: (length: number) => T,
): [Uint32Array, T] {
  const outStart = new Uint32Array(order.length + 1);
  const out = make(values.length);
  let length = 0;
  for (let at = 0; at < order.length; at++) {
    const from = order[at] ?? 0;
    const end = start[from + 1] ?? 0;
    outStart[at] = length;
    for (let i = start[from] ?? 0; i < end; i++) out[length++] = values[i] ?? 0;
  }
  outStart[order.length] = length;
  return [outStart, out];
}

/** Persons by word, ascending, each once for a word. */
function post(words: Words, tokenStart: Uint32Array, tokens: Uint32Array): [Uint32Array, Uint32Array] {
  const size = words.kind.length;
  const count = tokenStart.length - 1;
  const start = new Uint32Array(size + 1);
  const last = new Int32Array(size).fill(-1);
  const walk = (take: (word: number, person: number) => void): void => {
    last.fill(-1);
    const isOwn = (at: number): boolean => isPosted(words.kind[(tokens[at] ?? 0) & WORD_MASK] ?? 0);
    for (let person = 0; person < count; person++) {
      const end = tokenStart[person + 1] ?? 0;
      let at = tokenStart[person] ?? 0;
      while (at < end) {
        let next = at + 1;
        while (next < end && ((tokens[next] ?? 0) & STARTS) === 0) next++;
        let isBare = true;
        for (let i = at; isBare && i < next; i++) isBare = !isOwn(i);
        // Particles and initials are looked up only where a name has nothing else.
        for (; at < next; at++) {
          const word = (tokens[at] ?? 0) & WORD_MASK;
          if (last[word] === person || !(isBare || isOwn(at))) continue;
          last[word] = person;
          take(word, person);
        }
      }
    }
  };
  walk((word) => {
    start[word + 1] = (start[word + 1] ?? 0) + 1;
  });
  for (let word = 0; word < size; word++) start[word + 1] = (start[word + 1] ?? 0) + (start[word] ?? 0);
  const next = start.slice();
  const posts = new Uint32Array(start[size] ?? 0);
  walk((word, person) => {
    const at = next[word] ?? 0;
    posts[at] = person;
    next[word] = at + 1;
  });
  return [start, posts];
}

/** Values by hash in about `count / each` buckets. */
function bucketsOf(
  count: number,
  hash: (at: number) => number,
  value: (at: number) => number,
  each: number,
): { start: Uint32Array; values: Uint32Array } {
  const size = powerOfTwo(count / each);
  const start = new Uint32Array(size + 1);
  for (let at = 0; at < count; at++) {
    const bucket = hash(at) & (size - 1);
    start[bucket + 1] = (start[bucket + 1] ?? 0) + 1;
  }
  for (let at = 0; at < size; at++) start[at + 1] = (start[at + 1] ?? 0) + (start[at] ?? 0);
  const next = start.slice();
  const values = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    const bucket = hash(at) & (size - 1);
    const to = next[bucket] ?? 0;
    values[to] = value(at);
    next[bucket] = to + 1;
  }
  return { start, values };
}

/** Of persons with one id all but the one added last. */
function repeatsOf(
  order: Uint32Array,
  idStart: Uint32Array,
  idBytes: Uint8Array,
  starts: Uint32Array,
  values: Uint32Array,
): number[] {
  const repeats: number[] = [];
  const isSame = (a: number, b: number): boolean => {
    const [begin, other] = [idStart[a] ?? 0, idStart[b] ?? 0];
    const length = (idStart[a + 1] ?? 0) - begin;
    if (length !== (idStart[b + 1] ?? 0) - other) return false;
    for (let i = length - 1; i >= 0; i--) if (idBytes[begin + i] !== idBytes[other + i]) return false;
    return true;
  };
  for (let bucket = 0; bucket + 1 < starts.length; bucket++) {
    const end = starts[bucket + 1] ?? 0;
    for (let at = starts[bucket] ?? 0; at < end; at++) {
      const person = values[at] ?? 0;
      for (let i = starts[bucket] ?? 0; i < end; i++) {
        const other = values[i] ?? 0;
        if (i !== at && (order[other] ?? 0) > (order[person] ?? 0) && isSame(person, other)) {
          repeats.push(person);
          break;
        }
      }
    }
  }
  return repeats;
}

/** The hash of an id as its UTF-8 bytes. */
export function hashBytes(bytes: Uint8Array, begin: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = begin; at < end; at++) {
    hash ^= bytes[at] ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

export type { Part };
