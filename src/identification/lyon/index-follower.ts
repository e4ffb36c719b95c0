import { type Database, type Runtime, systemScope } from '../../platform/index.ts';
import type { HashIndexes } from './hash-indexes.ts';

/** While questions come in, the index is read on so often; each question reads on by itself, this keeps its share small. */
const BUSY_MS = 500;
/** Otherwise, for what other processes wrote. */
const IDLE_MS = 30_000;
/** How long after the last question or contribution it counts as busy. */
const BUSY_FOR_MS = 60_000;

/** Keeps the indexes of this process near the database, whichever process wrote. */
export class IndexFollower {
  readonly #deps: { db: Database; runtime: Runtime; indexes: HashIndexes };
  #cancel: (() => void) | null = null;
  #running: Promise<void> = Promise.resolve();
  #stopped = true;

  constructor(deps: { db: Database; runtime: Runtime; indexes: HashIndexes }) {
    this.#deps = deps;
  }

  /** Reads everything; serving comes after. */
  async start(): Promise<void> {
    this.#stopped = false;
    await this.#read();
    this.#plan();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#running;
    await this.#deps.indexes.close();
  }

  #plan(): void {
    if (this.#stopped) return;
    const { runtime, indexes } = this.#deps;
    const isBusy = runtime.clock.now() - indexes.lastUsed < BUSY_FOR_MS;
    this.#cancel = runtime.clock.after(isBusy ? BUSY_MS : IDLE_MS, () => {
      this.#running = this.#read()
        .catch((error: Error) => runtime.log.warn({ err: error.message }, 'the hash index could not be read on'))
        .then(() => this.#plan());
    });
  }

  #read(): Promise<void> {
    const { db, runtime, indexes } = this.#deps;
    return db.tx(systemScope(runtime.bureau), async (tx) => {
      await indexes.media.follow(tx);
      await indexes.questions.follow(tx, false);
    });
  }
}
