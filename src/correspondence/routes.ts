import { type Resource, type Route, route, type Tx } from '../platform/index.ts';
import * as c from './contract.ts';
import { deadlinesInForce } from './deadlines.ts';
import type { CorrespondenceDeps } from './deps.ts';
import { markRead } from './read-thread.ts';
import { threadRef } from './requests.ts';
import { handlingRoutes } from './routes-handling.ts';
import { postMessage } from './send-message.ts';
import { linkThread, settleRequest } from './settle-request.ts';
import { startThread } from './start-thread.ts';
import { findThread } from './store.ts';
import { listThreads, threadView } from './views.ts';

async function resource(tx: Tx, { params }: { params: { id: string } }): Promise<Resource | null> {
  const row = await findThread(tx, params.id);
  return row && { bureau: row.started_by, compartment: row.compartment };
}

export function correspondenceRoutes(deps: CorrespondenceDeps): Route[] {
  return [
    ...handlingRoutes(deps),
    route({
      method: 'POST',
      path: '/api/threads',
      action: 'thread.write',
      summary: 'Start a conversation with other bureaus',
      body: c.startThread,
      response: c.sent,
      successStatus: 201,
      handle: ({ tx, body }) => startThread(deps, tx, body),
    }),
    route({
      method: 'GET',
      path: '/api/threads',
      action: 'thread.read',
      summary: 'Conversations, latest first',
      query: c.threadQuery,
      response: c.threadPage,
      handle: async ({ tx, query }) => {
        const page = await listThreads(tx, query);
        deps.audit.record(tx, {
          act: query.q === undefined ? 'thread.listed' : 'thread.searched',
          entity: { kind: 'list', id: 'threads' },
          body: { shown: page.items.length, ...(query.q === undefined ? {} : { words: query.q }) },
        });
        return page;
      },
    }),
    route({
      method: 'GET',
      path: '/api/threads/:id',
      action: 'thread.read',
      summary: 'A conversation',
      params: c.idParams,
      response: c.threadView,
      resource,
      handle: ({ tx, params }) => {
        deps.audit.record(tx, { act: 'thread.viewed', entity: threadRef(params.id) });
        return threadView(deps, tx, params.id);
      },
    }),
    route({
      method: 'POST',
      path: '/api/threads/:id/messages',
      action: 'thread.write',
      summary: 'Send a message in a conversation',
      params: c.idParams,
      body: c.postMessage,
      response: c.sent,
      successStatus: 201,
      resource,
      handle: ({ tx, params, body }) => postMessage(deps, tx, params.id, body),
    }),
    route({
      method: 'POST',
      path: '/api/threads/:id/read',
      action: 'thread.write',
      summary: 'Mark as read; the senders are told',
      params: c.idParams,
      response: c.readResult,
      resource,
      handle: ({ tx, params }) => markRead(deps, tx, params.id),
    }),
    route({
      method: 'POST',
      path: '/api/threads/:id/link',
      action: 'thread.write',
      summary: 'Link a conversation to a case',
      params: c.idParams,
      body: c.linkThread,
      response: c.idParams,
      resource,
      handle: ({ tx, params, body }) => linkThread(deps, tx, params.id, body.caseId),
    }),
    route({
      method: 'POST',
      path: '/api/thread-requests/:id/settle',
      action: 'thread.settle',
      summary: 'End what is owed without an answer, with the reason',
      params: c.idParams,
      body: c.settleRequest,
      response: c.settled,
      resource: async (tx, { params }) => {
        const [row] = await tx.query<{ thread_id: string }>('SELECT thread_id FROM thread_request WHERE id = $1', [
          params.id,
        ]);
        return row ? resource(tx, { params: { id: row.thread_id } }) : null;
      },
      handle: ({ tx, params, body }) => settleRequest(deps, tx, params.id, body.reason),
    }),
    route({
      method: 'GET',
      path: '/api/correspondence/deadlines',
      action: 'deadline.read',
      summary: 'The deadlines in force and where they come from',
      response: c.deadlines,
      handle: ({ tx }) => deadlinesInForce(tx),
    }),
  ];
}
