import type { Tx } from '../platform/index.ts';
import type { WorkItem } from './contract.ts';
import { COLUMNS, toItem, type WorkRow } from './store.ts';

/** An item of which those who want to hear are to be told now, and why. */
export interface Untold {
  readonly item: WorkItem;
  readonly compartment: string;
  readonly reason: 'opened' | 'due-soon' | 'overdue';
}

/**
 * Takes open items that are new, due within `soonMs`, or overdue and not yet told of as such; each is taken once for each. Needs a
 * scope that sees every compartment.
 */
export async function takeUntold(
  tx: Tx,
  { soonMs, limit }: { readonly soonMs: number; readonly limit: number },
): Promise<Untold[]> {
  const rows = await tx.query<WorkRow & { compartment: string; told_at: number | null }>(
    `SELECT ${COLUMNS}, compartment, told_at FROM work_item
     WHERE closed_at IS NULL AND (told_at IS NULL OR (told_soon_at IS NULL AND due_at <= $2) OR (told_overdue_at IS NULL AND due_at <= $1))
     ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED`,
    [tx.now, tx.now + soonMs, limit],
  );
  if (rows.length === 0) return [];
  // Nobody is told thrice of what came in late.
  await tx.query(
    `UPDATE work_item SET told_at = coalesce(told_at, $2), told_soon_at = CASE WHEN due_at <= $3 THEN $2 ELSE told_soon_at END,
       told_overdue_at = CASE WHEN due_at <= $2 THEN $2 ELSE told_overdue_at END WHERE id = ANY($1)`,
    [rows.map((row) => row.id), tx.now, tx.now + soonMs],
  );
  return rows.map((row) => ({
    item: toItem(row),
    compartment: row.compartment,
    reason: row.told_at === null ? 'opened' : row.due_at <= tx.now ? 'overdue' : 'due-soon',
  }));
}

/** When the next open item becomes due within `soonMs` or overdue, UTC ms; null: none does. */
export async function nextTelling(tx: Tx, soonMs: number): Promise<number | null> {
  const [row] = await tx.query<{ at: number | null }>(
    `SELECT min(CASE WHEN told_soon_at IS NULL THEN due_at - $1 ELSE due_at END) AS at FROM work_item
     WHERE closed_at IS NULL AND told_overdue_at IS NULL`,
    [soonMs],
  );
  return row?.at ?? null;
}

/** Somebody begins to listen: what is open already is no news. */
export async function countAsTold(tx: Tx, soonMs: number): Promise<void> {
  await tx.query(
    `UPDATE work_item SET told_at = $1, told_soon_at = CASE WHEN due_at <= $2 THEN $1 ELSE told_soon_at END,
       told_overdue_at = CASE WHEN due_at <= $1 THEN $1 ELSE told_overdue_at END
     WHERE closed_at IS NULL AND told_at IS NULL`,
    [tx.now, tx.now + soonMs],
  );
}
