import { AppError, refuse, type Tx } from '../platform/index.ts';
import { checkForm } from './check-form.ts';
import type { FormCheck, Late, TravelForm } from './contract.ts';
import { DAY, filedRef, HOUR, type TravelDeps } from './deps.ts';
import { findSameTrip, type Trip } from './find-same-trip.ts';
import { nameOf, personKeys } from './person-keys.ts';
import { sendNotification } from './send-notification.ts';
import { addVersion, changeNotification, heldForChange, type NotificationRow, q } from './store.ts';

/** Everything that is needed and missing, with its place. */
export function incomplete(check: FormCheck): AppError {
  return new AppError('refused', 'travel.incomplete', {
    errors: check.problems
      .filter((problem) => problem.needed)
      .map(({ pointer, code, params }) => ({ pointer: `/body/form${pointer}`, code, ...(params ? { params } : {}) })),
  });
}

/** What the list and the search for doubles know of a form. */
export function headOf(form: TravelForm, check: FormCheck) {
  return {
    kind: form.kind,
    source_ref: form.source?.reference ?? null,
    form: JSON.stringify(form),
    name: nameOf(form.person),
    person_keys: personKeys(form.person),
    departs_at: check.departsAt,
    ends_at: check.endsAt,
    lead_days: check.leadDays,
    late: check.late,
  };
}

const tripOf = (form: TravelForm, check: FormCheck): Trip | null =>
  check.departsAt === null || check.endsAt === null
    ? null
    : { keys: personKeys(form.person), departsAt: check.departsAt, endsAt: check.endsAt };

/** @throws AppError `refused` `travel.same-trip` (with the number of the one there is), `travel.same-number` */
export async function requireNewTrip(tx: Tx, form: TravelForm, check: FormCheck, but?: string): Promise<void> {
  const trip = tripOf(form, check);
  const same = trip && (await findSameTrip(tx, trip, but));
  if (same) throw refuse('travel.same-trip', { number: same.reference, id: same.id }, '/body/form/person');
  const number = form.source?.reference;
  if (number === undefined) return;
  const numbered = await findBySourceRef(tx, number);
  if (numbered && numbered.id !== but)
    throw refuse('travel.same-number', { number: numbered.reference, id: numbered.id }, '/body/form/source/reference');
}

export function findBySourceRef(tx: Tx, sourceRef: string): Promise<NotificationRow | undefined> {
  return q(tx)
    .selectFrom('travel_notification')
    .selectAll()
    .where('relation', '=', 'sender')
    .where('source_ref', '=', sourceRef)
    .where('state', '<>', 'discarded')
    .executeTakeFirst();
}

/**
 * Files a notification: kept as a draft, or sent at once when it is complete.
 * @throws AppError `refused`: `travel.same-trip`, `travel.same-number`, and with `send` what is missing
 */
export async function fileNotification(
  deps: TravelDeps,
  tx: Tx,
  input: { form: TravelForm; late?: Late | undefined; send: boolean },
): Promise<string> {
  const { form } = input;
  const check = checkForm(form, { home: deps.runtime.bureau, now: tx.now });
  if (input.send && !check.complete) throw incomplete(check);
  await requireNewTrip(tx, form, check);
  const id = deps.runtime.newId();
  const [serial] = await tx.query<{ n: number }>("SELECT nextval('travel_reference_seq') AS n");
  const year = new Date(tx.now).getUTCFullYear();
  const me = tx.scope.actor.id;
  const row = await q(tx)
    .insertInto('travel_notification')
    .values({
      ...headOf(form, check),
      id,
      relation: 'sender',
      owner: deps.runtime.bureau,
      state: 'draft',
      reference: `${deps.runtime.bureau}-${year}-T${String(serial?.n ?? 0).padStart(6, '0')}`,
      n: 1,
      sent_n: 0,
      late_reason: null,
      late_text: null,
      role: null,
      angel_watch: null,
      closed_reason: null,
      created_by: me,
      created_at: tx.now,
      updated_at: tx.now,
      version: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await addVersion(tx, { id, n: 1, kind: 'first', changes: [], author: me });
  deps.audit.record(tx, { act: 'travel.drafted', entity: filedRef(id), body: { kind: form.kind } });
  if (input.send) {
    await sendNotification(deps, tx, row, check, input.late);
    return id;
  }
  await deps.work.open(tx, {
    ref: filedRef(id),
    task: 'travel.complete-draft',
    owner: { role: 'analyst' },
    dueAt: tx.now + (check.late ? HOUR : DAY),
    urgency: check.late ? 'urgent' : 'routine',
    params: { number: row.reference },
  });
  return id;
}

/** Changes a draft; nothing has left yet, so nothing is told. */
export async function editDraft(
  deps: TravelDeps,
  tx: Tx,
  input: { id: string; version: number; form: TravelForm },
): Promise<void> {
  const row = await heldForChange(tx, input, 'sender');
  if (row.state !== 'draft') throw refuse('travel.wrong-state', { state: row.state });
  const check = checkForm(input.form, { home: deps.runtime.bureau, now: tx.now });
  await requireNewTrip(tx, input.form, check, row.id);
  await changeNotification(tx, row, headOf(input.form, check));
  deps.audit.record(tx, { act: 'travel.edited', entity: filedRef(row.id), body: {} });
}

/** A draft that is not wanted. */
export async function discardDraft(deps: TravelDeps, tx: Tx, input: { id: string; version: number }): Promise<void> {
  const row = await heldForChange(tx, input, 'sender');
  if (row.state !== 'draft') throw refuse('travel.wrong-state', { state: row.state });
  await changeNotification(tx, row, { state: 'discarded' });
  await deps.work.close(tx, { ref: filedRef(row.id), outcome: 'discarded' });
  deps.audit.record(tx, { act: 'travel.discarded', entity: filedRef(row.id), body: {} });
}

/** @throws AppError `refused`: what is missing, `travel.late-reason-needed`, `travel.same-trip` */
export async function sendDraft(
  deps: TravelDeps,
  tx: Tx,
  input: { id: string; version: number; late?: Late | undefined },
): Promise<void> {
  const row = await heldForChange(tx, input, 'sender');
  if (row.state !== 'draft') throw refuse('travel.wrong-state', { state: row.state });
  const form = row.form as TravelForm;
  const check = checkForm(form, { home: deps.runtime.bureau, now: tx.now });
  if (!check.complete) throw incomplete(check);
  await requireNewTrip(tx, form, check, row.id);
  await sendNotification(deps, tx, row, check, input.late);
}
