import type { Tx } from '../platform/index.ts';
import type { NoticesDeps } from './deps.ts';
import { moved } from './life.ts';
import { noticeRef } from './refs.ts';
import { changeNotice, type NoticeRecord, q } from './store.ts';

/** Withdrawn before it was ever out: nothing to purge but the Secretariat's own copy, which it has done. */
export async function endUnissued(deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<void> {
  if (notice.content_version > 0) return;
  await changeNotice(tx, notice, { state: moved(notice.state, 'discard'), ground: 'withdrawn', ended_at: tx.now });
  await q(tx)
    .updateTable('notice_ending')
    .set({ state: 'done' })
    .where('notice_id', '=', notice.id)
    .where('state', '=', 'requested')
    .execute();
  await deps.work.close(tx, { ref: noticeRef(notice.id), outcome: 'withdrawn' });
  deps.audit.record(tx, {
    act: 'notice.discarded',
    entity: noticeRef(notice.id),
    about: deps.cases.timelineRefs(notice.case_id),
    body: {},
  });
}
