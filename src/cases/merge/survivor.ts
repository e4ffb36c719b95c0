import type { Tx } from '../../platform/index.ts';
import type { CaseRow } from '../store-cases.ts';
import { theCase } from '../store-cases.ts';

/** The case in which a merged one goes on; any other case is itself. Merges are one step deep. */
export async function survivorOf(tx: Tx, row: CaseRow): Promise<CaseRow> {
  return row.merged_into === null ? row : theCase(tx, row.merged_into);
}

/** A thing came to the number of a case that was merged: taken apart, it goes back there. */
export async function noteArrival(tx: Tx, asked: CaseRow, at: CaseRow, kind: MovedKind, rowId: string): Promise<void> {
  if (asked.id === at.id) return;
  await tx.query(
    `INSERT INTO case_moved (merge_id, kind, row_id, compartment)
     SELECT id, $2, $3, compartment FROM case_merge WHERE from_case = $1 AND undone_at IS NULL ON CONFLICT DO NOTHING`,
    [asked.id, kind, rowId],
  );
}

/** Ids of the case itself and of those that were merged into it. */
export async function familyOf(tx: Tx, caseId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'SELECT id FROM case_file WHERE merged_into = $1 ORDER BY opened_at, id',
    [caseId],
  );
  return [caseId, ...rows.map(({ id }) => id)];
}

/** Tables whose rows move with a case. */
export const MOVED = [
  'case_subject',
  'case_note',
  'case_mention',
  'case_outcome',
  'case_ask',
  'case_task',
  'case_report',
  'case_duty',
  'case_hand_over',
  'case_relation',
  'case_photo',
] as const;
export type MovedKind = (typeof MOVED)[number] | 'case_link' | 'case_pair';
