import { PersonIndex, type PersonMatch, type PersonQuery } from '../../names/index.ts';
import { systemScope } from '../../platform/index.ts';
import type { Subject } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { documentKey, personOf } from './person-of.ts';

/** Notices that a new one may double: drafted, under review, in force, suspended. */
const LIVE = ['draft', 'returned', 'submitted', 'in-review', 'issued', 'suspended'];
const BATCH = 2_000;
/** Rows are stamped when their transaction begins and seen when it commits: what is this young is read again. */
const OVERLAP_MS = 60_000;
const LEAST_SCORE = 0.72;
const MOST = 10;

interface Changed {
  id: string;
  updated_at: number;
  live: boolean;
  subject: Subject | null;
}

/**
 * The persons that notices known here are about, in this process. Brought up to date before it is asked, from what changed since;
 * a purged notice leaves it at once.
 */
export class DuplicateIndex {
  readonly #deps: NoticesDeps;
  readonly #people = new PersonIndex();
  readonly #documents = new Map<string, Set<string>>();
  readonly #keysOf = new Map<string, readonly string[]>();
  #upTo = 0;
  #syncing: Promise<void> | undefined;

  constructor(deps: NoticesDeps) {
    this.#deps = deps;
  }

  /** Reads what changed. Two that ask at once wait for one reading. */
  sync(): Promise<void> {
    this.#syncing ??= this.#read().finally(() => {
      this.#syncing = undefined;
    });
    return this.#syncing;
  }

  async #read(): Promise<void> {
    let at = Math.max(0, this.#upTo - OVERLAP_MS);
    let last = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await this.#deps.db.tx(systemScope(this.#deps.runtime.bureau), (tx) =>
        tx.query<Changed>(
          `SELECT n.id, n.updated_at, n.state = ANY($3) AS live, v.subject FROM notice n
           LEFT JOIN LATERAL (SELECT form->'subject' AS subject FROM notice_version WHERE notice_id = n.id ORDER BY n DESC LIMIT 1) v ON true
           WHERE (n.updated_at, n.id) > ($1, $2::uuid) ORDER BY n.updated_at, n.id LIMIT $4`,
          [at, last, LIVE, BATCH],
        ),
      );
      for (const row of rows) this.#take(row);
      const end = rows.at(-1);
      if (end) {
        at = end.updated_at;
        last = end.id;
        this.#upTo = Math.max(this.#upTo, end.updated_at);
      }
      if (rows.length < BATCH) return;
    }
  }

  #take(row: Changed): void {
    this.remove(row.id);
    if (!row.live || !row.subject) return;
    const person = personOf(row.subject);
    if (person.names.length > 0) this.#people.add({ id: row.id, ...person });
    const keys = (row.subject.documents ?? []).map((d) => documentKey(d.number));
    this.#keysOf.set(row.id, keys);
    for (const key of keys) {
      const holders = this.#documents.get(key) ?? new Set();
      this.#documents.set(key, holders.add(row.id));
    }
  }

  remove(id: string): void {
    this.#people.remove(id);
    for (const key of this.#keysOf.get(id) ?? []) {
      const holders = this.#documents.get(key);
      holders?.delete(id);
      if (holders?.size === 0) this.#documents.delete(key);
    }
    this.#keysOf.delete(id);
  }

  /** Who has the same document, and who is like the person; best first. */
  find(subject: Subject): { byDocument: ReadonlySet<string>; byPerson: readonly PersonMatch[] } {
    const byDocument = new Set<string>();
    for (const { number } of subject.documents ?? []) {
      for (const id of this.#documents.get(documentKey(number)) ?? []) byDocument.add(id);
    }
    const query: PersonQuery = personOf(subject);
    const byPerson =
      query.names.length === 0 ? [] : this.#people.query(query, { limit: 4 * MOST, minScore: LEAST_SCORE });
    return { byDocument, byPerson };
  }
}
