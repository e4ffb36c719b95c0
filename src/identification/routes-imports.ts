import { Readable } from 'node:stream';
import * as z from 'zod';
import { conflict, freeRoute, notFound, type Route, route, type Tx } from '../platform/index.ts';
import * as c from './contract.ts';
import type { Deps } from './deps.ts';
import { confirmImport, discardImport } from './hash-lists/confirm-import.ts';
import { exportCase, exportList } from './hash-lists/export-list.ts';
import { importProblems } from './hash-lists/import-file.ts';
import {
  findImport,
  importSummary,
  importView,
  listImports,
  listParts,
  listProblems,
} from './hash-lists/import-store.ts';
import { allLists, findList } from './hash-lists/list-store.ts';
import { keepPart, openImport, openParts, preparePart, requireWhole } from './hash-lists/open-import.ts';
import { previewList } from './hash-lists/preview-import.ts';
import { hashListView, searchEntries } from './hash-lists/search-entries.ts';
import { askUndo } from './hash-lists/undo-import.ts';
import { writeProblems } from './hash-lists/write-problems.ts';
import { paged } from './pages.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length > 0);

/** Files brought in, and the lists they fill. */
export function importRoutes(deps: Deps): readonly Route[] {
  return [...openRoutes(deps), ...decideRoutes(deps), ...readRoutes(deps), ...listRoutes(deps)];
}

async function viewOf(tx: Tx, id: string) {
  const row = await findImport(tx, id);
  if (!row) throw notFound('import');
  return importView(row, await listParts(tx, id), tx.now);
}

function openRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/imports',
      action: 'import.create',
      summary: 'Announce a file to be imported, or bring a small one as the body',
      query: c.importQuery,
      body: z.union([bytes, c.newImport]),
      bodyLimit: c.IMPORT_PART_BYTES,
      response: c.importView,
      successStatus: 201,
      prepare: async ({ body }) => (body instanceof Uint8Array ? preparePart(deps, body) : null),
      async handle({ tx, query, body, prepared: part }) {
        const file = body instanceof Uint8Array ? { fileName: query.fileName ?? 'list', size: body.length } : body;
        const id = await openImport(deps, tx, { ...file, state: 'uploading', held: 'parts' });
        if (part) await keepPart(deps, tx, { id, number: 0, part });
        return viewOf(tx, id);
      },
    }),
    route({
      method: 'PUT',
      path: '/api/imports/:id/parts/:number',
      action: 'import.create',
      summary: 'One part of the file, which is sealed',
      params: c.partParams,
      body: bytes,
      bodyLimit: c.IMPORT_PART_BYTES,
      response: c.partReceived,
      prepare: ({ body }) => preparePart(deps, body),
      handle: ({ tx, params, prepared: part }) => keepPart(deps, tx, { ...params, part }),
    }),
    route({
      method: 'POST',
      path: '/api/imports/:id/preview',
      action: 'import.create',
      summary: 'What the file says of itself and what its first records hold; nothing is taken yet',
      params: c.idParams,
      body: c.previewImport,
      response: c.importView,
      async prepare({ params, body }, scope) {
        const { row, parts } = await deps.db.tx(scope, async (tx) => {
          const found = await findImport(tx, params.id);
          if (!found) throw notFound('import');
          return { row: found, parts: await listParts(tx, params.id) };
        });
        requireWhole(row, parts);
        return { version: row.version, preview: await previewList(openParts(deps, parts), body) };
      },
      async handle({ tx, params, body, prepared }) {
        const preview = JSON.stringify(prepared.preview).replaceAll('\\u0000', '\\ufffd');
        const changed = await tx.query(
          `UPDATE ident_import SET state = 'ready', preview = $3, scheme = $4, version = version + 1
           WHERE id = $1 AND version = $2 AND state IN ('uploading', 'ready') RETURNING id`,
          [params.id, prepared.version, preview, body.as ?? null],
        );
        if (changed.length === 0) throw conflict('import', { version: prepared.version }, await viewOf(tx, params.id));
        return viewOf(tx, params.id);
      },
    }),
  ];
}

function decideRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/imports/:id/confirm',
      action: 'import.create',
      summary: 'Import the file into a list that is there, or a new one',
      params: c.idParams,
      body: c.confirmImport,
      response: c.importView,
      successStatus: 202,
      async handle({ tx, params, body }) {
        await confirmImport(deps, tx, { ...params, ...body });
        return viewOf(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/imports/:id/discard',
      action: 'import.create',
      summary: 'The file is not wanted',
      params: c.idParams,
      body: c.changeImport,
      response: c.importView,
      async handle({ tx, params, body }) {
        await discardImport(deps, tx, { ...params, ...body });
        return viewOf(tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/imports/:id/undo',
      action: 'import.undo',
      summary: 'Take an import back: what it added goes, what it changed is as it was',
      params: c.idParams,
      body: c.changeImport,
      response: c.importView,
      successStatus: 202,
      async handle({ tx, params, body }) {
        await askUndo(deps, tx, { ...params, ...body });
        return viewOf(tx, params.id);
      },
    }),
  ];
}

function readRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/imports',
      action: 'import.read',
      summary: 'Imports, newest first, with their counts',
      query: c.importFilter,
      response: c.importPage,
      async handle({ tx, query }) {
        return paged(
          query,
          (page) => listImports(tx, page),
          (row) => row.created_at,
          (row) => importSummary(row, tx.now),
        );
      },
    }),
    route({
      method: 'GET',
      path: '/api/imports/:id',
      action: 'import.read',
      summary: 'One import: its preview, its progress, what became of it',
      params: c.idParams,
      response: c.importView,
      handle: ({ tx, params }) => viewOf(tx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/imports/:id/problems',
      action: 'import.read',
      summary: 'Records that were refused, and what was not understood of others',
      params: c.idParams,
      query: c.problemFilter,
      response: c.problemPage,
      async handle({ tx, params, query }) {
        if (!(await findImport(tx, params.id))) throw notFound('import');
        const rows = await listProblems(tx, params.id, { after: Number(query.cursor ?? 0), limit: query.limit + 1 });
        const items = rows.slice(0, query.limit).map(({ fields: _, ...problem }) => problem);
        return { items, next: rows.length > query.limit ? String(items.at(-1)?.seq ?? 0) : null };
      },
    }),
    freeRoute({
      method: 'GET',
      path: '/api/imports/:id/problems.csv',
      action: 'import.read',
      summary: 'The refused records as a CSV that can be put right and brought in again',
      params: c.idParams,
      async handle({ params, scope, reply }) {
        const row = await deps.db.tx(scope, (tx) => findImport(tx, params.id));
        if (!row) throw notFound('import');
        return reply
          .type('text/csv; charset=utf-8')
          .header('content-disposition', `attachment; filename="problems-${params.id}.csv"`)
          .send(Readable.from(writeProblems(importProblems(deps, params.id))));
      },
    }),
  ];
}

function listRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/hash-lists',
      action: 'hash-list.read',
      summary: 'Hash lists held here',
      response: c.hashListPage,
      handle: async ({ tx }) => ({ items: (await allLists(tx)).map(hashListView) }),
    }),
    route({
      method: 'POST',
      path: '/api/hash-lists/:id/state',
      action: 'hash-list.change',
      summary: 'Retire a list, or put it in force again',
      params: c.idParams,
      body: c.changeHashList,
      response: c.hashListView,
      async handle({ tx, params, body }) {
        const row = await findList(tx, params);
        if (!row) throw notFound('hash-list');
        const changed = await tx.query(
          'UPDATE ident_hash_list SET state = $3, updated_at = $4, version = version + 1 WHERE id = $1 AND version = $2 RETURNING id',
          [row.id, body.version, body.state, tx.now],
        );
        if (changed.length === 0) throw conflict('hash-list', body, hashListView(row));
        const entity = { kind: 'hash-list', id: row.id };
        deps.audit.record(tx, { act: 'hash-list.changed', entity, body: { state: body.state } });
        return hashListView({ ...row, state: body.state, updated_at: tx.now, version: row.version + 1 });
      },
    }),
    route({
      method: 'GET',
      path: '/api/hash-lists/entries',
      action: 'hash-list.search',
      summary: 'Which lists have this hash',
      query: c.entrySearch,
      response: c.hashEntryPage,
      async handle({ tx, query }) {
        const items = await searchEntries(tx, query.hash);
        deps.audit.record(tx, {
          act: 'hash-list.searched',
          entity: { kind: 'hash', id: query.hash.toLowerCase().slice(0, 64) },
          body: { found: items.length },
        });
        return { items };
      },
    }),
    freeRoute({
      method: 'GET',
      path: '/api/hash-lists/:id/export',
      action: 'hash-list.export',
      summary: 'A list as a file: VICS 2.0, VICS 1.3 or ICSE CSV',
      params: c.idParams,
      query: c.exportQuery,
      async handle({ params, query, scope, reply }) {
        const { text, leftOut, list } = await exportList(deps, scope, params.id, query.format);
        return send(reply, query.format, list.name, leftOut, text);
      },
    }),
    freeRoute({
      method: 'GET',
      path: '/api/media-export/:id',
      action: 'hash-list.export',
      summary: 'The pictures of a case as a list of hashes: VICS 2.0, VICS 1.3 or ICSE CSV',
      params: c.idParams,
      query: c.exportQuery,
      async handle({ params, query, scope, reply }) {
        const { text, leftOut, list } = await exportCase(deps, scope, params.id, query.format);
        return send(reply, query.format, list.name, leftOut, text);
      },
    }),
  ];
}

function send(
  reply: Parameters<Extract<Route, { mode: 'free' | 'node' }>['handle']>[0]['reply'],
  format: c.ExportFormat,
  name: string,
  leftOut: number,
  text: AsyncGenerator<string>,
): unknown {
  const isCsv = format === 'icse-csv';
  const fileName = `${name.replaceAll(/[^A-Za-z0-9._-]+/g, '-').slice(0, 80) || 'list'}.${isCsv ? 'csv' : 'json'}`;
  return reply
    .type(isCsv ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .header('homeward-left-out', String(leftOut))
    .send(Readable.from(text));
}
