import { conflict, notFound, refuse, type Tx } from '../platform/index.ts';
import { complaintRef, DAY, filedRef, recipientRef, type TravelDeps } from './deps.ts';
import { changeNotification, findNotification, heldForChange, q } from './store.ts';

/** Somebody says that a notification is wrong: it is looked into within three days, by another than who takes it down. */
export async function takeComplaint(
  deps: TravelDeps,
  tx: Tx,
  input: { id: string; complainant: string; contact?: string | undefined; says: string },
): Promise<void> {
  const row = await findNotification(tx, input.id);
  if (!row) throw notFound('travel');
  if (row.relation !== 'sender') throw refuse('travel.not-yours');
  if (row.state === 'draft' || row.state === 'discarded') throw refuse('travel.wrong-state', { state: row.state });
  const id = deps.runtime.newId();
  await q(tx)
    .insertInto('travel_complaint')
    .values({
      id,
      notification_id: row.id,
      complainant: input.complainant,
      contact: input.contact ?? null,
      says: input.says,
      state: 'open',
      decision: null,
      corrected_n: null,
      taken_by: tx.scope.actor.id,
      taken_at: tx.now,
      decided_by: null,
      decided_at: null,
    })
    .execute();
  deps.audit.record(tx, {
    act: 'travel.complaint-taken',
    entity: complaintRef(id),
    about: [filedRef(row.id)],
    body: {},
  });
  await deps.work.open(tx, {
    ref: complaintRef(id),
    task: 'travel.decide-complaint',
    owner: { role: 'supervisor' },
    dueAt: tx.now + 3 * DAY,
    urgency: 'urgent',
    params: { number: row.reference },
    about: [filedRef(row.id)],
  });
}

/**
 * Upheld only once the notification has been corrected or taken back since the complaint: a yes without a correction helps
 * nobody.
 * @throws AppError `refused`: `travel.complaint-not-corrected`, `travel.complaint-decided`, `travel.complaint-same-person`
 */
export async function decideComplaint(
  deps: TravelDeps,
  tx: Tx,
  input: { id: string; part: string; version: number; decision: 'upheld' | 'dismissed'; reason: string },
): Promise<void> {
  const complaint = await q(tx)
    .selectFrom('travel_complaint')
    .selectAll()
    .where('id', '=', input.part)
    .where('notification_id', '=', input.id)
    .forUpdate()
    .executeTakeFirst();
  if (!complaint) throw notFound('travel-complaint');
  if (complaint.version !== input.version)
    throw conflict('travel-complaint', { version: input.version }, { version: complaint.version });
  if (complaint.state !== 'open') throw refuse('travel.complaint-decided');
  if (complaint.taken_by === tx.scope.actor.id) throw refuse('travel.complaint-same-person');
  const corrected = await q(tx)
    .selectFrom('travel_version')
    .select('n')
    .where('notification_id', '=', complaint.notification_id)
    .where('kind', 'in', ['correction', 'cancellation'])
    .where('at', '>=', complaint.taken_at)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (input.decision === 'upheld' && !corrected) throw refuse('travel.complaint-not-corrected');
  await q(tx)
    .updateTable('travel_complaint')
    .set({
      state: input.decision,
      decision: input.reason,
      corrected_n: input.decision === 'upheld' ? (corrected?.n ?? null) : null,
      decided_by: tx.scope.actor.id,
      decided_at: tx.now,
      version: complaint.version + 1,
    })
    .where('id', '=', complaint.id)
    .execute();
  deps.audit.record(tx, {
    act: input.decision === 'upheld' ? 'travel.complaint-upheld' : 'travel.complaint-dismissed',
    entity: complaintRef(complaint.id),
    about: [filedRef(complaint.notification_id)],
    body: { reason: input.reason },
  });
  await deps.work.close(tx, { ref: complaintRef(complaint.id), outcome: input.decision });
}

/** A bureau that no message reaches was told by telephone or otherwise. */
export async function recordToldOtherwise(
  deps: TravelDeps,
  tx: Tx,
  input: { id: string; part: string; version: number; how: string; who: string },
): Promise<void> {
  const row = await heldForChange(tx, input, 'sender');
  const recipient = await q(tx)
    .selectFrom('travel_recipient')
    .selectAll()
    .where('id', '=', input.part)
    .where('notification_id', '=', row.id)
    .executeTakeFirst();
  if (!recipient) throw notFound('travel-recipient');
  if (recipient.state === 'delivered') throw refuse('travel.already-delivered', { bureau: recipient.bureau });
  await q(tx)
    .updateTable('travel_recipient')
    .set({
      state: 'told-otherwise',
      known_n: recipient.n,
      told_by: tx.scope.actor.id,
      told_how: `${input.how}: ${input.who}`,
      at: tx.now,
    })
    .where('id', '=', recipient.id)
    .execute();
  await changeNotification(tx, row, {});
  await deps.work.close(tx, { ref: recipientRef(recipient.id), outcome: 'told-otherwise' });
  deps.audit.record(tx, {
    act: 'travel.told-otherwise',
    entity: filedRef(row.id),
    body: { bureau: recipient.bureau, how: input.how },
  });
}
