import { typoScore } from '../match/likeness.ts';
import { groupLikeness } from '../match/nicknames.ts';
import { soundCode } from '../match/phonemes.ts';
import { layAsked, likenessOfAsked } from '../match/sound-distance.ts';
import { analyse, INITIAL, PARTICLE, TITLE, type Token, tokenOf, WORD } from '../match/token.ts';
import { plainLatin } from '../scripts/latin.ts';
import { expansionKeys, spellingKeys } from './expansion-keys.ts';
import { Growing } from './grow.ts';
import { hashText, powerOfTwo } from './hash.ts';
import { lowerBound } from './sorted.ts';

/** Every different word of the names in an index, packed; a word is its number. */
export interface Words {
  /** Keys of tokens as UTF-16, one after another. */
  keyUnits: Uint16Array;
  keyStart: Uint32Array;
  /** Open addressing over the keys; 0 is free, else the word's number + 1. */
  keySlots: Int32Array;
  kind: Uint8Array;
  /** Weight × 100. */
  weight: Uint8Array;
  /** Where each word's forms lie in `forms`. */
  formStart: Uint32Array;
  /**
   * The forms of a word together, so that a look at one costs one line of memory: how many, then for each its coarse mask (two
   * bytes), its flags (bit 7: bare; the rest: cost × 500), how many sounds, and their numbers.
   */
  forms: Uint8Array;
  /** Words by expansion key, in buckets. */
  bucketStart: Uint32Array;
  buckets: Uint32Array;
  /** Words with a nickname group: `group * 4 + rank` and word, sorted by group. */
  groupOf: Uint32Array;
  groupWord: Uint32Array;
  /** Words whose neighbours are known, ascending, and what `Vocabulary.expand` would find for each. Empty in a small index. */
  known: Uint32Array;
  nearStart: Uint32Array;
  nearWords: Uint32Array;
  nearScores: Float32Array;
}

/** Gathers words while an index is built. */
export class WordsBuilder {
  readonly #keyUnits = new Growing((length) => new Uint16Array(length), 1 << 14);
  readonly #keyStart = new Growing((length) => new Uint32Array(length));
  #slots = new Int32Array(1 << 12);
  readonly #kind = new Growing((length) => new Uint8Array(length));
  readonly #weight = new Growing((length) => new Uint8Array(length));
  readonly #formStart = new Growing((length) => new Uint32Array(length));
  readonly #forms = new Growing((length) => new Uint8Array(length), 1 << 14);
  readonly #pairHash = new Growing((length) => new Uint32Array(length), 1 << 14);
  readonly #pairWord = new Growing((length) => new Uint32Array(length), 1 << 14);
  readonly #groups: { group: number; word: number }[] = [];
  size = 0;

