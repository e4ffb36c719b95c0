import * as z from 'zod';
import { timeline, timelineQuery } from '../cases/contract.ts';
import { readTimeline } from '../cases/index.ts';
import { freeRoute, notFound, type Route, route } from '../platform/index.ts';
import * as c from './contract.ts';
import { refuseTip, reopenTip } from './decide-tip.ts';
import { type Deps, tipRef } from './deps.ts';
import { recordAuthority, withdrawAuthority } from './files/authorise-file.ts';
import { openFile, prepareOpen } from './files/open-file.ts';
import { after, pageOf } from './pages.ts';
import { exportDocument, exportRaw, readTip, readVersion, tipSummary } from './read-tip.ts';
import { findTip, listTips } from './store.ts';

/** Reports as people read them. */
export function tipRoutes(deps: Deps): readonly Route[] {
  return [...readRoutes(deps), ...decisionRoutes(deps), ...exportRoutes(deps), ...fileRoutes(deps)];
}

function readRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/tips',
      action: 'tip.read',
      summary: 'Reports, newest first',
      query: c.tipFilter,
      response: c.tipPage,
      async handle({ tx, query }) {
        const { escalated, limit } = query;
        const rows = await listTips(tx, {
          ...query,
          escalated: escalated === undefined ? undefined : escalated === 'true',
          before: after(query.cursor),
          limit: limit + 1,
        });
        return pageOf(rows, limit, (row) => row.received_at, tipSummary);
      },
    }),
    route({
      method: 'GET',
      path: '/api/tips/:id',
      action: 'tip.read',
      summary: 'One report: people, accounts, places, times and files, as its newest version says',
      params: c.idParams,
      response: c.tipView,
      handle: ({ tx, params }) => readTip(deps, tx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/tips/:id/versions/:n',
      action: 'tip.read',
      summary: 'An earlier version of a report, as it was read',
      params: c.versionParams,
      response: c.tipVersionView,
      handle: ({ tx, params }) => readVersion(deps, tx, params.id, params.n),
    }),
    route({
      method: 'GET',
      path: '/api/tips/:id/timeline',
      action: 'tip.read',
      summary: 'The ledger of a report, read aloud',
      params: c.idParams,
      query: timelineQuery,
      response: timeline,
      async handle({ tx, params, query }) {
        const tip = await findTip(tx, params.id);
        if (!tip) throw notFound('tip');
        deps.audit.record(tx, { act: 'tip.timeline-viewed', entity: tipRef(params.id) });
        const read = await readTimeline(deps, tx, tipRef(params.id), query);
        // Its software acts under the provider's account: known by its name here.
        const own = `partner:${tip.provider_id}`;
        const named = (one: (typeof read.entries)[number]) =>
          one.actor === own ? { ...one, actorName: tip.provider_name } : one;
        return { ...read, entries: read.entries.map(named) };
      },
    }),
  ];
}

function decisionRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/tips/:id/refuse',
      action: 'tip.decide',
      summary: 'Nothing is done with a report, and why',
      params: c.idParams,
      body: c.decideTip,
      response: c.tipVersioned,
      handle: ({ tx, params, body }) => refuseTip(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'POST',
      path: '/api/tips/:id/reopen',
      action: 'tip.decide',
      summary: 'Take a decision on a report back: it is owed again',
      params: c.idParams,
      body: c.decideTip,
      response: c.tipVersioned,
      handle: ({ tx, params, body }) => reopenTip(deps, tx, { ...params, ...body }),
    }),
  ];
}

function exportRoutes(deps: Deps): readonly Route[] {
  return [
    freeRoute({
      method: 'GET',
      path: '/api/tips/:id/versions/:n/raw',
      action: 'tip.export',
      summary: 'A version of a report as it came, to the byte',
      params: c.versionParams,
      async handle({ params, scope, db, reply }) {
        const { raw, isXml, number } = await db.tx(scope, (tx) => exportRaw(deps, tx, params.id, params.n));
        // Never as a page of its own: what a provider wrote is no document of ours.
        return reply
          .type('application/octet-stream')
          .header(
            'content-disposition',
            `attachment; filename="report-${number}-${params.n}.${isXml ? 'xml' : 'json'}"`,
          )
          .send(raw);
      },
    }),
    freeRoute({
      method: 'GET',
      path: '/api/tip-files/:id/document',
      action: 'tip.export',
      summary: 'A document that came with a report',
      params: c.idParams,
      async handle({ params, scope, db, reply }) {
        const found = await db.tx(scope, (tx) => exportDocument(deps, tx, params.id));
        const bytes = await deps.vault.open(found);
        const isPdf = found.type === 'application/pdf';
        return reply
          .type('application/octet-stream')
          .header('content-disposition', `attachment; filename="report-${found.number}.${isPdf ? 'pdf' : 'bin'}"`)
          .send(Buffer.from(bytes));
      },
    }),
  ];
}

function fileRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/tips/:id/authorities',
      action: 'tip.authorise',
      summary: 'Record the legal authority to open a file of a report, or all of them',
      params: c.idParams,
      body: c.recordAuthority,
      response: z.strictObject({ id: c.idParams.shape.id }),
      successStatus: 201,
      handle: ({ tx, params, body }) => recordAuthority(deps, tx, { ...body, tipId: params.id }),
    }),
    route({
      method: 'POST',
      path: '/api/tips/:id/authorities/:authorityId/withdraw',
      action: 'tip.authorise',
      summary: 'An authority no longer stands',
      params: c.authorityParams,
      body: c.withdrawAuthority,
      response: z.strictObject({}),
      async handle({ tx, params, body }) {
        await withdrawAuthority(deps, tx, { tipId: params.id, id: params.authorityId, reason: body.reason });
        return {};
      },
    }),
    route({
      method: 'POST',
      path: '/api/tip-files/:id/open',
      action: 'tip.open-file',
      summary:
        'Put a file of a report among the pictures, where it is shown by views; needs a look by the provider, or authority',
      params: c.idParams,
      body: c.openTipFile,
      response: c.tipFileOpened,
      prepare: ({ params }, scope) => prepareOpen(deps, scope, params.id),
      handle: ({ tx, params, body, prepared }) =>
        openFile(deps, tx, { fileId: params.id, reason: body.reason, mediaId: prepared.mediaId }),
    }),
  ];
}
