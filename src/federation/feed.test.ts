import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { keyStatement } from '../directory/index.ts';
import { feedHandler, generateKeys } from '../platform/index.ts';
import {
  DAY,
  encryptTo,
  importSigningKey,
  leafHash,
  MINUTE,
  noteSigner,
  publicPart,
  signCheckpoint,
  signSync,
  thumbprint,
  wireId,
} from '../protocol/index.ts';
import { createTestWorld, type TestNode, type TestWorld, until } from './federation.testkit.ts';

const append = (
  ipsg: TestNode,
  n: number,
  more: { withhold?: string[]; audience?: string[]; entity?: { kind: string; id: string } } = {},
) =>
  ipsg.tx((tx) =>
    ipsg.federation.append(tx, {
      kind: 'test.step',
      body: { v: 1, n },
      audience: more.audience ?? 'all',
      withhold: more.withhold,
      entity: more.entity,
    }),
  );

const messageOf = (from: TestNode, to: TestNode) => {
  const id = wireId(from.code, 'message', from.runtime.newId());
  const body = { v: 1, id, from: from.code, to: [to.code], iat: Date.now(), kind: 'test.note', body: { v: 1, n: 1 } };
  return signSync('message', body, importSigningKey(from.keys.signing));
};

async function post(to: TestNode, jws: string): Promise<{ outcome?: string; code?: string; problem?: string }> {
  const response = await fetch(`${to.url}/federation/inbox`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messages: [await encryptTo(jws, publicPart(to.keys.encryption))] }),
  });
  const { answers } = (await response.json()) as { answers: { receipt?: string; problem?: string }[] };
  const receipt = answers[0]?.receipt;
  return receipt === undefined
    ? { problem: answers[0]?.problem }
    : JSON.parse(Buffer.from(receipt.split('.')[1] ?? '', 'base64url').toString());
}

describe('followed by two bureaus', () => {
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

  test('entries arrive by themselves, in order; a withheld one is still seen, and the log still verifies', async () => {
    for (let n = 1; n <= 5; n++)
      await append(world.ipsg, n, n === 3 ? { withhold: ['NL'] } : n === 4 ? { audience: ['NL'] } : {});
    await until(async () => (await nl.fed()).length === 5 && (await us.fed()).length === 5);
    expect((await us.fed()).map((e) => e.n)).toEqual([1, 2, 3, null, 5]);
    expect((await nl.fed()).map((e) => e.n)).toEqual([1, 2, null, 4, 5]);
    expect((await nl.fed()).map((e) => e.state)).toEqual(['body', 'body', 'withheld', 'body', 'body']);
    const roots = await Promise.all(
      [us, nl].map((node) => node.tx((tx) => tx.query('SELECT size, root, halted FROM federation_feed_state'))),
    );
    expect(roots[0]).toEqual(roots[1]);
  });

  test('600 entries in one go: bundle by bundle, each proven to be in the whole', async () => {
    const before = (await us.fed()).length;
    await world.ipsg.tx(async (tx) => {
      for (let n = 0; n < 600; n++)
        await world.ipsg.federation.append(tx, { kind: 'test.step', body: { v: 1, n }, audience: 'all' });
    });
    await until(async () => (await us.fed()).length === before + 600);
    const seqs = (await us.fed()).map((e) => e.seq);
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
    expect(new Set(seqs).size).toBe(seqs.length);
  });

  test('an entry that its room refuses does not stop the feed, and is an alarm', async () => {
    await append(world.ipsg, -7);
    await append(world.ipsg, 8);
    await until(async () => (await us.fed()).at(-1)?.n === 8);
    expect((await us.fed()).some((e) => e.n === -7)).toBe(false);
    const { alarms } = await us.tx((tx) => us.federation.status(tx));
    expect(alarms[0]).toMatchObject({ code: 'feed.entry-refused', params: { reason: 'test.not-wanted' } });
  });

  test('a body purged before it was fetched is answered as purged, under signature', async () => {
    const entity = { kind: 'thing', id: us.runtime.newId() };
    world.wire = async ({ url }, send) => {
      if (url.pathname.startsWith('/federation/request/federation/feed-bodies')) throw new TypeError('no route');
      return send();
    };
    await append(world.ipsg, 99, { entity });
    expect(await world.ipsg.tx((tx) => world.ipsg.federation.purgeCopies(tx, entity))).toEqual({ removed: 1 });
    world.wire = (_request, send) => send();
    await until(async () => (await us.fed()).at(-1)?.state === 'purged');
    expect((await us.fed()).at(-1)?.n).toBeNull();
  });

  test('a revoked key is refused at once where the feed is followed, with a signed reason', async () => {
    const { ipsg } = world;
    const jws = messageOf(nl, us);
    expect(await post(us, jws)).toMatchObject({ outcome: 'accepted' });
    await ipsg.tx((tx) => ipsg.directory.revokeKey(tx, 'NL', thumbprint(nl.keys.signing), 'lost'));
    await until(async () => (await us.directory.signingKey('NL', thumbprint(nl.keys.signing)))?.state === 'revoked');
    expect(await post(us, messageOf(nl, us))).toMatchObject({ outcome: 'refused', code: 'key-revoked' });
    expect(await us.refusals()).toContain('key-revoked');
  });
});

