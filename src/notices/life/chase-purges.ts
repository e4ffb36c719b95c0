import { type InboundMessage, refuse, type Tx } from '../../platform/index.ts';
import { parseWireId } from '../../protocol/index.ts';
import { clocksOf } from '../clocks.ts';
import { type NoticesDeps, SECRETARIAT } from '../deps.ts';
import { confirmPurge, obeyOrder } from '../purge-copy.ts';
import { collectorOf, hashOfOrder, orderOf } from '../purge-order.ts';
import { noticeRef, plain, purgeRef } from '../refs.ts';
import { reportHoldersSoon } from '../report-holders.ts';
import { lockNotice, type NoticeRecord, q } from '../store.ts';
import type { PurgeReminderMessage } from '../wire-life.ts';
import { earliest, MOST, type Watch } from './watch.ts';

/**
 * Where the confirmations are gathered: every holder that has not confirmed is reminded once a day with the whole order, and after
 * three days people are called in: the supervisor and the watch of whoever gathers, and those of the holder by the reminder.
 */
export const watchPurges: Watch = async (deps, tx) => {
  const clocks = clocksOf(deps);
  const me = deps.runtime.bureau;
  const open = await q(tx)
    .selectFrom('notice')
    .selectAll()
    .where('ended_at', 'is not', null)
    .where('purge_complete_at', 'is', null)
    .where('purge_order', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('relation', '=', 'secretariat').and('channel', '=', 'notice'),
        eb('relation', '=', 'owner').and('channel', '=', 'diffusion'),
      ]),
    )
    .orderBy('ended_at')
    .limit(MOST)
    .execute();
  const next: number[] = [];
  for (const notice of open) {
    if (collectorOf(notice) !== me) continue;
    const first = (notice.ended_at ?? tx.now) + clocks.purgeRemindAfter;
    if (first > tx.now) {
      next.push(first);
      continue;
    }
    await remindOf(deps, tx, notice);
    const escalateAt = (notice.ended_at ?? tx.now) + clocks.purgeEscalateAfter;
    if (escalateAt <= tx.now) await escalate(deps, tx, notice);
    else next.push(escalateAt);
    next.push(tx.now + clocks.purgeRemindEvery);
  }
  return open.length === MOST ? tx.now + clocks.purgeRemindEvery : earliest(next);
};

async function remindOf(deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<void> {
  const missing = await q(tx)
    .selectFrom('notice_holder')
    .select(['bureau', 'reminders'])
    .where('notice_id', '=', notice.id)
    .where('expected', '=', 'copy')
    .where('purged_at', 'is', null)
    .where((eb) =>
      eb.or([eb('reminded_at', 'is', null), eb('reminded_at', '<=', tx.now - clocksOf(deps).purgeRemindEvery)]),
    )
    .orderBy('bureau')
    .forUpdate()
    .execute();
  for (const holder of missing) {
    const reminder = holder.reminders + 1;
    const body: PurgeReminderMessage = { order: orderOf(notice), reminder };
    await deps.federation.send(tx, {
      to: [holder.bureau],
      kind: 'notice.purge-reminder',
      body: plain(body),
      urgency: 'urgent',
    });
    await q(tx)
      .updateTable('notice_holder')
      .set({ reminded_at: tx.now, reminders: reminder, reported: false })
      .where('notice_id', '=', notice.id)
      .where('bureau', '=', holder.bureau)
      .execute();
  }
  if (missing.length === 0) return;
  deps.audit.record(tx, {
    act: 'notice.purge-reminded',
    entity: noticeRef(notice.id),
    body: { bureaus: missing.map((holder) => holder.bureau) },
  });
  if (notice.channel === 'notice') await reportHoldersSoon(deps, tx, notice.id);
}

/** Once: a supervisor and the watch take the telephone. */
async function escalate(deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<void> {
  const ref = purgeRef(notice.id);
  const owed = await deps.work.ofRef(tx, ref);
  if (owed.some((item) => item.task === 'notice.purge-escalated')) return;
  for (const role of ['supervisor', 'watch-officer']) {
    await deps.work.open(tx, {
      ref,
      task: 'notice.purge-escalated',
      owner: { role },
      dueAt: tx.now,
      urgency: 'urgent',
      params: { colour: notice.colour, owner: notice.owner },
      about: [noticeRef(notice.id)],
    });
  }
  deps.audit.record(tx, { act: 'notice.purge-escalated', entity: noticeRef(notice.id), body: {} });
}

/** How often a holder is reminded before its own supervisor is called. */
const PATIENT_REMINDERS = 2;

/**
 * At a holder: the order once more. Who missed it obeys it now; who has obeyed confirms again; who waits for a national system
 * calls its own supervisor in when it was reminded before.
 */
export async function receivePurgeReminder(
  deps: NoticesDeps,
  tx: Tx,
  message: InboundMessage<PurgeReminderMessage>,
): Promise<void> {
  const { order, reminder } = message.body;
  const { bureau: owner, uuid: id } = parseWireId(order.notice, 'notice');
  const expected = order.kind === 'recall' ? owner : SECRETARIAT;
  if (message.from !== expected) throw refuse('notice.not-yours');
  const known = await lockNotice(tx, id);
  if (known?.purge_order == null) return obeyOrder(deps, tx, order);
  if (known.purge_order !== hashOfOrder(order)) throw refuse('notice.proof-invalid');
  if (known.purged_at !== null) {
    return confirmPurge(deps, tx, known, {}, known.content_version > 0 ? 'purged' : 'never-held');
  }
  if (reminder < PATIENT_REMINDERS) return;
  const owed = await deps.work.ofRef(tx, noticeRef(id));
  if (owed.some((item) => item.task === 'notice.removal-late')) return;
  await deps.work.open(tx, {
    ref: noticeRef(id),
    task: 'notice.removal-late',
    owner: { role: 'supervisor' },
    dueAt: tx.now,
    urgency: 'urgent',
    params: { colour: known.colour, owner },
  });
}
