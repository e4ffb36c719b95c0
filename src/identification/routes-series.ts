import { notFound, type Route, route } from '../platform/index.ts';
import { appealView, askAppeal, consentAppeal, findAppeal, listAppeals, publishAppeal } from './ask-appeal.ts';
import { changeSeries, reportOutcome } from './change-series.ts';
import { closeAlert, listAlerts } from './close-alert.ts';
import * as c from './contract.ts';
import type { Deps } from './deps.ts';
import { takeDownAppeal, withdrawAppeal } from './end-appeal.ts';
import { grantView, requireCertificate } from './grant-view.ts';
import { listLookups, lookUp, readLookup } from './look-up.ts';
import { paged } from './pages.ts';
import { prepareClueSearch, recordReading } from './read-clue.ts';
import { listSeries, readSeries } from './read-series.ts';

/** What is asked of Lyon and what Lyon tells: look-ups, series, clues, appeals. */
export function seriesRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/lookups',
      action: 'lookup.create',
      summary: 'Ask Lyon whether it holds these pictures, by their hashes',
      body: c.createLookup,
      response: c.lookupCreated,
      successStatus: 202,
      handle: ({ tx, body }) => lookUp(deps, tx, body),
    }),
    route({
      method: 'GET',
      path: '/api/lookups',
      action: 'lookup.read',
      summary: 'Look-ups asked here, newest first',
      query: c.lookupFilter,
      response: c.lookupPage,
      async handle({ tx, query }) {
        return paged(
          query,
          (page) => listLookups(tx, page),
          (row) => row.askedAt,
        );
      },
    }),
    route({
      method: 'GET',
      path: '/api/lookups/:id',
      action: 'lookup.read',
      summary: 'One look-up and what was found',
      params: c.idParams,
      response: c.lookupView,
      handle: ({ tx, params }) => readLookup(deps, tx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/series',
      action: 'series.read',
      summary: 'Series this bureau has part in; at Lyon all',
      query: c.seriesFilter,
      response: c.seriesPage,
      async handle({ tx, query }) {
        return paged(
          query,
          (page) => listSeries(deps, tx, page),
          (row) => row.updatedAt,
        );
      },
    }),
    route({
      method: 'GET',
      path: '/api/series/:id',
      action: 'series.read',
      summary: 'One series',
      params: c.idParams,
      response: c.seriesView,
      handle: ({ tx, params }) => readSeries(deps, tx, params.id),
    }),
    route({
      method: 'POST',
      path: '/api/series/:id/state',
      action: 'series.change',
      summary: 'Claim the lead, give it back, report the child identified or protected',
      params: c.idParams,
      body: c.changeSeriesState,
      response: c.asked,
      successStatus: 202,
      handle: ({ tx, params, body }) => changeSeries(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'POST',
      path: '/api/series/:id/outcomes',
      action: 'series.report-outcome',
      summary: 'Report an arrest or an identification connected with the series',
      params: c.idParams,
      body: c.reportOutcome,
      response: c.asked,
      successStatus: 202,
      handle: ({ tx, params, body }) => reportOutcome(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'GET',
      path: '/api/series-alerts',
      action: 'series-alert.read',
      summary: 'Matches and readings Lyon told this bureau of',
      query: c.alertFilter,
      response: c.alertPage,
      async handle({ tx, query }) {
        return paged(
          query,
          (page) => listAlerts(deps, tx, page),
          (row) => row.at,
        );
      },
    }),
    route({
      method: 'POST',
      path: '/api/series-alerts/:id/close',
      action: 'series-alert.close',
      summary: 'Say what was done about it',
      params: c.idParams,
      body: c.closeAlert,
      response: c.versioned,
      handle: ({ tx, params, body }) => closeAlert(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'GET',
      path: '/api/clues',
      action: 'clue.search',
      summary: 'Clues listed at Lyon, by words or by the hash of a crop',
      query: c.clueFilter,
      response: c.clueList,
      prepare: ({ query }) => prepareClueSearch(deps, query),
      async handle({ tx, prepared }) {
        const body = { found: prepared.length };
        deps.audit.record(tx, { act: 'clue.searched', entity: { kind: 'clue', id: 'search' }, body });
        return { items: prepared };
      },
    }),
    route({
      method: 'POST',
      path: '/api/clues/:id/open',
      action: 'clue.open',
      summary: 'Ask to see a clue; for certified specialists',
      params: c.idParams,
      body: c.reveal,
      response: c.viewGranted,
      prepare: ({ params }, scope) => requireCertificate(deps, scope, { kind: 'clue', id: params.id }),
      handle: ({ tx, params, body }) => grantView(deps, tx, { kind: 'clue', ...params, ...body }),
    }),
    route({
      method: 'POST',
      path: '/api/clues/:id/readings',
      action: 'clue.read',
      summary: 'Record what a clue tells; for certified specialists who have opened it',
      params: c.idParams,
      body: c.recordReading,
      response: c.asked,
      successStatus: 202,
      prepare: ({ params }, scope) => requireCertificate(deps, scope, { kind: 'clue', id: params.id }),
      handle: ({ tx, params, body }) => recordReading(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'POST',
      path: '/api/appeals',
      action: 'appeal.ask',
      summary: 'Ask the owners of a series to agree to a public appeal',
      body: c.askAppeal,
      response: c.versioned,
      successStatus: 202,
      handle: ({ tx, body }) => askAppeal(deps, tx, body),
    }),
    route({
      method: 'GET',
      path: '/api/appeals',
      action: 'appeal.read',
      summary: 'Public appeals asked here, or that this bureau must agree to',
      query: c.appealFilter,
      response: c.appealPage,
      handle: async ({ tx, query }) => ({ items: await listAppeals(tx, query) }),
    }),
    route({
      method: 'GET',
      path: '/api/appeals/:id',
      action: 'appeal.read',
      summary: 'One public appeal and its owners’ answers',
      params: c.idParams,
      response: c.appealView,
      async handle({ tx, params }) {
        const row = await findAppeal(tx, params.id);
        if (!row) throw notFound('appeal');
        return appealView(row);
      },
    }),
    route({
      method: 'POST',
      path: '/api/appeals/:id/open',
      action: 'appeal.open',
      summary: 'Ask to see the crop that would be published',
      params: c.idParams,
      body: c.reveal,
      response: c.viewGranted,
      async handle({ tx, params, body }) {
        const row = await findAppeal(tx, params.id);
        if (!row) throw notFound('appeal');
        return grantView(deps, tx, { kind: 'appeal', id: row.id, ...body });
      },
    }),
    route({
      method: 'POST',
      path: '/api/appeals/:id/consent',
      action: 'appeal.consent',
      summary: 'This bureau’s answer as an owner',
      params: c.idParams,
      body: c.consentAppeal,
      response: c.versioned,
      handle: ({ tx, params, body }) => consentAppeal(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'POST',
      path: '/api/appeals/:id/publish',
      action: 'appeal.publish',
      summary: 'Record that a cleared appeal was published',
      params: c.idParams,
      body: c.publishAppeal,
      response: c.versioned,
      handle: ({ tx, params, body }) => publishAppeal(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'POST',
      path: '/api/appeals/:id/withdraw',
      action: 'appeal.consent',
      summary: 'Take this bureau’s yes back, or give up an appeal it asked for',
      params: c.idParams,
      body: c.withdrawAppeal,
      response: c.asked,
      successStatus: 202,
      handle: ({ tx, params, body }) => withdrawAppeal(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'POST',
      path: '/api/appeals/:id/taken-down',
      action: 'appeal.publish',
      summary: 'Record that a withdrawn or expired appeal is no longer shown',
      params: c.idParams,
      body: c.takeDownAppeal,
      response: c.versioned,
      handle: ({ tx, params, body }) => takeDownAppeal(deps, tx, { ...params, ...body }),
    }),
  ];
}
