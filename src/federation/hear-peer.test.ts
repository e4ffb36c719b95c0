import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorld, type TestNode, type TestWorld, until } from './federation.testkit.ts';

let world: TestWorld;
let us: TestNode;
let nl: TestNode;

beforeAll(async () => {
  world = await createTestWorld(['US', 'NL']);
  us = world.node('US');
  nl = world.node('NL');
});
afterAll(() => world[Symbol.asyncDispose]());

const send = (from: TestNode, to: string, n: number) =>
  from.tx((tx) => from.federation.send(tx, { to: [to], kind: 'test.note', body: { v: 1, n } }));
const deliveryOf = async (from: TestNode, id: string) => (await from.tx((tx) => from.federation.deliveries(tx, id)))[0];
const retryAt = async () =>
  (await us.tx((tx) => tx.query<{ retry_at: number }>("SELECT retry_at FROM federation_peer WHERE code = 'NL'")))[0]
    ?.retry_at ?? 0;

test('a peer that is heard of again is not kept waiting', async () => {
  // Silent for so long that the next try is minutes away.
  await us.tx((tx) => tx.query("INSERT INTO federation_peer (code, failures, retry_at) VALUES ('NL', 9, 0)"));
  world.wire = async ({ from }, go) => {
    if (from === 'US') throw new TypeError('fetch failed');
    return go();
  };
  const waiting = await send(us, 'NL', 1);
  await until(async () => (await retryAt()) > us.runtime.clock.now() + 30_000);
  expect((await deliveryOf(us, waiting.id))?.state).toBe('failing');
  world.wire = (_request, go) => go();

  const sign = await send(nl, 'US', 2);
  await until(async () => (await deliveryOf(nl, sign.id))?.state === 'delivered');
  await until(async () => (await deliveryOf(us, waiting.id))?.state === 'delivered');
  expect((await nl.effects()).filter((effect) => effect.message_id === waiting.id)).toHaveLength(1);
});
