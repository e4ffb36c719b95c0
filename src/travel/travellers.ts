import type { WireParticulars } from '../cases/index.ts';
import type { Tx } from '../platform/index.ts';
import { stripForm } from './check-form.ts';
import type { TravelForm, TravelState, WireTravelForm } from './contract.ts';
import { type NotificationRow, q } from './store.ts';

/** A person who is announced to travel, as screening compares with. */
export interface Traveller {
  /** Of the notification: `travel/:id` at this bureau. */
  readonly id: string;
  readonly relation: 'sender' | 'recipient';
  readonly owner: string;
  readonly reference: string;
  readonly kind: 'travel' | 'relocation' | 'removal';
  readonly state: TravelState;
  /** False once it is closed, cancelled or taken back: then it matches no more. */
  readonly active: boolean;
  /** Without domestic numbers; null when it was taken back. */
  readonly particulars: WireParticulars | null;
  readonly departsAt: number | null;
  readonly endsAt: number | null;
}

const ACTIVE: readonly TravelState[] = ['sent', 'received', 'handed-over'];

/** Those whose trip is announced and not over, by id: the page after `after` (null: the first), at most `limit`. */
export async function travellers(tx: Tx, after: string | null, limit: number): Promise<Traveller[]> {
  let select = q(tx)
    .selectFrom('travel_notification')
    .selectAll()
    .where('state', 'in', ACTIVE)
    .orderBy('id')
    .limit(Math.min(limit, 5_000));
  if (after !== null) select = select.where('id', '>', after);
  return (await select.execute()).map(travellerOf);
}

/** One of them, active or not; null when there is none (a draft is none). */
export async function traveller(tx: Tx, id: string): Promise<Traveller | null> {
  const row = await q(tx)
    .selectFrom('travel_notification')
    .selectAll()
    .where('id', '=', id)
    .where('state', 'not in', ['draft', 'discarded'])
    .executeTakeFirst();
  return row ? travellerOf(row) : null;
}

function travellerOf(row: NotificationRow): Traveller {
  return {
    id: row.id,
    relation: row.relation,
    owner: row.owner,
    reference: row.reference,
    kind: row.kind,
    state: row.state,
    active: ACTIVE.includes(row.state),
    particulars: row.form && wirePerson(row.form),
    departsAt: row.departs_at,
    endsAt: row.ends_at,
  };
}

const wirePerson = (form: TravelForm | WireTravelForm): WireParticulars => stripForm(form).form.person;
