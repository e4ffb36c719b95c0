import type { Audit } from '../../audit/index.ts';
import type { PersonQuery } from '../../names/index.ts';
import { type Database, type EntityRef, type Runtime, systemScope, type Tx } from '../../platform/index.ts';
import type { SourceKind } from '../contract.ts';
import type { ScreeningSource, SourceRecord } from '../sources/source.ts';
import { type Found, PersonShelf } from './person-shelf.ts';

/** Records read in one transaction. */
const PAGE = 2_000;
/** Persons compared before others get their turn of the process. */
const SLICE = 16;
const RETRY_MS = 2_000;
/** Changes beside the built index, after which it is built over. */
const LOOSE = 5_000;
/** An index that nobody asks for so long is let go; the next question builds it again. */
const IDLE_MS = 6 * 3_600_000;

interface Shelves {
  readonly of: ReadonlyMap<SourceKind, PersonShelf>;
  /** Number of the ledger's entry from which on changes are still to be read. */
  next: number;
  builtAt: number;
  followedAt: number;
  loose: number;
}

export interface IndexStatus {
  readonly state: 'none' | 'building' | 'ready';
  readonly builtAt: number | null;
  readonly followedAt: number | null;
  readonly sizes: Record<string, number>;
}

export interface SearchOptions {
  readonly sources: readonly SourceKind[];
  readonly minScore: number;
  /** Best candidates kept of each source. */
  readonly limit: number;
  readonly compartments: readonly string[];
}

export interface FoundIn extends Found {
  readonly source: ScreeningSource;
}

/**
 * Every person looked for, in this process. Built from the database when the node starts, beside everything else; then each question first
 * reads what the ledger says has changed since, whichever process wrote it. What is found is checked against the database by
 * the caller, in its own transaction: a notice that ended a moment ago is no candidate even if this copy still holds it.
 */
export class IndexKeeper {
  readonly #deps: { db: Database; runtime: Runtime; audit: Audit };
  readonly #sources: readonly ScreeningSource[];
  readonly #kinds: readonly string[];
  #shelves: Shelves | null = null;
  #building: Promise<Shelves> | null = null;
  #following: Promise<void> | null = null;
  #queued: Promise<void> | null = null;
  #stopped = false;
  #lastUsed: number;
  #cancelIdle: (() => void) | null = null;
  #forget: (() => void) | null = null;

  constructor(deps: { db: Database; runtime: Runtime; audit: Audit }, sources: readonly ScreeningSource[]) {
    this.#deps = deps;
    this.#sources = sources;
    this.#kinds = [...new Set(sources.flatMap((source) => source.touchedBy))];
    this.#lastUsed = deps.runtime.clock.now();
  }

