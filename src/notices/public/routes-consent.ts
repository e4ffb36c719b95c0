import { type Route, route, type Tx } from '../../platform/index.ts';
import * as c from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { noticeResource } from '../draft-notice.ts';
import { changeSetting, readSetting } from './change-setting.ts';
import {
  publicResource,
  publishNotice,
  recordConsent,
  unpublishNotice,
  viewPublicState,
  withdrawConsent,
} from './publish-notice.ts';

/** Who agreed that a notice is public, and the switch of the extract. */
export function consentRoutes(deps: NoticesDeps): Route[] {
  const resource = (tx: Tx, input: { params: { id: string } }) => noticeResource(tx, input.params.id);
  return [
    route({
      method: 'GET',
      path: '/api/public-extract',
      action: 'public-extract.read',
      summary: 'The switch of the public extract, and how many notices are in it',
      response: c.publicSetting,
      handle: ({ tx }) => readSetting(tx),
    }),
    route({
      method: 'PUT',
      path: '/api/public-extract',
      action: 'public-extract.change',
      summary: 'Turn the public extract on or off, and say how it is served',
      body: c.changePublicSetting,
      response: c.publicSetting,
      async handle({ tx, body }) {
        await changeSetting(deps, tx, body);
        return readSetting(tx);
      },
    }),
    route({
      method: 'GET',
      path: '/api/notices/:id/public',
      action: 'notice.read',
      summary: 'Whether the notice is public, who agreed, and what stands in the way',
      params: c.idParams,
      response: c.publicState,
      resource,
      handle: ({ tx, params }) => viewPublicState(deps, tx, params.id),
    }),
    route({
      method: 'POST',
      path: '/api/notices/:id/public/consents',
      action: 'notice.record-consent',
      summary: 'Write down that a guardian or a prosecutor agrees',
      params: c.idParams,
      body: c.newConsent,
      response: c.publicState,
      successStatus: 201,
      resource,
      async handle({ tx, params, body }) {
        await recordConsent(deps, tx, { ...body, id: params.id });
        return viewPublicState(deps, tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/notices/:id/public/consents/:consent/withdraw',
      action: 'notice.record-consent',
      summary: 'A consent was taken back: without another one the notice leaves the extract at once',
      params: c.consentParams,
      response: c.publicState,
      resource,
      async handle({ tx, params }) {
        await withdrawConsent(deps, tx, params);
        return viewPublicState(deps, tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/notices/:id/public',
      action: 'notice.make-public',
      summary: 'Put the notice into the public extract, by somebody who did not write the consent down',
      params: c.idParams,
      body: c.makePublic,
      response: c.publicState,
      resource: (tx, { params }) => publicResource(tx, params.id),
      async handle({ tx, params, body }) {
        await publishNotice(deps, tx, { ...body, id: params.id });
        return viewPublicState(deps, tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/notices/:id/private',
      action: 'notice.make-private',
      summary: 'Take the notice out of the public extract',
      params: c.idParams,
      body: c.makePrivate,
      response: c.publicState,
      resource,
      async handle({ tx, params, body }) {
        await unpublishNotice(deps, tx, { ...body, id: params.id });
        return viewPublicState(deps, tx, params.id);
      },
    }),
  ];
}
