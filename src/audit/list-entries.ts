import type { Tx } from '../platform/index.ts';
import { type EntryRow, type SealedEntry, toSealedEntry } from './entry.ts';

/** Sealed entries from number `from` on, in order; contiguous by construction. */
export async function readSealed(tx: Tx, from: number, limit: number): Promise<SealedEntry[]> {
  const rows = await tx.query<EntryRow & { seq: number }>(
    `SELECT seq, id, time, act, actor, entity, about, body_hash FROM audit_entry WHERE seq >= $1 ORDER BY seq LIMIT $2`,
    [from, limit],
  );
  return rows.map(toSealedEntry);
}

export interface EntryFilter {
  /** Number of the last entry already seen. */
  readonly after?: number;
  readonly limit: number;
  readonly act?: string;
  readonly actor?: string;
  /** Text of a reference: entries of it or about it. */
  readonly entity?: string;
}

/** Headers of sealed entries for an auditor; bodies stay closed, as they may hold what an auditor need not see. */
export async function listEntries(tx: Tx, filter: EntryFilter): Promise<SealedEntry[]> {
  const rows = await tx.query<EntryRow & { seq: number }>(
    `SELECT e.seq, e.id, e.time, e.act, e.actor, e.entity, e.about, e.body_hash FROM audit_entry e
     WHERE e.seq > $1 AND ($2::text IS NULL OR e.act = $2) AND ($3::text IS NULL OR e.actor = $3)
       AND ($4::text IS NULL OR e.seq IN (SELECT r.seq FROM audit_ref r WHERE r.ref = $4))
     ORDER BY e.seq LIMIT $5`,
    [filter.after ?? -1, filter.act ?? null, filter.actor ?? null, filter.entity ?? null, filter.limit],
  );
  return rows.map(toSealedEntry);
}
