import * as z from 'zod';
import { invalid, notFound, type Route, refuse, route } from '../platform/index.ts';
import { askView, readAsk } from './ask-lyon.ts';
import { classifyMedia } from './classify-media.ts';
import * as c from './contract.ts';
import { contributeMedia } from './contribute-media.ts';
import { readAround } from './curation/store-description.ts';
import type { Deps } from './deps.ts';
import { contributeClue, drawClue, prepareClue } from './draw-clue.ts';
import { countShown, grantView, prepareView, readExposure, requireCertificate, showView } from './grant-view.ts';
import { listsOfMedia } from './hash-lists/search-entries.ts';
import { paged } from './pages.ts';
import { prepareMedia, sealMedia } from './seal-media.ts';
import { classifiedByOther, findMedia, listClues, listMedia, mediaSummary, mediaView } from './store-media.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length > 0);
/** A picture in JSON as base64, a third longer, is under it too. */
const BODY_LIMIT = c.MAX_VIDEO_BYTES;

/** Pictures held here: sealed, described, shown one at a time. */
export function mediaRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/media',
      action: 'media.create',
      summary: 'Hash and seal a picture or a video: its bytes as the body, or (a picture) base64 in JSON',
      query: c.mediaQuery,
      body: z.union([bytes, c.mediaJson]),
      bodyLimit: BODY_LIMIT,
      response: c.mediaSealed,
      successStatus: 201,
      prepare: ({ body }) =>
        prepareMedia(deps, body instanceof Uint8Array ? body : new Uint8Array(Buffer.from(body.data, 'base64'))),
      handle: ({ tx, query, prepared }) => sealMedia(deps, tx, { ...query, prepared }),
    }),
    route({
      method: 'GET',
      path: '/api/media',
      action: 'media.read',
      summary: 'Pictures held here, newest first, without showing any',
      query: c.mediaFilter,
      response: c.mediaPage,
      async handle({ tx, query }) {
        return paged(
          query,
          (page) => listMedia(tx, page),
          (row) => row.sealed_at,
          (row) => mediaSummary(row, tx.scope.actor.id),
        );
      },
    }),
    route({
      method: 'GET',
      path: '/api/media/:id',
      action: 'media.read',
      summary: 'What is known of one picture',
      params: c.idParams,
      response: c.mediaView,
      async handle({ tx, params }) {
        const row = await findMedia(tx, params.id);
        if (!row) throw notFound('media');
        const about = row.cases.flatMap((id) => deps.cases.timelineRefs(id));
        deps.audit.record(tx, { act: 'media.read', entity: { kind: 'media', id: row.id }, about });
        return mediaView(row, tx.scope.actor.id, {
          clues: await listClues(tx, row.id),
          ...(await readAround(tx, row.id)),
          ...(await countShown(tx, row.id)),
          lists: await listsOfMedia(tx, row.id),
        });
      },
    }),
    route({
      method: 'POST',
      path: '/api/media/:id/classification',
      action: 'media.classify',
      summary: 'Classify a picture by one scheme',
      params: c.idParams,
      body: c.classifyMedia,
      response: c.versioned,
      handle: ({ tx, params, body }) => classifyMedia(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'POST',
      path: '/api/media/:id/reveal',
      action: 'media.reveal',
      summary: 'Ask to see a picture, with a reason',
      params: c.idParams,
      body: c.reveal,
      response: c.viewGranted,
      async handle({ tx, params, body }) {
        const row = await findMedia(tx, params.id);
        if (!row) throw notFound('media');
        if (classifiedByOther(row, tx.scope.actor.id) && body.despiteClassified === undefined) {
          throw refuse('media.classified-already', { scheme: row.classification?.scheme ?? '' });
        }
        const until = row.owner_terms?.until ?? null;
        if (until !== null && until <= tx.now) throw refuse('media.terms-over');
        // The still is what a plain look shows.
        const { frame: wanted, ...asked } = body;
        const frame = wanted === row.still_ms ? undefined : wanted;
        if (frame !== undefined && !row.frame_times.includes(frame)) throw invalid('/body/frame', 'view.no-such-frame');
        const about = row.cases.flatMap((id) => deps.cases.timelineRefs(id));
        return grantView(deps, tx, { kind: 'media', id: row.id, ...asked, frame, about });
      },
    }),
    route({
      method: 'POST',
      path: '/api/deposits/:id/open',
      action: 'deposit.open',
      summary: 'Ask to see a file deposited at Lyon; for certified specialists',
      params: c.idParams,
      body: c.reveal,
      response: c.viewGranted,
      prepare: ({ params }, scope) => requireCertificate(deps, scope, { kind: 'icse-media', id: params.id }),
      handle: ({ tx, params, body }) => grantView(deps, tx, { kind: 'deposit', ...params, ...body }),
    }),
    route({
      method: 'GET',
      path: '/api/views/:id',
      action: 'view.show',
      summary: 'Show a granted view, once, to the person it was granted to',
      params: c.idParams,
      response: c.viewedPicture,
      prepare: ({ params }, scope) => prepareView(deps, scope, params.id),
      handle: ({ tx, params, prepared }) => showView(deps, tx, params.id, prepared),
    }),
    route({
      method: 'GET',
      path: '/api/my/exposure',
      action: 'exposure.read',
      summary: 'How much the reader has been shown, by day',
      response: c.exposure,
      handle: ({ tx }) => readExposure(tx),
    }),
    route({
      method: 'POST',
      path: '/api/media/:id/contribute',
      action: 'media.contribute',
      summary: 'Contribute the hashes to Lyon, and the sealed file if so chosen',
      params: c.idParams,
      body: c.contributeMedia,
      response: c.asked,
      successStatus: 202,
      handle: ({ tx, params, body }) => contributeMedia(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'POST',
      path: '/api/media/:id/clues',
      action: 'clue.draw',
      summary: 'Draw a clue: a rectangle that shows an object alone',
      params: c.idParams,
      body: c.drawClue,
      response: c.versioned,
      successStatus: 201,
      prepare: ({ params, body }, scope) => prepareClue(deps, scope, { ...params, ...body }),
      handle: ({ tx, params, body, prepared }) => drawClue(deps, tx, { ...params, ...body, prepared }),
    }),
    route({
      method: 'POST',
      path: '/api/clues/:id/contribute',
      action: 'clue.contribute',
      summary: 'List a clue at Lyon',
      params: c.idParams,
      body: c.contributeClue,
      response: c.asked,
      successStatus: 202,
      handle: ({ tx, params, body }) => contributeClue(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'GET',
      path: '/api/icse-asks/:id',
      action: 'icse-ask.read',
      summary: 'What became of something asked of Lyon',
      params: c.idParams,
      response: c.askView,
      async handle({ tx, params }) {
        const row = await readAsk(tx, params.id);
        if (!row) throw notFound('icse-ask');
        return askView(row);
      },
    }),
  ];
}
