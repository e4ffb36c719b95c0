import { sql } from 'kysely';
import type { Tx } from '../platform/index.ts';
import { type NotificationRow, q } from './store.ts';

export interface Trip {
  readonly keys: readonly string[];
  readonly departsAt: number;
  readonly endsAt: number;
}

/** Until the transaction ends nobody else files a trip of this person: two at once cannot both be the first. */
export async function holdPerson(tx: Tx, keys: readonly string[]): Promise<void> {
  // In one order, so that two transactions with several keys in common do not wait for each other.
  for (const key of [...keys].sort()) {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1910))', [key]);
  }
}

/** The notification filed here that is about this trip already: the same person, away at the same time. */
export async function findSameTrip(tx: Tx, trip: Trip, but?: string): Promise<NotificationRow | undefined> {
  if (trip.keys.length === 0) return undefined;
  await holdPerson(tx, trip.keys);
  const rows = await q(tx)
    .selectFrom('travel_notification')
    .selectAll()
    .where('relation', '=', 'sender')
    .where('state', 'in', ['draft', 'sent'])
    .where(sql<boolean>`person_keys && ${[...trip.keys]}::text[]`)
    .where('departs_at', '<=', trip.endsAt)
    .where('ends_at', '>=', trip.departsAt)
    .orderBy('created_at')
    .execute();
  return rows.find((row) => row.id !== but);
}
