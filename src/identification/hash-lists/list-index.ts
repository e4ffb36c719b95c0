import { HashIndex } from '../../imagehash/index.ts';
import type { Tx } from '../../platform/index.ts';
import { MIN_QUALITY } from '../contract.ts';
import { awaitWriters } from './store.ts';

/** Writers under way when we read may commit rows that are so much older. */
const SLACK_MS = 10 * 60_000;
const PAGE = 50_000;

/**
 * The PDQ hashes of every list's entries, in this process; made when a picture first asks, so that a bureau without such lists
 * pays nothing. Entries taken out since are still in it: who finds one looks at its row.
 */
export class ListIndex {
  #index: HashIndex | undefined;
  #cursor = { at: 0, id: -1 };

  /** With what was committed until now; undefined when no list has a PDQ hash. */
  async refreshed(tx: Tx): Promise<HashIndex | undefined> {
    await awaitWriters(tx);
    let cursor = { at: this.#cursor.at - SLACK_MS, id: -1 };
    for (;;) {
      const rows = await tx.query<{ id: number; updated_at: number; pdq: Uint8Array; quality: number | null }>(
        `SELECT id, updated_at, pdq, quality FROM ident_hash_entry
         WHERE pdq IS NOT NULL AND (updated_at, id) > ($1, $2) ORDER BY updated_at, id LIMIT $3`,
        [cursor.at, cursor.id, PAGE],
      );
      const last = rows.at(-1);
      if (!last) break;
      this.#index ??= new HashIndex();
      const seen = rows.filter((row) => (row.quality ?? 100) >= MIN_QUALITY);
      this.#index.addAll(seen.map((row) => [row.id, new Uint8Array(row.pdq)] as const));
      cursor = { at: last.updated_at, id: last.id };
      this.#cursor = cursor;
    }
    return this.#index;
  }
}
