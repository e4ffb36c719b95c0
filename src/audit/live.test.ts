import type { FastifyInstance } from 'fastify';
import { expect, test } from 'vitest';
import { buildServer, type Scope } from '../platform/index.ts';
import { createTestLedger, type TestLedger } from '../testing/ledger.ts';

const thing = (id: string) => ({ kind: 'thing', id });

const staff: Scope = {
  actor: { kind: 'person', id: 'person:analyst' },
  bureau: 'US',
  agency: null,
  roles: ['analyst'],
  compartments: ['general'],
};
const officer: Scope = {
  ...staff,
  actor: { kind: 'person', id: 'person:officer' },
  agency: 'TX0000001',
  compartments: [],
};

/** The HTTP edge over the room's own routes; who calls is said by a header, as the access room is a floor above. */
async function serve(t: TestLedger): Promise<{ app: FastifyInstance; url: string }> {
  const app = await buildServer({
    runtime: t.runtime,
    db: t.db,
    routes: t.audit.parts.routes ?? [],
    guard: {
      authenticate: async (request) => (request.headers['x-officer'] ? officer : staff),
      mayTry: () => true,
      may: () => true,
      refused: async () => undefined,
    },
  });
  return { app, url: await app.listen({ port: 0, host: '127.0.0.1' }) };
}

/** Reads SSE messages until `count` are there, or to the end of the stream. */
async function read(response: Response, count: number): Promise<{ id: string; data: unknown }[]> {
  const found: { id: string; data: unknown }[] = [];
  let text = '';
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  if (!reader) throw new Error('no body');
  while (found.length < count) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const block = text.slice(0, end);
      text = text.slice(end + 2);
      const id = /^id: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (id !== undefined && data !== undefined) found.push({ id, data: JSON.parse(data) });
    }
  }
  reader.releaseLock();
  return found;
}

const write = (t: TestLedger, ids: string[]) =>
  t.db.tx(t.system, async (tx) => {
    for (const id of ids) t.audit.record(tx, { act: 'test.done', entity: thing(id), body: { secret: id } });
  });

test('staff follow what is sealed from now on, and resume after the last number they saw', async () => {
  await using t = await createTestLedger();
  const { app, url } = await serve(t);
  t.audit.start();
  await write(t, ['before']);
  await t.audit.sealNow();
  const live = await fetch(`${url}/api/live`);
  expect(live.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  await write(t, ['a', 'b']);
  expect(await read(live, 2)).toEqual([
    { id: '1', data: { seq: 1, act: 'test.done', entity: thing('a') } },
    { id: '2', data: { seq: 2, act: 'test.done', entity: thing('b') } },
  ]);
  await live.body?.cancel();

  await write(
    t,
    Array.from({ length: 700 }, (_, i) => `${i}`),
  );
  await t.audit.sealNow();
  const resumed = await fetch(`${url}/api/live`, { headers: { 'last-event-id': '1' } });
  const missed = await read(resumed, 701);
  expect(missed.map((event) => Number(event.id))).toEqual(Array.from({ length: 701 }, (_, i) => i + 2));
  await write(t, ['after']);
  expect((await read(resumed, 1))[0]).toEqual({
    id: '703',
    data: { seq: 703, act: 'test.done', entity: thing('after') },
  });
  // Ends when the ledger stops, and not before.
  await t.audit.stop();
  expect(await read(resumed, 1)).toEqual([]);
  await app.close();
});

test('an agency’s officer learns that something was added, not what', async () => {
  await using t = await createTestLedger();
  const { app, url } = await serve(t);
  const live = await fetch(`${url}/api/live`, { headers: { 'x-officer': '1' } });
  await write(t, ['a', 'b']);
  await t.audit.sealNow();
  expect(await read(live, 1)).toEqual([{ id: '1', data: {} }]);
  await live.body?.cancel();
  await app.close();
});

test('looking at the ledger is on the record, and is no news on the live stream', async () => {
  await using t = await createTestLedger();
  const { app, url } = await serve(t);
  await write(t, ['a', 'b', 'a']);
  await t.audit.sealNow();
  const live = await fetch(`${url}/api/live`);
  const page = await (await fetch(`${url}/api/audit/entries?entity=thing:a&limit=1`)).json();
  expect(page).toMatchObject({ entries: [{ seq: 0, act: 'test.done', actor: 'system', entity: thing('a') }], next: 0 });
  expect(JSON.stringify(page)).not.toContain('secret');
  const rest = await (await fetch(`${url}/api/audit/entries?entity=thing:a&after=0`)).json();
  expect(rest).toMatchObject({ entries: [{ seq: 2 }], next: null });
  await t.audit.sealNow();
  const views = await (await fetch(`${url}/api/audit/entries?act=audit.viewed&actor=person:analyst`)).json();
  expect(views).toMatchObject({ entries: [{ seq: 3 }, { seq: 4 }] });
  await write(t, ['c']);
  await t.audit.sealNow();
  expect(await read(live, 1)).toEqual([{ id: '6', data: { seq: 6, act: 'test.done', entity: thing('c') } }]);
  await live.body?.cancel();
  await app.close();
});

test('verification by API takes checkpoints kept elsewhere', async () => {
  await using t = await createTestLedger();
  const { app, url } = await serve(t);
  await write(t, ['a']);
  await t.audit.sealNow();
  const { checkpoint, verifier } = (await (await fetch(`${url}/api/audit/checkpoint`)).json()) as Record<
    string,
    string
  >;
  expect(verifier).toBe(t.audit.log.verifier);
  const verify = (checkpoints: unknown[], key: string) =>
    fetch(`${url}/api/audit/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ checkpoints }),
    }).then((response) => response.json());
  expect(await verify([checkpoint], 'verify-one')).toEqual({ ok: true, size: 1, problems: [], unsealedOlderThan5s: 0 });
  const altered = checkpoint?.replace('\n1\n', '\n2\n');
  expect(await verify([altered], 'verify-two')).toMatchObject({
    ok: false,
    problems: [{ code: 'audit.checkpoint-invalid', params: { reason: 'bad-signature' } }],
  });
  await app.close();
});
