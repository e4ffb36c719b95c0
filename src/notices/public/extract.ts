import { AppError, type Database, type Runtime, systemScope, type Tx } from '../../platform/index.ts';
import { breathe } from './name-index.ts';
import { readChanges } from './read-entries.ts';
import { Shelf } from './shelf.ts';

/** Notices read in one go. */
const PAGE = 1_000;
/** Greater than any id: all of a change has been read. */
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

export interface ExtractState {
  readonly trustForwarded: boolean;
  readonly perMinute: number;
}

/**
 * The public extract in this process: what lists show and questions need, without pictures. Nobody is answered from memory alone:
 * before each answer the database is asked for the number of its last change, which counts in the order of commits, and what
 * changed since is read first. So a notice that ended is out of every answer that begins after it ended, whichever process
 * ended it. Built at the first question, and let go when the extract is switched off.
 */
export class PublicExtract {
  readonly #db: Database;
  readonly #runtime: Runtime;
  #shelves = new Map<string, Shelf>();
  /** The last change read. */
  #rev = 0;
  #running: Promise<unknown> | null = null;
  #next: Promise<ExtractState> | null = null;

  constructor(deps: { db: Database; runtime: Runtime }) {
    this.#db = deps.db;
    this.#runtime = deps.runtime;
  }

  shelf(kind: string): Shelf {
    let shelf = this.#shelves.get(kind);
    if (!shelf) {
      shelf = new Shelf();
      this.#shelves.set(kind, shelf);
    }
    return shelf;
  }

  /**
   * Brings the copy up to a moment after this call. Questions that come while one is under way share the next.
   * @throws AppError `not-found` when the extract is off, `unavailable` when the database cannot be asked
   */
  fresh(): Promise<ExtractState> {
    this.#next ??= this.#begin();
    return this.#next;
  }

  async #begin(): Promise<ExtractState> {
    await this.#running?.catch(() => undefined);
    // From here on a call needs a check of its own.
    const run = this.#check();
    this.#running = run;
    this.#next = null;
    return run;
  }

  async #check(): Promise<ExtractState> {
    const read = (after: { rev: number; id: string }) =>
      this.#tx(async (tx) => {
        const [now] = await tx.query<{ n: number; enabled: boolean; trust_forwarded: boolean; per_minute: number }>(
          `SELECT r.n, s.enabled, s.trust_forwarded, s.per_minute FROM notice_public_revision r, notice_public_setting s`,
          [],
          'public-extract.revision',
        );
        if (!now?.enabled) return null;
        const isBehind = now.n > this.#rev;
        return { now, page: isBehind ? await readChanges(tx, after, PAGE) : null };
      });
    const first = await read({ rev: this.#rev, id: LAST });
    if (!first) {
      this.#shelves = new Map();
      this.#rev = 0;
      throw new AppError('not-found', 'the public extract is off');
    }
    const { now } = first;
    for (let page = first.page; page; ) {
      for (const { kind, noticeId, entry } of page.changes) {
        if (entry) this.shelf(kind).put(entry);
        else this.shelf(kind).remove(noticeId);
      }
      if (!page.last) break;
      await breathe();
      const from = page.last;
      const more = await read(from);
      page = more?.page ?? null;
    }
    if (first.page) {
      // What was read beyond this number is read again: it does no harm.
      this.#rev = now.n;
      for (const shelf of this.#shelves.values()) await this.#settle(shelf);
    }
    return { trustForwarded: now.trust_forwarded, perMinute: now.per_minute };
  }

  /** The first time before anyone is answered; later beside the answers. */
  async #settle(shelf: Shelf): Promise<void> {
    const settled = shelf.settle();
    if (shelf.isBuilt)
      settled.catch((error: Error) => this.#runtime.log.warn({ err: error.message }, 'public extract: not settled'));
    else await settled;
  }

  #tx<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#db.tx(systemScope(this.#runtime.bureau), fn);
  }
}
