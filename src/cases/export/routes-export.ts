import { freeRoute, type Route, route } from '../../platform/index.ts';
import * as c from '../contract.ts';
import type { CasesDeps } from '../deps.ts';
import type { Resolve } from '../graph/resolve.ts';
import { caseResource } from '../resources.ts';
import { exportsOf, openExport, prepareExport, recordExport } from './export-case.ts';

/** Copies of a case that leave the house. */
export function exportRoutes(deps: CasesDeps, resolve: Resolve): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/cases/:id/exports',
      action: 'case.export',
      summary: 'Make a copy of the case, as PDF or as a signed bundle, whole or redacted',
      params: c.idParams,
      body: c.exportCase,
      response: c.exportView,
      successStatus: 201,
      resource: caseResource,
      prepare: ({ params, body }, scope) => prepareExport(deps, resolve, scope, params.id, body),
      handle: ({ tx, params, body, prepared }) => recordExport(deps, tx, params.id, body, prepared),
    }),
    route({
      method: 'GET',
      path: '/api/cases/:id/exports',
      action: 'case.export',
      summary: 'Copies that were made of the case',
      params: c.idParams,
      response: c.exportList,
      resource: caseResource,
      handle: async ({ tx, params }) => ({ items: await exportsOf(deps, tx, params.id) }),
    }),
    freeRoute({
      method: 'GET',
      path: '/api/case-exports/:id',
      action: 'case.export',
      summary: 'A copy that was made, as a file',
      params: c.idParams,
      async handle({ params, scope, reply }) {
        const { fileName, mediaType, bytes } = await openExport(deps, scope, params.id);
        return reply
          .type(mediaType)
          .header('content-disposition', `attachment; filename="${fileName}"`)
          .header('cache-control', 'no-store')
          .send(Buffer.from(bytes));
      },
    }),
  ];
}
