import { clocksOf } from '../clocks.ts';
import { SECRETARIAT } from '../deps.ts';
import { destroyContent } from '../purge-copy.ts';
import { noticeRef } from '../refs.ts';
import { changeNotice, lockNotice, q } from '../store.ts';
import { earliest, MOST, type Watch } from './watch.ts';

/** At the Secretariat: the content of a notice that was refused goes when its time is over. That it was refused stays. */
export const watchRefused: Watch = async (deps, tx) => {
  if (deps.runtime.bureau !== SECRETARIAT) return null;
  const { refusedKeep } = clocksOf(deps);
  const rows = await q(tx)
    .selectFrom('notice')
    .select(['id', 'updated_at'])
    .where('relation', '=', 'secretariat')
    .where('state', '=', 'refused')
    .where('content_removed_at', 'is', null)
    .orderBy('updated_at')
    .limit(MOST)
    .execute();
  const next: number[] = [];
  for (const row of rows) {
    if (row.updated_at + refusedKeep > tx.now) {
      next.push(row.updated_at + refusedKeep);
      continue;
    }
    const notice = await lockNotice(tx, row.id);
    if (!notice) continue;
    const copies = await destroyContent(deps, tx, notice);
    await changeNotice(tx, notice, {
      content_removed_at: tx.now,
      name: null,
      search: '',
      nationalities: [],
      decision_reason: null,
    });
    deps.audit.record(tx, { act: 'notice.refused-content-removed', entity: noticeRef(notice.id), body: { copies } });
  }
  return earliest(next);
};
