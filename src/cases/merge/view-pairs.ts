import type { Tx } from '../../platform/index.ts';
import type { PairView } from '../contract.ts';
import type { CaseRow } from '../store-cases.ts';
import { pairsOf } from './pairs.ts';

/** The proposals that touch a case, as this scope may see them. */
export async function pairViews(tx: Tx, caseId: string): Promise<PairView[]> {
  const rows = await pairsOf(tx, caseId);
  const there = new Map(
    (
      await tx.query<Pick<CaseRow, 'id' | 'number' | 'title' | 'state'> & { subject: string }>(
        `SELECT s.id AS subject, c.id, c.number, c.title, c.state FROM case_subject s JOIN case_file c ON c.id = s.case_id
         WHERE s.id = ANY($1::uuid[])`,
        [rows.map((row) => row.there)],
      )
    ).map((row) => [row.subject, row]),
  );
  return rows.flatMap((row) => {
    const other = there.get(row.there);
    if (!other) return [];
    const { id, here, score, reasons, state, note, at } = row;
    return [
      {
        id,
        here,
        there: { subject: row.there, caseId: other.id, number: other.number, title: other.title, state: other.state },
        score,
        reasons,
        state,
        note,
        at,
      },
    ];
  });
}
