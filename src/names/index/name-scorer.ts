import { INITIAL, PARTICLE, TITLE } from '../match/token.ts';
import { Growing } from './grow.ts';
import type { AskedReading, QueryPlan } from './query-plan.ts';
import { JOINED_ROLE, type Persons, ROLE_SHIFT, STARTS, WORD_MASK } from './segment.ts';
import type { Words } from './vocabulary.ts';

/** A word of the vocabulary is taken for one asked for from here on. */
const ACCEPT = 0.66;
/** As `compare.ts` values a likeness. */
const worth = (score: number): number => (score >= 0.9 ? score : Math.max(0, score - (0.9 - score) * 0.9));
const MOST_WORDS = 16;

/** Scores names from the packed words, by the likenesses that a query's expansion found: near what `compareReadings` gives. */
export class NameScorer {
  readonly #words: Words;
  readonly #persons: Persons;
  /** Entry of a word in `#likenesses`, + 1. */
  readonly #slot: Int32Array;
  #likenesses = new Float32Array(1024);
  #width = 1;
  readonly #marked = new Growing((length) => new Uint32Array(length), 256);
  readonly #taken = new Uint8Array(64);
  readonly #entries = new Int32Array(64);
  readonly #weights = new Float32Array(64);
  readonly #joinedEntries = new Int32Array(64);
  readonly #answered = new Uint8Array(32);

  constructor(words: Words, persons: Persons) {
    this.#words = words;
    this.#persons = persons;
    this.#slot = new Int32Array(words.kind.length);
  }

  /** Makes room for likenesses to so many words asked for. */
  begin(asked: number): void {
    this.#width = Math.max(1, asked);
  }

