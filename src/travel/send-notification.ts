import { refuse, type Tx } from '../platform/index.ts';
import type { FormCheck, Late } from './contract.ts';
import rules from './data/rules.json' with { type: 'json' };
import { DAY, dueBefore, filedRef, HOUR, type TravelDeps } from './deps.ts';
import { changeNotification, type NotificationRow } from './store.ts';
import { tellRecipients } from './tell-recipients.ts';

/** Bureaus that have not answered for it a day before departure are reached by a person. */
export const DEPARTURE_JOB = 'travel.before-departure';

/**
 * Sends a complete notification to every destination and transit bureau. One with less time left than expected says why, and
 * goes as urgent.
 * @throws AppError `refused` `travel.late-reason-needed`
 */
export async function sendNotification(
  deps: TravelDeps,
  tx: Tx,
  row: NotificationRow,
  check: FormCheck,
  late: Late | undefined,
): Promise<void> {
  if (check.late && !late) {
    throw refuse(
      'travel.late-reason-needed',
      { days: check.leadDays ?? 0, expected: check.expectedDays },
      '/body/late',
    );
  }
  const sent = await changeNotification(tx, row, {
    state: 'sent',
    sent_n: row.n,
    lead_days: check.leadDays,
    late: check.late,
    late_reason: check.late ? (late?.reason ?? null) : null,
    late_text: check.late ? (late?.text ?? null) : null,
  });
  await tellRecipients(deps, tx, sent, check.recipients, { kind: 'first', changes: [], reason: null });
  deps.audit.record(tx, {
    act: 'travel.sent',
    entity: filedRef(row.id),
    body: {
      to: check.recipients.map((one) => `${one.bureau}:${one.role}`),
      stripped: check.stripped,
      late: check.late,
      leadDays: check.leadDays,
      ...(check.late && late ? { reason: late.reason } : {}),
    },
  });
  await deps.work.close(tx, { ref: filedRef(row.id), task: 'travel.complete-draft', outcome: 'sent' });
  await oweForTrip(deps, tx, sent);
}

/** What this bureau owes while the traveller is on the way. */
async function oweForTrip(deps: TravelDeps, tx: Tx, row: NotificationRow): Promise<void> {
  const params = { number: row.reference };
  const urgency = row.late ? ('urgent' as const) : ('routine' as const);
  await deps.work.open(tx, {
    ref: filedRef(row.id),
    task: 'travel.follow-trip',
    owner: { role: 'analyst' },
    dueAt: Math.max(tx.now, row.ends_at ?? tx.now) + rules.outcomeDaysAfterArrival.value * DAY,
    urgency: 'routine',
    params,
  });
  if (row.owner === 'US') {
    await deps.work.open(tx, {
      ref: filedRef(row.id),
      task: 'travel.check-angel-watch',
      owner: { role: 'analyst' },
      dueAt: dueBefore(tx, row.departs_at, rules.angelWatchHoursBeforeDeparture.value * HOUR, 30 * DAY),
      urgency,
      params,
    });
  }
  await watchDeparture(deps, tx, row);
}

export async function watchDeparture(deps: TravelDeps, tx: Tx, row: NotificationRow): Promise<void> {
  await deps.jobs.enqueue(tx, {
    kind: DEPARTURE_JOB,
    key: `${row.id}:${row.n}`,
    payload: { id: row.id, n: row.n },
    runAt: dueBefore(tx, row.departs_at, DAY, 365 * DAY),
  });
}
