import { type Route, route } from '../platform/index.ts';
import {
  decideInput,
  hitDetail,
  hitInput,
  hitList,
  hitQuery,
  idParams,
  reviewDetail,
  reviewList,
  reviewQuery,
  stepInput,
  takeInput,
} from './contract.ts';
import { decideReview, takeReview } from './decide-review.ts';
import type { NoticesDeps } from './deps.ts';
import { noticeResource } from './draft-notice.ts';
import { listHits, listReviews, viewHit, viewReview } from './read-hits-and-reviews.ts';
import { recordHit } from './record-hit.ts';
import { takeHitStep } from './take-hit-step.ts';

/** Hits, and the Secretariat's reviews. */
export function hitAndReviewRoutes(deps: NoticesDeps): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/notices/:id/hits',
      action: 'notice.record-hit',
      summary: 'Record a hit on another bureau’s notice and tell its owner',
      params: idParams,
      body: hitInput,
      response: hitDetail,
      successStatus: 201,
      resource: (tx, { params }) => noticeResource(tx, params.id),
      handle: async ({ tx, params, body }) => viewHit(deps, tx, await recordHit(deps, tx, { ...body, id: params.id })),
    }),
    route({
      method: 'GET',
      path: '/api/hits',
      action: 'hit.read',
      summary: 'Hits found here and hits on our notices',
      query: hitQuery,
      response: hitList,
      handle: ({ tx, query }) => listHits(deps, tx, query),
    }),
    route({
      method: 'GET',
      path: '/api/hits/:id',
      action: 'hit.read',
      summary: 'A hit, its steps, and what may follow',
      params: idParams,
      response: hitDetail,
      handle: ({ tx, params }) => viewHit(deps, tx, params.id),
    }),
    route({
      method: 'POST',
      path: '/api/hits/:id/steps',
      action: 'hit.take-step',
      summary: 'Take the next step after a hit',
      params: idParams,
      body: stepInput,
      response: hitDetail,
      handle: async ({ tx, params, body }) => {
        await takeHitStep(deps, tx, { ...body, id: params.id });
        return viewHit(deps, tx, params.id);
      },
    }),
    route({
      method: 'GET',
      path: '/api/reviews',
      action: 'review.read',
      summary: 'At the Secretariat: reviews, soonest due first',
      query: reviewQuery,
      response: reviewList,
      handle: ({ tx, query }) => listReviews(deps, tx, query.state),
    }),
    route({
      method: 'GET',
      path: '/api/reviews/:id',
      action: 'review.read',
      summary: 'At the Secretariat: one review with the form and its report',
      params: idParams,
      response: reviewDetail,
      handle: ({ tx, params }) => viewReview(deps, tx, params.id),
    }),
    route({
      method: 'POST',
      path: '/api/reviews/:id/take',
      action: 'review.take',
      summary: 'Take a review; nobody reviews for their own country',
      params: idParams,
      body: takeInput,
      response: reviewDetail,
      handle: async ({ tx, params, body }) => {
        await takeReview(deps, tx, { ...body, id: params.id });
        return viewReview(deps, tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/reviews/:id/decide',
      action: 'review.decide',
      summary: 'Pass, return or refuse',
      params: idParams,
      body: decideInput,
      response: reviewDetail,
      handle: async ({ tx, params, body }) => {
        await decideReview(deps, tx, { ...body, id: params.id });
        return viewReview(deps, tx, params.id);
      },
    }),
  ];
}
