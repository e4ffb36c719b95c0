import { fromHex, HashIndex, ORIENTATIONS, type Orientation } from '../../imagehash/index.ts';
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
/** So many queries are answered before others get their turn: about two milliseconds' worth. */
const SLICE = 64;

/** Hashes by their numbers in the database, in this process. */
export class NearIndex {
  readonly #index = new HashIndex();

  get size(): number {
    return this.#index.size;
  }

  /** @param hashes 32 bytes for each of `seqs`. */
  add(seqs: readonly number[], hashes: Uint8Array): void {
    this.#index.addAll(seqs.map((seq, n) => [seq, hashes.subarray(n * HASH_BYTES, (n + 1) * HASH_BYTES)] as const));
  }

  /** Ends what runs beside this thread. */
  async close(): Promise<void> {
    await undefined;
  }

  remove(seqs: readonly number[]): void {
    for (const seq of seqs) this.#index.remove(seq);
  }

  /**
   * For each picture everything within the radius of it or of one of its turned forms, each once at its nearest, nearest
   * first; nothing for a picture with too little to see.
   */
  async findNear(pictures: readonly Comparable[]): Promise<NearMatch[][]> {
    const queries = pictures.flatMap((picture, item) => {
      if (picture.pdq === undefined || !isSearchable(picture)) return [];
      const forms = picture.dihedral ? [picture.pdq, ...picture.dihedral.slice(1)] : [picture.pdq];
      return forms.map((hex, turn) => ({ item, hex, orientation: ORIENTATIONS[turn] ?? ('original' as const) }));
    });
    const best = pictures.map(() => new Map<number, NearMatch>());
    for (let from = 0; from < queries.length; from += SLICE) {
      if (from > 0) await new Promise<void>((resolve) => setImmediate(resolve));
      for (const { item, hex, orientation } of queries.slice(from, from + SLICE)) {
        const found = best[item];
        for (const { id, distance } of this.#index.query(fromHex(hex), NEAR_RADIUS)) {
          if (distance < (found?.get(id)?.distance ?? 257)) found?.set(id, { seq: id, distance, orientation });
        }
      }
    }
    return best.map((found) => [...found.values()].sort((a, b) => a.distance - b.distance || a.seq - b.seq));
  }
}
