import type { Tx } from '../platform/index.ts';
import { type EntryRow, leafBytes, type SealedEntry, toSealedEntry } from './entry.ts';
import type { SealedLog } from './sealed-log.ts';

/** Entries sealed in one transaction at most: bounds how long the lock is held. */
export const SEAL_BATCH = 2_000;

interface UnsealedRow extends EntryRow {
  readonly ord: number;
}

/**
 * Numbers what transactions left unsealed and appends it to the ledger's Merkle log, all in this transaction and under the
 * log's lock. A row that commits late is simply numbered later, so a reader of sealed rows can never have skipped it.
 */
export async function sealEntries(tx: Tx, log: SealedLog): Promise<SealedEntry[]> {
  let sealed: SealedEntry[] = [];
  let inserted: Promise<unknown> = Promise.resolve();
  await log.append(
    tx,
    async (first, rows) => {
      if (rows.length === 0) return [];
      rows.sort((a, b) => a.ord - b.ord);
      inserted = tx.query(
        INSERT,
        [
          rows.map((_, i) => first + i),
          rows.map((row) => row.id),
          rows.map((row) => row.time),
          rows.map((row) => row.act),
          rows.map((row) => row.actor),
          rows.map((row) => row.entity),
          rows.map((row) => row.about.join('\n')),
          rows.map((row) => row.body_hash),
        ],
        'audit.seal',
      );
      sealed = rows.map((row, i) => toSealedEntry({ ...row, seq: first + i }));
      // Not waited for: the log's own statement goes out with it, and fails with it.
      inserted.catch(() => undefined);
      return rows.map((row, i) => leafBytes(first + i, row));
    },
    () => tx.query<UnsealedRow>(TAKE, [], 'audit.take'),
  );
  await inserted;
  return sealed;
}

const TAKE = `
DELETE FROM audit_unsealed
WHERE ord <= (SELECT max(ord) FROM (SELECT ord FROM audit_unsealed ORDER BY ord LIMIT ${SEAL_BATCH}) AS batch)
RETURNING ord, id, time, act, actor, entity, about, body_hash`;

const INSERT = `
WITH rows AS (
  SELECT u.seq, u.id, u.time, u.act, u.actor, u.entity, string_to_array(u.about, E'\\n') AS about, u.body_hash
  FROM unnest($1::bigint[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bytea[])
    AS u(seq, id, time, act, actor, entity, about, body_hash)
), refs AS (
  INSERT INTO audit_ref (ref, seq)
  SELECT entity, seq FROM rows UNION SELECT unnest(about), seq FROM rows
)
INSERT INTO audit_entry (seq, id, time, act, actor, entity, about, body_hash) SELECT * FROM rows`;
