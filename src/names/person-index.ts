import { comparePersons } from './compare-persons.ts';
import type { PersonMatch, PersonQuery, PersonRecord } from './types.ts';

/** Persons to be found by name and particulars. */
export class PersonIndex {
  readonly #records = new Map<string, PersonRecord>();

  /** An index over `records`; a later record of the same id takes the place of an earlier one. */
  static build(records: Iterable<PersonRecord>): PersonIndex {
    const index = new PersonIndex();
    for (const record of records) index.add(record);
    return index;
  }

  get size(): number {
    return this.#records.size;
  }

  /** Best first; ties by id. */
  query(query: PersonQuery, { limit = 10, minScore = 0.6 }: { limit?: number; minScore?: number } = {}): PersonMatch[] {
    const found: PersonMatch[] = [];
    for (const record of this.#records.values()) {
      const match = comparePersons(query, record);
      if (match.score >= minScore) found.push(match);
    }
    return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit);
  }

  add(record: PersonRecord): void {
    this.#records.set(record.id, record);
  }

  /** From this call on the person is not found. */
  remove(id: string): boolean {
    return this.#records.delete(id);
  }

  compact(): PersonIndex {
    return this;
  }
}