  /** The number of a word, which is entered when it is new. */
  enter(key: string): number {
    if (this.size * 2 > this.#slots.length) this.#rehash();
    const mask = this.#slots.length - 1;
    let at = hashText(key) & mask;
    for (let word = this.#slots[at] ?? 0; word !== 0; word = this.#slots[at] ?? 0) {
      if (this.#isKey(word - 1, key)) return word - 1;
      at = (at + 1) & mask;
    }
    this.#slots[at] = this.size + 1;
    return this.#add(key);
  }

  kind(word: number): number {
    return this.#kind.get(word);
  }

  #isKey(word: number, key: string): boolean {
    const begin = this.#keyStart.get(word);
    const end = word + 1 < this.size ? this.#keyStart.get(word + 1) : this.#keyUnits.length;
    if (end - begin !== key.length) return false;
    for (let at = 0; at < key.length; at++) if (this.#keyUnits.get(begin + at) !== key.charCodeAt(at)) return false;
    return true;
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 4);
    const mask = slots.length - 1;
    for (let word = 0; word < this.size; word++) {
      let at = hashText(this.key(word)) & mask;
      while (slots[at] !== 0) at = (at + 1) & mask;
      slots[at] = word + 1;
    }
    this.#slots = slots;
  }

  key(word: number): string {
    const begin = this.#keyStart.get(word);
    const end = word + 1 < this.size ? this.#keyStart.get(word + 1) : this.#keyUnits.length;
    return String.fromCharCode(...this.#keyUnits.view().subarray(begin, end));
  }

  #add(key: string): number {
    const word = this.size++;
    this.#keyStart.push(this.#keyUnits.length);
    for (let at = 0; at < key.length; at++) this.#keyUnits.push(key.charCodeAt(at));
    const token = analyse(key);
    this.#kind.push(token.kind);
    this.#weight.push(Math.round(token.weight * 100));
    this.#formStart.push(this.#forms.length);
    this.#forms.push(Math.min(255, token.forms.length));
    for (const [at, form] of token.forms.entries()) {
      const mask = token.masks[at] ?? 0;
      this.#forms.push(mask & 255);
      this.#forms.push(mask >> 8);
      this.#forms.push((form.bare ? 128 : 0) | Math.min(127, Math.round(form.cost * 500)));
      const length = Math.min(255, form.sounds.length);
      this.#forms.push(length);
      for (let i = 0; i < length; i++) this.#forms.push(soundCode(form.sounds.charCodeAt(i)));
    }
    if (token.kind === WORD) {
      for (const hash of new Set([...expansionKeys(token, false), ...spellingKeys(token.plain)])) {
        this.#pairHash.push(hash);
        this.#pairWord.push(word);
      }
      for (const group of token.groups) this.#groups.push({ group, word });
    }
    return word;
  }

  finish(): Words {
    const count = this.#pairHash.length;
    const buckets = powerOfTwo(count / 2);
    const mask = buckets - 1;
    const bucketStart = new Uint32Array(buckets + 1);
    const hashes = this.#pairHash.view();
    const words = this.#pairWord.view();
    for (let at = 0; at < count; at++) {
      const bucket = (hashes[at] ?? 0) & mask;
      bucketStart[bucket + 1] = (bucketStart[bucket + 1] ?? 0) + 1;
    }
    for (let at = 0; at < buckets; at++) bucketStart[at + 1] = (bucketStart[at + 1] ?? 0) + (bucketStart[at] ?? 0);
    const next = bucketStart.slice();
    const filled = new Uint32Array(count);
    for (let at = 0; at < count; at++) {
      const bucket = (hashes[at] ?? 0) & mask;
      const place = next[bucket] ?? 0;
      filled[place] = words[at] ?? 0;
      next[bucket] = place + 1;
    }
    const groups = this.#groups.sort((a, b) => (a.group >> 2) - (b.group >> 2) || a.word - b.word);
    this.#keyStart.push(this.#keyUnits.length);
    this.#formStart.push(this.#forms.length);
    return {
      keyUnits: this.#keyUnits.finish(),
      keyStart: this.#keyStart.finish(),
      keySlots: this.#slots,
      kind: this.#kind.finish(),
      weight: this.#weight.finish(),
      formStart: this.#formStart.finish(),
      forms: this.#forms.finish(),
      bucketStart,
      buckets: filled,
      groupOf: Uint32Array.from(groups, ({ group }) => group),
      groupWord: Uint32Array.from(groups, ({ word }) => word),
      known: new Uint32Array(0),
      nearStart: new Uint32Array(1),
      nearWords: new Uint32Array(0),
      nearScores: new Float32Array(0),
    };
  }
}

/** Words of the vocabulary that may be the one asked for, and how alike each is. */
export interface Near {
  words: Uint32Array;
  scores: Float32Array;
}

/** Below it a word of the vocabulary is not worth looking at. */
const LEAST = 0.66;
/** As `likeness.ts` caps what only sounds alike. */
const CAP = 0.985;
/** Expansions kept: names are asked for again. */
const MOST_KEPT = 4_096;

/** Reads a packed vocabulary. Not shared between threads: it keeps marks of its own. */
export class Vocabulary {
  readonly words: Words;
  readonly size: number;
  readonly #mark: Uint32Array;
  #round = 0;
  readonly #near = new Map<string, Near>();
  readonly #candidates = new Growing((length) => new Uint32Array(length));
  #scores = new Float32Array(1024);
  readonly #decoder = new TextDecoder('utf-16le');
  readonly #keys = new Map<number, string>();