  /** Begins to build; returns at once. */
  start(): void {
    const kinds = new Set(this.#kinds);
    this.#forget = this.#deps.audit.onSealed((entries) => {
      if (this.#shelves && entries.some((entry) => kinds.has(entry.entity.kind))) void this.#follow().catch(this.#warn);
    });
    const build = (): void => {
      this.#ready().catch((error: Error) => {
        this.#warn(error);
        if (!this.#stopped) this.#deps.runtime.clock.after(RETRY_MS, build);
      });
    };
    build();
    this.#planIdle();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#forget?.();
    this.#cancelIdle?.();
    await Promise.allSettled([this.#building, this.#following, this.#queued]);
  }

  status(): IndexStatus {
    const shelves = this.#shelves;
    return {
      state: shelves ? 'ready' : this.#building ? 'building' : 'none',
      builtAt: shelves?.builtAt ?? null,
      followedAt: shelves?.followedAt ?? null,
      sizes: Object.fromEntries([...(shelves?.of ?? [])].map(([kind, shelf]) => [kind, shelf.size])),
    };
  }

  /**
   * Candidates for each person, in their order. Outside any transaction: reading on takes one of the system's. Waits while the
   * index is being built.
   */
  async search(queries: readonly PersonQuery[], options: SearchOptions): Promise<FoundIn[][]> {
    this.#lastUsed = this.#deps.runtime.clock.now();
    await this.#ready();
    await this.#follow();
    const shelves = await this.#ready();
    const holdsAll = options.compartments.includes('*');
    const held = new Set(options.compartments);
    const holds = (needed: readonly string[]): boolean => holdsAll || needed.every((one) => held.has(one));
    const sources = this.#sources.filter((source) => options.sources.includes(source.kind));
    const all: FoundIn[][] = [];
    for (const [n, query] of queries.entries()) {
      if (n > 0 && n % SLICE === 0) await breathe();
      all.push(
        sources.flatMap((source) =>
          (shelves.of.get(source.kind)?.search(query, { ...options, holds }) ?? []).map((found) => ({
            ...found,
            source,
          })),
        ),
      );
    }
    return all;
  }

  #ready(): Promise<Shelves> {
    if (this.#shelves) return Promise.resolve(this.#shelves);
    this.#building ??= this.#build().finally(() => {
      this.#building = null;
    });
    return this.#building;
  }

  async #build(): Promise<Shelves> {
    const { runtime, audit } = this.#deps;
    // Where the ledger ends before the tables are read: what is written meanwhile is read again.
    const { next } = await this.#scoped((tx) => audit.touched(tx, Number.POSITIVE_INFINITY, this.#kinds));
    const of = new Map<SourceKind, PersonShelf>();
    for (const source of this.#sources) {
      const records: SourceRecord[] = [];
      for (let after: string | null = null; ; ) {
        if (this.#stopped) throw new Error('stopped');
        const from: string | null = after;
        const page: SourceRecord[] = await this.#scoped((tx) => source.page(tx, from, PAGE));
        for (const record of page) records.push(record);
        after = page.at(-1)?.person.id ?? null;
        if (page.length < PAGE) break;
      }
      of.set(source.kind, new PersonShelf(records));
      await breathe();
    }
    const now = runtime.clock.now();
    this.#shelves = { of, next, builtAt: now, followedAt: now, loose: 0 };
    return this.#shelves;
  }

  /**
   * Reads on to the end of the ledger as it is after this call: whoever asks while it is being read waits for the next reading, which
   * they share.
   */
  #follow(): Promise<void> {
    this.#queued ??= (this.#following ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        this.#queued = null;
        this.#following = this.#readOn();
        return this.#following;
      });
    return this.#queued;
  }

  async #readOn(): Promise<void> {
    const shelves = this.#shelves;
    if (!shelves || this.#stopped) return;
    const { audit, runtime } = this.#deps;
    const changes = await this.#scoped(async (tx) => {
      const { refs, next } = await audit.touched(tx, shelves.next, this.#kinds);
      return { next, of: await this.#changed(tx, refs) };
    });
    for (const { kind, ids, records } of changes.of) {
      const shelf = shelves.of.get(kind);
      const present = new Map(records.map((record) => [record.person.id, record]));
      for (const id of ids) {
        const record = present.get(id);
        if (record) shelf?.put(record);
        else shelf?.remove(id);
      }
      shelves.loose += ids.length;
    }
    if (shelves.loose > LOOSE) {
      for (const shelf of shelves.of.values()) shelf.compact();
      shelves.loose = 0;
    }
    shelves.next = changes.next;
    shelves.followedAt = runtime.clock.now();
  }

  async #changed(tx: Tx, refs: readonly EntityRef[]) {
    const changed = [];
    for (const source of this.#sources) {
      const mine = refs.filter((ref) => source.touchedBy.includes(ref.kind));
      if (mine.length === 0) continue;
      const ids = [...new Set(await source.idsOf(tx, mine))];
      const records: SourceRecord[] = [];
      for (let at = 0; at < ids.length; at += PAGE) records.push(...(await source.find(tx, ids.slice(at, at + PAGE))));
      changed.push({ kind: source.kind, ids, records });
    }
    return changed;
  }

  #planIdle(): void {
    const { clock } = this.#deps.runtime;
    this.#cancelIdle = clock.after(IDLE_MS, () => {
      if (clock.now() - this.#lastUsed >= IDLE_MS) this.#shelves = null;
      if (!this.#stopped) this.#planIdle();
    });
  }

  readonly #warn = (error: Error): void => {
    if (!this.#stopped)
      this.#deps.runtime.log.warn({ err: error.message }, 'screening: the index could not be read on');
  };

  #scoped<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#deps.db.tx(systemScope(this.#deps.runtime.bureau), fn);
  }
}

/** Lets others have their turn. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
