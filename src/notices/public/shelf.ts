import { breathe, NameIndex } from './name-index.ts';
import { fold, matches, type NamePattern, namePattern } from './name-pattern.ts';
import { type PublicFilter, REACHABLE } from './public-query.ts';

/** A public notice as lists show it and questions find it. */
export interface PublicEntry {
  readonly noticeId: string;
  readonly kind: string;
  readonly entityId: string;
  readonly name: string | null;
  /** Names as they are compared. */
  readonly nameKey: string;
  readonly forenameKey: string;
  readonly forename: string | null;
  /** `YYYY-MM-DD` or shorter. */
  readonly birthDate: string | null;
  readonly nationalities: readonly string[];
  readonly sex: string | null;
  readonly warrantCountries: readonly string[];
  readonly unReference: string | null;
  readonly unResolution: string | null;
  /** Words of all its fields. */
  readonly text: string;
  /** Number of the picture that lists show; null: none. */
  readonly thumbnail: string | null;
  readonly publishedAt: number;
}

export interface Found {
  readonly total: number;
  /** The first that can be reached. */
  readonly entries: readonly PublicEntry[];
}

/** Entries handled before others get their turn of the process. */
const SLICE = 2_000;
/** Entries beside the built part, after which it is built over. */
const LOOSE = 500;
const REMEMBERED = 512;
const SHORT_WORD = 3;

interface Built {
  readonly entries: readonly PublicEntry[];
  /** Cleared when the entry changed or went. */
  readonly alive: Uint8Array;
  readonly at: ReadonlyMap<string, number>;
  readonly names: NameIndex;
  readonly forenames: NameIndex;
  readonly nameOf: Int32Array;
  readonly forenameOf: Int32Array;
  readonly byNation: ReadonlyMap<string, readonly number[]>;
  readonly byWarrant: ReadonlyMap<string, readonly number[]>;
  /** Words of `text`, sorted, and where each stands. */
  readonly words: readonly string[];
  readonly byWord: ReadonlyMap<string, readonly number[]>;
}

/** The entries of one list, newest first, with what finds them quickly: an index, and beside it what changed since it was built. */
export class Shelf {
  #built: Built | null = null;
  #loose = new Map<string, PublicEntry>();
  #byEntityId = new Map<string, PublicEntry>();
  #answers = new Map<string, Found>();
  #building = false;

  get size(): number {
    return this.#byEntityId.size;
  }

  get isBuilt(): boolean {
    return this.#built !== null;
  }

  byEntityId(id: string): PublicEntry | undefined {
    return this.#byEntityId.get(id);
  }

  put(entry: PublicEntry): void {
    this.remove(entry.noticeId);
    this.#loose.set(entry.noticeId, entry);
    this.#byEntityId.set(entry.entityId, entry);
  }

