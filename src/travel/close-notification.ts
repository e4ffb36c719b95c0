import { refuse, type Tx } from '../platform/index.ts';
import { filedRef, incomingRef, type TravelDeps } from './deps.ts';
import { changeNotification, heldForChange, type NotificationRow, q } from './store.ts';

/** The trip is over: at the sender when every answer has been passed on, at a recipient when it was handed over. */
export async function closeNotification(
  deps: TravelDeps,
  tx: Tx,
  input: { id: string; version: number; reason: string; relation: 'sender' | 'recipient' },
): Promise<void> {
  const row = await heldForChange(tx, input, input.relation);
  if (input.relation === 'recipient') return closeIncoming(deps, tx, row, input.reason);
  if (row.state !== 'sent') throw refuse('travel.wrong-state', { state: row.state });
  const unreported = await q(tx)
    .selectFrom('travel_answer')
    .select('bureau')
    .where('notification_id', '=', row.id)
    .where('state', '=', 'to-report')
    .executeTakeFirst();
  if (unreported) throw refuse('travel.answer-unreported', { bureau: unreported.bureau });
  const complaint = await q(tx)
    .selectFrom('travel_complaint')
    .select('id')
    .where('notification_id', '=', row.id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  if (complaint) throw refuse('travel.complaint-open');
  await changeNotification(tx, row, { state: 'closed', closed_reason: input.reason });
  await deps.work.close(tx, { ref: filedRef(row.id), outcome: 'closed' });
  deps.audit.record(tx, { act: 'travel.closed', entity: filedRef(row.id), body: { reason: input.reason } });
}

/** @throws AppError `refused` `travel.not-handed-over` */
export async function closeIncoming(deps: TravelDeps, tx: Tx, row: NotificationRow, reason: string): Promise<void> {
  if (row.state === 'received') throw refuse('travel.not-handed-over');
  if (row.state !== 'handed-over') throw refuse('travel.wrong-state', { state: row.state });
  await changeNotification(tx, row, { state: 'closed', closed_reason: reason });
  await deps.work.close(tx, { ref: incomingRef(row.id), outcome: 'closed' });
  deps.audit.record(tx, { act: 'travel.incoming-closed', entity: incomingRef(row.id), body: { reason } });
}