describe('a feed in bad weather', () => {
  let world: TestWorld;
  let us: TestNode;
  beforeAll(async () => {
    world = await createTestWorld(['US']);
    us = world.node('US');
  });
  afterAll(() => world[Symbol.asyncDispose]());
  beforeEach(() => {
    world.wire = (_request, send) => send();
  });

  test('leaves garbled on their way are fetched again: only what is signed can prove a fork', async () => {
    let garbled = 0;
    world.wire = async ({ url }, send) => {
      const response = await send();
      if (!url.pathname.includes('/tile/entries/') || garbled >= 2) return response;
      garbled++;
      const bytes = new Uint8Array(await response.arrayBuffer());
      const last = bytes.length - 4;
      bytes[last] = (bytes[last] ?? 0) ^ 1;
      return new Response(bytes);
    };
    await append(world.ipsg, 41);
    await until(async () => (await us.fed()).at(-1)?.n === 41);
    expect(garbled).toBe(2);
    const status = await us.tx((tx) => us.federation.status(tx));
    expect(status.feed.halted).toBeNull();
    expect(status.alarms).toEqual([]);
  });

  test('an entry left unsealed by a process that was killed is sealed when the feed is next looked at', async () => {
    await world.ipsg.tx((tx) =>
      tx.query("INSERT INTO federation_feed_entry (id, time, kind, body_hash) VALUES ($1, $2, 'test.step', $3)", [
        world.ipsg.runtime.newId(),
        tx.now,
        'ab'.repeat(32),
      ]),
    );
    world.ipsg.skew = 21_000;
    await us.federation.catchUp();
    expect((await us.fed()).at(-1)).toMatchObject({ state: 'purged', n: null });
    world.ipsg.skew = 0;
  });

  test('whoever opens more long polls than a house of bureaus needs is told to come back later', async () => {
    const stop = new AbortController();
    const refused = Promise.withResolvers<void>();
    let unavailable = 0;
    const polls = Array.from({ length: 300 }, () =>
      fetch(`${world.ipsg.url}/federation/feed/wait?size=1000000`, { signal: stop.signal }).then(
        (response) => {
          if (response.status === 503 && ++unavailable === 300 - 256) refused.resolve();
          return response.status;
        },
        () => 0,
      ),
    );
    await refused.promise;
    stop.abort();
    const statuses = await Promise.all(polls);
    expect(statuses.filter((status) => status === 0).length).toBeGreaterThan(200);
    // Who hangs up gives the place back.
    await append(world.ipsg, 42);
    await until(async () => (await us.fed()).at(-1)?.n === 42);
  });

  test('a log key that was revoked signs nothing new', async () => {
    const { ipsg } = world;
    const [key] = await us.tx((tx) =>
      tx.query<{ kid: string }>("SELECT kid FROM bureau_key WHERE bureau = 'IPSG' AND use = 'log'"),
    );
    await ipsg.tx((tx) => ipsg.directory.revokeKey(tx, 'IPSG', key?.kid ?? '', 'lost'));
    await until(async () => (await us.directory.logKey('IPSG')) === null);
    const before = (await us.fed()).length;
    await append(ipsg, 43);
    await until(async () => {
      const [row] = await ipsg.tx((tx) =>
        tx.query<{ n: number }>('SELECT count(*) AS n FROM federation_feed_entry WHERE seq IS NULL'),
      );
      return row?.n === 0;
    });
    await expect(us.federation.catchUp()).rejects.toThrow('unknown-key');
    expect((await us.fed()).length).toBe(before);
  });
});

