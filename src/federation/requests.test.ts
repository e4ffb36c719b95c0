import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { MINUTE } from '../protocol/index.ts';
import { createTestWorld, type TestNode, type TestWorld } from './federation.testkit.ts';

let world: TestWorld;
let us: TestNode;
let nl: TestNode;
const schema = z.strictObject({ twice: z.int() });

beforeAll(async () => {
  world = await createTestWorld(['US', 'NL']);
  us = world.node('US');
  nl = world.node('NL');
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => {
  world.wire = (_request, send) => send();
  us.skew = 0;
});

const ask = (n: number) => us.federation.request('NL', { path: 'test/twice', body: { n }, schema });

/** What went over the wire, to be sent again as it was. */
async function capture(n: number): Promise<{ url: URL; init: RequestInit }> {
  let seen: { url: URL; init: RequestInit } | undefined;
  world.wire = ({ url, init }, send) => {
    seen ??= { url, init };
    return send();
  };
  await ask(n).catch(() => undefined);
  world.wire = (_request, send) => send();
  if (!seen) throw new Error('nothing was sent');
  return seen;
}

const again = ({ url, init }: { url: URL; init: RequestInit }, change: RequestInit = {}) =>
  fetch(url, { method: 'POST', body: init.body ?? null, headers: init.headers ?? {}, ...change });

const codeOf = async (response: Response) =>
  ((await response.json()) as { errors: { code: string }[] }).errors[0]?.code;

test('a question is answered once, signed and encrypted both ways', async () => {
  expect(await ask(21)).toEqual({ twice: 42 });
  expect((await nl.effects()).filter((e) => e.n === 21)).toHaveLength(1);
  const { init } = await capture(22);
  expect(String(init.body)).not.toContain('22}');
});

test('a replayed request is refused, recorded, and has no second effect', async () => {
  const sent = await capture(23);
  const known = (await nl.refusals()).length;
  const answers = await Promise.all([again(sent), again(sent), again(sent)]);
  expect(await Promise.all(answers.map(codeOf))).toEqual(Array(3).fill('request.replayed'));
  expect(answers.every((answer) => answer.headers.get('homeward-response') !== null)).toBe(true);
  expect((await nl.effects()).filter((e) => e.n === 23)).toHaveLength(1);
  expect((await nl.refusals()).slice(known)).toEqual(Array(3).fill('request.replayed'));
});

test('a refusal by the handler undoes its effect, passes its reason on, and burns the nonce', async () => {
  await expect(ask(-3)).rejects.toMatchObject({
    code: 'refused',
    errors: [{ code: 'test.negative', params: { n: -3 } }],
  });
  expect((await nl.effects()).filter((e) => e.n === -3)).toEqual([]);
  const sent = await capture(-4);
  expect(await codeOf(await again(sent))).toBe('request.replayed');
});

test('a request for another path, with another body, or without its signature is refused', async () => {
  const sent = await capture(24);
  const other = await capture(25);
  const effects = (await nl.effects()).length;
  expect(await codeOf(await again({ ...sent, url: new URL('/federation/request/test/thrice', sent.url) }))).toBe(
    'protocol.wrong-target',
  );
  expect(await codeOf(await again(sent, { body: String(other.init.body) }))).toBe('protocol.wrong-target');
  expect(await codeOf(await again(sent, { headers: { 'content-type': 'application/jose' } }))).toBe('request.unsigned');
  const headers = { ...(sent.init.headers as Record<string, string>) };
  headers.authorization = `${headers.authorization?.slice(0, -6)}AAAAAA`;
  expect(await codeOf(await again(sent, { headers }))).toBe('protocol.bad-signature');
  const toUs = await again({ ...sent, url: new URL(sent.url.pathname, us.url) });
  expect(await codeOf(toUs)).toBe('protocol.wrong-audience');
  expect((await nl.effects()).length).toBe(effects);
});

test('clocks apart: within five minutes served, beyond it once more by the signed time of the peer', async () => {
  us.skew = -4 * MINUTE;
  expect(await ask(31)).toEqual({ twice: 62 });
  for (const skew of [-20 * MINUTE, 20 * MINUTE]) {
    us.skew = skew;
    let attempts = 0;
    world.wire = (_request, send) => {
      attempts++;
      return send();
    };
    expect(await ask(32)).toEqual({ twice: 64 });
    expect(attempts).toBe(2);
  }
  expect(await nl.refusals()).toContain('request.skew');
});

test('a request refused for its clock has no effect later either, when its own time has come', async () => {
  us.skew = 7 * MINUTE;
  const sent = await capture(33);
  expect((await nl.effects()).filter((e) => e.n === 33)).toHaveLength(1);
  nl.skew = 3 * MINUTE;
  expect(await codeOf(await again(sent))).toBe('request.replayed');
  nl.skew = 0;
  expect((await nl.effects()).filter((e) => e.n === 33)).toHaveLength(1);
});

test('an answer that the peer did not sign proves nothing', async () => {
  world.wire = async () => Response.json({ twice: 1 });
  await expect(ask(1)).rejects.toMatchObject({ code: 'unavailable', detail: 'peer.answer-unsigned' });
  const earlier = { response: new Response() };
  world.wire = async (_request, send) => {
    earlier.response = await send();
    return earlier.response.clone();
  };
  await ask(2);
  // A genuine answer, to an earlier question.
  world.wire = async () => earlier.response.clone();
  await expect(ask(3)).rejects.toMatchObject({ code: 'unavailable', detail: 'peer.answer-does-not-hold' });
  world.wire = () => Promise.reject(new TypeError('no route'));
  await expect(ask(4)).rejects.toMatchObject({ code: 'unavailable', detail: 'peer.unreachable' });
});

test('an answer without an end is not read to its end', async () => {
  let sent = 0;
  const chunk = new Uint8Array(1 << 16);
  world.wire = async () =>
    new Response(
      new ReadableStream({
        pull(controller) {
          sent += chunk.length;
          if (sent > 64 << 20) controller.close();
          else controller.enqueue(chunk);
        },
      }),
    );
  await expect(ask(5)).rejects.toMatchObject({ code: 'unavailable', detail: 'peer.unreachable' });
  expect(sent).toBeLessThan(4 << 20);
});

test('nobody answers a path that no room serves', async () => {
  await expect(us.federation.request('NL', { path: 'test/none', body: {}, schema })).rejects.toMatchObject({
    code: 'not-found',
  });
});
