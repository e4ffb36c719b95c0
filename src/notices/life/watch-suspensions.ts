import { clocksOf } from '../clocks.ts';
import { SUSPENSION_MAX_MS } from '../deadlines.ts';
import { SECRETARIAT } from '../deps.ts';
import { endNotice } from '../end-notice.ts';
import { noticeRef, suspensionRef } from '../refs.ts';
import { lockNotice, type NoticeRecord, q } from '../store.ts';
import { resume } from '../suspend-notice.ts';
import { earliest, MOST, type Watch } from './watch.ts';

/** When a suspension can go on no longer: it was asked of people until then. */
const lastDay = (notice: Pick<NoticeRecord, 'suspended_at' | 'suspended_until'>): number =>
  (notice.suspended_at ?? notice.suspended_until ?? 0) + SUSPENSION_MAX_MS;

/**
 * At the Secretariat: a suspension whose date has come. As it was ordered, the notice is back in force, or ends, or a supervisor is
 * asked; and after six months in all it ends, for nothing stays suspended for longer.
 */
export const watchSuspensions: Watch = async (deps, tx) => {
  if (deps.runtime.bureau !== SECRETARIAT) return null;
  const rows = await q(tx)
    .selectFrom('notice')
    .select(['id', 'suspended_at', 'suspended_until', 'suspension_end', 'suspension_asked_at'])
    .where('relation', '=', 'secretariat')
    .where('state', '=', 'suspended')
    .orderBy('suspended_until')
    .limit(MOST)
    .execute();
  const next: (number | null)[] = [];
  for (const row of rows) {
    const until = row.suspended_until ?? tx.now;
    if (until > tx.now) {
      next.push(until);
      continue;
    }
    const end = row.suspension_end ?? 'ask';
    if (end === 'ask' && row.suspension_asked_at !== null && lastDay(row) > tx.now) {
      next.push(lastDay(row));
      continue;
    }
    const notice = await lockNotice(tx, row.id);
    if (notice?.state !== 'suspended') continue;
    if (end === 'resume') {
      await resume(deps, tx, notice, 'notice.suspension-over');
    } else if (end === 'cancel' || lastDay(row) <= tx.now) {
      await endNotice(deps, tx, notice, { kind: 'cancel', ground: 'secretariat-decision' });
    } else {
      await q(tx).updateTable('notice').set({ suspension_asked_at: tx.now }).where('id', '=', notice.id).execute();
      await deps.work.open(tx, {
        ref: suspensionRef(notice.id),
        task: 'notice.suspension-undecided',
        owner: { role: 'supervisor' },
        dueAt: lastDay(row),
        urgency: 'urgent',
        params: { colour: notice.colour, owner: notice.owner },
        about: [noticeRef(notice.id)],
      });
      deps.audit.record(tx, { act: 'notice.suspension-undecided', entity: noticeRef(notice.id), body: { until } });
      next.push(lastDay(row));
    }
  }
  return rows.length === MOST ? tx.now + clocksOf(deps).purgeRemindEvery : earliest(next);
};
