import type { Tx } from '../platform/index.ts';
import { dueAt, ownerOf } from './deadlines.ts';
import type { CasesDeps } from './deps.ts';
import { askRef, caseRef } from './refs.ts';
import { type AskRow, findCase, updateAsk } from './store-cases.ts';

/** What became of a message of ours: one that was refused becomes somebody's work, with the reason as it was given. */
export async function noteDelivery(
  deps: CasesDeps,
  tx: Tx,
  event: { messageId: string; to: string; state: string; reason: string | null },
): Promise<void> {
  if (event.state !== 'delivered' && event.state !== 'refused') return;
  const reason = event.reason ?? '';
  const [report] = await tx.query<{ id: string; case_id: string; compartment: string }>(
    `UPDATE case_report SET state = $3, reason = $4 WHERE message_id = $1 AND to_bureau = $2
     RETURNING id, case_id, compartment`,
    [event.messageId, event.to, event.state, event.reason],
  );
  if (event.state !== 'refused') return;
  if (report)
    await openUndelivered(
      deps,
      tx,
      caseRef(report.case_id),
      report.case_id,
      'case.report-undelivered',
      event.to,
      reason,
    );
  const [ask] = await tx.query<AskRow>('SELECT * FROM case_ask WHERE message_id = $1 AND to_bureau = $2 FOR UPDATE', [
    event.messageId,
    event.to,
  ]);
  if (ask?.state !== 'sent') return;
  await updateAsk(tx, ask.id, { state: 'undelivered', reason: event.reason });
  await deps.work.close(tx, { ref: askRef(ask.id), outcome: 'undelivered' });
  await openUndelivered(deps, tx, askRef(ask.id), ask.case_id, 'case.ask-undelivered', event.to, reason);
}

async function openUndelivered(
  deps: CasesDeps,
  tx: Tx,
  ref: { kind: string; id: string },
  caseId: string,
  task: string,
  bureau: string,
  reason: string,
): Promise<void> {
  const row = await findCase(tx, caseId);
  if (!row) return;
  deps.audit.record(tx, {
    act: 'case.message-undelivered',
    entity: ref,
    about: [caseRef(caseId)],
    body: { bureau, reason },
  });
  await deps.work.open(tx, {
    ref,
    task,
    owner: ownerOf(row.urgency),
    dueAt: dueAt('undelivered', row.urgency, tx.now),
    urgency: row.urgency,
    params: { number: row.number, bureau, reason },
    about: [caseRef(caseId)],
    compartment: row.compartment,
  });
}