describe('changed keys', () => {
  let world: TestWorld;
  let us: TestNode;
  let ca: TestNode;
  const fresh = generateKeys();
  beforeAll(async () => {
    world = await createTestWorld(['US', 'CA']);
    us = world.node('US');
    ca = world.node('CA');
  });
  afterAll(() => world[Symbol.asyncDispose]());

  const change = async (node: TestNode, keys: object, serial: number): Promise<void> => {
    const statement = await keyStatement(
      { ...node.keys, ...keys },
      {
        bureau: node.code,
        endpoint: node.url,
        serial,
        now: Date.now(),
        newId: node.runtime.newId,
        signWith: node.keys.signing,
      },
    );
    await world.ipsg.tx((tx) => world.ipsg.directory.rotateKey(tx, { statement }));
  };

  test('a message encrypted to a key that its reader does not hold is encrypted anew once the directory knows better', async () => {
    await change(ca, { encryption: fresh.encryption }, 2);
    await until(async () => (await us.directory.encryptionKey('CA'))?.kid === thumbprint(fresh.encryption));
    const { id } = await us.tx((tx) =>
      us.federation.send(tx, { to: ['CA'], kind: 'test.note', body: { v: 1, n: 77 } }),
    );
    const delivery = async () => (await us.tx((tx) => us.federation.deliveries(tx, id)))[0];
    await until(async () => (await delivery())?.reason === 'unknown-key');
    await change(ca, {}, 3);
    await until(async () => (await delivery())?.state === 'delivered');
    expect((await ca.effects()).map((e) => e.n)).toEqual([77]);
  });

  test('a message is taken during the overlap of its key, and refused as expired after it', async () => {
    const first = messageOf(us, ca);
    const second = messageOf(us, ca);
    await change(us, { signing: fresh.signing }, 2);
    await until(async () => (await ca.directory.signingKey('US', thumbprint(fresh.signing))) !== null);
    expect(await post(ca, first)).toMatchObject({ outcome: 'accepted' });
    ca.skew = 400 * DAY;
    expect(await post(ca, second)).toMatchObject({ outcome: 'refused', code: 'key-expired' });
    // The same bytes as before still get their receipt.
    expect(await post(ca, first)).toMatchObject({ outcome: 'accepted' });
  });
});

describe('an expired key of a peer', () => {
  let world: TestWorld;
  let us: TestNode;
  let nl: TestNode;
  beforeAll(async () => {
    world = await createTestWorld(['US', 'NL']);
    us = world.node('US');
    nl = world.node('NL');
  });
  afterAll(() => world[Symbol.asyncDispose]());
  const send = (n: number) =>
    us.tx((tx) => us.federation.send(tx, { to: ['NL'], kind: 'test.note', body: { v: 1, n } }));
  const delivery = async (id: string) => (await us.tx((tx) => us.federation.deliveries(tx, id)))[0];

  test('proves the receipt it gave in its time, and signs nothing new', async () => {
    let lost = 0;
    world.wire = async ({ url }, go) => {
      const response = await go();
      if (url.pathname !== '/federation/inbox') return response;
      lost++;
      throw new TypeError('the answer was lost');
    };
    const { id: early } = await send(1);
    await until(async () => lost > 0);
    const statement = await keyStatement(
      { ...nl.keys, signing: generateKeys().signing },
      {
        bureau: 'NL',
        endpoint: nl.url,
        serial: 2,
        now: Date.now(),
        newId: nl.runtime.newId,
        signWith: nl.keys.signing,
      },
    );
    await world.ipsg.tx((tx) => world.ipsg.directory.rotateKey(tx, { statement }));
    const old = thumbprint(nl.keys.signing);
    await until(async () => (await us.directory.signingKey('NL', old, Date.now() + 2 * DAY))?.state === 'expired');
    for (const node of [world.ipsg, us, nl]) node.skew = 2 * DAY;
    world.wire = (_request, go) => go();
    // Whoever has the old key now could sign this.
    await expect(
      us.federation.request('NL', { path: 'test/twice', body: { n: 1 }, schema: z.object({ twice: z.int() }) }),
    ).rejects.toMatchObject({ code: 'unavailable', detail: 'peer.answer-does-not-hold' });
    us.jobs.wake();
    await until(async () => {
      us.jobs.wake();
      return (await delivery(early))?.state === 'delivered';
    });
    const { id: late } = await send(2);
    await until(async () => (await delivery(late))?.state === 'failing');
    expect((await delivery(late))?.reason).toBe('peer.receipt-does-not-hold');
  });
});

