import { type Route, route, type Tx } from '../platform/index.ts';
import {
  differenceView,
  diffuseInput,
  diffusionCheckInput,
  distributeInput,
  extendInput,
  idParams,
  noticeDetail,
  papersDaysInput,
  papersDaysParams,
  papersDaysView,
  recallInput,
  reconfirmInput,
  takeUpInput,
  versionParams,
} from './contract.ts';
import type { NoticesDeps } from './deps.ts';
import { checkDiffusion, recallDiffusion } from './diffusion/recall-diffusion.ts';
import { diffuseNotice } from './diffusion/send-diffusion.ts';
import { distributeNotice } from './distribute-notice.ts';
import { noticeResource } from './draft-notice.ts';
import { extendNotice } from './life/extend-notice.ts';
import { reconfirmWarrant } from './life/reconfirm-warrant.ts';
import { takeUpNotice } from './note-progress.ts';
import { listPapersDays, setPapersDays } from './papers-days.ts';
import { viewDifference } from './read-holders.ts';
import { mustFind } from './read-notices.ts';
import { toDetail } from './views.ts';

/** What can be done with a notice once it is out, and the diffusion. */
export function lifeRoutes(deps: NoticesDeps): Route[] {
  const detail = async (tx: Tx, id: string) => toDetail(tx, deps.runtime.bureau, await mustFind(tx, id));
  const resource = (tx: Tx, input: { params: { id: string } }) => noticeResource(tx, input.params.id);
  const common = { params: idParams, response: noticeDetail, resource };

  return [
    route({
      ...common,
      method: 'POST',
      path: '/api/notices/:id/distribute',
      action: 'notice.distribute',
      summary: 'Let more bureaus have a notice that is out',
      body: distributeInput,
      handle: async ({ tx, params, body }) => {
        await distributeNotice(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/notices/:id/take-up',
      action: 'notice.take-up',
      summary: 'Say that this bureau acts on a received notice',
      body: takeUpInput,
      handle: async ({ tx, params, body }) => {
        await takeUpNotice(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/notices/:id/diffuse',
      action: 'notice.diffuse',
      summary: 'Send the form straight to the chosen bureaus, by someone other than the author',
      body: diffuseInput,
      handle: async ({ tx, params, body }) => {
        await diffuseNotice(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/notices/:id/recall',
      action: 'notice.recall',
      summary: 'Recall a diffusion: every copy of it goes',
      body: recallInput,
      handle: async ({ tx, params, body }) => {
        await recallDiffusion(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/notices/:id/check-diffusion',
      action: 'notice.check-diffusion',
      summary: 'At the Secretariat: a diffusion stands, or is ordered withdrawn',
      body: diffusionCheckInput,
      handle: async ({ tx, params, body }) => {
        await checkDiffusion(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/notices/:id/extend',
      action: 'notice.extend',
      summary: 'After its review: let it go on for five more years at most',
      body: extendInput,
      handle: async ({ tx, params, body }) => {
        await extendNotice(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      ...common,
      method: 'POST',
      path: '/api/notices/:id/reconfirm',
      action: 'notice.reconfirm',
      summary: 'Put on record that the warrant of a Red is still live',
      body: reconfirmInput,
      handle: async ({ tx, params, body }) => {
        await reconfirmWarrant(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      method: 'GET',
      path: '/api/notices/:id/versions/:n/difference',
      action: 'notice.read',
      summary: 'What a version changed, field by field',
      params: versionParams,
      response: differenceView,
      resource,
      handle: ({ tx, params }) => viewDifference(deps, tx, params),
    }),
    route({
      method: 'GET',
      path: '/api/papers-days',
      action: 'papers-days.read',
      summary: 'Days until extradition papers are due after an arrest, by country',
      response: papersDaysView,
      handle: ({ tx }) => listPapersDays(deps, tx),
    }),
    route({
      method: 'PUT',
      path: '/api/papers-days/:country',
      action: 'papers-days.set',
      summary: 'Set what the treaty with a country says',
      params: papersDaysParams,
      body: papersDaysInput,
      response: papersDaysView,
      handle: async ({ tx, params, body }) => {
        await setPapersDays(deps, tx, { ...body, country: params.country });
        return listPapersDays(deps, tx);
      },
    }),
  ];
}
