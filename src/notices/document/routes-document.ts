import { freeRoute, type Route } from '../../platform/index.ts';
import { idParams } from '../contract.ts';
import { documentQuery } from '../contract-document.ts';
import type { NoticesDeps } from '../deps.ts';
import { makeDocument } from './make-document.ts';

export function documentRoutes(deps: NoticesDeps): Route[] {
  return [
    freeRoute({
      method: 'GET',
      path: '/api/notices/:id/document',
      action: 'notice.read',
      summary: 'The notice as a document: PDF/A, an accessible page, or the machine-readable copy',
      params: idParams,
      query: documentQuery,
      async handle({ params, query, scope, reply }) {
        const made = await makeDocument(deps, scope, { id: params.id, ...query });
        return (
          reply
            .type(made.mediaType)
            .header('content-disposition', `inline; filename="${made.fileName}"`)
            // A page without script, form or address of anything else, whatever the notice says.
            .header('content-security-policy', "default-src 'none'; img-src data:; style-src 'unsafe-inline'; sandbox")
            .header('homeward-missing-characters', String(made.missing))
            .send(made.bytes)
        );
      },
    }),
  ];
}
