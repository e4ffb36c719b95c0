import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  AppError,
  buildServer,
  conflict,
  forgetAnswers,
  type Guard,
  nodeRoute,
  noteTouched,
  openApi,
  type Route,
  refuse,
  route,
  type Scope,
} from '../index.ts';
import { openTestPlatform } from '../testkit.testkit.ts';

let p: Awaited<ReturnType<typeof openTestPlatform>>;
let app: FastifyInstance;
let effects = 0;
let prepared = 0;
const refusals: string[] = [];

const scope: Scope = {
  actor: { kind: 'person', id: 'person:a' },
  bureau: 'US',
  agency: 'XX001',
  roles: ['analyst'],
  compartments: ['general'],
};
const guard: Guard = {
  authenticate: async () => scope,
  mayTry: (_s, action) => action !== 'forbidden.always',
  may: (_s, _a, resource) => resource.agency !== 'XX002',
  refused: async (_s, action) => {
    refusals.push(action);
  },
};

const routes: Route[] = [
  route({
    method: 'POST',
    path: '/api/things/:id',
    action: 'thing.make',
    summary: 'Makes a thing',
    params: z.strictObject({ id: z.string() }),
    body: z.strictObject({ name: z.string().min(2) }),
    response: z.strictObject({ made: z.string(), count: z.number() }),
    resource: async (_tx, { params }) =>
      params.id === 'none' ? null : { agency: params.id === 'theirs' ? 'XX002' : 'XX001' },
    handle: async ({ params, body, tx }) => {
      await tx.query('SELECT pg_sleep(0.02)');
      if (body.name === 'stale') throw conflict('thing', 'mine', 'theirs');
      if (body.name === 'rule') throw refuse('thing.no', { why: 'x' });
      if (body.name === 'bug') throw new Error('secret text');
      if (body.name === 'noted') noteTouched(tx, ['thing:1']);
      effects++;
      return { made: `${params.id}/${body.name}`, count: effects };
    },
  }),
  route({
    method: 'POST',
    path: '/api/prepared',
    action: 'thing.prepare',
    summary: 'Does its heavy work before the transaction',
    response: z.strictObject({ prepared: z.number() }),
    prepare: async () => ++prepared,
    handle: async (ctx) => ({ prepared: ctx.prepared }),
  }),
  nodeRoute({
    method: 'PUT',
    path: '/raw/:name',
    action: 'thing.raw',
    summary: 'Takes bytes of any type',
    params: z.strictObject({ name: z.string() }),
    rawBody: true,
    bodyLimit: 16,
    handle: async ({ params, raw, reply }) => {
      const body = raw.body instanceof Uint8Array ? raw.body : new Uint8Array(0);
      return reply.type('application/xml').send(`<${params.name}>${body.length}</${params.name}>`);
    },
  }),
  route({ method: 'GET', path: '/api/never', action: 'forbidden.always', summary: 'Never', handle: async () => ({}) }),
];

beforeAll(async () => {
  p = await openTestPlatform();
  app = await buildServer({ runtime: p.runtime, db: p.db, guard, routes });
});
afterAll(async () => {
  await app.close();
  await p[Symbol.asyncDispose]();
});

const post = (id: string, body: object, key: string | null = crypto.randomUUID()) =>
  app.inject({
    method: 'POST',
    url: `/api/things/${id}`,
    payload: body,
    headers: key ? { 'idempotency-key': key } : {},
  });

