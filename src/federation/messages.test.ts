import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import {
  DAY,
  encryptTo,
  generateP256,
  importSigningKey,
  type JsonObject,
  MINUTE,
  messageHash,
  noteSigner,
  publicPart,
  signCheckpoint,
  signSync,
  toBase64Url,
  utf8,
  wireId,
} from '../protocol/index.ts';
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
beforeEach(() => {
  world.wire = (_request, send) => send();
});

const send = (
  from: TestNode,
  to: string[],
  n: number,
  more: { thread?: string; say?: string; entity?: { kind: string; id: string } } = {},
) =>
  from.tx((tx) =>
    from.federation.send(tx, {
      to,
      kind: 'test.note',
      body: { v: 1, n, ...(more.say ? { say: more.say } : {}) },
      thread: more.thread,
      entity: more.entity,
    }),
  );

const stateOf = async (from: TestNode, id: string) => (await from.tx((tx) => from.federation.deliveries(tx, id)))[0];

const settled = (from: TestNode, id: string) =>
  until(async () => ['delivered', 'refused'].includes((await stateOf(from, id))?.state ?? ''));

/** A message as a hostile or careless sender could make it. */
function forge(options: {
  from?: string;
  to?: string;
  key?: object;
  id?: string;
  n?: number;
  kind?: string;
  body?: JsonObject;
}) {
  const from = options.from ?? 'US';
  const body = {
    v: 1,
    id: options.id ?? wireId(from, 'message', us.runtime.newId()),
    from,
    to: [options.to ?? 'NL'],
    iat: Date.now(),
    kind: options.kind ?? 'test.note',
    body: options.body ?? { v: 1, n: options.n ?? 1 },
  };
  const jws = signSync('message', body, importSigningKey({ ...(options.key ?? us.keys.signing) }));
  return { id: body.id, jws, hash: messageHash(jws) };
}

const sealedTo = (node: TestNode, jws: string) => encryptTo(jws, publicPart(node.keys.encryption));

async function post(
  node: TestNode,
  messages: string[],
): Promise<{ receipt?: string; problem?: string; duplicate?: true }[]> {
  const response = await fetch(`${node.url}/federation/inbox`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messages }),
  });
  expect(response.status).toBe(200);
  return ((await response.json()) as { answers: [] }).answers;
}

const readReceipt = (jws: string | undefined) =>
  JSON.parse(Buffer.from((jws ?? '').split('.')[1] ?? '', 'base64url').toString()) as {
    outcome: string;
    code?: string;
    message: string;
    checkpoint?: string;
  };

test('a message arrives once, and both ledgers carry its hash', async () => {
  const { id, hash } = await send(us, ['NL'], 7);
  await settled(us, id);
  expect(await stateOf(us, id)).toMatchObject({ to: 'NL', state: 'delivered', reason: null });
  expect((await nl.effects()).filter((e) => e.message_id === id)).toEqual([{ message_id: id, n: 7, sender: 'US' }]);
  const sent = await us.tx((tx) => us.audit.timeline(tx, { kind: 'message', id }));
  const got = await nl.tx((tx) => nl.audit.timeline(tx, { kind: 'message', id }));
  expect(sent.map((e) => e.act)).toEqual(['federation.sent', 'federation.delivered']);
  expect(got.map((e) => e.act)).toEqual(['federation.received']);
  for (const entry of [...sent, ...got]) expect((entry.body as { hash: string }).hash).toBe(hash);
});

test('the same message posted 100 times at once has one effect and one receipt', async () => {
  const { id, jws } = forge({ n: 100 });
  const copies = await Promise.all(Array.from({ length: 100 }, () => sealedTo(nl, jws)));
  const answers = await Promise.all(copies.map((jwe) => post(nl, [jwe])));
  const receipts = new Set(answers.map(([answer]) => answer?.receipt));
  expect(receipts.size).toBe(1);
  expect(readReceipt([...receipts][0])).toMatchObject({ outcome: 'accepted', message: id });
  expect((await nl.effects()).filter((e) => e.message_id === id)).toHaveLength(1);
  expect(answers.flat().filter((answer) => !answer.duplicate)).toHaveLength(1);
});

