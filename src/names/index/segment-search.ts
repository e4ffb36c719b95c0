import { type Birth, compareDates, slippedYears } from '../births.ts';
import { type Beside, combine, type ReadPerson } from '../compare-persons.ts';
import type { Part } from '../match/parse.ts';
import { INITIAL, PARTICLE, TITLE } from '../match/token.ts';
import { Best, type Candidate } from './best.ts';
import { Growing } from './grow.ts';
import { hashText } from './hash.ts';
import { NameScorer } from './name-scorer.ts';
import { type AskedReading, leastLikenesses, type QueryPlan } from './query-plan.ts';
import {
  type Extra,
  FIRST_YEAR,
  hashBytes,
  JOINED_ROLE,
  type Persons,
  packBirth,
  ROLE_SHIFT,
  STARTS,
  unpackBirth,
  WORD_MASK,
} from './segment.ts';
import { lowerBound } from './sorted.ts';
import { type Near, Vocabulary, type Words } from './vocabulary.ts';

/** Postings of further words are walked up to so many: within some years of birth each costs a seventieth. */
const MOST_NARROW = 40_000;
const MOST_WIDE = 2_000;
/** A second list is walked when it is at most so many times as long as the first. */
const WORTH_WALKING = 40;
/** Lists up to here are passed over once instead of being searched for each range of years. */
const SHORT_LIST = 24;
/** Persons born on the very day who are compared whatever their names. */
const MOST_SAME_DAY = 24;
/** Two words that the record writes as one. */
const JOINED = 0.98;
const NOTHING: Near = { words: new Uint32Array(0), scores: new Float32Array(0) };

/** One packed set of persons with what a search of it needs. Several threads may hold the same arrays, each in its own. */
export class Segment {
  readonly words: Words;
  readonly persons: Persons;
  readonly vocabulary: Vocabulary;
  readonly size: number;
  /** 1: removed. */
  readonly dead: Uint8Array;
  removed = 0;
  readonly #scorer: NameScorer;
  /** 1 for a person of whose names one word may be enough: a name of one word, with an initial, or of joined syllables. */
  readonly #terse: Uint8Array;
  /** Of a person in `#touched` a bit for each word asked for that was met. */
  readonly #gathered: Uint8Array;
  readonly #touched = new Growing((length) => new Uint32Array(length), 4096);
  readonly #decoder = new TextDecoder();

  constructor(words: Words, persons: Persons, dead?: Uint8Array) {
    this.words = words;
    this.persons = persons;
    this.vocabulary = new Vocabulary(words);
    this.size = persons.births.length;
    this.dead = dead ?? new Uint8Array(this.size);
    this.#gathered = new Uint8Array(this.size);
    this.#scorer = new NameScorer(words, persons);
    this.#terse = tersePersons(words, persons);
    for (let at = 0; dead !== undefined && at < this.size; at++) this.removed += this.dead[at] ?? 0;
  }

  id(person: number): string {
    const { idBytes, idStart } = this.persons;
    const begin = idStart[person] ?? 0;
    const end = idStart[person + 1] ?? 0;
    let id = '';
    for (let at = begin; at < end; at++) {
      const byte = idBytes[at] ?? 0;
      if (byte > 127) return this.#decoder.decode(idBytes.slice(begin, end));
      id += String.fromCharCode(byte);
    }
    return id;
  }

  /** The living person of an id; -1 when there is none. */
  find(id: string): number {
    const bytes = new TextEncoder().encode(id);
    const { idBucketStart, idBuckets, idBytes, idStart } = this.persons;
    const bucket = hashBytes(bytes, 0, bytes.length) & (idBucketStart.length - 2);
    for (let at = idBucketStart[bucket] ?? 0; at < (idBucketStart[bucket + 1] ?? 0); at++) {
      const person = idBuckets[at] ?? 0;
      const begin = idStart[person] ?? 0;
      if ((idStart[person + 1] ?? 0) - begin !== bytes.length || this.dead[person] === 1) continue;
      if (bytes.every((byte, i) => idBytes[begin + i] === byte)) return person;
    }
    return -1;
  }

  /** @returns whether a living person had the id */
  removeId(id: string): boolean {
    const person = this.find(id);
    if (person >= 0) this.remove(person);
    return person >= 0;
  }

