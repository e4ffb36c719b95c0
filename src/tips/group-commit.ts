/**
 * Calls that come close together share a transaction: while one batch commits, the next gathers. Nobody waits for a timer; a
 * call that comes alone goes at once. Each caller is answered after its batch has committed.
 */
export class GroupCommit<Item, Result> {
  readonly #run: (items: readonly Item[]) => Promise<readonly Result[]>;
  readonly #most: number;
  readonly #lanes: number;
  readonly #waiting: { item: Item; resolve(value: Result): void; reject(error: unknown): void }[] = [];
  #running = 0;

  /** @param run answers in the order of its items; when it throws for many, each is run alone, so that one spoils no other's */
  constructor(run: (items: readonly Item[]) => Promise<readonly Result[]>, options: { most: number; lanes: number }) {
    this.#run = run;
    this.#most = options.most;
    this.#lanes = options.lanes;
  }

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#running >= this.#lanes || this.#waiting.length === 0) return;
    this.#running++;
    // What else came in the same turn of the loop comes along.
    setImmediate(() => {
      const batch = this.#waiting.splice(0, this.#most);
      void this.#commit(batch).finally(() => {
        this.#running--;
        this.#next();
      });
    });
  }

  async #commit(
    batch: readonly { item: Item; resolve(value: Result): void; reject(error: unknown): void }[],
  ): Promise<void> {
    if (batch.length === 0) return;
    try {
      const results = await this.#run(batch.map((one) => one.item));
      for (const [at, one] of batch.entries()) one.resolve(results[at] as Result);
    } catch (error) {
      if (batch.length === 1) {
        batch[0]?.reject(error);
        return;
      }
      for (const one of batch) await this.#commit([one]);
    }
  }
}