test('one batch with a copy, a refusal, a failure and a good one: each gets its own answer', async () => {
  const good = forge({ n: 1 });
  const unwanted = forge({ body: { v: 1, n: 2, say: 'refuse' } });
  const failing = forge({ body: { v: 1, n: 3, say: 'fail' } });
  const unknown = forge({ kind: 'test.unheard' });
  const misfit = forge({ body: { v: 1, n: 'x' } });
  const last = forge({ n: 4 });
  const all = [good, good, unwanted, failing, unknown, misfit, last];
  const answers = await post(nl, await Promise.all(all.map((one) => sealedTo(nl, one.jws))));
  expect(
    answers.map((a) => (a.receipt ? (readReceipt(a.receipt).code ?? readReceipt(a.receipt).outcome) : a.problem)),
  ).toEqual([
    'accepted',
    'accepted',
    'test.not-wanted',
    'unavailable',
    'message.unknown-kind',
    'message.body-does-not-fit',
    'accepted',
  ]);
  const ids = all.map((one) => one.id);
  expect((await nl.effects()).filter((e) => ids.includes(e.message_id)).map((e) => e.n)).toEqual([1, 4]);
  // A refusal is remembered like an effect; what failed may come again.
  const [again] = await post(nl, [await sealedTo(nl, unwanted.jws)]);
  expect(again?.receipt).toBe(answers[2]?.receipt);
});

test('another message under a used id is refused and changes nothing', async () => {
  const first = forge({ n: 1 });
  const second = forge({ id: first.id, n: 2 });
  await post(nl, [await sealedTo(nl, first.jws)]);
  const [answer] = await post(nl, [await sealedTo(nl, second.jws)]);
  expect(readReceipt(answer?.receipt)).toMatchObject({ outcome: 'refused', code: 'message.id-reused' });
  expect((await nl.effects()).filter((e) => e.message_id === first.id)).toHaveLength(1);
});

test('forged, altered, stripped, misaddressed: refused by code, recorded, without effect', async () => {
  const before = (await nl.effects()).length;
  const good = forge({ n: 9 });
  const [head = '', payload = '', signature = ''] = good.jws.split('.');
  const altered = Buffer.from(payload, 'base64url').toString().replace('"n":9', '"n":8');
  const bad: [string, string][] = [
    ['bad-key', forge({ key: generateP256() }).jws],
    ['bad-signature', `${head}.${toBase64Url(utf8(altered))}.${signature}`],
    ['wrong-audience', forge({ to: 'CA' }).jws],
    ['malformed', `${head}.${payload}`],
    ['bad-signature', `${head}.${payload}.`],
    ['wrong-alg', `${toBase64Url(utf8('{"alg":"none","kid":"x","typ":"homeward-message+jws"}'))}.${payload}.`],
    [
      'wrong-type',
      signSync(
        'receipt',
        { v: 1, id: wireId('US', 'message', us.runtime.newId()), from: 'US', to: 'NL', iat: Date.now() },
        importSigningKey({ ...us.keys.signing }),
      ),
    ],
    // US signs, and says it is CA.
    ['bad-key', forge({ from: 'CA' }).jws],
  ];
  const known = (await nl.refusals()).length;
  const answers = await post(nl, await Promise.all(bad.map(([, jws]) => sealedTo(nl, jws))));
  expect(answers).toEqual(bad.map(([code]) => ({ problem: code })));
  expect(await post(nl, [await sealedTo(us, good.jws), 'x.y.z'])).toEqual([
    { problem: 'unknown-key' },
    { problem: 'malformed' },
  ]);
  expect((await nl.refusals()).slice(known)).toEqual([...bad.map(([code]) => code), 'unknown-key', 'malformed']);
  expect((await nl.effects()).length).toBe(before);
});