  constructor(words: Words) {
    this.words = words;
    this.size = words.kind.length;
    this.#mark = new Uint32Array(this.size);
  }

  key(word: number): string {
    const known = this.#keys.get(word);
    if (known !== undefined) return known;
    const { keyUnits, keyStart } = this.words;
    const key = this.#decoder.decode(keyUnits.slice(keyStart[word] ?? 0, keyStart[word + 1] ?? 0));
    if (this.#keys.size > 50_000) this.#keys.clear();
    this.#keys.set(word, key);
    return key;
  }

  /** The number of a word that is there exactly; -1 when it is not. */
  find(key: string): number {
    const { keySlots, keyUnits, keyStart } = this.words;
    const mask = keySlots.length - 1;
    let at = hashText(key) & mask;
    for (let slot = keySlots[at] ?? 0; slot !== 0; slot = keySlots[at] ?? 0) {
      const begin = keyStart[slot - 1] ?? 0;
      if ((keyStart[slot] ?? 0) - begin === key.length) {
        let same = true;
        for (let i = 0; same && i < key.length; i++) same = keyUnits[begin + i] === key.charCodeAt(i);
        if (same) return slot - 1;
      }
      at = (at + 1) & mask;
    }
    return -1;
  }

  /** Words that may be the one of this key written otherwise, the likest first. Remembered: names are asked for again. */
  expand(key: string): Near {
    const kept = this.#near.get(key);
    if (kept !== undefined) return kept;
    const found = this.#known(this.find(key)) ?? this.#search(tokenOf(key));
    if (this.#near.size >= MOST_KEPT) this.#near.clear();
    this.#near.set(key, found);
    return found;
  }

  #known(word: number): Near | undefined {
    const { known, nearStart, nearWords, nearScores } = this.words;
    const place = lowerBound(known, 0, known.length, word);
    if (word < 0 || known[place] !== word) return undefined;
    const [begin, end] = [nearStart[place] ?? 0, nearStart[place + 1] ?? 0];
    return { words: nearWords.subarray(begin, end), scores: nearScores.subarray(begin, end) };
  }

  #search(token: Token): Near {
    const { bucketStart, buckets, groupOf, groupWord } = this.words;
    const round = ++this.#round;
    const mark = this.#mark;
    const words: number[] = [];
    const scores: number[] = [];
    const own = this.find(token.key);
    if (own >= 0) {
      mark[own] = round;
      words.push(own);
      scores.push(1);
    }
    const candidates = this.#candidates;
    candidates.length = 0;
    const mask = bucketStart.length - 2;
    for (const hash of expansionKeys(token, true)) {
      const bucket = hash & mask;
      const end = bucketStart[bucket + 1] ?? 0;
      for (let at = bucketStart[bucket] ?? 0; at < end; at++) {
        const word = buckets[at] ?? 0;
        if (mark[word] === round) continue;
        mark[word] = round;
        candidates.push(word);
      }
    }
    const likenesses = this.#likenesses(token);
    for (let at = 0; at < candidates.length; at++) {
      const score = likenesses[at] ?? 0;
      if (score < LEAST) continue;
      words.push(candidates.get(at));
      scores.push(score);
    }
    this.#misspelt(token, words, scores);
    for (const group of token.groups) {
      for (
        let at = firstOfGroup(groupOf, group >> 2);
        at < groupOf.length && (groupOf[at] ?? 0) >> 2 === group >> 2;
        at++
      ) {
        const word = groupWord[at] ?? 0;
        const score = groupLikeness([group], [groupOf[at] ?? 0])?.score ?? 0;
        const known = words.indexOf(word);
        if (known >= 0) scores[known] = Math.max(scores[known] ?? 0, score);
        else {
          words.push(word);
          scores.push(score);
        }
      }
    }
    const order = Uint32Array.from(words, (_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
    return {
      words: Uint32Array.from(order, (at) => words[at] ?? 0),
      scores: Float32Array.from(order, (at) => scores[at] ?? 0),
    };
  }

  /** Words that are a slip of the keyboard away, however they sound. */
  #misspelt(token: Token, words: number[], scores: number[]): void {
    const { bucketStart, buckets, keyStart } = this.words;
    const places = new Map<number, number>();
    const mask = bucketStart.length - 2;
    const seen = new Set<number>();
    for (const hash of spellingKeys(token.plain)) {
      const bucket = hash & mask;
      const end = bucketStart[bucket + 1] ?? 0;
      for (let at = bucketStart[bucket] ?? 0; at < end; at++) {
        const word = buckets[at] ?? 0;
        const apart = (keyStart[word + 1] ?? 0) - (keyStart[word] ?? 0) - token.plain.length;
        if (apart > 2 || apart < -2 || seen.has(word)) continue;
        seen.add(word);
        const score = typoScore(token.plain, plainLatin(this.key(word).replace(/[ ^]/g, '')));
        if (score < LEAST) continue;
        if (places.size === 0) for (const [place, other] of words.entries()) places.set(other, place);
        const place = places.get(word);
        if (place === undefined) {
          words.push(word);
          scores.push(score);
        } else if (score > (scores[place] ?? 0)) scores[place] = score;
      }
    }
  }

  /** The likeness of `token` to each of the candidates, form by form. */
  #likenesses(token: Token): Float32Array {
    const { formStart, forms } = this.words;
    const candidates = this.#candidates.view();
    const count = candidates.length;
    if (this.#scores.length < count) this.#scores = new Float32Array(count * 2);
    const scores = this.#scores.fill(0, 0, count);
    for (const [i, form] of token.forms.entries()) {
      layAsked(form.sounds);
      const own = token.masks[i] ?? 0;
      const length = form.sounds.length;
      const mostApart = length <= 5 ? 2 : 3;
      const mostBits = length <= 4 ? 1 : 2;
      for (let at = 0; at < count; at++) {
        let place = formStart[candidates[at] ?? 0] ?? 0;
        for (let rest = forms[place++] ?? 0; rest > 0; rest--) {
          const mask = (forms[place] ?? 0) | ((forms[place + 1] ?? 0) << 8);
          const flags = forms[place + 2] ?? 0;
          const begin = place + 4;
          place = begin + (forms[place + 3] ?? 0);
          if (bits(mask ^ own) > mostBits) continue;
          const isBare = flags >= 128;
          const apart = place - begin - length;
          if (isBare === form.bare && (apart > mostApart || apart < -mostApart)) continue;
          const cost = (flags & 127) / 500 + form.cost;
          const best = scores[at] ?? 0;
          const least = Math.max(best, LEAST) / CAP + cost;
          if (least > 1) continue;
          const score = (likenessOfAsked(form.bare, forms, begin, place, isBare, least) - cost) * CAP;
          if (score > best) scores[at] = score;
        }
      }
    }
    return scores;
  }

  get bytes(): number {
    return Object.values(this.words).reduce((sum, array) => sum + array.byteLength, this.#mark.byteLength);
  }
}

/** How many bits are set, of sixteen. */
function bits(mask: number): number {
  const pairs = mask - ((mask >>> 1) & 0x5555);
  const fours = (pairs & 0x3333) + ((pairs >>> 2) & 0x3333);
  return ((((fours + (fours >>> 4)) & 0x0f0f) * 0x0101) >>> 8) & 31;
}

function firstOfGroup(groupOf: Uint32Array, group: number): number {
  let low = 0;
  let high = groupOf.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((groupOf[middle] ?? 0) >> 2 < group) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether words of this kind are looked up by postings: particles, titles and initials are only compared. */
export function isPosted(kind: number): boolean {
  return kind !== PARTICLE && kind !== TITLE && kind !== INITIAL;
}
