import { availableParallelism } from 'node:os';
import { fromHex, HashIndex, type HashMatch, ORIENTATIONS, type Orientation } from '../../imagehash/index.ts';
import { HashIndexPool } from '../../imagehash/node.ts';
import { MIN_QUALITY, NEAR_RADIUS } from '../contract.ts';

/** A picture as it is compared: its hash, how much there is to see, its turned and mirrored forms. */
export interface Comparable {
  readonly pdq?: string | undefined;
  readonly quality?: number | undefined;
  /** Eight hashes in the order of `ORIENTATIONS`, the first being `pdq`. */
  readonly dihedral?: readonly string[] | undefined;
}

export interface NearMatch {
  readonly seq: number;
  /** Bits of 256 that differ. */
  readonly distance: number;
  /** How the picture asked about has to be turned to match. */
  readonly orientation: Orientation;
}

/** Too little to see matches by accident: such a hash is kept, and neither searched by nor found. */
export function isSearchable(picture: { quality?: number | null | undefined }): boolean {
  return (picture.quality ?? 0) >= MIN_QUALITY;
}

const HASH_BYTES = 32;
/** From this many hashes on, large batches are asked on threads; a small index answers sooner than it passes on. */
const POOLED = 50_000;
/** The other cores sign, seal and keep the database going; and a batch in few pieces costs less than in many. */
const THREADS = Math.max(1, Math.floor(availableParallelism() / 2));
/** So many hashes are asked on this thread before others get their turn. */
const SLICE = 512;
/** After so many additions and removals the parts of the index are joined, beside everything else. */
const COMPACT_AFTER = 20_000;

/** Hashes by their numbers in the database, in this process. */
export class NearIndex {
  #index: HashIndex;
  #pool: Promise<HashIndexPool> | undefined;
  #loose = 0;
  #compacting: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(index = new HashIndex()) {
    this.#index = index;
  }

  get size(): number {
    return this.#index.size;
  }

  /** @param hashes 32 bytes for each of `seqs`. */
  add(seqs: Float64Array, hashes: Uint8Array): void {
    if (seqs.length === 0) return;
    if (this.#index.size === 0 && this.#pool === undefined) {
      this.#index = HashIndex.build(seqs, hashes);
      return;
    }
    this.#index.addAll(entries(seqs, hashes));
    this.#loosen(seqs.length);
  }

  remove(seqs: readonly number[]): void {
    for (const seq of seqs) this.#index.remove(seq);
    this.#loosen(seqs.length);
  }

  /**
   * For each picture everything within the radius of it or of one of its turned forms, each once at its nearest, nearest
   * first; nothing for a picture with too little to see. All forms of all pictures are asked in batches.
   */
  async findNear(pictures: readonly Comparable[]): Promise<NearMatch[][]> {
    const queries = pictures.flatMap((picture, item) => {
      if (picture.pdq === undefined || !isSearchable(picture)) return [];
      const forms = picture.dihedral ? [picture.pdq, ...picture.dihedral.slice(1)] : [picture.pdq];
      return forms.map((hex, turn) => ({ item, hex, orientation: ORIENTATIONS[turn] ?? ('original' as const) }));
    });
    const best = pictures.map(() => new Map<number, NearMatch>());
    const hashes = new Uint8Array(queries.length * HASH_BYTES);
    for (const [n, query] of queries.entries()) hashes.set(fromHex(query.hex), n * HASH_BYTES);
    const answers = await this.#ask(hashes);
    for (const [n, { item, orientation }] of queries.entries()) {
      const found = best[item];
      for (const { id, distance } of answers[n] ?? []) {
        if (distance < (found?.get(id)?.distance ?? 257)) found?.set(id, { seq: id, distance, orientation });
      }
    }
    return best.map((found) => [...found.values()].sort((a, b) => a.distance - b.distance || a.seq - b.seq));
  }

  /** The bytes of the index as it is at the first piece; later changes are not in them. */
  save(): AsyncGenerator<Uint8Array> {
    return this.#index.save();
  }

  /** Ends what runs beside this thread. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#compacting;
    await (await this.#pool)?.[Symbol.asyncDispose]();
  }

  async #ask(hashes: Uint8Array): Promise<HashMatch[][]> {
    if (this.#index.size >= POOLED && !this.#closed) {
      this.#pool ??= HashIndexPool.create(this.#index, { threads: THREADS });
      try {
        return await (await this.#pool).queryMany(hashes, NEAR_RADIUS);
      } catch (error) {
        if (error instanceof RangeError) throw error;
        // A thread has died: this question is answered here, the next one by new threads.
        const dead = this.#pool;
        this.#pool = undefined;
        void dead?.then((pool) => pool[Symbol.asyncDispose]()).catch(() => undefined);
      }
    }
    const answers: HashMatch[][] = [];
    const bytes = SLICE * HASH_BYTES;
    for (let from = 0; from < hashes.length; from += bytes) {
      if (from > 0) await new Promise<void>((resolve) => setImmediate(resolve));
      answers.push(...this.#index.queryMany(hashes.subarray(from, from + bytes), NEAR_RADIUS));
    }
    return answers;
  }

  #loosen(by: number): void {
    this.#loose += by;
    if (this.#loose < COMPACT_AFTER) return;
    this.#loose = 0;
    this.#compacting = this.#compacting.then(() => (this.#closed ? undefined : this.#index.compactInBackground()));
  }
}

function* entries(seqs: Float64Array, hashes: Uint8Array): Generator<readonly [number, Uint8Array]> {
  for (const [n, seq] of seqs.entries()) yield [seq, hashes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES)];
}
