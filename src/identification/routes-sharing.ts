import * as z from 'zod';
import { freeRoute, type Route, route } from '../platform/index.ts';
import * as c from './contract.ts';
import type { IdentificationDeps } from './deps.ts';
import { decideShare, listShares } from './hash-sharing/decide-share.ts';
import { ENVIRONMENTS } from './hash-sharing/environments.ts';
import { listReasons, listSourceEntries } from './hash-sharing/list-source-entries.ts';
import {
  createPartner,
  grantLists,
  listPartners,
  renewPassword,
  revokePartner,
} from './hash-sharing/manage-partner.ts';
import { allowOrigins, askPull, changeSource, createSource } from './hash-sharing/manage-source.ts';
import { listFeedback, sendFeedback } from './hash-sharing/send-feedback.ts';
import { allowedOrigins } from './hash-sharing/source-address.ts';
import { listSources } from './hash-sharing/source-store.ts';
import { listPartnerFeedback } from './hash-sharing/take-feedback.ts';
import { paged } from './pages.ts';

const versioned = z.strictObject({ version: z.int() });
const created = z.strictObject({ id: c.idParams.shape.id });

/** Hash lists exchanged with others: sources pulled from, lists shared, partners that read them. */
export function sharingRoutes(deps: IdentificationDeps): readonly Route[] {
  return [...sourceRoutes(deps), ...feedbackRoutes(deps), ...shareRoutes(deps)];
}

function sourceRoutes(deps: IdentificationDeps): readonly Route[] {
  const addresses = (origins: string[]) => ({ origins, environments: [...ENVIRONMENTS] });
  return [
    route({
      method: 'GET',
      path: '/api/hash-source-addresses',
      action: 'hash-source.read',
      summary: 'The only addresses that are called, and where the public services are',
      response: c.addressesView,
      handle: async ({ tx }) => addresses(await allowedOrigins(tx)),
    }),
    route({
      method: 'PUT',
      path: '/api/hash-source-addresses',
      action: 'hash-source.change',
      summary: 'Set the only addresses that are called',
      body: c.allowAddresses,
      response: c.addressesView,
      handle: async ({ tx, body }) => addresses(await allowOrigins(deps, tx, body)),
    }),
    route({
      method: 'GET',
      path: '/api/hash-sources',
      action: 'hash-source.read',
      summary: 'Sources of hashes, how far each is read and what it waits for',
      response: c.hashSourceList,
      handle: async ({ tx }) => ({ items: await listSources(tx) }),
    }),
    // Free of the table of stored answers, which would keep a mark of the password.
    freeRoute({
      method: 'POST',
      path: '/api/hash-sources',
      action: 'hash-source.change',
      summary: 'Add a source, and a list for its entries',
      body: c.createSource,
      response: c.sourceCreated,
      async handle({ scope, db, body, reply }) {
        const made = await db.tx(scope, (tx) => createSource(deps, tx, body));
        reply.status(201);
        return c.sourceCreated.parse(made);
      },
    }),
    freeRoute({
      method: 'PATCH',
      path: '/api/hash-sources/:id',
      action: 'hash-source.change',
      summary: 'Pause or resume a source, or give it other credentials',
      params: c.idParams,
      body: c.changeSource,
      response: versioned,
      handle: ({ scope, db, params, body }) => db.tx(scope, (tx) => changeSource(deps, tx, { ...params, ...body })),
    }),
    route({
      method: 'POST',
      path: '/api/hash-sources/:id/pull',
      action: 'hash-source.pull',
      summary: 'Ask a source now; one that had stopped is tried again',
      params: c.idParams,
      response: c.pullAsked,
      successStatus: 202,
      handle: ({ tx, params }) => askPull(deps, tx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/hash-sources/:id/entries',
      action: 'hash-source.entries-listed',
      summary: 'What a source says of its entries: member, fingerprints, feedback',
      params: c.idParams,
      query: c.sourceEntryFilter,
      response: c.sourceEntryPage,
      async handle({ tx, params, query }) {
        const { limit } = query;
        const rows = await listSourceEntries(deps, tx, { ...query, sourceId: params.id, limit: limit + 1 });
        const items = rows.slice(0, limit);
        return { items, next: rows.length > limit ? (items.at(-1)?.key ?? null) : null };
      },
    }),
  ];
}

function feedbackRoutes(deps: IdentificationDeps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/hash-sources/:id/reasons',
      action: 'hash-feedback.read',
      summary: 'Reasons of a negative feedback that a source takes',
      params: c.idParams,
      response: c.reasonList,
      handle: async ({ tx, params }) => ({ items: [...(await listReasons(tx, params.id))] }),
    }),
    route({
      method: 'POST',
      path: '/api/hash-sources/:id/feedback',
      action: 'hash-feedback.send',
      summary: 'Say yes or no to a fingerprint of an entry; put to the source until it answers',
      params: c.idParams,
      body: c.sendFeedback,
      response: created,
      successStatus: 202,
      handle: ({ tx, params, body }) => sendFeedback(deps, tx, { ...body, sourceId: params.id }),
    }),
    route({
      method: 'GET',
      path: '/api/hash-feedback',
      action: 'hash-feedback.read',
      summary: 'Feedback given from here, newest first',
      query: c.feedbackFilter,
      response: c.feedbackPage,
      async handle({ tx, query }) {
        return paged(
          query,
          (page) => listFeedback(tx, page),
          (row) => row.at,
        );
      },
    }),
  ];
}