test('a flood of bytes that prove nothing fills no ledger: beyond a hundred and twenty a minute they are counted', async () => {
  const count = async (act: string): Promise<number> => {
    await nl.audit.sealNow();
    const [row] = await nl.tx((tx) =>
      tx.query<{ n: number }>('SELECT count(*) AS n FROM audit_entry WHERE act = $1', [act]),
    );
    return row?.n ?? 0;
  };
  nl.skew = 2 * MINUTE;
  const before = await count('federation.refused');
  for (let i = 0; i < 4; i++) {
    const answers = await post(
      nl,
      Array.from({ length: 64 }, (_, n) => `nonsense-${i}-${n}`),
    );
    expect(answers.every((answer) => answer.problem !== undefined)).toBe(true);
  }
  expect((await count('federation.refused')) - before).toBe(120);
  nl.skew = 4 * MINUTE;
  await post(nl, ['nonsense again']);
  expect((await count('federation.refused')) - before).toBe(121);
  const counted = await nl.tx((tx) =>
    tx.query<{ entity: string }>("SELECT entity FROM audit_entry WHERE act = 'federation.refusals-counted'"),
  );
  expect(counted).toHaveLength(1);
  const [kind = '', id = ''] = (counted[0]?.entity ?? '').split(':');
  const [entry] = await nl.tx((tx) => nl.audit.timeline(tx, { kind, id }));
  expect(entry?.body).toEqual({ count: 4 * 64 - 120 });
  nl.skew = 0;
});

test('messages of one thread arrive in order although the peer comes and goes', async () => {
  const thread = us.runtime.newId();
  await nl.unlisten();
  const ids: string[] = [];
  for (let n = 0; n < 150; n++) ids.push((await send(us, ['NL'], n, { thread })).id);
  await until(async () => (await stateOf(us, ids[0] ?? ''))?.state === 'failing');
  expect((await stateOf(us, ids[0] ?? ''))?.reason).toBe('peer.unreachable');
  await nl.listen();
  await settled(us, ids[149] ?? '');
  await Promise.all(ids.map((id) => settled(us, id)));
  const mine = new Set(ids);
  expect((await nl.effects()).filter((e) => mine.has(e.message_id)).map((e) => e.n)).toEqual(
    Array.from({ length: 150 }, (_, n) => n),
  );
});

test('an answer lost after the commit: delivered once', async () => {
  let lost = 0;
  world.wire = async ({ url }, go) => {
    const response = await go();
    if (url.pathname !== '/federation/inbox' || lost++ > 1) return response;
    await response.arrayBuffer();
    throw new TypeError('connection reset');
  };
  const { id } = await send(us, ['NL'], 5);
  await settled(us, id);
  expect(lost).toBeGreaterThan(2);
  expect(await stateOf(us, id)).toMatchObject({ state: 'delivered' });
  expect((await nl.effects()).filter((e) => e.message_id === id)).toHaveLength(1);
});

test('a receipt that does not hold ends nothing', async () => {
  let answered = 0;
  world.wire = async ({ url }, go) => {
    const response = await go();
    if (url.pathname !== '/federation/inbox' || answered++ > 0) return response;
    const body = (await response.json()) as { answers: { receipt: string }[] };
    const answers = body.answers.map(({ receipt }) => ({ receipt: `${receipt.slice(0, -8)}AAAAAAAA` }));
    return Response.json({ answers });
  };
  const { id } = await send(us, ['NL'], 6);
  await until(async () => (await stateOf(us, id))?.state === 'failing');
  expect((await stateOf(us, id))?.reason).toBe('peer.receipt-does-not-hold');
  await settled(us, id);
  expect((await nl.effects()).filter((e) => e.message_id === id)).toHaveLength(1);
});

