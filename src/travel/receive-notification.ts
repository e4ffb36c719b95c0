import { type InboundMessage, refuse, type Tx } from '../platform/index.ts';
import { stopsAt } from './check-form.ts';
import { applyChanges } from './compare-forms.ts';
import {
  type WireCancel,
  type WireChange,
  type WireNotification,
  type WireTravelForm,
  wireTravelForm,
} from './contract.ts';
import rules from './data/rules.json' with { type: 'json' };
import { asJson, DAY, dueBefore, HOUR, handOverOf, incomingRef, type TravelDeps, uuidOf } from './deps.ts';
import { nameOf, personKeys } from './person-keys.ts';
import { addVersion, changeNotification, lockNotification, type NotificationRow, q } from './store.ts';
import { formHash } from './tell-recipients.ts';
import { toUtc } from './zone-time.ts';

/** The id named on the wire. @throws AppError `refused` `travel.not-yours` unless it is the sender's own */
function ownedBy(message: InboundMessage<{ notification: string }>): string {
  const { bureau, uuid } = uuidOf(message.body.notification);
  if (bureau !== message.from) throw refuse('travel.not-yours');
  return uuid;
}

/** A traveller comes here, or passes: somebody is to hand it over to whoever meets travellers in this country. */
export async function receiveNotification(
  deps: TravelDeps,
  tx: Tx,
  message: InboundMessage<WireNotification>,
): Promise<void> {
  const { body } = message;
  const id = ownedBy(message);
  await deps.federation.tag(tx, message.id, incomingRef(id));
  const held = await lockNotification(tx, id);
  if (held) {
    if (held.relation !== 'recipient') throw refuse('travel.not-yours');
    // A whole that is not newer than what is here has no second effect.
    if (body.n > held.n) await takeNewer(deps, tx, held, body);
    return;
  }
  const departsAt = departureOf(body.form);
  const row = await q(tx)
    .insertInto('travel_notification')
    .values({
      id,
      relation: 'recipient',
      owner: message.from,
      state: 'received',
      reference: body.reference,
      source_ref: null,
      n: body.n,
      sent_n: body.n,
      ...contentOf(body.form),
      departs_at: departsAt,
      lead_days: departsAt === null ? null : Math.floor((departsAt - tx.now) / DAY),
      late: body.late,
      late_reason: null,
      late_text: null,
      role: body.role,
      angel_watch: null,
      closed_reason: null,
      created_by: `bureau:${message.from}`,
      created_at: tx.now,
      updated_at: tx.now,
      version: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await addVersion(tx, { id, n: body.n, kind: 'first', changes: [], author: row.created_by });
  deps.audit.record(tx, {
    act: 'travel.received',
    entity: incomingRef(id),
    body: { from: message.from, role: body.role, late: body.late },
  });
  await oweHandOver(deps, tx, row);
}

/** What differs from the version held here. @throws AppError `refused` `travel.out-of-step`: the sender then sends the whole */
export async function receiveChange(deps: TravelDeps, tx: Tx, message: InboundMessage<WireChange>): Promise<void> {
  const { body } = message;
  const id = ownedBy(message);
  await deps.federation.tag(tx, message.id, incomingRef(id));
  const held = await lockNotification(tx, id);
  if (held?.relation !== 'recipient' || held.n !== body.base || held.form === null) {
    if (held && held.n >= body.n) return;
    throw refuse('travel.out-of-step');
  }
  const applied = applyChanges(asJson(held.form), body.changes);
  const form = wireTravelForm.safeParse(applied);
  if (!form.success || formHash(form.data) !== body.formHash) throw refuse('travel.out-of-step');
  const isOver = body.role === 'former';
  const changed = await changeNotification(tx, held, {
    ...contentOf(form.data),
    n: body.n,
    role: body.role,
    ...(isOver ? { state: 'cancelled' as const, closed_reason: body.reason } : {}),
  });
  const { changes, kind, reason } = body;
  await addVersion(tx, { id, n: body.n, kind, changes, reason, author: `bureau:${message.from}` });
  const wasOpen = held.state === 'received' || held.state === 'handed-over';
  deps.audit.record(tx, {
    act: body.kind === 'change' ? 'travel.change-received' : 'travel.correction-received',
    entity: incomingRef(id),
    body: { n: body.n, changed: changes.map((one) => one.pointer) },
  });
  if (isOver) {
    if (wasOpen) await endIncoming(deps, tx, id, 'travel.incoming-cancelled', { ground: 'not-concerned' });
  } else await reopen(deps, tx, changed);
}

export async function receiveCancel(deps: TravelDeps, tx: Tx, message: InboundMessage<WireCancel>): Promise<void> {
  const { body } = message;
  const id = ownedBy(message);
  const held = await lockNotification(tx, id);
  if (held?.relation !== 'recipient' || held.n >= body.n) return;
  const isTakenBack = body.ground === 'inaccurate';
  const wasOpen = held.state === 'received' || held.state === 'handed-over';
  await changeNotification(tx, held, {
    state: 'cancelled',
    n: body.n,
    closed_reason: body.reason,
    // What should never have been sent is kept nowhere; that there was something, and who had it, stays on the record.
    ...(isTakenBack ? { form: null, name: null, person_keys: [] } : {}),
  });
  if (isTakenBack) {
    await q(tx).updateTable('travel_version').set({ changes: '[]' }).where('notification_id', '=', id).execute();
    await deps.federation.purgeCopies(tx, incomingRef(id));
  }
  await addVersion(tx, {
    id,
    n: body.n,
    kind: 'cancellation',
    changes: [],
    reason: body.reason,
    author: `bureau:${message.from}`,
  });
  if (wasOpen) await endIncoming(deps, tx, id, 'travel.incoming-cancelled', { ground: body.ground });
  else deps.audit.record(tx, { act: 'travel.cancel-received', entity: incomingRef(id), body: { ground: body.ground } });
  await oweWord(deps, tx, held);
}

/** Whoever it was handed to has to hear that it no longer holds. */
async function oweWord(deps: TravelDeps, tx: Tx, held: NotificationRow): Promise<void> {
  const handed = await q(tx)
    .selectFrom('travel_hand_over')
    .select('authority')
    .distinct()
    .where('notification_id', '=', held.id)
    .execute();
  if (handed.length === 0) return;
  await deps.work.open(tx, {
    ref: { kind: 'travel-recall', id: held.id },
    task: 'travel.tell-authorities',
    owner: { role: 'watch-officer' },
    dueAt: tx.now + 4 * HOUR,
    urgency: 'urgent',
    params: { number: held.reference, to: handed.map((one) => one.authority) },
    about: [incomingRef(held.id)],
  });
}

async function takeNewer(deps: TravelDeps, tx: Tx, held: NotificationRow, body: WireNotification): Promise<void> {
  const isOpen = held.state === 'received' || held.state === 'handed-over';
  const changed = await changeNotification(tx, held, {
    ...contentOf(body.form),
    n: body.n,
    role: body.role,
    ...(isOpen ? {} : { state: 'received' as const, closed_reason: null }),
  });
  const kind = body.kind === 'first' ? 'change' : body.kind;
  const author = `bureau:${held.owner}`;
  await addVersion(tx, { id: held.id, n: body.n, kind, changes: [], reason: body.reason ?? null, author });
  deps.audit.record(tx, {
    act: isOpen ? 'travel.change-received' : 'travel.received',
    entity: incomingRef(held.id),
    body: { n: body.n },
  });
  if (isOpen) await reopen(deps, tx, changed);
  else await oweHandOver(deps, tx, changed);
}

/** What was handed over is out of date: it is handed over again. */
async function reopen(deps: TravelDeps, tx: Tx, row: NotificationRow): Promise<void> {
  if (row.state === 'closed' || row.state === 'cancelled') {
    await changeNotification(tx, row, { state: 'received', closed_reason: null });
    deps.audit.record(tx, { act: 'travel.received', entity: incomingRef(row.id), body: { n: row.n } });
  } else {
    await deps.work.close(tx, { ref: incomingRef(row.id), outcome: 'changed' });
    if (row.state === 'handed-over') await changeNotification(tx, row, { state: 'received' });
  }
  await oweHandOver(deps, tx, row);
}

async function endIncoming(deps: TravelDeps, tx: Tx, id: string, act: string, body: { ground: string }): Promise<void> {
  await deps.work.close(tx, { ref: incomingRef(id), outcome: 'cancelled' });
  deps.audit.record(tx, { act, entity: incomingRef(id), body });
}

async function oweHandOver(deps: TravelDeps, tx: Tx, row: NotificationRow): Promise<void> {
  const arrivesAt = arrivalAt(row.form, deps.runtime.bureau) ?? row.departs_at;
  await deps.work.open(tx, {
    ref: incomingRef(row.id),
    task: 'travel.hand-over',
    owner: { role: 'watch-officer' },
    dueAt: dueBefore(tx, arrivesAt, rules.angelWatchHoursBeforeDeparture.value * HOUR, DAY),
    urgency: row.late || (arrivesAt !== null && arrivesAt - tx.now < 3 * DAY) ? 'urgent' : 'routine',
    params: { number: row.reference, bureau: row.owner, to: [...handOverOf(deps.runtime.bureau)] },
  });
}

/** When the traveller first comes to the country, UTC ms. */
export function arrivalAt(form: WireTravelForm | null, country: string): number | null {
  if (!form) return null;
  const at = stopsAt(form.legs).findIndex((stop) => stop.country === country);
  const leg = form.legs[at];
  return leg ? toUtc(leg.arrives ?? leg.departs) : null;
}

function departureOf(form: WireTravelForm): number | null {
  const [first] = form.legs;
  return first ? toUtc(first.departs) : null;
}

function contentOf(form: WireTravelForm) {
  const times = form.legs.flatMap((leg) => [leg.departs, leg.arrives ?? leg.departs]).map(toUtc);
  const known = times.filter((time) => time !== null);
  return {
    kind: form.kind,
    form: JSON.stringify(form),
    name: nameOf(form.person),
    person_keys: personKeys(form.person),
    departs_at: departureOf(form),
    ends_at: known.length > 0 ? Math.max(...known) : null,
  };
}
