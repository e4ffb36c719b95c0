import { type EntityRef, parseRef, type Tx } from '../platform/index.ts';

/** Looking changes nothing. */
const LOOKING = '[.-](viewed|searched|listed|exported|read|checked)$';

/**
 * What sealed entries from number `from` on were about, by kind, looking left out; each thing once. For readers that keep a copy
 * in memory: every process reads the ledger for itself, with a cursor of its own.
 * @returns the things, and the number to go on from
 */
export async function readTouched(
  tx: Tx,
  from: number,
  kinds: readonly string[],
): Promise<{ refs: EntityRef[]; next: number }> {
  const [state] = await tx.query<{ size: number }>("SELECT size FROM merkle_log WHERE name = 'ledger'");
  const next = state?.size ?? 0;
  if (next <= from) return { refs: [], next };
  const rows = await tx.query<{ entity: string }>(
    `SELECT DISTINCT entity FROM audit_entry WHERE seq >= $1 AND seq < $2 AND split_part(entity, ':', 1) = ANY($3) AND act !~ $4`,
    [from, next, kinds, LOOKING],
  );
  return { refs: rows.map((row) => parseRef(row.entity)), next };
}
