import type { Selectable, Updateable } from 'kysely';
import { conflict, notFound, refuse, type Tx } from '../platform/index.ts';
import type { Change } from './contract.ts';
import type { NotificationTable, Tables } from './tables.ts';

export type NotificationRow = Selectable<NotificationTable>;
export type RecipientRow = Selectable<Tables['travel_recipient']>;
export type AnswerRow = Selectable<Tables['travel_answer']>;
export type ComplaintRow = Selectable<Tables['travel_complaint']>;
type NotificationChange = Omit<Updateable<NotificationTable>, 'id' | 'version' | 'updated_at'>;

export const q = (tx: Tx) => tx.as<Tables>();

export function findNotification(tx: Tx, id: string): Promise<NotificationRow | undefined> {
  return q(tx).selectFrom('travel_notification').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Every change goes through this lock first. */
export function lockNotification(tx: Tx, id: string): Promise<NotificationRow | undefined> {
  return q(tx).selectFrom('travel_notification').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/**
 * The locked row for a change that names the version it was based on.
 * @throws AppError `not-found`, `conflict`, `refused` `travel.not-yours`
 */
export async function heldForChange(
  tx: Tx,
  input: { id: string; version: number },
  relation: 'sender' | 'recipient',
): Promise<NotificationRow> {
  const row = await lockNotification(tx, input.id);
  if (!row) throw notFound('travel');
  if (row.relation !== relation) throw refuse(relation === 'sender' ? 'travel.not-yours' : 'travel.not-received');
  if (row.version !== input.version) {
    throw conflict('travel', { version: input.version }, { version: row.version, state: row.state, n: row.n });
  }
  return row;
}

/** Writes to a locked row and counts its version up. */
export function changeNotification(tx: Tx, row: NotificationRow, change: NotificationChange): Promise<NotificationRow> {
  return q(tx)
    .updateTable('travel_notification')
    .set((eb) => ({ ...change, updated_at: tx.now, version: eb('version', '+', 1) }))
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function addVersion(
  tx: Tx,
  version: {
    id: string;
    n: number;
    kind: Tables['travel_version']['kind'];
    changes: readonly Change[];
    reason?: string | null;
    author: string;
  },
): Promise<void> {
  const { id, changes, reason = null, ...rest } = version;
  await q(tx)
    .insertInto('travel_version')
    .values({ ...rest, reason, notification_id: id, changes: JSON.stringify(changes), at: tx.now })
    // A whole sent again after a change that did not fit is the version that is known already.
    .onConflict((oc) => oc.columns(['notification_id', 'n']).doNothing())
    .execute();
}

export function recipientsIn(tx: Tx, id: string): Promise<RecipientRow[]> {
  return q(tx)
    .selectFrom('travel_recipient')
    .selectAll()
    .where('notification_id', '=', id)
    .orderBy('role')
    .orderBy('bureau')
    .execute();
}