  remove(person: number): void {
    if (this.dead[person] === 1) return;
    this.dead[person] = 1;
    this.removed++;
  }

  /** A person as it was read, from the packed form. */
  read(person: number): ReadPerson {
    const { tokens, tokenStart, births, sexes, countries } = this.persons;
    const readings: Part[][] = [];
    for (let at = tokenStart[person] ?? 0; at < (tokenStart[person + 1] ?? 0); at++) {
      const packed = tokens[at] ?? 0;
      const role = (packed >>> ROLE_SHIFT) & 3;
      if (role === JOINED_ROLE) continue;
      if ((packed & STARTS) !== 0) readings.push([]);
      readings[readings.length - 1]?.push({ key: this.vocabulary.key(packed & WORD_MASK), role });
    }
    const extra = this.#extra(person);
    const birth = births[person] ?? 0;
    const country = countries[person] ?? 0;
    const sex = sexes[person] ?? 0;
    return {
      readings,
      births: extra?.births ?? (birth === 0 ? [] : [unpackBirth(birth)]),
      sex: sex === 1 ? 'male' : sex === 2 ? 'female' : 'unknown',
      nationalities: extra?.nationalities ?? (country === 0 ? [] : [String.fromCharCode(country >> 8, country & 255)]),
      documents: extra?.documents ?? [],
    };
  }

