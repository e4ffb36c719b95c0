import fastifyCookie from '@fastify/cookie';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { ZodType } from 'zod';
import { canonicalize, type Json, sha256Hex } from '../../protocol/index.ts';
import type { Database, Tx } from '../db/database.ts';
import { AppError, type FieldProblem } from '../errors.ts';
import type { Runtime } from '../runtime.ts';
import { nodeScope, type Scope } from '../scope.ts';
import { claimKey, findAnswer, storeAnswer } from './idempotency.ts';
import { sendProblem } from './problem.ts';
import type { FreeRoute, Guard, Route, TxRoute } from './route.ts';

export interface ServerOptions {
  readonly runtime: Runtime;
  readonly db: Database;
  readonly guard: Guard;
  readonly routes: readonly Route[];
}

const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Builds the HTTP edge from the route table: parse, authenticate, authorise, run in one transaction, answer. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const { runtime } = options;
  const app = Fastify({
    logger: false,
    bodyLimit: 1 << 20,
    // A caller that sends its request a byte at a time holds a connection no longer than this.
    requestTimeout: 120_000,
    genReqId: () => runtime.newId(),
    forceCloseConnections: true,
  });
  await app.register(fastifyCookie);
  // Bytes for federation bodies and uploads; JSON keeps Fastify's own parser.
  app.addContentTypeParser(
    ['application/jose', 'application/octet-stream'],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  );
  // What it is, its bytes say.
  app.addContentTypeParser(/^(?:image|video)\//, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error, request, reply) => sendProblem(runtime, error, request, reply));
  app.setNotFoundHandler((request, reply) =>
    sendProblem(runtime, new AppError('not-found', request.url), request, reply),
  );
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'no-referrer');
    reply.header('x-frame-options', 'DENY');
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  const add = (to: FastifyInstance, route: Route): void => {
    to.route({
      method: route.method,
      url: route.path,
      bodyLimit: route.bodyLimit ?? 1 << 20,
      handler: (request, reply) =>
        route.mode === 'tx' ? runInTx(options, route, request, reply) : runFree(options, route, request, reply),
    });
  };
  for (const route of options.routes) if (!route.rawBody && !route.streamBody) add(app, route);
  // Apart from the others, which must go on refusing a media type that they do not name.
  app.register(async (raw) => {
    raw.removeAllContentTypeParsers();
    raw.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    for (const route of options.routes) if (route.rawBody) add(raw, route);
  });
  app.register(async (streamed) => {
    streamed.removeAllContentTypeParsers();
    streamed.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    for (const route of options.routes) if (route.streamBody) add(streamed, route);
  });
  return app;
}

async function runFree(options: ServerOptions, route: FreeRoute, request: FastifyRequest, reply: FastifyReply) {
  const scope = await admit(options, route, request);
  const input = parseInput(route, request);
  const result = await route.handle({ ...input, scope, db: options.db, raw: request, reply } as never);
  if (reply.sent || reply.raw.headersSent) return reply;
  return result;
}

async function runInTx(options: ServerOptions, route: TxRoute, request: FastifyRequest, reply: FastifyReply) {
  const { db, guard } = options;
  const scope = await admit(options, route, request);
  const input = parseInput(route, request);
  const unsafe = UNSAFE.has(route.method);
  const key = unsafe ? idempotencyKey(request) : null;
  const hash = key === null ? '' : requestHash(route, input);
  if (key && route.prepare) {
    // What is prepared is outside the transaction: a call that comes again must not do it again, nor fail at it.
    const earlier = await db.tx(scope, (tx) => findAnswer(tx, key, hash));
    if (earlier) return reply.status(earlier.status).send(earlier.body ?? null);
  }
  const prepared = route.prepare ? await route.prepare(input as never, scope) : undefined;
  const cookies: (() => void)[] = [];
  const setCookie = (name: string, value: string, how: { maxAgeSeconds: number } | 'clear'): void => {
    cookies.push(() => {
      const common = { path: '/', httpOnly: true, sameSite: 'strict' as const, secure: request.protocol === 'https' };
      if (how === 'clear') reply.clearCookie(name, common);
      else reply.setCookie(name, value, { ...common, maxAge: how.maxAgeSeconds });
    });
  };
  let refused = false;
  const work = async (tx: Tx): Promise<{ status: number; body: unknown }> => {
    // The whole of it may be tried again after a deadlock.
    cookies.length = 0;
    if (key) {
      const earlier = await claimKey(tx, key, hash);
      if (earlier) return earlier;
    }
    // Inside the transaction, on the record as it is now.
    const resource = route.resource ? await route.resource(tx, input as never) : {};
    if (resource === null) throw new AppError('not-found', route.path);
    if (!guard.may(scope, route.action, resource)) {
      refused = true;
      throw new AppError('forbidden', route.action);
    }
    const body = await route.handle({
      ...input,
      scope,
      tx,
      prepared,
      request: { ip: request.ip, headers: request.headers, id: request.id },
      setCookie,
    } as never);
    const answer = { status: route.successStatus ?? 200, body: encodeResponse(route, body) };
    if (key) await storeAnswer(tx, key, answer);
    return answer;
  };
  let answer: { status: number; body: unknown };
  try {
    answer = await db.tx(scope, work);
  } catch (error) {
    if (refused) await guard.refused(scope, route.action, route.path);
    throw error;
  }
  for (const set of cookies) set();
  return reply.status(answer.status).send(answer.body ?? null);
}

