import type { Tx } from '../platform/index.ts';
import type { NoticesDeps } from './deps.ts';
import { changeHit, hitsOf } from './hit-store.ts';
import { foundRef, hitRef, noticeRef } from './refs.ts';
import { type NoticeRecord, q } from './store.ts';

/**
 * The notice has ended: hits still open on it are stood down. What the finder wrote about the person goes with the copy;
 * the owner keeps the steps, which say why its notice ended.
 */
export async function closeHitsOf(deps: NoticesDeps, tx: Tx, notice: NoticeRecord): Promise<void> {
  const isOwner = notice.relation === 'owner';
  for (const hit of await hitsOf(tx, notice.id)) {
    await changeHit(tx, hit, {
      ...(hit.open ? { open: false, state: 'stood-down' as const } : {}),
      ...(isOwner ? {} : { place: null, circumstances: null }),
    });
    if (!isOwner) {
      await q(tx).updateTable('notice_hit_step').set({ body: null }).where('hit_id', '=', hit.id).execute();
      await deps.audit.destroyEntity(tx, hitRef(hit.id));
    }
    if (!hit.open) continue;
    await deps.work.close(tx, { ref: isOwner ? hitRef(hit.id) : foundRef(hit.id), outcome: 'notice-ended' });
    deps.audit.record(tx, {
      act: isOwner ? 'hit.closed' : 'hit.found-closed',
      entity: hitRef(hit.id),
      about: [noticeRef(notice.id)],
      body: { state: 'stood-down' },
    });
  }
}
