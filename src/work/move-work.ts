import { type EntityRef, refText, type Tx } from '../platform/index.ts';

/**
 * Moves the work on a thing, and on what is about it, into another compartment; who may not see the thing then sees no work on it.
 * Finished work moves too. The scope must hold both.
 */
export async function moveWork(tx: Tx, ref: EntityRef, compartment: string): Promise<void> {
  await tx.query(
    `UPDATE work_item SET compartment = $1 WHERE (ref_kind = $2 AND ref_id = $3) OR about @> ARRAY[$4]::text[]`,
    [compartment, ref.kind, ref.id, refText(ref)],
  );
}
