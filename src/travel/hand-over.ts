import { refuse, type Tx } from '../platform/index.ts';
import type { WireTravelForm } from './contract.ts';
import rules from './data/rules.json' with { type: 'json' };
import { DAY, handOverOf, incomingRef, type TravelDeps } from './deps.ts';
import { arrivalAt } from './receive-notification.ts';
import { changeNotification, heldForChange, type NotificationRow, q } from './store.ts';

type Authority = 'angel-watch' | 'marshals' | 'border-control' | 'registry' | 'other';

/** To whom the newest version is still to be handed in this country. */
export async function stillDue(deps: Pick<TravelDeps, 'runtime'>, tx: Tx, row: NotificationRow): Promise<Authority[]> {
  if (row.state !== 'received') return [];
  const handed = await q(tx)
    .selectFrom('travel_hand_over')
    .select('authority')
    .where('notification_id', '=', row.id)
    .where('n', '=', row.n)
    .execute();
  const done = new Set<string>(handed.map((one) => one.authority));
  return handOverOf(deps.runtime.bureau).filter((one) => !done.has(one)) as Authority[];
}

/** Somebody was given what came: who, under which number. When all who are to have it do, what became of the traveller is owed. */
export async function recordHandOver(
  deps: TravelDeps,
  tx: Tx,
  input: {
    id: string;
    version: number;
    authority: Authority;
    reference?: string | undefined;
    note?: string | undefined;
  },
): Promise<void> {
  const row = await heldForChange(tx, input, 'recipient');
  if (row.state !== 'received' && row.state !== 'handed-over') throw refuse('travel.wrong-state', { state: row.state });
  await q(tx)
    .insertInto('travel_hand_over')
    .values({
      id: deps.runtime.newId(),
      notification_id: row.id,
      authority: input.authority,
      n: row.n,
      reference: input.reference ?? null,
      note: input.note ?? null,
      by: tx.scope.actor.id,
      at: tx.now,
    })
    .execute();
  deps.audit.record(tx, {
    act: 'travel.handed-over',
    entity: incomingRef(row.id),
    body: { to: input.authority, n: row.n, reference: input.reference ?? '' },
  });
  const due = await stillDue(deps, tx, row);
  if (row.state !== 'received' || due.length > 0) {
    await changeNotification(tx, row, {});
    return;
  }
  await changeNotification(tx, row, { state: 'handed-over' });
  await deps.work.close(tx, { ref: incomingRef(row.id), task: 'travel.hand-over', outcome: 'handed-over' });
  const arrivesAt = arrivalAt(row.form as WireTravelForm | null, deps.runtime.bureau) ?? row.departs_at ?? tx.now;
  await deps.work.open(tx, {
    ref: incomingRef(row.id),
    task: 'travel.report-outcome',
    owner: { role: 'analyst' },
    dueAt: Math.max(arrivesAt, tx.now) + rules.outcomeDaysAfterArrival.value * DAY,
    urgency: 'routine',
    params: { number: row.reference, bureau: row.owner },
  });
}
