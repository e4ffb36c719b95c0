import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, type Runtime, systemScope, type Tx } from '../../platform/index.ts';
import type { HashIndexes, MediaMark, QuestionMark } from './hash-indexes.ts';
import { readSnapshot, SnapshotUnusable, sweepUnfinished, writeSnapshot } from './index-snapshot.ts';
import { NearIndex } from './near-index.ts';

/** While questions come in, the index is read on so often; each question reads on by itself, this keeps its share small. */
const BUSY_MS = 500;
/** Otherwise, for what other processes wrote. */
const IDLE_MS = 30_000;
/** How long after the last question or contribution it counts as busy. */
const BUSY_FOR_MS = 60_000;
/** An index is saved when so many of its hashes have changed, of each this share: the rest is read quickly at the next start. */
const SAVE_SHARE = 1 / 50;
const SAVE_LEAST = 10_000;

export interface FollowerDeps {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly indexes: HashIndexes;
  /** The node's own folder, where the indexes are saved; none: they are made anew at each start. */
  readonly dataDir: string | undefined;
}

/**
 * Keeps the indexes of this process near the database, whichever process wrote; saves them in the node's folder, so that a
 * start reads only what was committed since. A saved index proves by what the database says at its mark that it belongs to it;
 * a damaged or foreign one is made anew. A removal is in the database, numbered: it never comes back out of a file.
 */
export class IndexFollower {
  readonly #deps: FollowerDeps;
  #cancel: (() => void) | null = null;
  #running: Promise<void> = Promise.resolve();
  #stopped = true;

  constructor(deps: FollowerDeps) {
    this.#deps = deps;
  }

  /** Takes up what was saved and reads on to the end; serving comes after. */
  async start(): Promise<void> {
    this.#stopped = false;
    await this.#resume();
    await this.#read();
    this.#running = this.save();
    this.#plan();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#running;
    await this.save();
    await this.#deps.indexes.close();
  }

  /** Saves what has changed enough; every index that has changed at all when `all`. */
  async save(all = false): Promise<void> {
    const { dataDir, runtime, indexes } = this.#deps;
    if (dataDir === undefined) return;
    for (const what of ['media', 'questions'] as const) {
      const index = indexes[what];
      const enough = all ? 1 : Math.max(SAVE_LEAST, index.near.size * SAVE_SHARE);
      if (index.changed < enough) continue;
      const { changed, mark } = index;
      try {
        const proof = await this.#scoped((tx) => proofOf(tx, what, mark));
        // The index may have gone on meanwhile: what is in it beyond its mark is read once more, and changes nothing.
        await mkdir(this.#folder(dataDir), { recursive: true });
        await writeSnapshot(this.#path(dataDir, what), { v: 1, what, mark, proof }, index.near.save());
        index.changed -= changed;
      } catch (error) {
        runtime.log.warn({ err: (error as Error).message, what }, 'the hash index could not be saved');
      }
    }
  }

  #plan(): void {
    if (this.#stopped) return;
    const { runtime, indexes } = this.#deps;
    const isBusy = runtime.clock.now() - indexes.lastUsed < BUSY_FOR_MS;
    this.#cancel = runtime.clock.after(isBusy ? BUSY_MS : IDLE_MS, () => {
      this.#running = this.#running
        .then(() => this.#read())
        .catch((error: Error) => runtime.log.warn({ err: error.message }, 'the hash index could not be read on'))
        .then(() => this.save())
        .then(() => this.#plan());
    });
  }

  async #resume(): Promise<void> {
    const { dataDir, runtime, indexes } = this.#deps;
    if (dataDir === undefined) return;
    await sweepUnfinished(this.#folder(dataDir), runtime.clock.now());
    const take = async <Mark extends MediaMark | QuestionMark>(
      what: 'media' | 'questions',
      resume: (near: NearIndex, mark: Mark) => void,
    ): Promise<void> => {
      try {
        const found = await readSnapshot<Mark>(this.#path(dataDir, what), what, (head) =>
          this.#scoped(async (tx) => (await proofOf(tx, what, head.mark)) === head.proof),
        );
        if (found) resume(new NearIndex(found.index), found.head.mark);
      } catch (error) {
        if (!(error instanceof SnapshotUnusable)) throw error;
        runtime.log.warn({ what, because: error.message }, 'the saved hash index is made anew');
      }
    };
    await take<MediaMark>('media', (near, mark) => indexes.media.resume(near, mark));
    await take<QuestionMark>('questions', (near, mark) => indexes.questions.resume(near, mark));
  }

  #read(): Promise<void> {
    const { indexes } = this.#deps;
    return this.#scoped(async (tx) => {
      await indexes.media.follow(tx);
      await indexes.questions.follow(tx, false);
    });
  }

  #scoped<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#deps.db.tx(systemScope(this.#deps.runtime.bureau), fn);
  }

  #folder(dataDir: string): string {
    return join(dataDir, 'index');
  }

  #path(dataDir: string, what: string): string {
    return join(this.#folder(dataDir), `${what}.index`);
  }
}

/** What the database says at a mark: which row it is, and which removal. Of another database, or one set back, it is another. */
async function proofOf(tx: Tx, what: 'media' | 'questions', mark: MediaMark | QuestionMark): Promise<string> {
  const statement =
    what === 'media'
      ? `SELECT coalesce((SELECT id FROM icse_media WHERE seq = $1), (SELECT media_id FROM icse_media_gone WHERE seq = $1))::text AS row,
           (SELECT seq::text FROM icse_media_gone WHERE gone = $2) AS gone`
      : `SELECT (SELECT lookup_id || ' ' || item FROM icse_lookup_item WHERE seq = $1) AS row, $2::text AS gone`;
  const gone = 'lastGone' in mark ? mark.lastGone : 0;
  const [found] = await tx.query<{ row: string | null; gone: string | null }>(statement, [mark.last, gone]);
  return `${found?.row ?? 'none'} ${found?.gone ?? 'none'}`;
}
