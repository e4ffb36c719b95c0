import type { DeliveryEvent } from '../federation/index.ts';
import type { Tx } from '../platform/index.ts';
import { dueAt } from './deadlines.ts';
import type { NoticesDeps } from './deps.ts';
import { lockHit, sideOf } from './hit-store.ts';
import { foundRef, hitRef, noticeRef } from './refs.ts';
import { findNotice } from './store.ts';

/** A hit, or a step after it, that the other bureau did not take: on the record, and somebody here must call them. */
export async function trackHitDelivery(deps: NoticesDeps, tx: Tx, event: DeliveryEvent): Promise<void> {
  // What a purge took back before it was sent has ended with its notice.
  if (event.state !== 'refused' || event.reason === 'message.purged') return;
  const [told] = await tx.query<{ hit_id: string; step: string }>(
    `SELECT id AS hit_id, 'recorded' AS step FROM notice_hit WHERE message = $1
     UNION ALL SELECT hit_id, step FROM notice_hit_step WHERE message = $1`,
    [event.messageId],
  );
  const hit = told && (await lockHit(tx, told.hit_id));
  if (!hit) return;
  const code = event.reason ?? 'refused';
  const notice = await findNotice(tx, hit.notice_id);
  deps.audit.record(tx, {
    act: 'hit.not-delivered',
    entity: hitRef(hit.id),
    about: [noticeRef(hit.notice_id), ...deps.cases.timelineRefs(notice?.case_id)],
    body: { other: event.to, step: told.step, code },
  });
  if (!hit.open) return;
  await deps.work.open(tx, {
    ref: sideOf(hit, deps.runtime.bureau) === 'owner' ? hitRef(hit.id) : foundRef(hit.id),
    task: 'hit.not-delivered',
    owner: { role: 'watch-officer' },
    dueAt: dueAt(tx.now, 'hit.not-delivered'),
    urgency: hit.urgency,
    params: { colour: hit.colour, state: hit.state, other: event.to, code },
    about: [noticeRef(hit.notice_id)],
  });
}
