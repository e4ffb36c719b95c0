import type { z } from 'zod';
import { notFound, type Tx } from '../platform/index.ts';
import type { HitDetail, hitList, reviewDetail, reviewList, reviewQuery } from './contract.ts';
import type { NoticesDeps } from './deps.ts';
import { findHit, stepsOf } from './hit-store.ts';
import { mustFind, saw, searchRef } from './read-notices.ts';
import { hitRef, noticeRef, reviewRef } from './refs.ts';
import { q, versionAt } from './store.ts';
import { toHitDetail, toHitRow, toReviewRow } from './views.ts';

const MOST = 200;

export async function listHits(
  deps: NoticesDeps,
  tx: Tx,
  query: { notice?: string | undefined; open?: 'true' | 'false' | undefined },
): Promise<z.input<typeof hitList>> {
  let select = q(tx).selectFrom('notice_hit').selectAll();
  if (query.notice) select = select.where('notice_id', '=', query.notice);
  if (query.open) select = select.where('open', '=', query.open === 'true');
  const rows = await select.orderBy('recorded_at', 'desc').limit(MOST).execute();
  saw(deps, tx, 'notice.searched', searchRef(deps), { hits: true, found: rows.length });
  return { items: rows.map(toHitRow) };
}

export async function viewHit(deps: NoticesDeps, tx: Tx, id: string): Promise<HitDetail> {
  const hit = await findHit(tx, id);
  if (!hit) throw notFound('hit');
  deps.audit.record(tx, { act: 'hit.viewed', entity: hitRef(id), about: [noticeRef(hit.notice_id)] });
  return toHitDetail(deps.runtime.bureau, hit, await stepsOf(tx, id));
}

export async function listReviews(
  deps: NoticesDeps,
  tx: Tx,
  state: z.output<typeof reviewQuery>['state'],
): Promise<z.input<typeof reviewList>> {
  const reviews = await q(tx)
    .selectFrom('notice_review')
    .selectAll()
    .where('state', '=', state)
    .orderBy('due_at')
    .limit(MOST)
    .execute();
  const items = [];
  for (const review of reviews) items.push(await toReviewRow(tx, review, await mustFind(tx, review.notice_id)));
  saw(deps, tx, 'notice.searched', searchRef(deps), { reviews: state, found: items.length });
  return { items };
}

export async function viewReview(deps: NoticesDeps, tx: Tx, id: string): Promise<z.input<typeof reviewDetail>> {
  const review = await q(tx).selectFrom('notice_review').selectAll().where('id', '=', id).executeTakeFirst();
  if (!review) throw notFound('review');
  const notice = await mustFind(tx, review.notice_id);
  const version = await versionAt(tx, review.notice_id, review.n);
  deps.audit.record(tx, { act: 'review.viewed', entity: reviewRef(id), about: [noticeRef(review.notice_id)] });
  return {
    ...(await toReviewRow(tx, review, notice)),
    form: version?.form ?? null,
    report: version?.report ?? null,
    distribution: review.distribution,
  };
}
