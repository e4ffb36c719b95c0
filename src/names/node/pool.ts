import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type Packed, segmentOf } from '../index/packed.ts';
import type { Segment } from '../index/segment-search.ts';
import type { PersonIndex, QueryOptions } from '../person-index.ts';
import type { PersonMatch, PersonQuery } from '../types.ts';
import type { FromThread, ToThread } from './pool-protocol.ts';

export interface PoolOptions {
  /** Threads that answer beside each other. Default: one for each core. */
  readonly threads?: number;
}

/** Queries handed to a thread at a time. */
const PIECE = 16;

/**
 * Answers many queries on several cores over one copy of an index: the threads read the same memory. The index stays with its
 * caller, who goes on adding and removing. A pool must be disposed of: its threads keep a process alive.
 */
export class PersonIndexPool implements AsyncDisposable {
  readonly #index: PersonIndex;
  readonly #threads: readonly PoolThread[];

  private constructor(index: PersonIndex, threads: readonly PoolThread[]) {
    this.#index = index;
    this.#threads = threads;
  }

  /** @throws RangeError when `threads` is no positive whole number. */
  static create(index: PersonIndex, { threads = availableParallelism() }: PoolOptions = {}): PersonIndexPool {
    if (!Number.isSafeInteger(threads) || threads < 1) throw new RangeError(`threads: ${threads}`);
    return new PersonIndexPool(
      index,
      Array.from({ length: threads }, () => new PoolThread()),
    );
  }

  /**
   * As `PersonIndex.query` for each. Persons added before the call are found; a person removed while threads are asking is in no
   * answer.
   * @throws Error when a thread failed
   */
  async queryMany(queries: readonly PersonQuery[], options: QueryOptions = {}): Promise<PersonMatch[][]> {
    const segments = this.#index.share();
    const answers: PersonMatch[][] = queries.map(() => []);
    let next = 0;
    const work = async (thread: PoolThread): Promise<void> => {
      thread.take(segments);
      while (next < queries.length) {
        const from = next;
        next += PIECE;
        const reply = await thread.ask({ queries: queries.slice(from, from + PIECE), options });
        for (const [at, matches] of reply.entries()) answers[from + at] = matches;
      }
    };
    await Promise.all(this.#threads.map(work));
    return answers.map((matches) => matches.filter(({ id }) => this.#index.has(id)));
  }

  /**
   * Packs the index anew in a thread of its own and lets go of what was removed, while queries go on; additions and removals made
   * meanwhile hold.
   */
  async compact(): Promise<void> {
    await using thread = new PoolThread();
    const { segments, finish } = this.#index.beginCompact();
    try {
      thread.take(segments);
      const merged = await thread.merge();
      finish(merged === undefined ? [] : [segmentOf(merged)]);
    } catch (error) {
      finish(undefined);
      throw error;
    }
  }

  /** Ends the threads. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread[Symbol.asyncDispose]()));
  }
}

/** A thread and what it was asked. */
class PoolThread implements AsyncDisposable {
  readonly #worker = new Worker(new URL('./pool-thread.ts', import.meta.url));
  readonly #waiting = new Map<number, { resolve(reply: FromThread): void; reject(error: Error): void }>();
  #asks = 0;
  #held: readonly Segment[] = [];
  #failed: Error | undefined;

  constructor() {
    this.#worker.on('message', (reply: FromThread) => {
      this.#waiting.get(reply.ask)?.resolve(reply);
      this.#waiting.delete(reply.ask);
    });
    this.#worker.on('error', (error: Error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('a thread of the pool ended')));
  }

  /** Gives it the arrays to read, unless it has them. */
  take(segments: readonly Segment[]): void {
    if (segments.length === this.#held.length && segments.every((segment, at) => segment === this.#held[at])) return;
    this.#held = segments;
    const packed: Packed[] = segments.map(({ words, persons, dead }) => ({ words, persons, dead }));
    this.#post({ kind: 'segments', segments: packed });
  }

  async ask(piece: { queries: readonly PersonQuery[]; options: QueryOptions }): Promise<PersonMatch[][]> {
    const reply = await this.#reply((ask) => ({ kind: 'ask', ask, ...piece }));
    return 'matches' in reply ? reply.matches : [];
  }

  async merge(): Promise<Packed | undefined> {
    const reply = await this.#reply((ask) => ({ kind: 'merge', ask }));
    return 'merged' in reply ? reply.merged : undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate();
  }

  #reply(message: (ask: number) => ToThread): Promise<FromThread> {
    if (this.#failed !== undefined) return Promise.reject(this.#failed);
    const ask = ++this.#asks;
    return new Promise((resolve, reject) => {
      this.#waiting.set(ask, { resolve, reject });
      this.#post(message(ask));
    });
  }

  #post(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #fail(error: Error): void {
    this.#failed ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