test('a refusal is told to the rooms with its reason and blocks nobody', async () => {
  const events: string[] = [];
  us.federation.onDelivery(async (_tx, event) => void events.push(`${event.messageId} ${event.state} ${event.reason}`));
  const thread = us.runtime.newId();
  const a = await send(us, ['NL'], 1, { thread, say: 'refuse' });
  const b = await send(us, ['NL', 'IPSG'], 2, { thread });
  await settled(us, b.id);
  await until(async () =>
    (await us.tx((tx) => us.federation.deliveries(tx, b.id))).every((d) => d.state === 'delivered'),
  );
  expect(await stateOf(us, a.id)).toMatchObject({ state: 'refused', reason: 'test.not-wanted' });
  expect(events).toContain(`${a.id} refused test.not-wanted`);
  expect(events.filter((e) => e.startsWith(b.id))).toHaveLength(2);
});

test('a receipt carries the newest feed checkpoint, and counts of the day agree at both ends', async () => {
  const { ipsg } = world;
  const { id } = await send(us, ['IPSG'], 11);
  await settled(us, id);
  const [row] = await us.tx((tx) =>
    tx.query<{ receipt: string; at: number }>('SELECT receipt, at FROM federation_delivery WHERE message_id = $1', [
      id,
    ]),
  );
  expect(readReceipt(row?.receipt).checkpoint).toContain('IPSG/feed');
  const day = new Date(row?.at ?? 0).toISOString().slice(0, 10);
  expect((await us.federation.compareDigests('IPSG', day)).same).toBe(true);
  await ipsg.tx((tx) => tx.query("UPDATE federation_inbox SET outcome = 'refused' WHERE id = $1", [id]));
  expect((await us.federation.compareDigests('IPSG', day)).same).toBe(false);
  const status = await us.tx((tx) => us.federation.status(tx));
  expect(status.alarms[0]).toMatchObject({ code: 'peer.digests-differ', peer: 'IPSG' });
  expect(status.queue.depth).toBe(0);
  expect(status.peers.find((peer) => peer.code === 'NL')?.delivered).toBeGreaterThan(150);
});

test('every day that is over is compared once with each peer of it; silence for a week is an alarm too', async () => {
  await using quiet = await createTestWorld(['US', 'NL', 'CA']);
  const [a, b, c] = [quiet.node('US'), quiet.node('NL'), quiet.node('CA')];
  for (const to of ['NL', 'CA']) await settled(a, (await send(a, [to], 1)).id);
  await b.tx((tx) => tx.query("UPDATE federation_inbox SET outcome = 'refused'"));
  let asked = 0;
  quiet.wire = ({ from, url }, go) => {
    if (!url.pathname.endsWith('/federation/digest')) return go();
    if (from === 'US') asked++;
    return from === 'US' && url.port === new URL(c.url).port ? Promise.reject(new TypeError('no route')) : go();
  };
  const alarms = async () =>
    (await a.tx((tx) => a.federation.status(tx))).alarms.map(({ code, peer }) => `${code} ${peer}`).sort();
  const nextDay = async (days: number, count: number): Promise<void> => {
    for (const node of [quiet.ipsg, a, b, c]) node.skew = days * DAY;
    a.jobs.wake();
    await until(async () => {
      a.jobs.wake();
      const [row] = await a.tx((tx) =>
        tx.query<{ run_at: number; leased_until: number }>(
          "SELECT run_at, leased_until FROM job WHERE kind = 'federation.compare-digests'",
        ),
      );
      return asked >= count && row !== undefined && row.leased_until === 0 && row.run_at > a.runtime.clock.now();
    });
  };
  expect(await alarms()).toEqual([]);
  // A receipt may still be on its way: only a difference that stays is an alarm.
  await nextDay(2, 2);
  expect(await alarms()).toEqual([]);
  await nextDay(2 + 1 / 16, 4);
  expect(await alarms()).toEqual(['peer.digests-differ NL']);
  await nextDay(7, 5);
  expect(await alarms()).toEqual(['peer.digests-differ NL', 'peer.digests-unanswered CA']);
  await nextDay(8, 5);
  expect(asked).toBe(5);
});

