import type { Tx } from '../platform/index.ts';
import type { NoticesDeps } from './deps.ts';
import { noticeRef } from './refs.ts';
import type { NoticeRecord } from './store.ts';

/** At the owner: the last copy is gone, and nothing is owed on it any more. */
export async function purgeComplete(deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<void> {
  await deps.work.close(tx, { ref: noticeRef(notice.id), outcome: 'purge-complete' });
  deps.audit.record(tx, {
    act: 'notice.purge-complete',
    entity: noticeRef(notice.id),
    about: deps.cases.timelineRefs(notice.case_id),
    body: { ground: notice.ground },
  });
}
