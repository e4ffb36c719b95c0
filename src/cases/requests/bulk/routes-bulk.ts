import { type Route, route } from '../../../platform/index.ts';
import * as c from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { importRequests, listImports, previewImport, undoImport } from './import-requests.ts';

const BODY_LIMIT = 3_000_000;

/** Many requests by one file. An officer brings in their own agency's; staff those of any. */
export function bulkRoutes(deps: CasesDeps): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/request-imports/preview',
      action: 'request.import',
      summary: 'What a file of requests would do',
      body: c.bulkFile,
      bodyLimit: BODY_LIMIT,
      response: c.bulkPreview,
      handle: ({ tx, body }) => previewImport(deps, tx, body),
    }),
    route({
      method: 'POST',
      path: '/api/request-imports',
      action: 'request.import',
      summary: 'Bring in a file of requests',
      body: c.bulkFile,
      bodyLimit: BODY_LIMIT,
      response: c.bulkDone,
      successStatus: 201,
      handle: ({ tx, body }) => importRequests(deps, tx, body),
    }),
    route({
      method: 'GET',
      path: '/api/request-imports',
      action: 'request.import',
      summary: 'Files of requests that were brought in',
      response: c.bulkPage,
      handle: async ({ tx }) => ({ imports: await listImports(deps, tx) }),
    }),
    route({
      method: 'POST',
      path: '/api/request-imports/:id/undo',
      action: 'request.import',
      summary: 'Take back those of a file that nobody has begun to work on',
      params: c.idParams,
      body: c.undoBulk,
      response: c.bulkUndone,
      handle: ({ tx, params, body }) => undoImport(deps, tx, params.id, body.version),
    }),
  ];
}