  remove(noticeId: string): void {
    // A new one: whoever looks for a name meanwhile must not keep what it finds.
    this.#answers = new Map();
    const at = this.#built?.at.get(noticeId);
    const known = this.#loose.get(noticeId) ?? (at === undefined ? undefined : this.#built?.entries[at]);
    this.#loose.delete(noticeId);
    if (at !== undefined && this.#built) this.#built.alive[at] = 0;
    if (known && this.#byEntityId.get(known.entityId)?.noticeId === noticeId) this.#byEntityId.delete(known.entityId);
  }

  /** Builds over when much has changed; questions meanwhile are answered from what there is. */
  async settle(): Promise<void> {
    if (this.#building || this.#loose.size <= LOOSE) return;
    this.#building = true;
    try {
      const taken = new Map(this.#loose);
      const kept = this.#built ? this.#built.entries.filter((_, i) => this.#built?.alive[i] === 1) : [];
      const built = await build(interleaved(kept, [...taken.values()].sort(newestFirst)));
      // What changed while it was built is loose still, or gone.
      for (const [i, entry] of built.entries.entries()) {
        if (this.#byEntityId.get(entry.entityId) !== entry) built.alive[i] = 0;
      }
      for (const [id, entry] of taken) if (this.#loose.get(id) === entry) this.#loose.delete(id);
      this.#built = built;
      this.#answers = new Map();
    } finally {
      this.#building = false;
    }
  }

  /**
   * @param today `YYYYMMDD` as a number, for ages
   * @throws AppError `invalid` for a pattern that is none
   */
  async find(filter: PublicFilter, today: number): Promise<Found> {
    const key = `${today} ${JSON.stringify(filter)}`;
    const known = this.#answers.get(key);
    if (known) return known;
    const answers = this.#answers;
    const patterns = {
      name: filter.name === undefined ? null : namePattern('name', filter.name),
      forename: filter.forename === undefined ? null : namePattern('forename', filter.forename),
    };
    const built = this.#built;
    const byName = built && patterns.name ? await built.names.find(patterns.name) : null;
    const byForename = built && patterns.forename ? await built.forenames.find(patterns.forename) : null;
    // Built over meanwhile: what is removed from now on is marked there and not here.
    if (this.#built !== built) return this.find(filter, today);
    const plain = plainTest(filter, today);
    const entries: PublicEntry[] = [];
    let total = 0;
    if (built) {
      const words = wordsOf(filter.freeText).map((word) => placesOf(built, word));
      // The shortest list leads; what the others say is asked of each entry.
      const lists = [
        ...(filter.nationality === undefined ? [] : [built.byNation.get(filter.nationality) ?? []]),
        ...(filter.arrestWarrantCountryId === undefined
          ? []
          : [built.byWarrant.get(filter.arrestWarrantCountryId) ?? []]),
        ...words,
      ].sort((a, b) => a.length - b.length);
      const others = words.filter((list) => list !== lists[0]).map((list) => new Set(list));
      const [first] = lists;
      const count = first ? first.length : built.entries.length;
      for (let n = 0; n < count; n++) {
        const i = first ? (first[n] ?? 0) : n;
        if (built.alive[i] !== 1) continue;
        if (byName && byName[built.nameOf[i] ?? 0] !== 1) continue;
        if (byForename && byForename[built.forenameOf[i] ?? 0] !== 1) continue;
        if (others.some((has) => !has.has(i))) continue;
        const entry = built.entries[i];
        if (!entry || !plain(entry)) continue;
        total++;
        if (entries.length < REACHABLE) entries.push(entry);
      }
    }
    const loose = [...this.#loose.values()].filter((entry) => plain(entry) && looseTest(entry, filter, patterns));
    const found: Found = {
      total: total + loose.length,
      entries: loose.length === 0 ? entries : [...loose, ...entries].sort(newestFirst).slice(0, REACHABLE),
    };
    // Something changed while a name was looked for: the answer stands, and is not kept.
    if (answers === this.#answers && answers.size < REMEMBERED) answers.set(key, found);
    else if (answers.size >= REMEMBERED) this.#answers = new Map();
    return found;
  }
}

/** Two lists in order as one. */
function interleaved(a: readonly PublicEntry[], b: readonly PublicEntry[]): PublicEntry[] {
  const all: PublicEntry[] = [];
  let i = 0;
  for (const entry of b) {
    for (let next = a[i]; next && newestFirst(next, entry) < 0; next = a[++i]) all.push(next);
    all.push(entry);
  }
  for (const entry of a.slice(i)) all.push(entry);
  return all;
}

function newestFirst(a: PublicEntry, b: PublicEntry): number {
  return b.publishedAt - a.publishedAt || (a.entityId < b.entityId ? 1 : -1);
}

const wordsOf = (text: string | undefined): string[] =>
  text === undefined
    ? []
    : [
        ...new Set(
          fold(text)
            .split(/[^\p{L}\p{N}]+/u)
            .filter(Boolean),
        ),
      ].slice(0, 8);

/** Tests that need no index. */
function plainTest(filter: PublicFilter, today: number): (entry: PublicEntry) => boolean {
  const { nationality, sexId, ageMin, ageMax, arrestWarrantCountryId, unReference, unResolution } = filter;
  // Born on or before, born on or after.
  const latest = ageMin === undefined ? null : today - ageMin * 10_000;
  const earliest = ageMax === undefined ? null : today - (ageMax + 1) * 10_000 + 1;
  const reference = unReference === undefined ? null : fold(unReference);
  return (entry) => {
    if (nationality !== undefined && !entry.nationalities.includes(nationality)) return false;
    if (sexId !== undefined && entry.sex !== sexId) return false;
    if (arrestWarrantCountryId !== undefined && !entry.warrantCountries.includes(arrestWarrantCountryId)) return false;
    if (reference !== null && !fold(entry.unReference ?? '').includes(reference)) return false;
    if (unResolution !== undefined && entry.unResolution !== unResolution) return false;
    if (latest === null && earliest === null) return true;
    if (entry.birthDate === null) return false;
    // A date that is known by its year only fits when any day of that year would.
    const [year = '', month = '', day = ''] = entry.birthDate.split('-');
    const from = Number(`${year}${month || '01'}${day || '01'}`);
    const to = Number(`${year}${month || '12'}${day || '31'}`);
    return (latest === null || from <= latest) && (earliest === null || to >= earliest);
  };
}

function looseTest(
  entry: PublicEntry,
  filter: PublicFilter,
  patterns: { name: NamePattern | null; forename: NamePattern | null },
): boolean {
  if (patterns.name && !matches(patterns.name, entry.nameKey)) return false;
  if (patterns.forename && !matches(patterns.forename, entry.forenameKey)) return false;
  const own = wordsOfEntry(entry);
  return wordsOf(filter.freeText).every((word) =>
    own.some((one) => (word.length < SHORT_WORD ? one === word : one.startsWith(word))),
  );
}

const wordsOfEntry = (entry: PublicEntry): string[] => [
  ...new Set(
    fold(entry.text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  ),
];

/** Where a word stands, or one that begins with it. */
function placesOf(built: Built, word: string): readonly number[] {
  if (word.length < SHORT_WORD) return built.byWord.get(word) ?? [];
  let low = 0;
  let high = built.words.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((built.words[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  const lists: (readonly number[])[] = [];
  for (let i = low; built.words[i]?.startsWith(word); i++) lists.push(built.byWord.get(built.words[i] ?? '') ?? []);
  if (lists.length <= 1) return lists[0] ?? [];
  return Int32Array.from(new Set(lists.flat())).sort() as unknown as readonly number[];
}

async function build(entries: readonly PublicEntry[]): Promise<Built> {
  const names = new NameIndex();
  const forenames = new NameIndex();
  const nameOf = new Int32Array(entries.length);
  const forenameOf = new Int32Array(entries.length);
  const byNation = new Map<string, number[]>();
  const byWarrant = new Map<string, number[]>();
  const byWord = new Map<string, number[]>();
  const at = new Map<string, number>();
  const push = (to: Map<string, number[]>, key: string, i: number): void => {
    const list = to.get(key);
    if (list) list.push(i);
    else to.set(key, [i]);
  };
  for (const [i, entry] of entries.entries()) {
    if (i > 0 && i % SLICE === 0) await breathe();
    at.set(entry.noticeId, i);
    nameOf[i] = names.add(entry.nameKey);
    forenameOf[i] = forenames.add(entry.forenameKey);
    for (const code of new Set(entry.nationalities)) push(byNation, code, i);
    for (const code of new Set(entry.warrantCountries)) push(byWarrant, code, i);
    for (const word of wordsOfEntry(entry)) push(byWord, word, i);
  }
  await breathe();
  return {
    entries,
    alive: new Uint8Array(entries.length).fill(1),
    at,
    names,
    forenames,
    nameOf,
    forenameOf,
    byNation,
    byWarrant,
    words: [...byWord.keys()].sort(),
    byWord,
  };
}
