import { type Route, refuse, route, type Tx } from '../platform/index.ts';
import { cancelNotice, confirmCancel, endingResource, withdrawNotice } from './cancel-notice.ts';
import {
  amendInput,
  cancelInput,
  checkInput,
  confirmCancelInput,
  distributionView,
  draftInput,
  editInput,
  ground,
  idParams,
  listQuery,
  noticeDetail,
  noticeList,
  purgeView,
  reportView,
  resumeInput,
  ruleReport,
  secretariatGround,
  submitInput,
  suspendInput,
  withdrawInput,
} from './contract.ts';
import { type NoticesDeps, SECRETARIAT } from './deps.ts';
import { amendNotice, checkNotice, draftNotice, editNotice, noticeResource } from './draft-notice.ts';
import { cancelBySecretariat } from './end-notice.ts';
import { viewDistribution, viewPurge } from './read-holders.ts';
import { listNotices, mustFind, viewNotice, viewReport } from './read-notices.ts';
import { submitNotice } from './submit-notice.ts';
import { resumeNotice, suspendNotice } from './suspend-notice.ts';
import { toDetail } from './views.ts';

export function noticeRoutes(deps: NoticesDeps): Route[] {
  const detail = async (tx: Tx, id: string) => toDetail(tx, deps.runtime.bureau, await mustFind(tx, id));
  const resource = (tx: Tx, input: { params: { id: string } }) => noticeResource(tx, input.params.id);

  return [
    route({
      method: 'GET',
      path: '/api/notices',
      action: 'notice.read',
      summary: 'Notices known here, newest change first; by colour, state, relation, owner and name',
      query: listQuery,
      response: noticeList,
      handle: ({ tx, query }) => listNotices(deps, tx, query),
    }),
    route({
      method: 'POST',
      path: '/api/notices',
      action: 'notice.draft',
      summary: 'Draft a notice',
      body: draftInput,
      response: noticeDetail,
      successStatus: 201,
      handle: async ({ tx, body }) => detail(tx, await draftNotice(deps, tx, body)),
    }),
    route({
      method: 'POST',
      path: '/api/notices/check',
      action: 'notice.check',
      summary: 'Test a form by the rules, without keeping it',
      body: checkInput,
      response: ruleReport,
      handle: async ({ tx, body }) => checkNotice(deps, tx, body.form),
    }),
    route({
      method: 'GET',
      path: '/api/notices/:id',
      action: 'notice.read',
      summary: 'One notice with its versions, reports, endings, hits and banners',
      params: idParams,
      response: noticeDetail,
      resource,
      handle: ({ tx, params }) => viewNotice(deps, tx, params.id),
    }),
    route({
      method: 'PATCH',
      path: '/api/notices/:id',
      action: 'notice.edit',
      summary: 'Change the draft or the amendment under way',
      params: idParams,
      body: editInput,
      response: noticeDetail,
      resource,
      handle: async ({ tx, params, body }) => {
        await editNotice(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      method: 'GET',
      path: '/api/notices/:id/report',
      action: 'notice.read',
      summary: 'The rule report of the newest version',
      params: idParams,
      response: reportView,
      resource,
      handle: ({ tx, params }) => viewReport(deps, tx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/notices/:id/distribution',
      action: 'notice.read',
      summary: 'Which bureaus hold it',
      params: idParams,
      response: distributionView,
      resource,
      handle: ({ tx, params }) => viewDistribution(deps, tx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/notices/:id/purge',
      action: 'notice.read',
      summary: 'Which bureaus have confirmed the purge, and which are missing',
      params: idParams,
      response: purgeView,
      resource,
      handle: ({ tx, params }) => viewPurge(deps, tx, params.id),
    }),
    route({
      method: 'POST',
      path: '/api/notices/:id/submit',
      action: 'notice.submit',
      summary: 'Submit to the Secretariat, by someone other than the author',
      params: idParams,
      body: submitInput,
      response: noticeDetail,
      resource,
      handle: async ({ tx, params, body }) => {
        await submitNotice(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/notices/:id/amend',
      action: 'notice.amend',
      summary: 'Draft the next version of a notice in force',
      params: idParams,
      body: amendInput,
      response: noticeDetail,
      resource,
      handle: async ({ tx, params, body }) => {
        await amendNotice(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/notices/:id/suspend',
      action: 'notice.suspend',
      summary: 'At the Secretariat: suspend for six months at most',
      params: idParams,
      body: suspendInput,
      response: noticeDetail,
      resource,
      handle: async ({ tx, params, body }) => {
        await suspendNotice(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/notices/:id/resume',
      action: 'notice.suspend',
      summary: 'At the Secretariat: lift the suspension',
      params: idParams,
      body: resumeInput,
      response: noticeDetail,
      resource,
      handle: async ({ tx, params, body }) => {
        await resumeNotice(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/notices/:id/cancel',
      action: 'notice.cancel',
      summary: 'Cancel on a listed ground; "purpose achieved" needs the recorded return',
      params: idParams,
      body: cancelInput,
      response: noticeDetail,
      resource,
      handle: async ({ tx, params, body }) => {
        const own = ground.safeParse(body.ground);
        const secretariat = secretariatGround.safeParse(body.ground);
        const atLyon = deps.runtime.bureau === SECRETARIAT;
        if (atLyon && secretariat.success) {
          await cancelBySecretariat(deps, tx, { ...body, ground: secretariat.data, id: params.id });
        } else if (!atLyon && own.success) {
          await cancelNotice(deps, tx, { ...body, ground: own.data, id: params.id });
        } else {
          throw refuse('notice.cancel.secretariat-ground', { ground: body.ground });
        }
        return detail(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/notices/:id/cancel/confirm',
      action: 'notice.confirm-cancel',
      summary: 'The second person confirms or rejects a proposed cancellation',
      params: idParams,
      body: confirmCancelInput,
      response: noticeDetail,
      resource: (tx, { params }) => endingResource(tx, params.id),
      handle: async ({ tx, params, body }) => {
        await confirmCancel(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/notices/:id/withdraw',
      action: 'notice.withdraw',
      summary: 'Withdraw: always open to the requester, with a reason',
      params: idParams,
      body: withdrawInput,
      response: noticeDetail,
      resource,
      handle: async ({ tx, params, body }) => {
        await withdrawNotice(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
  ];
}
