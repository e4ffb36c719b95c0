import { freeRoute, type Route, route } from '../platform/index.ts';
import * as c from './contract.ts';
import { describeMedia } from './curation/describe-media.ts';
import { printClue } from './curation/print-clue.ts';
import { SCHEMES } from './curation/schemes.ts';
import { one, prepareCurations, prepareLyonMedia, voteOnMedia } from './curation/vote-on-media.ts';
import type { Deps } from './deps.ts';
import { requireCertificate } from './grant-view.ts';
import { reopenCuration } from './lyon/curate-media.ts';
import { changeSettings, readSettings } from './lyon/icse-settings.ts';
import { listMoves } from './lyon/list-moves.ts';
import { mergeSeries, splitSeries, undoMove } from './lyon/move-series.ts';

/** Classification, the curator's bench, joining and parting series, the printable clue. */
export function curationRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/classification-schemes',
      action: 'media.read',
      summary: 'Classification schemes this program knows, with where from and whether verified',
      response: c.schemeList,
      handle: async () => ({ items: [...SCHEMES] }),
    }),
    route({
      method: 'POST',
      path: '/api/media/:id/description',
      action: 'media.classify',
      summary: 'Say whether a picture is known and passed around, and who of its series is in it',
      params: c.idParams,
      body: c.describeMedia,
      response: c.versioned,
      handle: ({ tx, params, body }) => describeMedia(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'GET',
      path: '/api/icse-media/:id',
      action: 'icse-media.read',
      summary: 'One picture as Lyon has it: each bureau’s classification, deposits, links, the bench',
      params: c.idParams,
      response: c.lyonMediaView,
      prepare: ({ params }) => prepareLyonMedia(deps, params.id),
      async handle({ tx, params, prepared }) {
        deps.audit.record(tx, { act: 'icse-media.read', entity: { kind: 'icse-media', id: params.id } });
        return prepared;
      },
    }),
    route({
      method: 'GET',
      path: '/api/curations',
      action: 'curation.read',
      summary: 'Conflicts of classification on Lyon’s bench, soonest deadline first',
      query: c.curationFilter,
      response: c.curationList,
      prepare: ({ query }, scope) => prepareCurations(deps, scope.actor.id, query),
      async handle({ tx, prepared }) {
        deps.audit.record(tx, {
          act: 'curation.listed',
          entity: { kind: 'curation', id: 'list' },
          body: { found: prepared.length },
        });
        return { items: prepared };
      },
    }),
    route({
      method: 'GET',
      path: '/api/curations/:id',
      action: 'curation.read',
      summary: 'One conflict; others’ votes show once the reader has voted, or it is over',
      params: c.idParams,
      response: c.curationView,
      prepare: async ({ params }, scope) => one(await prepareCurations(deps, scope.actor.id, { id: params.id })),
      async handle({ tx, params, prepared }) {
        deps.audit.record(tx, { act: 'curation.read', entity: { kind: 'curation', id: params.id } });
        return prepared;
      },
    }),
    route({
      method: 'POST',
      path: '/api/curations/:id/votes',
      action: 'curation.vote',
      summary: 'Vote on a picture’s category; for certified specialists who have been shown it',
      params: c.idParams,
      body: c.castVote,
      response: c.asked,
      successStatus: 202,
      prepare: async ({ params }, scope) => {
        await requireCertificate(deps, scope, { kind: 'curation', id: params.id });
        return one(await prepareCurations(deps, scope.actor.id, { id: params.id }));
      },
      handle: ({ tx, body, prepared }) => voteOnMedia(deps, tx, { curation: prepared, ...body }),
    }),
    route({
      method: 'POST',
      path: '/api/curations/:id/reopen',
      action: 'curation.reopen',
      summary: 'Put a picture on the bench again, with a reason; at Lyon',
      params: c.idParams,
      body: c.reopenCuration,
      response: c.idParams,
      async handle({ tx, params, body }) {
        await reopenCuration(deps, tx, { ...params, ...body });
        return params;
      },
    }),
    route({
      method: 'POST',
      path: '/api/series/:id/merge',
      action: 'series.curate',
      summary: 'Join a series to another; at Lyon',
      params: c.idParams,
      body: c.mergeSeries,
      response: c.seriesMoved,
      async handle({ tx, params, body }) {
        return mergeSeries(deps, tx, { ...params, ...body });
      },
    }),
    route({
      method: 'POST',
      path: '/api/series/:id/split',
      action: 'series.curate',
      summary: 'Part pictures off into a new series; at Lyon',
      params: c.idParams,
      body: c.splitSeries,
      response: c.seriesMoved,
      async handle({ tx, params, body }) {
        return splitSeries(deps, tx, { ...params, ...body });
      },
    }),
    route({
      method: 'GET',
      path: '/api/series/:id/moves',
      action: 'series.curate',
      summary: 'What curators joined and parted of a series; at Lyon',
      params: c.idParams,
      response: c.seriesMoveList,
      async handle({ tx, params }) {
        return { items: await listMoves(tx, params.id) };
      },
    }),
    route({
      method: 'POST',
      path: '/api/series-moves/:id/undo',
      action: 'series.curate',
      summary: 'Take a join or a parting back; at Lyon',
      params: c.idParams,
      body: c.undoMove,
      response: c.seriesMoved,
      async handle({ tx, params, body }) {
        return undoMove(deps, tx, { ...params, ...body });
      },
    }),
    route({
      method: 'GET',
      path: '/api/icse-settings',
      action: 'icse-settings.read',
      summary: 'What the Secretariat has set for the database; at Lyon',
      response: c.icseSettings,
      async handle({ tx }) {
        return readSettings(tx);
      },
    }),
    route({
      method: 'POST',
      path: '/api/icse-settings',
      action: 'icse-settings.change',
      summary: 'After how many days without work a lead is called stale; at Lyon',
      body: c.changeIcseSettings,
      response: c.icseSettings,
      async handle({ tx, body }) {
        return changeSettings(deps, tx, body);
      },
    }),
    freeRoute({
      method: 'GET',
      path: '/api/clues/:id/sheet',
      action: 'clue.open',
      summary: 'A clue as a page to print, for a granted clear view; the object alone',
      params: c.idParams,
      query: c.sheetQuery,
      async handle({ scope, params, query, reply }) {
        const { html, csp } = await printClue(deps, scope, { ...params, ...query });
        return reply
          .header('content-type', 'text/html; charset=utf-8')
          .header('content-security-policy', csp)
          .send(html);
      },
    }),
  ];
}
