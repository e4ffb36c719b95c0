import * as z from 'zod';
import { freeRoute, type Route, route } from '../platform/index.ts';
import * as c from './contract.ts';
import type { Deps } from './deps.ts';
import { findImport, importView, listImports, listRows } from './imports/import-store.ts';
import { openImport } from './imports/open-import.ts';
import { after, pageOf } from './pages.ts';
import { changeProvider, createProvider, listProviders, renewPassword } from './providers/manage-provider.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length > 0);
const versioned = z.strictObject({ version: z.int() });

/** How reports come in, beside the providers' own interface: files brought in by people, and the accounts of providers. */
export function intakeRoutes(deps: Deps): readonly Route[] {
  return [...importRoutes(deps), ...providerRoutes(deps)];
}

function importRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/tip-imports',
      action: 'tip.import',
      summary: 'Bring in reports: one JSON, or a zip of them with their files and PDF, as the body',
      query: c.importQuery,
      body: bytes,
      bodyLimit: c.MAX_IMPORT_BYTES,
      response: c.importView,
      successStatus: 202,
      prepare: ({ body }) => deps.vault.seal(body),
      async handle({ tx, query, body, prepared }) {
        const id = await openImport(deps, tx, { name: query.name, size: body.length, sealed: prepared });
        return importView(await findImport(tx, id));
      },
    }),
    route({
      method: 'GET',
      path: '/api/tip-imports',
      action: 'tip.read',
      summary: 'Files brought in, newest first',
      query: z.strictObject(c.page),
      response: c.importPage,
      async handle({ tx, query }) {
        const rows = await listImports(tx, { before: after(query.cursor), limit: query.limit + 1 });
        return pageOf(rows, query.limit, (row) => row.created_at, importView);
      },
    }),
    route({
      method: 'GET',
      path: '/api/tip-imports/:id',
      action: 'tip.read',
      summary: 'One of them: how far it is, and what became of its reports',
      params: c.idParams,
      response: c.importView,
      handle: async ({ tx, params }) => importView(await findImport(tx, params.id)),
    }),
    route({
      method: 'GET',
      path: '/api/tip-imports/:id/rows',
      action: 'tip.read',
      summary: 'Report by report',
      params: c.idParams,
      query: c.importRowFilter,
      response: c.importRowPage,
      async handle({ tx, params, query }) {
        await findImport(tx, params.id);
        const rows = await listRows(tx, params.id, {
          after: Number(query.cursor ?? 0),
          outcome: query.outcome,
          limit: query.limit + 1,
        });
        const shown = rows.slice(0, query.limit);
        return {
          items: shown.map(({ n: _n, ...row }) => row),
          next: rows.length > query.limit ? String(shown.at(-1)?.n ?? 0) : null,
        };
      },
    }),
  ];
}

function providerRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/tip-providers',
      action: 'tip-provider.read',
      summary: 'Accounts of providers that report here',
      response: c.providerList,
      handle: async ({ tx }) => ({ items: await listProviders(tx) }),
    }),
    // Free of the table of stored answers, which would keep the password that is told here once.
    freeRoute({
      method: 'POST',
      path: '/api/tip-providers',
      action: 'tip-provider.change',
      summary: 'Make an account for a provider; its password is told once',
      body: c.createProvider,
      response: c.providerCredentials,
      async handle({ scope, db, body, reply }) {
        const made = await db.tx(scope, (tx) => createProvider(deps, tx, body));
        reply.status(201);
        return c.providerCredentials.parse(made);
      },
    }),
    freeRoute({
      method: 'POST',
      path: '/api/tip-providers/:id/password',
      action: 'tip-provider.change',
      summary: 'A new password in place of the old one; told once',
      params: c.idParams,
      body: c.providerVersion,
      response: c.providerCredentials,
      handle: ({ scope, db, params, body }) => db.tx(scope, (tx) => renewPassword(deps, tx, { ...params, ...body })),
    }),
    route({
      method: 'POST',
      path: '/api/tip-providers/:id/state',
      action: 'tip-provider.change',
      summary: 'Suspend an account, put it in force again, or end it for good',
      params: c.idParams,
      body: c.changeProvider,
      response: versioned,
      handle: ({ tx, params, body }) => changeProvider(deps, tx, { ...params, ...body }),
    }),
  ];
}
