import type { Tx } from '../platform/index.ts';
import type { CasesDeps } from './deps.ts';

/** Remembers what was told to another bureau, so that a message that does not arrive becomes somebody's work. */
export async function insertReport(
  deps: CasesDeps,
  tx: Tx,
  report: { caseId: string; to: string; kind: 'outcome' | 'answer'; messageId: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO case_report (id, case_id, to_bureau, kind, message_id, state, at, compartment)
     SELECT $1, id, $3, $4, $5, 'sent', $6, compartment FROM case_file WHERE id = $2`,
    [deps.runtime.newId(), report.caseId, report.to, report.kind, report.messageId, tx.now],
  );
}
