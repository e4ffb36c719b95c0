import type { Tx } from '../platform/index.ts';
import { type BureauCode, canonicalize, sha256Hex } from '../protocol/index.ts';
import { stripForm } from './check-form.ts';
import type { Change, RecipientRole, TravelForm, WireChange, WireNotification } from './contract.ts';
import { DAY, dueBefore, filedRef, HANDLING, plain, recipientRef, type TravelDeps, travelWireId } from './deps.ts';
import { type NotificationRow, q, type RecipientRow, recipientsIn } from './store.ts';

/** What a version is to those who had the one before. */
export interface Told {
  readonly kind: 'first' | 'change' | 'correction';
  readonly changes: readonly Change[];
  readonly reason: string | null;
}

/** Hash of a form as it travels: what a recipient must come to by applying the changes. */
export const formHash = (form: object): string => sha256Hex(canonicalize(plain(form)));

/**
 * Sends the newest version: the whole to a bureau that is new to the trip, the differences alone to one that has the version
 * before. A bureau that no longer lies on the way hears so, and one that cannot be reached becomes work for a person.
 */
export async function tellRecipients(
  deps: TravelDeps,
  tx: Tx,
  row: NotificationRow,
  wanted: readonly { bureau: BureauCode; role: Exclude<RecipientRole, 'former'> }[],
  told: Told,
): Promise<void> {
  const known = new Map((await recipientsIn(tx, row.id)).map((one) => [one.bureau, one]));
  const roles = new Map<BureauCode, RecipientRole>(wanted.map(({ bureau, role }) => [bureau, role]));
  for (const { bureau } of known.values()) if (!roles.has(bureau)) roles.set(bureau, 'former');
  for (const [bureau, role] of roles) {
    const before = known.get(bureau);
    if (!before) await addRecipient(deps, tx, row, bureau, role as 'destination' | 'transit', told);
    else await tellAgain(deps, tx, row, before, role, told);
  }
}

async function addRecipient(
  deps: TravelDeps,
  tx: Tx,
  row: NotificationRow,
  bureau: BureauCode,
  role: 'destination' | 'transit',
  told: Told,
): Promise<void> {
  const recipient: RecipientRow = {
    id: deps.runtime.newId(),
    notification_id: row.id,
    bureau,
    role,
    state: 'queued',
    n: row.n,
    known_n: 0,
    message_id: null,
    reason: null,
    at: tx.now,
    told_by: null,
    told_how: null,
  };
  await q(tx).insertInto('travel_recipient').values(recipient).execute();
  await sendWhole(deps, tx, row, recipient, role, told);
}

async function tellAgain(
  deps: TravelDeps,
  tx: Tx,
  row: NotificationRow,
  before: RecipientRow,
  role: RecipientRole,
  told: Told,
): Promise<void> {
  // What stays in this country is no news abroad, and who was told that it is not concerned is not told again.
  const isNews = told.changes.length > 0 || role !== before.role;
  if (!isNews || (before.role === 'former' && role === 'former')) return;
  await q(tx).updateTable('travel_recipient').set({ role }).where('id', '=', before.id).execute();
  const holdsOurs = before.state === 'queued' || before.state === 'delivered';
  if (role !== 'former' && (before.role === 'former' || !holdsOurs))
    return sendWhole(deps, tx, row, before, role, told);
  if (!(await isConnected(deps, before.bureau))) return unreachable(deps, tx, row, before, 'not-connected', null);
  // Messages of one thread arrive in order: what was sent before is there when this comes, or was refused, which is answered.
  const body: WireChange = {
    v: 1,
    notification: travelWireId(row.owner, row.id),
    reference: row.reference,
    n: row.n,
    base: before.n,
    role,
    kind: told.kind === 'correction' ? 'correction' : 'change',
    changes: [...told.changes],
    reason: told.reason ?? '',
    formHash: formHash(wireForm(row)),
  };
  await deliver(deps, tx, row, before, 'travel.change', body);
}

/** The whole of the newest version, also when a change did not fit what the bureau holds. */
export async function sendWhole(
  deps: TravelDeps,
  tx: Tx,
  row: NotificationRow,
  recipient: RecipientRow,
  role: 'destination' | 'transit',
  told: Told,
): Promise<void> {
  if (!(await isConnected(deps, recipient.bureau))) return unreachable(deps, tx, row, recipient, 'not-connected', null);
  const body: WireNotification = {
    v: 1,
    notification: travelWireId(row.owner, row.id),
    reference: row.reference,
    n: row.n,
    role,
    form: wireForm(row),
    late: row.late,
    kind: told.kind,
    ...(told.reason === null ? {} : { reason: told.reason }),
  };
  await deliver(deps, tx, row, recipient, 'travel.notification', body);
}

export async function deliver(
  deps: TravelDeps,
  tx: Tx,
  row: NotificationRow,
  recipient: RecipientRow,
  kind: string,
  body: object,
): Promise<void> {
  const { id } = await deps.federation.send(tx, {
    to: [recipient.bureau],
    kind,
    body: plain(body),
    thread: row.id,
    urgency: row.late || kind !== 'travel.notification' ? 'urgent' : 'routine',
    handling: HANDLING,
    entity: filedRef(row.id),
  });
  await q(tx)
    .updateTable('travel_recipient')
    .set({ state: 'queued', n: row.n, message_id: id, reason: null, at: tx.now })
    .where('id', '=', recipient.id)
    .execute();
}

/** Nobody there answers: a person tells them otherwise, before the traveller leaves. */
export async function unreachable(
  deps: TravelDeps,
  tx: Tx,
  row: NotificationRow,
  recipient: Pick<RecipientRow, 'id' | 'bureau'>,
  state: 'not-connected' | 'refused',
  reason: string | null,
): Promise<void> {
  await q(tx)
    .updateTable('travel_recipient')
    .set({ state, n: row.n, reason, at: tx.now })
    .where('id', '=', recipient.id)
    .execute();
  await oweReaching(deps, tx, row, recipient);
}

/** Opens the duty to reach a bureau by other means, once. */
export async function oweReaching(
  deps: TravelDeps,
  tx: Tx,
  row: NotificationRow,
  recipient: Pick<RecipientRow, 'id' | 'bureau'>,
): Promise<void> {
  const ref = recipientRef(recipient.id);
  if ((await deps.work.ofRef(tx, ref)).length > 0) return;
  await deps.work.open(tx, {
    ref,
    task: 'travel.reach-otherwise',
    owner: { role: 'watch-officer' },
    dueAt: dueBefore(tx, row.departs_at, 2 * DAY, DAY),
    urgency: row.late ? 'urgent' : 'routine',
    params: { bureau: recipient.bureau, number: row.reference },
    about: [filedRef(row.id)],
  });
}

async function isConnected(deps: TravelDeps, bureau: BureauCode): Promise<boolean> {
  return (await deps.directory.endpoint(bureau)) !== null;
}

const wireForm = (row: NotificationRow) => stripForm(row.form as TravelForm).form;