/** Who calls, and whether any rule could let them: before the body is looked at. */
async function admit({ guard, runtime }: ServerOptions, route: Route, request: FastifyRequest): Promise<Scope> {
  const scope = route.mode === 'node' ? nodeScope(runtime.bureau) : await guard.authenticate(request);
  if (guard.mayTry(scope, route.action)) return scope;
  if (scope.actor.kind === 'anyone') throw new AppError('unauthenticated', route.action);
  await guard.refused(scope, route.action, route.path);
  throw new AppError('forbidden', route.action);
}

function parseInput(route: Route, request: FastifyRequest): { params: unknown; query: unknown; body: unknown } {
  return {
    params: parsePart(route.params, request.params, '/params'),
    query: parsePart(route.query, request.query, '/query'),
    body: route.body ? parsePart(route.body, request.body, '/body') : request.body,
  };
}

function parsePart(schema: ZodType | undefined, value: unknown, pointer: string): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value ?? (pointer === '/body' ? undefined : {}));
  if (result.success) return result.data;
  const errors: FieldProblem[] = result.error.issues.map((issue) => {
    const {
      code,
      path,
      message,
      input: _input,
      ...rest
    } = issue as unknown as Record<string, unknown> & { path: PropertyKey[] };
    const params: Record<string, string | number | boolean> = { expected: String(message) };
    for (const [name, detail] of Object.entries(rest)) {
      if (typeof detail === 'string' || typeof detail === 'number' || typeof detail === 'boolean')
        params[name] = detail;
      else if (Array.isArray(detail)) params[name] = detail.map(String).join(', ').slice(0, 300);
    }
    return {
      pointer: [pointer, ...path.map((p) => String(p).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/'),
      code: `input.${String(code)}`,
      params,
    };
  });
  throw new AppError('invalid', `${pointer} does not fit`, { errors });
}

/** The answer is parsed by its own schema: a field that the contract does not name never leaves. */
function encodeResponse(route: Route, body: unknown): unknown {
  if (!route.response) return body;
  const result = route.response.safeParse(body);
  if (!result.success) {
    throw new AppError(
      'internal',
      `answer of ${route.method} ${route.path} breaks its contract: ${result.error.message}`,
    );
  }
  return result.data;
}

function idempotencyKey(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !/^[\w-]{8,100}$/.test(key)) {
    throw new AppError('invalid', 'Idempotency-Key', {
      errors: [
        {
          pointer: '/headers/idempotency-key',
          code: 'input.idempotency-key',
          params: { expected: '8 to 100 of A-Z a-z 0-9 _ -' },
        },
      ],
    });
  }
  return key;
}

function requestHash(route: Route, input: { params: unknown; query: unknown; body: unknown }): string {
  const body = input.body instanceof Uint8Array ? sha256Hex(input.body) : JSON.stringify(input.body ?? null);
  return sha256Hex(
    canonicalize([
      route.method,
      route.path,
      JSON.stringify(input.params ?? null),
      JSON.stringify(input.query ?? null),
      body,
    ] as Json),
  );
}
