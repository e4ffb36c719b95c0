import { freeRoute, type Route, route, type Tx } from '../platform/index.ts';
import { answerReferral, closeReferral, decideReferral } from './answer-referral.ts';
import { askListAgain, askUrlAgain } from './ask-again.ts';
import { closeList } from './close-list.ts';
import { confirmUrls } from './confirm-urls.ts';
import * as c from './contract.ts';
import type { HostingDeps } from './deps.ts';
import { exportEvidence, printEvidence } from './evidence/export-evidence.ts';
import {
  listLists,
  listReferrals,
  listRefused,
  listUrls,
  readList,
  readReferral,
  readUrl,
  sumByCountry,
} from './read-hosting.ts';
import { referUrls } from './refer-urls.ts';
import { recordReport } from './report-url.ts';
import { partnerRoutes } from './routes-partner.ts';
import { submitList } from './submit-list.ts';

export function hostingRoutes(deps: HostingDeps): readonly Route[] {
  return [...listRoutes(deps), ...urlRoutes(deps), ...referralRoutes(deps), ...partnerRoutes(deps)];
}

function listRoutes(deps: HostingDeps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/hosting/lists',
      action: 'hosting.read',
      summary: 'Lists of addresses, newest first',
      query: c.listsQuery,
      response: c.lists,
      handle: ({ tx, query }) => listLists(deps, tx, query),
    }),
    route({
      method: 'POST',
      path: '/api/hosting/lists',
      action: 'hosting.submit',
      summary: 'Take in addresses, pasted or as a CSV; they are looked up at once, their content is never fetched',
      body: c.submitList,
      response: c.listRow,
      bodyLimit: 8 * 1024 * 1024,
      successStatus: 201,
      handle: async ({ tx, body }) => readList(tx, (await submitList(deps, tx, body)).id),
    }),
    route({
      method: 'GET',
      path: '/api/hosting/lists/:id',
      action: 'hosting.read',
      summary: 'One list and how far it is',
      params: c.idParams,
      response: c.listRow,
      handle: ({ tx, params }) => readList(tx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/hosting/lists/:id/urls',
      action: 'hosting.read',
      summary: 'The addresses of a list, by line, with verdict and a person’s word',
      params: c.idParams,
      query: c.urlsQuery,
      response: c.urls,
      handle: ({ tx, params, query }) => listUrls(deps, tx, params.id, query),
    }),
    route({
      method: 'GET',
      path: '/api/hosting/lists/:id/refused',
      action: 'hosting.read',
      summary: 'Lines of a list that are no address, and why',
      params: c.idParams,
      response: c.refusedLines,
      handle: ({ tx, params }) => listRefused(tx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/hosting/lists/:id/countries',
      action: 'hosting.read',
      summary: 'How many addresses of a list are where',
      params: c.idParams,
      response: c.byCountry,
      handle: ({ tx, params }) => sumByCountry(tx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/hosting/countries',
      action: 'hosting.read',
      summary: 'How many addresses of open lists are where',
      response: c.byCountry,
      handle: ({ tx }) => sumByCountry(tx, null),
    }),
    route({
      method: 'POST',
      path: '/api/hosting/lists/:id/check',
      action: 'hosting.submit',
      summary: 'Look again at all addresses that no person has confirmed',
      params: c.idParams,
      body: c.versionOnly,
      response: c.listRow,
      async handle({ tx, params, body }) {
        await askListAgain(deps, tx, { id: params.id, version: body.version });
        return readList(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/hosting/lists/:id/close',
      action: 'hosting.confirm',
      summary: 'Close a list whose addresses all have a person’s word, or leave it with the reason',
      params: c.idParams,
      body: c.closeList,
      response: c.listRow,
      async handle({ tx, params, body }) {
        await closeList(deps, tx, { id: params.id, ...body });
        return readList(tx, params.id);
      },
    }),
  ];
}

function urlRoutes(deps: HostingDeps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/hosting/urls/:id',
      action: 'hosting.read',
      summary: 'One address: every look at it with its signed evidence, and every report',
      params: c.idParams,
      response: c.urlDetail,
      handle: ({ tx, params }) => readUrl(deps, tx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/hosting/urls/:id/evidence',
      action: 'hosting.read',
      summary: 'Signed evidence on an address, the newest or the one named',
      params: c.idParams,
      query: c.evidenceQuery,
      response: c.checkRow,
      async handle({ tx, params, query }) {
        const { id, at, moved, evidence, jws } = await exportEvidence(deps, tx, {
          id: params.id,
          check: query.check,
          format: 'json',
        });
        return { id, at, moved, evidence, jws };
      },
    }),
    freeRoute({
      method: 'GET',
      path: '/api/hosting/urls/:id/evidence.pdf',
      action: 'hosting.read',
      summary: 'The same as an accessible PDF, with the signed evidence attached and its fingerprint in print',
      params: c.idParams,
      query: c.paperQuery,
      async handle({ params, query, scope, db, reply }) {
        const check = await db.tx(scope, (tx) =>
          exportEvidence(deps, tx, { id: params.id, check: query.check, format: 'pdf' }),
        );
        const pdf = await printEvidence(check, deps.runtime.bureau, query.lang);
        return reply
          .type('application/pdf')
          .header('content-disposition', `attachment; filename="evidence-${check.id}.pdf"`)
          .send(pdf);
      },
    }),
    route({
      method: 'POST',
      path: '/api/hosting/urls/confirm',
      action: 'hosting.confirm',
      summary: 'A person’s word on where addresses are hosted',
      body: c.confirmUrls,
      successStatus: 200,
      async handle({ tx, body }) {
        await confirmUrls(deps, tx, body);
        return { confirmed: body.urls.length };
      },
    }),
    route({
      method: 'POST',
      path: '/api/hosting/urls/refer',
      action: 'hosting.refer',
      summary: 'Refer confirmed addresses: to the authority at home, or to the bureau of the country',
      body: c.referUrls,
      successStatus: 201,
      handle: async ({ tx, body }) => ({ referrals: await referUrls(deps, tx, body) }),
    }),
    route({
      method: 'POST',
      path: '/api/hosting/urls/:id/check',
      action: 'hosting.submit',
      summary: 'Look again at one address',
      params: c.idParams,
      successStatus: 202,
      async handle({ tx, params }) {
        await askUrlAgain(deps, tx, params.id);
        return {};
      },
    }),
    route({
      method: 'POST',
      path: '/api/hosting/urls/:id/report',
      action: 'hosting.confirm',
      summary: 'Somebody says that it is gone, or still there',
      params: c.idParams,
      body: c.reportUrl,
      response: c.urlDetail,
      async handle({ tx, params, body }) {
        await recordReport(deps, tx, { ...body, id: params.id });
        return readUrl(deps, tx, params.id);
      },
    }),
  ];
}

function referralRoutes(deps: HostingDeps): readonly Route[] {
  const detail = (tx: Tx, id: string) => readReferral(deps, tx, id);
  return [
    route({
      method: 'GET',
      path: '/api/hosting/referrals',
      action: 'hosting.read',
      summary: 'Referrals sent and received, newest first',
      query: c.referralsQuery,
      response: c.referrals,
      handle: ({ tx, query }) => listReferrals(deps, tx, query),
    }),
    route({
      method: 'GET',
      path: '/api/hosting/referrals/:id',
      action: 'hosting.read',
      summary: 'One referral with its evidence',
      params: c.idParams,
      response: c.referralDetail,
      handle: ({ tx, params }) => detail(tx, params.id),
    }),
    route({
      method: 'POST',
      path: '/api/hosting/referrals/:id/decide',
      action: 'hosting.decide',
      summary: 'The authority’s decision: hold, preserve or notify, and whether the provider may be contacted',
      params: c.idParams,
      body: c.decideReferral,
      response: c.referralDetail,
      async handle({ tx, params, body }) {
        await decideReferral(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/hosting/referrals/:id/answer',
      action: 'hosting.refer',
      summary: 'Answer another bureau’s referral: taken up, refused, or done',
      params: c.idParams,
      body: c.answerReferral,
      response: c.referralDetail,
      async handle({ tx, params, body }) {
        await answerReferral(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/hosting/referrals/:id/close',
      action: 'hosting.refer',
      summary: 'A referral that was decided or taken up is over',
      params: c.idParams,
      body: c.closeReferral,
      response: c.referralDetail,
      async handle({ tx, params, body }) {
        await closeReferral(deps, tx, { ...body, id: params.id });
        return detail(tx, params.id);
      },
    }),
  ];
}
