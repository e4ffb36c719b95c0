import { type Route, route } from '../platform/index.ts';
import * as c from './contract.ts';
import type { Deps } from './deps.ts';
import { findDocuments } from './documents/find-documents.ts';
import {
  beginDocumentImport,
  findDocumentImport,
  IMPORT_JOB,
  type ImportRecord,
  importView,
} from './documents/import-list.ts';
import { undoDocumentImport } from './documents/undo-list.ts';
import { documentKey } from './index/document-key.ts';
import { after, afterNumber, pageOf } from './pages.ts';

/** Stolen and lost travel documents: one asked about, and the lists that were brought in. */
export function documentRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/lost-documents',
      action: 'lost-document.read',
      summary: 'Whether a document is on a list, by its exact number',
      query: c.documentQuery,
      response: c.documentList,
      async handle({ tx, query }) {
        const key = documentKey(query.number);
        const rows = (await findDocuments(tx, [key])).filter(
          (row) => query.country === undefined || row.country === '' || row.country === query.country,
        );
        const [all] = await tx.query<{ n: number }>('SELECT count(*) AS n FROM screening_document');
        deps.audit.record(tx, {
          act: 'lost-document.searched',
          entity: { kind: 'lost-document', id: key || 'none' },
          body: { found: rows.length },
        });
        const items = rows.slice(0, 50).map((row) => ({
          id: row.id,
          number: row.number,
          country: row.country || null,
          type: row.type,
          status: row.status,
          reported: row.reported,
          reference: row.reference,
          source: row.source,
          importId: row.import_id,
        }));
        return { items, total: all?.n ?? 0 };
      },
    }),
    route({
      method: 'POST',
      path: '/api/lost-documents/imports',
      action: 'lost-document.import',
      summary: 'Bring in a list of stolen and lost documents (CSV or JSON lines)',
      body: c.documentImportInput,
      bodyLimit: c.DOCUMENT_FILE_BYTES + 64 * 1024,
      response: c.documentImportView,
      successStatus: 202,
      async handle({ tx, body }) {
        const id = await beginDocumentImport(deps, tx, body);
        await deps.jobs.enqueue(tx, { kind: IMPORT_JOB, key: id, payload: { id } });
        return importView(await findDocumentImport(tx, id), tx.now);
      },
    }),
    route({
      method: 'GET',
      path: '/api/lost-documents/imports',
      action: 'lost-document.read',
      summary: 'Lists that were brought in, newest first',
      query: c.documentImportFilter,
      response: c.documentImportPage,
      async handle({ tx, query }) {
        const from = after(query.cursor);
        const rows = await tx.query<ImportRecord>(
          `SELECT id, state, file_name, format, unread_columns, source, read, accepted, merged, refused, total, created_by, created_at,
             finished_at, undo_until, version FROM screening_document_import
           WHERE ($1::bigint IS NULL OR (created_at, id) < ($1, $2::uuid)) ORDER BY created_at DESC, id DESC LIMIT $3`,
          [from?.at ?? null, from?.id ?? null, query.limit + 1],
        );
        deps.audit.record(tx, { act: 'lost-document.imports.listed', entity: { kind: 'document-import', id: 'list' } });
        const page = pageOf(rows, query.limit, (row) => `${row.created_at}.${row.id}`);
        return { ...page, items: page.items.map((row) => importView(row, tx.now)) };
      },
    }),
    route({
      method: 'GET',
      path: '/api/lost-documents/imports/:id',
      action: 'lost-document.read',
      summary: 'One list: how far it is read, and what became of its rows',
      params: c.idParams,
      response: c.documentImportView,
      handle: async ({ tx, params }) => importView(await findDocumentImport(tx, params.id), tx.now),
    }),
    route({
      method: 'GET',
      path: '/api/lost-documents/imports/:id/problems',
      action: 'lost-document.read',
      summary: 'Rows that were refused, with the reason',
      params: c.idParams,
      query: c.documentProblemFilter,
      response: c.documentProblemPage,
      async handle({ tx, params, query }) {
        await findDocumentImport(tx, params.id);
        const rows = await tx.query<c.DocumentProblem>(
          'SELECT line, code, params FROM screening_document_problem WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT $3',
          [params.id, afterNumber(query.cursor), query.limit + 1],
        );
        return pageOf(rows, query.limit, (row) => String(row.line));
      },
    }),
    route({
      method: 'POST',
      path: '/api/lost-documents/imports/:id/undo',
      action: 'lost-document.import',
      summary: 'Take a list back: its documents match nobody from now on',
      params: c.idParams,
      body: c.documentChange,
      response: c.documentImportView,
      successStatus: 202,
      async handle({ tx, params, body }) {
        await undoDocumentImport(deps, tx, { ...params, ...body });
        return importView(await findDocumentImport(tx, params.id), tx.now);
      },
    }),
  ];
}