  #extra(person: number): Extra | undefined {
    const { extraOf, extraStart, extraBytes } = this.persons;
    let low = 0;
    let high = extraOf.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((extraOf[middle] ?? 0) < person) low = middle + 1;
      else high = middle;
    }
    if (extraOf[low] !== person) return undefined;
    return JSON.parse(this.#decoder.decode(extraBytes.slice(extraStart[low] ?? 0, extraStart[low + 1] ?? 0))) as Extra;
  }

  /**
   * Persons that may answer, the best `most` first, with scores that come near `comparePersons`.
   * @param least what scores below is left out
   * @param isWide every year of birth, not only those near the query's
   * @param leastName what is less like by name may be left out
   */
  search(plan: QueryPlan, query: ReadPerson, most: number, least: number, isWide: boolean, leastName = 0): Candidate[] {
    const best = new Best(most);
    const seen = new Set<number>();
    for (const number of query.documents) {
      for (const person of this.#withDocument(number)) {
        if (seen.has(person)) continue;
        seen.add(person);
        best.offer(person, 2);
      }
    }
    this.#expand(plan, leastName);
    const isNarrow = !isWide && query.births.length > 0;
    const ranges = isNarrow ? this.#window(query.births) : [[0, this.size] as const];
    let need = 2;
    for (const reading of plan.readings) need = Math.min(need, this.#gather(reading, ranges, isNarrow));
    const touched = this.#touched.view();
    for (let at = 0; at < touched.length; at++) {
      const person = touched[at] ?? 0;
      const met = this.#gathered[person] ?? 0;
      this.#gathered[person] = 0;
      // One word in common and another that contradicts is no candidate.
      if (need > 1 && (met & (met - 1)) === 0 && this.#terse[person] === 0) continue;
      if (this.dead[person] === 1 || seen.has(person)) continue;
      const name = this.#scorer.score(person, plan);
      if (name < least * 0.8 || name < leastName) continue;
      const score = this.#personScore(person, name, query);
      if (score >= least) best.offer(person, score);
    }
    this.#touched.length = 0;
    this.#scorer.forget();
    return best.sorted();
  }

  /** Persons born on the very days of the query, where they are few: whatever practice their names are written by. */
  sameDay(query: ReadPerson): number[] {
    const { births, yearStart } = this.persons;
    const found: number[] = [];
    for (const birth of query.births) {
      const year = birth.year - FIRST_YEAR;
      if (birth.day === 0 || year < 0 || year >= yearStart.length - 2) continue;
      const packed = packBirth(birth);
      const end = yearStart[year + 1] ?? 0;
      for (let person = yearStart[year] ?? 0; person < end; person++) {
        if (births[person] !== packed || this.dead[person] === 1) continue;
        if (found.length >= MOST_SAME_DAY) return [];
        found.push(person);
      }
    }
    return found;
  }

  #withDocument(number: string): number[] {
    const { documentBucketStart, documentBuckets } = this.persons;
    if (documentBuckets.length === 0) return [];
    const bucket = hashText(number) & (documentBucketStart.length - 2);
    const found: number[] = [];
    for (let at = documentBucketStart[bucket] ?? 0; at < (documentBucketStart[bucket + 1] ?? 0); at++) {
      const person = documentBuckets[at] ?? 0;
      if (this.dead[person] !== 1 && this.#extra(person)?.documents?.includes(number)) found.push(person);
    }
    return found;
  }

  /** Words of the vocabulary for each word asked for, and how many of them, the likest first, are of use. */
  #lists: Near[] = [];
  #taken: number[] = [];

  #expand(plan: QueryPlan, leastName: number): void {
    this.#scorer.begin(plan.asked.length);
    this.#lists = [];
    this.#taken = [];
    const least = leastName > 0 ? leastLikenesses(plan, leastName) : undefined;
    for (const [number, { key, exact }] of plan.asked.entries()) {
      const near = exact ? this.#exactly(key) : this.vocabulary.expand(key);
      const { words, scores } = near;
      const from = least?.[number] ?? 0;
      let at = 0;
      for (; at < words.length && (scores[at] ?? 0) >= from; at++)
        this.#scorer.enter(words[at] ?? 0, number, scores[at] ?? 0);
      this.#lists.push(near);
      this.#taken.push(at);
    }
  }

  #exactly(key: string): Near {
    const word = this.vocabulary.find(key);
    return word < 0 ? NOTHING : { words: Uint32Array.of(word), scores: Float32Array.of(JOINED) };
  }

  /** Persons of the years that a date of birth does not contradict, and those of no one year. */
  #window(births: readonly Birth[]): (readonly [number, number])[] {
    const { yearStart } = this.persons;
    const last = yearStart.length - 2;
    const years = new Set<number>();
    for (const { year } of births)
      for (const other of [year - 2, year - 1, year, year + 1, year + 2, ...slippedYears(year)])
        years.add(other - FIRST_YEAR);
    const ranges: [number, number][] = [];
    for (const year of [...years].filter((at) => at >= 0 && at < last).sort((a, b) => a - b)) {
      const [from, to] = [yearStart[year] ?? 0, yearStart[year + 1] ?? 0];
      const before = ranges[ranges.length - 1];
      if (before !== undefined && before[1] === from) before[1] = to;
      else if (to > from) ranges.push([from, to]);
    }
    const from = yearStart[last] ?? 0;
    if (from < this.size) ranges.push([from, this.size]);
    return ranges;
  }

  /**
   * Marks the persons who have enough of a reading's words: the lists of its rarest words are walked, and the rest is left to
   * scoring once no person outside them could still be like enough.
   */
  #gather(reading: AskedReading, ranges: readonly (readonly [number, number])[], isNarrow: boolean): number {
    const groups = reading.words
      .map((number, at) => ({ number, weight: reading.weights[at] ?? 0, count: this.#count(number) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => a.count - b.count);
    let rest = reading.total;
    let walked = 0;
    let isAll = true;
    const most = isNarrow ? MOST_NARROW : MOST_WIDE;
    for (const [at, group] of groups.entries()) {
      const isEnough = at > 0 && (rest < reading.total * 0.45 || at === groups.length - 1);
      // Walking a list costs far less a person than scoring: the second list thins out what the first one gave.
      if (isEnough && walked + group.count > most && (at > 1 || group.count > walked * WORTH_WALKING)) {
        isAll = false;
        break;
      }
      walked += group.count;
      this.#walk(group.number, ranges, 1 << Math.min(at, 5));
      rest -= group.weight;
    }
    for (const { asked } of reading.joined) this.#walk(asked, ranges, 192);
    return (isAll || groups.length > 2) && reading.words.length > 1 && reading.initials === 0 ? 2 : 1;
  }

  #count(number: number): number {
    const { postStart } = this.persons;
    const words = this.#lists[number]?.words ?? NOTHING.words;
    let count = 0;
    for (let at = this.#taken[number] ?? 0; at-- > 0; ) {
      const word = words[at] ?? 0;
      count += (postStart[word + 1] ?? 0) - (postStart[word] ?? 0);
    }
    return count;
  }

  #walk(number: number, ranges: readonly (readonly [number, number])[], bit: number): void {
    const { postStart, posts } = this.persons;
    const gathered = this.#gathered;
    const words = this.#lists[number]?.words ?? NOTHING.words;
    const taken = this.#taken[number] ?? 0;
    for (let list = 0; list < taken; list++) {
      const word = words[list] ?? 0;
      const begin = postStart[word] ?? 0;
      const end = postStart[word + 1] ?? 0;
      // Most lists are short: one pass over list and ranges together costs less than a search for each range.
      if (end - begin <= SHORT_LIST && ranges.length > 1) {
        let range = 0;
        for (let at = begin; at < end; at++) {
          const person = posts[at] ?? 0;
          while (range < ranges.length && person >= (ranges[range]?.[1] ?? 0)) range++;
          if (range === ranges.length) break;
          if (person < (ranges[range]?.[0] ?? 0)) continue;
          const before = gathered[person] ?? 0;
          if (before === 0) this.#touched.push(person);
          gathered[person] = before | bit;
        }
        continue;
      }
      for (const [from, to] of ranges) {
        let at = lowerBound(posts, begin, end, from);
        for (; at < end; at++) {
          const person = posts[at] ?? 0;
          if (person >= to) break;
          const before = gathered[person] ?? 0;
          if (before === 0) this.#touched.push(person);
          gathered[person] = before | bit;
        }
      }
    }
  }

  #personScore(person: number, name: number, query: ReadPerson): number {
    const { births, sexes, countries, yearStart } = this.persons;
    const packed = births[person] ?? 0;
    let birth: number | undefined;
    if (query.births.length > 0 && packed !== 0) {
      birth = 0;
      const isPlain = person < (yearStart[yearStart.length - 2] ?? 0);
      const theirs = isPlain ? undefined : this.#extra(person)?.births;
      for (const { year, month, day } of query.births) {
        birth = Math.max(birth, compareDates(year, month, day, packed >>> 9, (packed >>> 5) & 15, packed & 31).score);
        for (const other of theirs ?? [])
          birth = Math.max(birth, compareDates(year, month, day, other.year, other.month, other.day).score);
      }
    }
    const sex = sexes[person] ?? 0;
    const country = countries[person] ?? 0;
    const beside: Beside = {
      sex: sex === 0 || query.sex === 'unknown' ? undefined : (sex === 1) === (query.sex === 'male'),
      nationality: undefined,
      document: false,
      birthMissing: query.births.length > 0 && packed === 0,
    };
    if (country !== 0 && query.nationalities.length > 0) {
      const text = String.fromCharCode(country >> 8, country & 255);
      beside.nationality = query.nationalities.includes(text) ? true : undefined;
    }
    return combine(name, birth, beside);
  }

  /** Bytes that its arrays take. */
  get bytes(): number {
    const own = Object.values(this.persons).reduce((sum, array) => sum + array.byteLength, 0);
    return (
      own +
      this.vocabulary.bytes +
      this.dead.byteLength +
      this.#gathered.byteLength +
      this.#terse.byteLength +
      this.words.kind.length * 4
    );
  }
}

function tersePersons(words: Words, { tokens, tokenStart }: Persons): Uint8Array {
  const count = tokenStart.length - 1;
  const terse = new Uint8Array(count);
  for (let person = 0; person < count; person++) {
    const end = tokenStart[person + 1] ?? 0;
    let plain = 2;
    for (let at = tokenStart[person] ?? 0; at < end; at++) {
      const packed = tokens[at] ?? 0;
      if ((packed & STARTS) !== 0) {
        if (plain < 2) terse[person] = 1;
        plain = 0;
      }
      const kind = words.kind[packed & WORD_MASK] ?? 0;
      if (kind === INITIAL || ((packed >>> ROLE_SHIFT) & 3) === JOINED_ROLE) terse[person] = 1;
      else if (kind !== PARTICLE && kind !== TITLE) plain++;
    }
    if (plain < 2) terse[person] = 1;
  }
  return terse;
}