function shareRoutes(deps: IdentificationDeps): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/hash-shares',
      action: 'hash-share.read',
      summary: 'Lists, and which of them partners may be given',
      response: c.shareList,
      handle: async ({ tx }) => ({ items: await listShares(tx) }),
    }),
    route({
      method: 'PUT',
      path: '/api/hash-shares/:id',
      action: 'hash-share.decide',
      summary: 'Open a list to partners, or close it to all of them',
      params: c.idParams,
      body: c.decideShare,
      response: versioned,
      handle: ({ tx, params, body }) => decideShare(deps, tx, { ...body, listId: params.id }),
    }),
    route({
      method: 'GET',
      path: '/api/hash-partners',
      action: 'hash-partner.read',
      summary: 'Partners’ accounts, what each may read and has read',
      response: c.partnerAccountList,
      handle: async ({ tx }) => ({ items: await listPartners(tx) }),
    }),
    // Free of the table of stored answers, which would keep the password that is told here once.
    freeRoute({
      method: 'POST',
      path: '/api/hash-partners',
      action: 'hash-partner.change',
      summary: 'Make an account for a partner; its password is told once',
      body: c.createPartner,
      response: c.partnerCredentials,
      async handle({ scope, db, body, reply }) {
        const made = await db.tx(scope, (tx) => createPartner(deps, tx, body));
        reply.status(201);
        return c.partnerCredentials.parse(made);
      },
    }),
    freeRoute({
      method: 'POST',
      path: '/api/hash-partners/:id/password',
      action: 'hash-partner.change',
      summary: 'A new password in place of the old one; told once',
      params: c.idParams,
      body: c.partnerVersion,
      response: c.partnerCredentials,
      handle: ({ scope, db, params, body }) => db.tx(scope, (tx) => renewPassword(deps, tx, { ...params, ...body })),
    }),
    route({
      method: 'PUT',
      path: '/api/hash-partners/:id/lists',
      action: 'hash-partner.change',
      summary: 'Set which shared lists a partner may read',
      params: c.idParams,
      body: c.grantLists,
      response: versioned,
      handle: ({ tx, params, body }) => grantLists(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'DELETE',
      path: '/api/hash-partners/:id',
      action: 'hash-partner.change',
      summary: 'End a partner’s account for good',
      params: c.idParams,
      query: c.partnerVersionQuery,
      response: versioned,
      handle: ({ tx, params, query }) => revokePartner(deps, tx, { ...params, ...query }),
    }),
    route({
      method: 'GET',
      path: '/api/hash-partner-feedback',
      action: 'hash-share.read',
      summary: 'What partners said of entries shared from here, newest first',
      query: c.partnerFeedbackFilter,
      response: c.partnerFeedbackPage,
      async handle({ tx, query }) {
        return paged(
          query,
          (page) => listPartnerFeedback(tx, page),
          (row) => row.at,
        );
      },
    }),
  ];
}
