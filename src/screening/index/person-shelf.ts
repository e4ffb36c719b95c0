import { type MatchTerm, PersonIndex, type PersonQuery, type TokenComparison } from '../../names/index.ts';
import type { SourceRecord } from '../sources/source.ts';
import { documentKey } from './document-key.ts';

export interface Found {
  readonly id: string;
  readonly score: number;
  readonly terms: readonly MatchTerm[];
  readonly tokens: readonly TokenComparison[];
}

/** What a document that is the same counts, where the names do not agree: enough to be looked at before all others. */
const SAME_DOCUMENT = 0.95;

/** Persons of one source, found by name and particulars, and by the exact number of a document. */
export class PersonShelf {
  #people: PersonIndex;
  readonly #compartments = new Map<string, readonly string[]>();
  /** Number → records that have it. */
  readonly #documents = new Map<string, Set<string>>();
  readonly #keys = new Map<string, readonly { key: string; country: string | undefined }[]>();

  constructor(records: readonly SourceRecord[] = []) {
    this.#people = PersonIndex.build(records.filter(isNamed).map((record) => record.person));
    for (const record of records) this.#note(record);
  }

  get size(): number {
    return this.#compartments.size;
  }

  put(record: SourceRecord): void {
    this.remove(record.person.id);
    this.#note(record);
    if (isNamed(record)) this.#people.add(record.person);
  }

  /** From here on it is not found. */
  remove(id: string): void {
    this.#people.remove(id);
    this.#compartments.delete(id);
    for (const { key } of this.#keys.get(id) ?? []) {
      const holders = this.#documents.get(key);
      holders?.delete(id);
      if (holders?.size === 0) this.#documents.delete(key);
    }
    this.#keys.delete(id);
  }

  compact(): void {
    this.#people = this.#people.compact() ?? this.#people;
  }

  /**
   * Records that may be the person, best first; a document that is the same comes first whatever the name.
   * @param holds whether the asker holds all of these compartments
   */
  search(
    query: PersonQuery,
    options: { limit: number; minScore: number; holds(compartments: readonly string[]): boolean },
  ): Found[] {
    const visible = (id: string): boolean => options.holds(this.#compartments.get(id) ?? ['*none']);
    const byDocument = this.#byDocument(query);
    const found: Found[] =
      query.names.length === 0
        ? []
        : this.#people
            .query(query, { limit: options.limit + byDocument.size, minScore: options.minScore })
            .map(({ id, score, terms, name }) => ({ id, score, terms, tokens: name.tokens }));
    const rest = new Map(byDocument);
    const merged = found.map((match) => {
      const document = rest.get(match.id);
      rest.delete(match.id);
      if (!document) return match;
      const others = match.terms.filter((term) => term.term !== 'document');
      return { ...match, score: Math.max(match.score, SAME_DOCUMENT), terms: [document, ...others] };
    });
    // The number is the same and the name is not near: worth a look all the same, and said so.
    for (const [id, document] of rest)
      merged.push({ id, score: SAME_DOCUMENT, terms: [document, OTHER_NAME], tokens: [] });
    return merged
      .filter((match) => visible(match.id))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, options.limit);
  }

  #byDocument(query: PersonQuery): Map<string, MatchTerm> {
    const found = new Map<string, MatchTerm>();
    for (const document of query.documents ?? []) {
      const key = documentKey(document.number);
      for (const id of this.#documents.get(key) ?? []) {
        const held = this.#keys.get(id)?.find((one) => one.key === key && agrees(one.country, document.country));
        if (held) found.set(id, { term: 'document', score: 1, code: 'document-same', params: { number: key } });
      }
    }
    return found;
  }

  #note({ person, compartments }: SourceRecord): void {
    this.#compartments.set(person.id, compartments);
    const keys = (person.documents ?? [])
      .map(({ number, country }) => ({ key: documentKey(number), country }))
      .filter(({ key }) => key.length >= 4);
    if (keys.length === 0) return;
    this.#keys.set(person.id, keys);
    for (const { key } of keys) {
      const holders = this.#documents.get(key) ?? new Set();
      holders.add(person.id);
      this.#documents.set(key, holders);
    }
  }
}

const OTHER_NAME: MatchTerm = { term: 'name', score: 0, code: 'name-other', params: {} };
const isNamed = (record: SourceRecord): boolean => record.person.names.length > 0;
const agrees = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;