test('a delivery whose lease ran out while it waited for its answer strands no later message', async () => {
  const asked = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  let posts = 0;
  world.wire = async ({ url }, pass) => {
    if (url.pathname !== '/federation/inbox' || posts++ > 0) return pass();
    asked.resolve();
    await go.promise;
    throw new TypeError('connection reset');
  };
  const first = await send(us, ['NL'], 21);
  await asked.promise;
  // As after a machine's sleep.
  await us.tx((tx) => tx.query("UPDATE job SET leased_until = 0 WHERE kind = 'federation.deliver'"));
  us.jobs.wake();
  const underWay = () =>
    us.tx((tx) =>
      tx.query("SELECT 1 FROM job WHERE kind = 'federation.deliver' AND (leased_until > 0 OR run_at <= $1)", [tx.now]),
    );
  await until(async () => (await underWay()).length === 0);
  go.resolve();
  // The first attempt has failed by now, and gives the peer time.
  const waits = () => us.tx((tx) => tx.query("SELECT 1 FROM federation_peer WHERE code = 'NL' AND failures > 0"));
  await until(async () => (await waits()).length > 0);
  const second = await send(us, ['NL'], 22);
  await settled(us, second.id);
  await settled(us, first.id);
  expect((await nl.effects()).filter((e) => [first.id, second.id].includes(e.message_id))).toHaveLength(2);
});

test('a purge destroys the kept bytes at both ends and stops what is still queued', async () => {
  const entity = { kind: 'thing', id: us.runtime.newId() };
  const { id } = await send(us, ['NL'], 12, { entity });
  await settled(us, id);
  await nl.tx((tx) => nl.federation.tag(tx, id, entity));
  await nl.unlisten();
  const late = await send(us, ['NL'], 13, { entity });
  expect(await us.tx((tx) => us.federation.purgeCopies(tx, entity))).toEqual({ removed: 2 });
  expect(await nl.tx((tx) => nl.federation.purgeCopies(tx, entity))).toEqual({ removed: 1 });
  expect((await stateOf(us, late.id))?.state).not.toBe('refused');
  await nl.listen();
  await settled(us, late.id);
  expect(await stateOf(us, late.id)).toMatchObject({ state: 'refused', reason: 'message.purged' });
  const [kept] = await nl.tx((tx) =>
    tx.query('SELECT jws, receipt IS NOT NULL AS receipt FROM federation_inbox WHERE id = $1', [id]),
  );
  expect(kept).toEqual({ jws: null, receipt: true });
  const next = await send(us, ['NL'], 14);
  await settled(us, next.id);
  expect((await nl.effects()).some((e) => e.message_id === late.id)).toBe(false);
});

test('a message that its peer had taken in before the purge counts as delivered: the copy there is known of', async () => {
  const entity = { kind: 'thing', id: us.runtime.newId() };
  const taken = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  world.wire = async ({ url }, send) => {
    const response = await send();
    if (url.pathname === '/federation/inbox') {
      taken.resolve();
      await go.promise;
    }
    return response;
  };
  const { id } = await send(us, ['NL'], 15, { entity });
  await taken.promise;
  await us.tx((tx) => us.federation.purgeCopies(tx, entity));
  go.resolve();
  await until(async () => (await stateOf(us, id))?.state === 'delivered');
  expect((await nl.effects()).filter((e) => e.message_id === id)).toHaveLength(1);
});

