import { type EntityRef, parseRef, type Tx } from '../platform/index.ts';

/** Looking changes nothing. */
const LOOKING = '[.-](viewed|searched|listed|exported|read|checked)$';

/**
 * What entries from number `from` on were about, by kind, looking left out; each thing once. For readers that keep a copy in
 * memory: every process reads the ledger for itself, with a cursor of its own. What is committed and not sealed yet is among the
 * things, and comes again once it has its number.
 * @returns the things, and the number to go on from
 */
export async function readTouched(
  tx: Tx,
  from: number,
  kinds: readonly string[],
): Promise<{ refs: EntityRef[]; next: number }> {
  if (!Number.isFinite(from)) return { refs: [], next: await sizeOf(tx) };
  // One statement, one view of the ledger: nothing is sealed between the count and the entries.
  const [found] = await tx.query<{ size: number | null; entities: string[] | null }>(
    `SELECT (SELECT size FROM merkle_log WHERE name = 'ledger') AS size, array_agg(DISTINCT entity) AS entities FROM (
       SELECT entity, act FROM audit_entry WHERE seq >= $1 UNION ALL SELECT entity, act FROM audit_unsealed) AS entries
     WHERE split_part(entity, ':', 1) = ANY($2) AND act !~ $3`,
    [from, kinds, LOOKING],
  );
  return { refs: (found?.entities ?? []).map(parseRef), next: found?.size ?? 0 };
}

async function sizeOf(tx: Tx): Promise<number> {
  const [state] = await tx.query<{ size: number }>("SELECT size FROM merkle_log WHERE name = 'ledger'");
  return state?.size ?? 0;
}
