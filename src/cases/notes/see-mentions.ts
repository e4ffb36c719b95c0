import type { Tx } from '../../platform/index.ts';
import type { CasesDeps } from '../deps.ts';
import { actingPerson } from '../people/colleagues.ts';
import { caseRef, mentionRef } from '../refs.ts';
import { theCase } from '../store-cases.ts';

/** The person has read the notes of a case that mention them. Nobody does this for another. */
export async function seeMentions(deps: CasesDeps, tx: Tx, caseId: string): Promise<{ seen: number }> {
  const { number } = await theCase(tx, caseId);
  const rows = await tx.query<{ id: string }>(
    `UPDATE case_mention SET state = 'seen' WHERE case_id = $1 AND person = $2 AND state = 'open' RETURNING id`,
    [caseId, actingPerson(tx)],
  );
  for (const { id } of rows) {
    deps.audit.record(tx, {
      act: 'case.mention-seen',
      entity: mentionRef(id),
      about: [caseRef(caseId)],
      body: { number },
    });
    await deps.work.close(tx, { ref: mentionRef(id), outcome: 'seen' });
  }
  return { seen: rows.length };
}