test('a message taken in while the feed was behind is judged again when it has caught up', async () => {
  await using world = await createTestWorld(['US', 'NL']);
  const { ipsg } = world;
  const us = world.node('US');
  const nl = world.node('NL');
  world.wire = ({ from, url }, send) =>
    from === 'US' && url.pathname.includes('/feed/') ? Promise.reject(new TypeError('no route')) : send();
  // Time goes by at US without a checkpoint.
  us.skew = 2 * MINUTE;
  ipsg.skew = 2 * MINUTE;
  await ipsg.tx((tx) => ipsg.directory.revokeKey(tx, 'NL', thumbprint(nl.keys.signing), 'lost'));
  us.skew = 3 * MINUTE;
  expect(await post(us, messageOf(nl, us))).toMatchObject({ outcome: 'accepted' });
  expect((await us.tx((tx) => us.federation.status(tx))).feed.stale).toBe(true);
  ipsg.skew = 3 * MINUTE;
  world.wire = (_request, send) => send();
  const alarms = async () => (await us.tx((tx) => us.federation.status(tx))).alarms;
  await until(async () =>
    (await alarms()).some((alarm) => alarm.code === 'message.key-was-revoked' && alarm.peer === 'NL'),
  );
});

test('what was taken in as late is judged too when the clock was wrong and is put right', async () => {
  await using world = await createTestWorld(['US', 'NL']);
  const us = world.node('US');
  us.skew = 10 * MINUTE;
  expect(await post(us, messageOf(world.node('NL'), us))).toMatchObject({ outcome: 'accepted' });
  const late = () => us.tx((tx) => tx.query('SELECT id FROM federation_inbox WHERE late'));
  expect(await late()).toHaveLength(1);
  us.skew = 0;
  await us.federation.catchUp();
  expect(await late()).toHaveLength(0);
});

test.each([
  ['another root for the size held', 0, 'feed.split-view'],
  ['a smaller log than was held', -1, 'feed.rolled-back'],
  ['a longer log that does not contain ours', 1, 'feed.bad-proof'],
])('%s: following stops with an alarm, and the pin holds', async (_name, more, code) => {
  await using world = await createTestWorld(['US']);
  const { ipsg } = world;
  const us = world.node('US');
  // A Secretariat that signs another history with its own true key.
  const signer = noteSigner('homeward.example.org/IPSG/feed', Buffer.from(String(ipsg.keys.log.d), 'base64url'));
  let forked: number | null = null;
  world.wire = async ({ url }, send) => {
    const response = await send();
    if (forked === null || !/\/feed\/(checkpoint|wait)$/.test(url.pathname)) return response;
    const root = leafHash(new Uint8Array(7));
    return new Response(signCheckpoint({ origin: signer.name, size: forked, root, time: Date.now() }, signer));
  };
  await append(ipsg, 1);
  await until(async () => (await us.fed()).length === 1);
  const [held] = await us.tx((tx) => tx.query<{ size: number }>('SELECT size FROM federation_feed_state'));
  forked = (held?.size ?? 0) + more;
  await append(ipsg, 2);
  const read = () => us.tx((tx) => us.federation.status(tx));
  await until(async () => (await read()).feed.halted !== null);
  const status = await read();
  expect(status.feed.halted).toBe(code);
  expect(status.alarms[0]).toMatchObject({ code, peer: 'IPSG' });
  forked = null;
  await us.federation.catchUp();
  expect((await us.fed()).length).toBe(1);
  // A person looks, and sets it going: the true log is followed on.
  await us.tx((tx) => us.federation.resumeFeed(tx, { reason: 'The Secretariat’s mirror was at fault' }));
  await until(async () => (await us.fed()).length === 2);
  expect((await read()).feed.halted).toBeNull();
  await expect(us.tx((tx) => us.federation.resumeFeed(tx, { reason: 'Once more' }))).rejects.toMatchObject({
    errors: [{ code: 'feed.not-halted' }],
  });
});

test('an entry that a room cannot take, and does not refuse, holds the feed with one alarm, and goes through when it can', async () => {
  await using world = await createTestWorld(['US']);
  const us = world.node('US');
  let broken = true;
  us.federation.register({
    feed: [
      feedHandler({
        kind: 'test.broken',
        schema: z.strictObject({ n: z.int() }),
        async handle() {
          if (broken) throw new TypeError('a defect');
        },
      }),
    ],
  });
  await world.ipsg.tx((tx) =>
    world.ipsg.federation.append(tx, { kind: 'test.broken', body: { n: 1 }, audience: 'all' }),
  );
  await append(world.ipsg, 1);
  const read = () => us.tx((tx) => us.federation.status(tx));
  await until(async () => (await read()).alarms.length > 0);
  expect((await read()).alarms).toMatchObject([{ code: 'feed.entry-failing', params: { kind: 'test.broken' } }]);
  expect(await us.fed()).toEqual([]);
  broken = false;
  await until(async () => (await us.fed()).length === 1);
  expect((await read()).alarms).toHaveLength(1);
});
