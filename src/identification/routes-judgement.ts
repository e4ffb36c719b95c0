import { type Route, route } from '../platform/index.ts';
import * as c from './contract.ts';
import { type Deps, SECRETARIAT } from './deps.ts';
import { confirmJudgement, judgeMatch, listJudgements, undoJudgement } from './judge-match.ts';
import { listIcseJudgements } from './lyon/judgement-store.ts';
import { listSources, setSource } from './lyon/set-source.ts';
import type { SourceRates } from './lyon/source-rates.ts';
import { paged } from './pages.ts';

/** What people say of matches; at Lyon also what all bureaus said, and which bureaus are held back. */
export function judgementRoutes(deps: Deps & { rates: SourceRates }): readonly Route[] {
  const own = [
    route({
      method: 'POST',
      path: '/api/lookups/:id/matches/:item/:media/judge',
      action: 'match.judge',
      summary: 'Say whether a match is the same picture, having looked at it',
      params: c.matchParams,
      body: c.judgeMatch,
      response: c.judgementView,
      successStatus: 201,
      handle: ({ tx, params, body }) => judgeMatch(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'GET',
      path: '/api/false-matches',
      action: 'false-match.listed',
      summary: 'Matches that people here judged, newest first: not the same unless another verdict is asked for',
      query: c.judgementFilter,
      response: c.judgementPage,
      async handle({ tx, query }) {
        deps.audit.record(tx, { act: 'false-match.listed', entity: { kind: 'lookup', id: 'judged' } });
        return paged(
          query,
          (page) => listJudgements(tx, page),
          (row) => row.at,
        );
      },
    }),
    route({
      method: 'POST',
      path: '/api/false-matches/:id/confirm',
      action: 'match.second',
      summary: 'Confirm a judgement, as a second person who looked',
      params: c.idParams,
      body: c.secondWord,
      response: c.judgementView,
      handle: ({ tx, params, body }) => confirmJudgement(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'POST',
      path: '/api/false-matches/:id/undo',
      action: 'match.second',
      summary: 'Undo a judgement',
      params: c.idParams,
      body: c.secondWord,
      response: c.judgementView,
      handle: ({ tx, params, body }) => undoJudgement(deps, tx, { ...params, ...body }),
    }),
  ];
  return deps.runtime.bureau === SECRETARIAT ? [...own, ...lyonRoutes(deps)] : own;
}

function lyonRoutes(deps: Deps & { rates: SourceRates }): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/icse-judgements',
      action: 'icse-judgement.listed',
      summary: 'What bureaus said of matches, newest first',
      query: c.judgementFilter,
      response: c.icseJudgementPage,
      async handle({ tx, query }) {
        deps.audit.record(tx, { act: 'icse.judgements-listed', entity: { kind: 'icse-media', id: 'judged' } });
        return paged(
          query,
          (page) => listIcseJudgements(tx, page),
          (row) => row.at,
        );
      },
    }),
    route({
      method: 'GET',
      path: '/api/icse-sources',
      action: 'icse-source.listed',
      summary: 'Bureaus that went beyond their rate, and the rates set for bureaus',
      response: c.rateList,
      handle: ({ tx }) => listSources(deps, tx),
    }),
    route({
      method: 'POST',
      path: '/api/icse-sources/:bureau',
      action: 'icse-source.set',
      summary: 'Set a bureau’s rates and let it go on',
      params: c.rateParams,
      body: c.setRate,
      response: c.rateView,
      handle: ({ tx, params, body }) => setSource(deps, tx, { ...params, ...body }),
    }),
  ];
}
