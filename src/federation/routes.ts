import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { AppError, freeRoute, nodeRoute, type Route, route, type Tx } from '../platform/index.ts';
import { MAX_JWE_BYTES } from '../protocol/index.ts';
import { RESPONSE_HEADER } from './ask-peer.ts';
import type { Context } from './context.ts';
import { type FederationStatus, federationStatus, resumeInput, resumeView } from './contract.ts';
import type { Publisher } from './publish-feed.ts';
import { receiveBatch } from './receive-batch.ts';
import { serveRequest } from './serve-request.ts';

const BATCH_LIMIT = 12 << 20;

/** Between nodes: whoever calls is told by signature, inside the bytes, never by a session. */
export function federationRoutes(
  ctx: Context,
  publisher: Publisher | null,
  status: (tx: Tx) => Promise<FederationStatus>,
  resume: (tx: Tx, input: { reason: string }) => Promise<{ was: string }>,
): Route[] {
  return [
    nodeRoute({
      method: 'POST',
      path: '/federation/inbox',
      action: 'federation.deliver',
      summary: 'Take in messages from another bureau: up to 64 compact JWEs, a signed receipt each',
      bodyLimit: BATCH_LIMIT,
      body: z.strictObject({ messages: z.array(z.string().min(1).max(MAX_JWE_BYTES)).min(1).max(64) }),
      handle: async ({ body }) => ({ answers: await receiveBatch(ctx, body.messages) }),
    }),
    nodeRoute({
      method: 'POST',
      path: '/federation/request/*',
      action: 'federation.request',
      summary: 'Answer a signed request of another bureau, signed and encrypted',
      bodyLimit: 2 << 20,
      handle: async ({ raw, reply }) => {
        const body = raw.body instanceof Uint8Array ? raw.body : new Uint8Array(0);
        const answer = await serveRequest(ctx, { path: raw.url, authorization: raw.headers.authorization, body });
        if (answer.signature !== null) reply.header(RESPONSE_HEADER, answer.signature);
        // Bytes, so that nothing between here and the wire re-encodes what was signed.
        return reply.status(answer.status).header('content-type', answer.contentType).send(Buffer.from(answer.body));
      },
    }),
    route({
      method: 'GET',
      path: '/api/federation/status',
      action: 'federation.status',
      summary: 'Peers, queues, the feed and alarms, without content',
      response: federationStatus,
      handle: ({ tx }) => status(tx),
    }),
    route({
      method: 'POST',
      path: '/api/federation/feed/resume',
      action: 'federation.resume-feed',
      summary: 'Set following of the feed going again after it stopped with an alarm',
      body: resumeInput,
      response: resumeView,
      handle: ({ tx, body }) => resume(tx, body),
    }),
    ...(publisher ? feedRoutes(publisher) : []),
  ];
}

/** The circulation feed as C2SP tlog-tiles: public, since a leaf says nothing of a body. */
function feedRoutes(publisher: Publisher): Route[] {
  return [
    freeRoute({
      method: 'GET',
      path: '/federation/feed/checkpoint',
      action: 'federation.feed',
      summary: 'Newest signed checkpoint of the circulation feed',
      handle: async ({ reply }) => note(reply, await publisher.current()),
    }),
    freeRoute({
      method: 'GET',
      path: '/federation/feed/wait',
      action: 'federation.feed',
      summary: 'The same, as soon as the log is larger than the size given, or after 20 s',
      query: z.strictObject({ size: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
      handle: async ({ query, raw, reply }) => {
        const gone = new AbortController();
        reply.raw.on('close', () => gone.abort());
        return note(reply, await publisher.wait(query.size, gone.signal, raw.ip));
      },
    }),
    freeRoute({
      method: 'GET',
      path: '/federation/feed/tile/*',
      action: 'federation.feed',
      summary: 'Hash tiles and entry bundles (tlog-tiles)',
      params: z.strictObject({ '*': z.string().min(1).max(100) }),
      handle: async ({ params, reply }) => {
        const tile = await publisher.tile(`tile/${params['*']}`);
        if (!tile) throw new AppError('not-found', 'tile');
        if (tile.full) reply.header('cache-control', 'public, max-age=31536000, immutable');
        return reply.header('content-type', 'application/octet-stream').send(Buffer.from(tile.bytes));
      },
    }),
  ];
}

function note(reply: FastifyReply, text: string): FastifyReply {
  return reply.header('content-type', 'text/plain; charset=utf-8').send(text);
}
