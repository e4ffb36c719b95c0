import { refuse, type Tx } from '../platform/index.ts';
import { checkForm, stripForm } from './check-form.ts';
import { compareForms } from './compare-forms.ts';
import type { Late, TravelForm, WireCancel } from './contract.ts';
import { asJson, filedRef, type TravelDeps, travelWireId } from './deps.ts';
import { headOf, incomplete, requireNewTrip } from './file-notification.ts';
import { watchDeparture } from './send-notification.ts';
import { addVersion, changeNotification, heldForChange, recipientsIn } from './store.ts';
import { deliver, tellRecipients, unreachable } from './tell-recipients.ts';

/**
 * A changed itinerary, or a correction of what was wrong: a next version. Each bureau that was told gets what differs, one
 * that is new to the trip gets the whole, one that no longer lies on the way hears so.
 * @throws AppError `refused`: `travel.nothing-changed`, `travel.late-reason-needed`, what is missing
 */
export async function changeFiled(
  deps: TravelDeps,
  tx: Tx,
  input: {
    id: string;
    version: number;
    form: TravelForm;
    kind: 'change' | 'correction';
    reason: string;
    late?: Late | undefined;
  },
): Promise<{ changes: number }> {
  const row = await heldForChange(tx, input, 'sender');
  if (row.state !== 'sent') throw refuse('travel.wrong-state', { state: row.state });
  const check = checkForm(input.form, { home: deps.runtime.bureau, now: tx.now });
  if (!check.complete) throw incomplete(check);
  const before = row.form as TravelForm;
  const all = compareForms(asJson(before), asJson(input.form));
  if (all.length === 0) throw refuse('travel.nothing-changed');
  await requireNewTrip(tx, input.form, check, row.id);
  // Only a new departure can come too late; what was late stays so.
  const isNewlyLate = check.late && !row.late && check.departsAt !== row.departs_at;
  if (isNewlyLate && !input.late) {
    throw refuse(
      'travel.late-reason-needed',
      { days: check.leadDays ?? 0, expected: check.expectedDays },
      '/body/late',
    );
  }
  const changes = compareForms(asJson(stripForm(before).form), asJson(stripForm(input.form).form));
  const n = row.n + 1;
  const told = changes.length > 0;
  const changed = await changeNotification(tx, row, {
    ...headOf(input.form, check),
    n,
    sent_n: told ? n : row.sent_n,
    lead_days: row.lead_days,
    late: row.late || isNewlyLate,
    ...(isNewlyLate && input.late ? { late_reason: input.late.reason, late_text: input.late.text } : {}),
  });
  await addVersion(tx, {
    id: row.id,
    n,
    kind: input.kind,
    changes: all,
    reason: input.reason,
    author: tx.scope.actor.id,
  });
  await tellRecipients(deps, tx, changed, check.recipients, { kind: input.kind, changes, reason: input.reason });
  deps.audit.record(tx, {
    act: input.kind === 'change' ? 'travel.changed' : 'travel.corrected',
    entity: filedRef(row.id),
    body: { n, changed: changes.map((one) => one.pointer), to: check.recipients.map((one) => one.bureau) },
  });
  await watchDeparture(deps, tx, changed);
  return { changes: changes.length };
}

/** The trip is off, or the notification should never have been sent: every bureau that was told hears so at once. */
export async function cancelFiled(
  deps: TravelDeps,
  tx: Tx,
  input: { id: string; version: number; ground: 'trip-off' | 'inaccurate'; reason: string },
): Promise<void> {
  const row = await heldForChange(tx, input, 'sender');
  if (row.state !== 'sent') throw refuse('travel.wrong-state', { state: row.state });
  const n = row.n + 1;
  const cancelled = await changeNotification(tx, row, {
    state: 'cancelled',
    n,
    sent_n: n,
    closed_reason: input.reason,
  });
  await addVersion(tx, {
    id: row.id,
    n,
    kind: 'cancellation',
    changes: [],
    reason: input.reason,
    author: tx.scope.actor.id,
  });
  const body: WireCancel = {
    v: 1,
    notification: travelWireId(row.owner, row.id),
    reference: row.reference,
    n,
    ground: input.ground,
    reason: input.reason,
  };
  for (const recipient of await recipientsIn(tx, row.id)) {
    const isConnected = (await deps.directory.endpoint(recipient.bureau)) !== null;
    if (isConnected) await deliver(deps, tx, cancelled, recipient, 'travel.cancel', body);
    else await unreachable(deps, tx, cancelled, recipient, 'not-connected', null);
  }
  await deps.work.close(tx, { ref: filedRef(row.id), outcome: 'cancelled' });
  deps.audit.record(tx, {
    act: 'travel.cancelled',
    entity: filedRef(row.id),
    body: { ground: input.ground, reason: input.reason },
  });
}