test('a purged message whose receipt was lost is asked after; one that never arrived has no effect when it comes late', async () => {
  const entity = { kind: 'thing', id: us.runtime.newId() };
  const held: { url: URL; init: RequestInit }[] = [];
  let arrives = true;
  world.wire = async ({ url, init }, pass) => {
    if (url.pathname !== '/federation/inbox') return pass();
    if (arrives) await (await pass()).arrayBuffer();
    else held.push({ url, init });
    throw new TypeError('connection reset');
  };
  const arrived = await send(us, ['NL'], 18, { entity });
  await until(async () => (await stateOf(us, arrived.id))?.state === 'failing');
  arrives = false;
  const lost = await send(us, ['NL'], 19, { entity });
  await until(async () => (await stateOf(us, lost.id))?.state === 'failing');
  await us.tx((tx) => us.federation.purgeCopies(tx, entity));
  await settled(us, arrived.id);
  await settled(us, lost.id);
  expect(await stateOf(us, arrived.id)).toMatchObject({ state: 'delivered' });
  expect(await stateOf(us, lost.id)).toMatchObject({ state: 'refused', reason: 'message.purged' });
  for (const { url, init } of held) await fetch(url, init);
  expect((await nl.effects()).filter((e) => [arrived.id, lost.id].includes(e.message_id)).map((e) => e.n)).toEqual([
    18,
  ]);
  const receipts = (node: TestNode, table: string, id: string) =>
    node.tx((tx) =>
      tx.query(`SELECT receipt FROM federation_${table} WHERE receipt IS NOT NULL AND ${id} = ANY($1) ORDER BY ${id}`, [
        [arrived.id, lost.id],
      ]),
    );
  expect(await receipts(us, 'delivery', 'message_id')).toEqual(await receipts(nl, 'inbox', 'id'));
});

test('a bureau withdraws its own messages alone', async () => {
  const { id, hash } = await send(nl, ['IPSG'], 20);
  const schema = z.strictObject({ receipt: z.string() });
  const ask = us.federation.request('NL', { path: 'federation/withdraw', body: { message: id, hash }, schema });
  await expect(ask).rejects.toMatchObject({ code: 'invalid' });
});

test('a checkpoint that the Secretariat never signed proves nothing against it', async () => {
  const { ipsg } = world;
  const stranger = noteSigner('homeward.example.org/IPSG/feed', new Uint8Array(32).fill(7));
  let shown = 0;
  world.wire = async ({ from, url }, go) => {
    const response = await go();
    if (from !== 'IPSG' || url.pathname !== '/federation/inbox') return response;
    const { answers } = (await response.json()) as { answers: { receipt: string }[] };
    const checkpoint = signCheckpoint(
      { origin: stranger.name, size: 1, root: new Uint8Array(32), time: Date.now() },
      stranger,
    );
    shown += answers.length;
    const forged = answers.map(({ receipt }) => ({
      receipt: signSync('receipt', { ...readReceipt(receipt), checkpoint } as never, importSigningKey(us.keys.signing)),
    }));
    return Response.json({ answers: forged });
  };
  const { id } = await send(ipsg, ['US'], 16);
  await settled(ipsg, id);
  world.wire = (_request, go) => go();
  await settled(ipsg, (await send(ipsg, ['US'], 17)).id);
  expect(shown).toBe(1);
  expect((await ipsg.tx((tx) => ipsg.federation.status(tx))).alarms).toEqual([]);
});

test('what does not fit the wire is refused before it is sent', async () => {
  await expect(send(us, [], 1)).rejects.toMatchObject({ code: 'invalid' });
  await expect(
    us.tx((tx) => us.federation.send(tx, { to: ['NL'], kind: 'Not A Kind', body: {} })),
  ).rejects.toMatchObject({ code: 'invalid' });
  await expect(
    us.tx((tx) =>
      us.federation.send(tx, {
        to: ['NL'],
        kind: 'test.note',
        id: wireId('NL', 'message', us.runtime.newId()),
        body: {},
      }),
    ),
  ).rejects.toMatchObject({ code: 'invalid' });
});