  /** A word of the vocabulary answers the word asked for of that number. */
  enter(word: number, number: number, score: number): void {
    let entry = (this.#slot[word] ?? 0) - 1;
    if (entry < 0) {
      entry = this.#marked.length;
      this.#marked.push(word);
      this.#slot[word] = entry + 1;
      if ((entry + 1) * this.#width > this.#likenesses.length) {
        const wider = new Float32Array(this.#likenesses.length * 2 + this.#width);
        wider.set(this.#likenesses);
        this.#likenesses = wider;
      }
      this.#likenesses.fill(0, entry * this.#width, (entry + 1) * this.#width);
    }
    this.#likenesses[entry * this.#width + number] = score;
  }

  /** Lets go of the words entered. */
  forget(): void {
    const marked = this.#marked.view();
    for (let at = 0; at < marked.length; at++) this.#slot[marked[at] ?? 0] = 0;
    this.#marked.length = 0;
  }

  /** About what `compareReadings` gives the best pair of readings. */
  score(person: number, plan: QueryPlan): number {
    const { tokens, tokenStart } = this.#persons;
    const { kind, weight } = this.#words;
    const end = tokenStart[person + 1] ?? 0;
    let at = tokenStart[person] ?? 0;
    let best = 0;
    while (at < end) {
      const from = at;
      let count = 0;
      let loose = 0;
      let initials = 0;
      let joined = 0;
      do {
        const packed = tokens[at] ?? 0;
        const word = packed & WORD_MASK;
        const slot = (this.#slot[word] ?? 0) - 1;
        if (((packed >>> ROLE_SHIFT) & 3) === JOINED_ROLE) {
          if (slot >= 0) {
            this.#joinedEntries[joined * 2] = slot;
            this.#joinedEntries[joined * 2 + 1] = count - 1;
            joined++;
          }
        } else {
          const of = kind[word] ?? 0;
          const weighs = (weight[word] ?? 0) / 100;
          if (of === INITIAL) initials++;
          else if (of === PARTICLE || of === TITLE) loose += weighs;
          else if (count < MOST_WORDS) {
            this.#entries[count] = slot;
            this.#weights[count] = weighs;
            count++;
          }
        }
        at++;
      } while (at < end && ((tokens[at] ?? 0) & STARTS) === 0);
      if (count === 0) {
        // A name of particles or initials alone: they are its words.
        loose = 0;
        initials = 0;
        for (let i = from; i < at && count < MOST_WORDS; i++) {
          const word = (tokens[i] ?? 0) & WORD_MASK;
          this.#entries[count] = (this.#slot[word] ?? 0) - 1;
          this.#weights[count] = (weight[word] ?? 0) / 100;
          count++;
        }
      }
      for (const reading of plan.readings) {
        const score = this.#readingScore(reading, count, loose, initials, joined);
        if (score > best) best = score;
      }
    }
    return best;
  }

  #readingScore(reading: AskedReading, count: number, loose: number, initials: number, joined: number): number {
    const width = this.#width;
    const taken = this.#taken.fill(0, 0, count);
    const answered = this.#answered.fill(0, 0, reading.words.length);
    let matched = 0;
    let weight = 0;
    let words = 0;
    let info = 0;
    const match = (likeness: number, both: number, many: number): void => {
      const value = worth(likeness);
      matched += both * value;
      weight += both;
      words += many;
      info += both * value * value;
    };
    // Two words of one side as one of the other.
    for (let j = 0; j < joined; j++) {
      const entry = this.#joinedEntries[j * 2] ?? 0;
      const second = this.#joinedEntries[j * 2 + 1] ?? 0;
      for (let i = 0; i < reading.words.length; i++) {
        const likeness = this.#likenesses[entry * width + (reading.words[i] ?? 0)] ?? 0;
        if (likeness < 0.8 || answered[i] === 1 || second < 1) continue;
        taken[second] = 1;
        taken[second - 1] = 1;
        answered[i] = 1;
        match(
          likeness,
          ((reading.weights[i] ?? 0) + (this.#weights[second] ?? 0) + (this.#weights[second - 1] ?? 0)) / 2,
          1,
        );
        break;
      }
    }
    for (const pair of reading.joined) {
      for (let k = 0; k < count; k++) {
        const entry = this.#entries[k] ?? -1;
        if (entry < 0 || taken[k] === 1) continue;
        const likeness = this.#likenesses[entry * width + pair.asked] ?? 0;
        if (likeness < 0.8 || answered[pair.first] === 1 || answered[pair.second] === 1) continue;
        taken[k] = 1;
        answered[pair.first] = 1;
        answered[pair.second] = 1;
        match(
          likeness,
          ((reading.weights[pair.first] ?? 0) + (reading.weights[pair.second] ?? 0) + (this.#weights[k] ?? 0)) / 2,
          1,
        );
        break;
      }
    }
    for (let i = 0; i < reading.words.length; i++) {
      if (answered[i] === 1) continue;
      const number = reading.words[i] ?? 0;
      let best = ACCEPT;
      let place = -1;
      for (let k = 0; k < count; k++) {
        const entry = this.#entries[k] ?? -1;
        if (entry < 0 || taken[k] === 1) continue;
        const likeness = this.#likenesses[entry * width + number] ?? 0;
        if (likeness > best) {
          best = likeness;
          place = k;
        }
      }
      if (place < 0) continue;
      taken[place] = 1;
      answered[i] = 1;
      match(best, ((reading.weights[i] ?? 0) + (this.#weights[place] ?? 0)) / 2, 1);
    }
    if (weight === 0) return 0;
    let restQuery = 0;
    let leftQuery = 0;
    for (let i = 0; i < reading.words.length; i++) {
      if (answered[i] === 1) continue;
      restQuery += reading.weights[i] ?? 0;
      leftQuery++;
    }
    let restRecord = 0;
    let leftRecord = 0;
    for (let k = 0; k < count; k++) {
      if (taken[k] === 1) continue;
      restRecord += this.#weights[k] ?? 0;
      leftRecord++;
    }
    // An initial answers a word left over.
    const byInitials = Math.min(leftQuery, initials) + Math.min(leftRecord, reading.initials);
    if (byInitials > 0) {
      match(0.8, 0.6 * byInitials, 0.5 * byInitials);
      if (initials > 0 && leftQuery > 0) restQuery *= 1 - Math.min(leftQuery, initials) / leftQuery;
      if (reading.initials > 0 && leftRecord > 0) restRecord *= 1 - Math.min(leftRecord, reading.initials) / leftRecord;
    }
    const conflict = Math.min(restQuery, restRecord);
    const missing = Math.max(restQuery, restRecord) - conflict;
    let score = matched / (weight + conflict * 1.25 + missing * 0.2 + Math.abs(loose - reading.loose) * 0.25);
    if (words < 1.5 && Math.max(count, reading.words.length) > 1)
      score *= Math.min(count, reading.words.length) > 1 ? 0.86 : 0.82;
    return score * (1 - 0.09 * Math.exp(-1.15 * info));
  }
}
