import { fromHex, HashIndex, ORIENTATIONS, type Orientation } from '../../imagehash/index.ts';
import type { Tx } from '../../platform/index.ts';
import { MIN_QUALITY, NEAR_RADIUS } from '../contract.ts';

export interface NearMatch {
  readonly seq: number;
  readonly distance: number;
  readonly orientation: Orientation;
}

/** Any fixed number: contributions and look-ups take turns under it. */
const LOCK = 7_236_001;

/**
 * The PDQ hashes of all contributed pictures, and of all questions ever asked, in this process.
 *
 * Every contribution and look-up runs under one advisory lock of the database. So numbers are given in the order of commit,
 * reading on from the last number seen misses nothing whichever process wrote it, and of a contribution and a look-up that
 * come together one always sees the other.
 */
export class HashIndexes {
  readonly media = new HashIndex();
  readonly lookups = new HashIndex();
  #lastMedia = 0;
  #lastLookup = 0;

  /** Takes the turn, and reads what was committed since. Before the transaction's own inserts. */
  async takeTurn(tx: Tx): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const media = await tx.query<{ seq: number; pdq: string; quality: number }>(
      'SELECT seq, pdq, quality FROM icse_media WHERE seq > $1 ORDER BY seq',
      [this.#lastMedia],
    );
    this.media.addAll(media.filter(isSearchable).map((row) => [row.seq, fromHex(row.pdq)] as const));
    const lookups = await tx.query<{ seq: number; pdq: string | null; quality: number | null }>(
      'SELECT seq, pdq, quality FROM icse_lookup_item WHERE seq > $1 ORDER BY seq',
      [this.#lastLookup],
    );
    this.lookups.addAll(
      lookups.flatMap((row) => (row.pdq !== null && isSearchable(row) ? [[row.seq, fromHex(row.pdq)] as const] : [])),
    );
    this.#lastMedia = media.at(-1)?.seq ?? this.#lastMedia;
    this.#lastLookup = lookups.at(-1)?.seq ?? this.#lastLookup;
  }
}

/** Too little to see matches by accident: such a hash is kept, and neither searched by nor found. */
export function isSearchable(picture: { quality?: number | null }): boolean {
  return (picture.quality ?? 0) >= MIN_QUALITY;
}

/** Everything within the radius of the picture or of one of its turned forms, each once at its nearest. */
export function findNear(
  index: HashIndex,
  picture: { pdq?: string; quality?: number; dihedral?: readonly string[] },
): NearMatch[] {
  if (picture.pdq === undefined || !isSearchable(picture)) return [];
  const best = new Map<number, NearMatch>();
  const hashes = picture.dihedral ? [picture.pdq, ...picture.dihedral.slice(1)] : [picture.pdq];
  for (const [turn, hex] of hashes.entries()) {
    const orientation = ORIENTATIONS[turn] ?? 'original';
    for (const { id, distance } of index.query(fromHex(hex), NEAR_RADIUS)) {
      if (distance < (best.get(id)?.distance ?? 257)) best.set(id, { seq: id, distance, orientation });
    }
  }
  return [...best.values()].sort((a, b) => a.distance - b.distance || a.seq - b.seq);
}
