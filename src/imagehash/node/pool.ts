import { availableParallelism } from 'node:os';
import { emptyAnswers, type HashIndex, type HashMatch } from '../hash-index.ts';
import { HASH_BYTES } from '../hex.ts';
import type { Segment } from '../segment.ts';
import { PoolThread } from './pool-client.ts';

export interface PoolOptions {
  /** Threads that answer beside each other. Default: one for each core. */
  readonly threads?: number;
}

/** Fewer queries than this are answered sooner than they are passed on. */
const WORTH_PASSING = 64;

/** Queries in a piece: large pieces are asked more cheaply, small ones share the work more evenly. */
const PIECE = { least: 512, most: 16_384 };

/** So often a batch is asked again when the index was compacted meanwhile. */
const TRIES = 5;

/**
 * Answers batches of queries on several cores over one copy of an index: the threads read the index's own memory. The index
 * stays with its caller, who goes on changing it; the pool must be disposed of, its threads keep a process alive.
 */
export class HashIndexPool implements AsyncDisposable {
  readonly #index: HashIndex;
  readonly #threads: readonly PoolThread[];

  private constructor(index: HashIndex, threads: readonly PoolThread[]) {
    this.#index = index;
    this.#threads = threads;
  }

  /** @throws RangeError when `threads` is no positive whole number. */
  static async create(index: HashIndex, options: PoolOptions = {}): Promise<HashIndexPool> {
    const { threads = availableParallelism() } = options;
    if (!Number.isSafeInteger(threads) || threads < 1) throw new RangeError(`threads: ${threads}`);
    const started = Array.from({ length: threads }, () => new PoolThread());
    await Promise.all(started.map((thread) => thread.ready));
    return new HashIndexPool(index, started);
  }

  /**
   * As `HashIndex.queryMany`. The answer is what the index holds when it is given: changes made while threads were asking
   * count. Small batches are answered at once, on the caller's thread.
   * @throws RangeError as `queryMany`; Error when a thread failed.
   */
  async queryMany(hashes: Uint8Array, radius: number): Promise<HashMatch[][]> {
    const queries = emptyAnswers(hashes, radius).length;
    const isShared = this.#index.frozen().segments.every(({ ring }) => ring.memory !== undefined);
    if (queries < WORTH_PASSING || !isShared) return this.#index.queryMany(hashes, radius);
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const { segments, version } = this.#index.frozen();
      const answers = emptyAnswers(hashes, radius);
      await this.#ask(segments, hashes, radius, answers);
      if (this.#index.frozen().version === version) return this.#index.finish(hashes, radius, answers);
    }
    return this.#index.queryMany(hashes, radius);
  }

  /** Ends the threads. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread[Symbol.asyncDispose]()));
  }

  async #ask(segments: readonly Segment[], hashes: Uint8Array, radius: number, answers: HashMatch[][]): Promise<void> {
    const even = Math.ceil(answers.length / (this.#threads.length * 2));
    const size = Math.min(PIECE.most, Math.max(PIECE.least, even));
    let next = 0;
    // Marks of removal are read after the last thread answered, so they are as of one moment.
    const met: { query: number; segment: Segment; slot: number; distance: number }[] = [];
    const work = async (thread: PoolThread): Promise<void> => {
      thread.take(segments.map(({ ring }) => ring));
      while (next < answers.length) {
        const from = next;
        next += size;
        const piece = hashes.slice(from * HASH_BYTES, (from + size) * HASH_BYTES);
        for (const { query, ring, slot, distance } of await thread.ask(piece, radius)) {
          met.push({ query: from + query, segment: segments[ring] as Segment, slot, distance });
        }
      }
    };
    await Promise.all(this.#threads.map(work));
    for (const { query, segment, slot, distance } of met) {
      if (!segment.isGone(slot)) answers[query]?.push({ id: segment.ring.ids[slot] as number, distance });
    }
  }
}