describe('the HTTP edge', () => {
  it('has one effect for a key, however often and however close together it comes', async () => {
    const before = effects;
    const answers = await Promise.all(Array.from({ length: 12 }, () => post('a', { name: 'rabbit' }, 'same-key-1')));
    expect(effects).toBe(before + 1);
    expect(new Set(answers.map((a) => a.body)).size).toBe(1);
    expect(answers.every((a) => a.statusCode === 200)).toBe(true);
  });

  it('prepares nothing for a call whose answer is stored', async () => {
    const first = await app.inject({
      method: 'POST',
      url: '/api/prepared',
      headers: { 'idempotency-key': 'same-key-p' },
    });
    const again = await app.inject({
      method: 'POST',
      url: '/api/prepared',
      headers: { 'idempotency-key': 'same-key-p' },
    });
    expect(first.json()).toEqual({ prepared: 1 });
    expect(again.json()).toEqual({ prepared: 1 });
    expect(prepared).toBe(1);
  });

  it('refuses a key that comes back with another request', async () => {
    await post('a', { name: 'one' }, 'same-key-2');
    const again = await post('a', { name: 'two' }, 'same-key-2');
    expect(again.statusCode).toBe(422);
    expect(again.json().code).toBe('key-reused');
  });

  it('keeps no answer about what was purged, and does not act again', async () => {
    const before = effects;
    await post('a', { name: 'noted' }, 'key-of-purged');
    await p.db.tx(scope, (tx) => forgetAnswers(tx, 'thing:1'));
    const again = await post('a', { name: 'noted' }, 'key-of-purged');
    expect(again.statusCode).toBe(410);
    expect(effects).toBe(before + 1);
    const [left] = await p.db.tx(scope, (tx) =>
      tx.query(`SELECT response, request_hash FROM idempotency WHERE key = 'key-of-purged'`),
    );
    expect(left).toEqual({ response: null, request_hash: '' });
  });

  it('names the field and what was expected', async () => {
    const answer = await post('a', { name: 'x', extra: 1 });
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json().errors.map((e: { pointer: string }) => e.pointer)).toEqual(['/body/name', '/body']);
    expect((await post('a', { name: 'rabbit' }, null)).json().errors[0].pointer).toBe('/headers/idempotency-key');
  });

  it('tells missing and forbidden alike, and records the refusal', async () => {
    const missing = await post('none', { name: 'rabbit' });
    const forbidden = await post('theirs', { name: 'rabbit' });
    const { instance: _a, ...left } = missing.json();
    const { instance: _b, ...right } = forbidden.json();
    expect(left).toEqual(right);
    expect((await app.inject('/api/never')).statusCode).toBe(404);
    expect(refusals).toEqual(['thing.make', 'forbidden.always']);
  });

  it('shows both values of a stale update, and a rule by its code', async () => {
    const stale = await post('a', { name: 'stale' });
    expect(stale.statusCode).toBe(409);
    expect(stale.json().values).toEqual({ yours: 'mine', current: 'theirs' });
    const rule = await post('a', { name: 'rule' });
    expect(rule.json().errors).toEqual([{ pointer: '', code: 'thing.no', params: { why: 'x' } }]);
  });

  it('tells nothing of an unexpected error', async () => {
    const answer = await post('a', { name: 'bug' });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret');
  });

  it('does not keep the key of a call that failed', async () => {
    const first = await post('a', { name: 'rule' }, 'same-key-3');
    expect(first.statusCode).toBe(422);
    const second = await post('a', { name: 'right' }, 'same-key-3');
    expect(second.statusCode).toBe(200);
  });

  it('takes the bytes of a raw route under any media type or none, and of other routes under theirs alone', async () => {
    const put = (payload: string, headers: Record<string, string> = {}) =>
      app.inject({ method: 'PUT', url: '/raw/a', payload, headers });
    for (const type of ['application/xml', 'text/xml; charset=utf-8', 'application/json']) {
      const answer = await put('<x/>', { 'content-type': type });
      expect([answer.statusCode, answer.body]).toEqual([200, '<a>4</a>']);
      expect(answer.headers['content-type']).toContain('application/xml');
    }
    expect((await app.inject({ method: 'PUT', url: '/raw/a', payload: Buffer.from('<x/>') })).body).toBe('<a>4</a>');
    expect((await app.inject({ method: 'PUT', url: '/raw/a' })).body).toBe('<a>0</a>');
    expect((await put('x'.repeat(17))).statusCode).toBe(413);
    const other = await app.inject({
      method: 'POST',
      url: '/api/things/a',
      payload: '<x/>',
      headers: { 'content-type': 'application/xml', 'idempotency-key': 'raw-elsewhere' },
    });
    expect(other.statusCode).toBe(415);
    expect(other.headers['x-content-type-options']).toBe('nosniff');
  });

  it('describes itself', () => {
    const doc = openApi(routes, { title: 't', version: '1', description: 'd', sessionCookie: 'c' }) as {
      paths: Record<string, Record<string, { parameters: { name: string }[] }>>;
    };
    expect(doc.paths['/api/things/{id}']?.post?.parameters.map((q) => q.name)).toEqual(['id', 'Idempotency-Key']);
  });

  it('has one error for everything that is not a known one', () => {
    expect(new AppError('forbidden', 'x').status).toBe(404);
  });
});
