import type { DeliveryEvent } from '../federation/index.ts';
import type { JobHandler, Tx } from '../platform/index.ts';
import { systemScope } from '../platform/index.ts';
import { filedRef, recipientRef, type TravelDeps } from './deps.ts';
import { findNotification, lockNotification, q, recipientsIn } from './store.ts';
import { oweReaching, sendWhole, unreachable } from './tell-recipients.ts';

/** What became of a message at one recipient. A change that did not fit what it holds is followed by the whole. */
export async function noteDelivery(deps: TravelDeps, tx: Tx, event: DeliveryEvent): Promise<void> {
  const recipient = await q(tx)
    .selectFrom('travel_recipient')
    .selectAll()
    .where('message_id', '=', event.messageId)
    .where('bureau', '=', event.to)
    .executeTakeFirst();
  if (!recipient) return;
  const row = await lockNotification(tx, recipient.notification_id);
  if (!row) return;
  if (event.state === 'delivered') {
    await q(tx)
      .updateTable('travel_recipient')
      .set({ state: 'delivered', known_n: recipient.n, reason: null, at: event.at })
      .where('id', '=', recipient.id)
      .execute();
    await deps.work.close(tx, { ref: recipientRef(recipient.id), outcome: 'delivered' });
    deps.audit.record(tx, {
      act: 'travel.delivered',
      entity: filedRef(row.id),
      body: { bureau: event.to, n: recipient.n },
    });
    return;
  }
  deps.audit.record(tx, {
    act: 'travel.not-delivered',
    entity: filedRef(row.id),
    body: { bureau: event.to, reason: event.reason ?? '' },
  });
  if (event.reason === 'travel.out-of-step' && recipient.role !== 'former' && row.state === 'sent') {
    const told = { kind: 'change' as const, changes: [], reason: null };
    return sendWhole(deps, tx, row, recipient, recipient.role, told);
  }
  await unreachable(deps, tx, row, recipient, 'refused', event.reason);
}

/** A day before departure, whoever has not got the newest version is reached by a person. */
export function departureJob(deps: TravelDeps): JobHandler {
  return async (job) => {
    const { id, n } = job.payload as { id: string; n: number };
    await deps.db.tx(systemScope(deps.runtime.bureau), async (tx) => {
      const row = await findNotification(tx, id);
      if (row?.state === 'sent' && row.n === n) {
        for (const recipient of await recipientsIn(tx, id)) {
          if (recipient.state === 'queued') await oweReaching(deps, tx, row, recipient);
        }
      }
      await job.done(tx);
    });
    return undefined;
  };
}
