import { type Route, route } from '../../platform/index.ts';
import {
  idParams,
  keepInput,
  noticeDetail,
  retestDetail,
  retestList,
  rulingInput,
  rulingOutcome,
} from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { noticeResource } from '../draft-notice.ts';
import { mustFind } from '../read-notices.ts';
import { toDetail } from '../views.ts';
import { keepNotice } from './keep-notice.ts';
import { listRetests, viewRetest } from './read-retests.ts';
import { recordRuling } from './record-ruling.ts';
import { startRetest } from './retest-notices.ts';

export function retestRoutes(deps: NoticesDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/notice-retests',
      action: 'notice.retest-read',
      summary: 'Re-tests of the notices in force, newest first, and how many were last tested by an older rule set',
      response: retestList,
      handle: ({ tx }) => listRetests(deps, tx),
    }),
    route({
      method: 'POST',
      path: '/api/notice-retests',
      action: 'notice.retest',
      summary: 'Test every notice in force by the rules of today',
      response: retestDetail,
      successStatus: 202,
      handle: async ({ tx }) => viewRetest(deps, tx, await startRetest(deps, tx)),
    }),
    route({
      method: 'GET',
      path: '/api/notice-retests/:id',
      action: 'notice.retest-read',
      summary: 'One re-test with the notices that no longer pass',
      params: idParams,
      response: retestDetail,
      handle: ({ tx, params }) => viewRetest(deps, tx, params.id),
    }),
    route({
      method: 'POST',
      path: '/api/notices/:id/retest/keep',
      action: 'notice.retest-keep',
      summary: 'Keep a notice that no longer passes, with a reason',
      params: idParams,
      body: keepInput,
      response: noticeDetail,
      resource: (tx, { params }) => noticeResource(tx, params.id),
      handle: async ({ tx, params, body }) => {
        await keepNotice(deps, tx, { ...body, id: params.id });
        return toDetail(tx, deps.runtime.bureau, await mustFind(tx, params.id));
      },
    }),
    route({
      method: 'POST',
      path: '/api/notices/:id/rulings',
      action: 'notice.record-ruling',
      summary: 'A court has ruled on custody or return: recorded, and the notice tested again at once',
      params: idParams,
      body: rulingInput,
      response: rulingOutcome,
      resource: (tx, { params }) => noticeResource(tx, params.id),
      handle: ({ tx, params, body }) => recordRuling(deps, tx, { ...body, id: params.id }),
    }),
  ];
}
