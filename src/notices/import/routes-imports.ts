import * as z from 'zod';
import { conflict, type Route, route, type Tx } from '../../platform/index.ts';
import * as c from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';
import { type ImportRow, importRef, importView, listProblems, mustFindImport } from './import-store.ts';
import { askUndo, confirmImport, discardImport, keepPart, openImport, openParts, requireWhole } from './open-import.ts';
import { previewRecords } from './preview-import.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length > 0);

/** Notices from files, through the console. */
export function noticeImportRoutes(deps: NoticesDeps): Route[] {
  const view = async (tx: Tx, id: string) => importView(await mustFindImport(tx, id));
  return [
    route({
      method: 'POST',
      path: '/api/notice-imports',
      action: 'notice-import.create',
      summary: 'Announce a file of notices; then send its parts',
      body: c.newNoticeImport,
      response: c.noticeImportView,
      successStatus: 201,
      handle: async ({ tx, body }) => view(tx, await openImport(deps, tx, { ...body, state: 'uploading' })),
    }),
    route({
      method: 'PUT',
      path: '/api/notice-imports/:id/parts/:number',
      action: 'notice-import.create',
      summary: 'One part of the file',
      params: c.noticeImportPart,
      body: bytes,
      bodyLimit: c.NOTICE_IMPORT_PART_BYTES,
      response: c.noticeImportView,
      async handle({ tx, params, body }) {
        await keepPart(tx, params.id, params.number, body);
        return view(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/notice-imports/:id/preview',
      action: 'notice-import.create',
      summary: 'What the first notices of the file are; nothing is taken yet',
      params: c.idParams,
      body: c.changeNoticeImport,
      response: c.noticeImportView,
      async prepare({ params }, scope) {
        const row = await deps.db.tx(scope, async (tx) => {
          const found = await mustFindImport(tx, params.id);
          await requireWhole(tx, found);
          return found;
        });
        return previewRecords(openParts(deps, row.id), { source: row.source, colour: row.colour });
      },
      async handle({ tx, params, body, prepared }) {
        const changed = await tx.query<ImportRow>(
          `UPDATE notice_import SET state = 'ready', preview = $3, version = version + 1
           WHERE id = $1 AND version = $2 AND state IN ('uploading', 'ready') RETURNING *`,
          [params.id, body.version, JSON.stringify(prepared).replaceAll('\\u0000', '\\ufffd')],
        );
        if (!changed[0]) throw conflict('notice-import', body, await view(tx, params.id));
        return importView(changed[0]);
      },
    }),
    ...(
      [
        ['confirm', confirmImport, 'Take the file in'],
        ['discard', discardImport, 'The file is not wanted'],
        ['undo', askUndo, 'Take an import back: what it added goes, what it changed is as it was'],
      ] as const
    ).map(([verb, act, summary]) =>
      route({
        method: 'POST',
        path: `/api/notice-imports/:id/${verb}`,
        action: verb === 'undo' ? 'notice-import.undo' : 'notice-import.create',
        summary,
        params: c.idParams,
        body: c.changeNoticeImport,
        response: c.noticeImportView,
        async handle({ tx, params, body }) {
          await act(deps, tx, { ...params, ...body });
          return view(tx, params.id);
        },
      }),
    ),
    route({
      method: 'GET',
      path: '/api/notice-imports',
      action: 'notice-import.read',
      summary: 'Imports of notices, newest first',
      query: c.noticeImportQuery,
      response: c.noticeImportPage,
      async handle({ tx, query }) {
        const [, at, id] = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(query.cursor ?? '') ?? [];
        const rows = await tx.query<ImportRow>(
          `SELECT * FROM notice_import WHERE $1::bigint IS NULL OR (created_at, id) < ($1, $2::uuid)
           ORDER BY created_at DESC, id DESC LIMIT $3`,
          [at === undefined ? null : Number(at), id ?? null, query.limit + 1],
        );
        const items = rows.slice(0, query.limit);
        const last = rows.length > query.limit ? items.at(-1) : undefined;
        return {
          // The list shows no case content.
          items: items.map((row) => ({ ...importView(row), preview: null })),
          next: last ? `${last.created_at}_${last.id}` : null,
        };
      },
    }),
    route({
      method: 'GET',
      path: '/api/notice-imports/:id',
      action: 'notice-import.read',
      summary: 'One import: preview, progress, what became of it',
      params: c.idParams,
      response: c.noticeImportView,
      async handle({ tx, params }) {
        const row = await mustFindImport(tx, params.id);
        // The preview shows names.
        if (row.preview && row.state === 'ready') {
          deps.audit.record(tx, { act: 'notice-import.viewed', entity: importRef(row.id) });
        }
        return importView(row);
      },
    }),
    route({
      method: 'GET',
      path: '/api/notice-imports/:id/problems',
      action: 'notice-import.read',
      summary: 'Notices that were refused, and what was not understood of others',
      params: c.idParams,
      query: c.noticeImportProblemQuery,
      response: c.noticeImportProblemPage,
      async handle({ tx, params, query }) {
        await mustFindImport(tx, params.id);
        const rows = await listProblems(tx, params.id, Number(query.cursor ?? 0), query.limit + 1);
        const items = rows.slice(0, query.limit);
        return { items, next: rows.length > query.limit ? String(items.at(-1)?.seq ?? 0) : null };
      },
    }),
  ];
}
