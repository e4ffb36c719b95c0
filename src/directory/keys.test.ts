import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  AppError,
  type BureauKeys,
  bureauScope,
  createLogger,
  createRuntime,
  type FeedEntry,
  generateKeys,
  type Tx,
} from '../platform/index.ts';
import { generateP256, type PublicJwk, publicPart, thumbprint } from '../protocol/index.ts';
import { createTestLedger, type TestLedger } from '../testing/ledger.ts';
import { createDirectory, type Directory, keyStatement, publicLogKey } from './index.ts';

/** The Secretariat and a follower, each with a database; the feed between them is a list. */
interface Side {
  readonly ledger: TestLedger;
  readonly directory: Directory;
  run<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
}
let ipsg: Side;
let us: Side;
let followed = 0;
let offset = 0;
const feed: { kind: string; body: { [name: string]: unknown } }[] = [];
const root = generateP256();
const ipsgKeys = generateKeys();
const now = (): number => Date.now() + offset;

async function side(bureau: string): Promise<Side> {
  const clock = { now, after: () => () => {}, sleep: async () => {} };
  const ledger = await createTestLedger({ clock });
  const runtime = createRuntime({ bureau, log: createLogger('silent'), clock });
  const directory = createDirectory({
    db: ledger.db,
    runtime,
    audit: ledger.audit,
    ipsg: { rootFingerprint: thumbprint(root) },
  });
  ledger.audit.registerActs(directory.parts.acts ?? {});
  const run: Side['run'] = (fn) => ledger.db.tx(ledger.system, fn);
  return { ledger, directory, run };
}

const statement = (bureau: string, keys: BureauKeys, serial: number, signWith?: BureauKeys['signing']) =>
  keyStatement(keys, {
    bureau,
    endpoint: `https://${bureau.toLowerCase()}.example.org`,
    serial,
    now: now(),
    newId: us.ledger.runtime.newId,
    ...(signWith && { signWith }),
  });

/** The follower takes what the feed has, as federation hands it over. */
async function follow(): Promise<void> {
  for (; followed < feed.length; followed++) {
    const entry = feed[followed];
    const handler = us.directory.parts.feed?.find((one) => one.kind === entry?.kind);
    if (!entry || !handler) throw new Error('no handler');
    const body = handler.schema.parse(entry.body);
    const given: FeedEntry = { seq: followed, kind: entry.kind, time: now(), state: 'body', body };
    await us.run((tx) => handler.handle(tx, given as never));
  }
}

const kid = (jwk: Readonly<Record<string, unknown>>): string => thumbprint(jwk);
const alarms = () =>
  us.run((tx) =>
    tx.query<{ id: string; bureau: string; code: string; version: number }>(
      'SELECT id, bureau, code, version FROM key_alarm WHERE settled_at IS NULL ORDER BY raised_at',
    ),
  );
const refusal = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(
    () => null,
    (e: unknown) => e,
  );
  return error instanceof AppError ? (error.errors[0]?.code ?? error.code) : String(error);
};
/** A new set of keys that keeps the recovery key. */
const renewed = (keys: BureauKeys): BureauKeys => ({ ...generateKeys(), recovery: keys.recovery });

beforeAll(async () => {
  ipsg = await side('IPSG');
  us = await side('US');
  ipsg.directory.setPublisher(async (_tx, entry) => void feed.push(entry));
});
afterAll(async () => {
  await ipsg.ledger[Symbol.asyncDispose]();
  await us.ledger[Symbol.asyncDispose]();
});

test('the Secretariat’s keys are taken on the word of the pinned root alone', async () => {
  const other = generateP256();
  const good = { root: publicPart(root), statement: await statement('IPSG', ipsgKeys, 1, { ...root }) };
  const forged: [{ root: PublicJwk; statement: string }, string][] = [
    [
      { root: publicPart(other), statement: await statement('IPSG', ipsgKeys, 1, { ...other }) },
      'root.other-fingerprint',
    ],
    [{ root: publicPart(root), statement: await statement('IPSG', ipsgKeys, 1, { ...other }) }, 'root.not-signed'],
    [{ root: publicPart(root), statement: await statement('NL', ipsgKeys, 1, { ...root }) }, 'root.not-signed'],
    [{ root: publicPart(root), statement: good.statement.replace(/.{9}$/, 'AAAAAAAAA') }, 'root.not-signed'],
  ];
  for (const [bootstrap, code] of forged) {
    expect(await refusal(us.run((tx) => us.directory.bootstrap(tx, bootstrap)))).toBe(code);
  }
  expect(await us.directory.logKey('IPSG')).toBeNull();
  for (const one of [us, ipsg, us]) await one.run((tx) => one.directory.bootstrap(tx, good));
  // The shipped list comes after the keys, and leaves them.
  for (const one of [us, ipsg]) await one.run((tx) => one.directory.seed(tx));
  expect(await us.directory.logKey('IPSG')).toEqual(publicLogKey(ipsgKeys.log));
  const newer = renewed(ipsgKeys);
  await us.run(async (tx) =>
    us.directory.bootstrap(tx, { root: publicPart(root), statement: await statement('IPSG', newer, 2, { ...root }) }),
  );
  await us.run((tx) => us.directory.bootstrap(tx, good));
  expect(await us.directory.logKey('IPSG')).toEqual(publicLogKey(newer.log));
});

test('a bureau that is taken in is known everywhere by its own signed word', async () => {
  const keys = generateKeys();
  const word = await statement('NL', keys, 1);
  expect(await us.directory.signingKey('NL', kid(keys.signing))).toBeNull();
  await ipsg.run((tx) => ipsg.directory.enrol(tx, { statement: word, status: 'hosted' }));
  await ipsg.run((tx) => ipsg.directory.enrol(tx, { statement: word, status: 'hosted' }));
  expect(feed).toHaveLength(1);
  await follow();
  expect(await us.directory.signingKey('NL', kid(keys.signing))).toMatchObject({
    jwk: publicPart(keys.signing),
    state: 'active',
    validTo: null,
    revokedAt: null,
  });
  expect(await us.directory.encryptionKey('NL')).toEqual({
    kid: kid(keys.encryption),
    jwk: publicPart(keys.encryption),
  });
  expect(await us.directory.endpoint('NL')).toBe('https://nl.example.org');
  expect(await us.run((tx) => us.directory.bureau(tx, 'NL'))).toMatchObject({
    status: 'hosted',
    signingKid: kid(keys.signing),
  });
  expect(await us.directory.signingKey('FR', kid(keys.signing))).toBeNull();
});

test('a change signed by the old key is taken; what it signed before is good for a day more', async () => {
  const old = generateKeys();
  const next = renewed(old);
  await ipsg.run(async (tx) =>
    ipsg.directory.enrol(tx, { statement: await statement('CA', old, 1), status: 'connected' }),
  );
  await follow();
  await ipsg.run(async (tx) =>
    ipsg.directory.rotateKey(tx, { statement: await statement('CA', next, 2, old.signing) }),
  );
  await follow();
  expect((await us.directory.signingKey('CA', kid(next.signing)))?.state).toBe('active');
  expect((await us.directory.signingKey('CA', kid(old.signing)))?.state).toBe('active');
  expect((await us.directory.signingKey('CA', kid(old.signing), now() + 25 * 3_600_000))?.state).toBe('expired');
  expect((await us.directory.encryptionKey('CA'))?.kid).toBe(kid(next.encryption));
  expect(await alarms()).toEqual([]);
  const recovered = renewed(next);
  const byRecovery = await statement('CA', recovered, 3, next.recovery);
  await ipsg.run((tx) => ipsg.directory.rotateKey(tx, { statement: byRecovery }));
  await follow();
  expect((await us.directory.signingKey('CA', kid(recovered.signing)))?.state).toBe('active');
});

test('the Secretariat refuses a change that does not prove itself, and publishes nothing', async () => {
  const keys = generateKeys();
  const stranger = renewed(keys);
  const rotate = async (text: string) => refusal(ipsg.run((tx) => ipsg.directory.rotateKey(tx, { statement: text })));
  expect(await rotate(await statement('FR', keys, 1))).toBe('key.not-enrolled');
  await ipsg.run(async (tx) =>
    ipsg.directory.enrol(tx, { statement: await statement('FR', keys, 5), status: 'connected' }),
  );
  await follow();
  const before = feed.length;
  expect(await rotate(await statement('FR', stranger, 6))).toBe('key.not-proven');
  expect(await rotate(await statement('FR', stranger, 5, keys.signing))).toBe('key.serial-behind');
  const altered = (await statement('FR', stranger, 6, keys.signing)).split('.');
  const body = JSON.parse(Buffer.from(altered[1] ?? '', 'base64url').toString());
  altered[1] = Buffer.from(JSON.stringify({ ...body, endpoint: 'https://elsewhere.example.org' })).toString(
    'base64url',
  );
  expect(await rotate(altered.join('.'))).toBe('key.not-proven');
  expect(await rotate('not.a.statement')).toBe('key.statement-unfit');
  const notSelf = await statement('BE', stranger, 1, keys.signing);
  expect(await refusal(ipsg.run((tx) => ipsg.directory.enrol(tx, { statement: notSelf, status: 'connected' })))).toBe(
    'key.not-proven',
  );
  const elsewhere = await statement('BE', stranger, 1);
  expect(await refusal(us.run((tx) => us.directory.enrol(tx, { statement: elsewhere, status: 'connected' })))).toBe(
    'directory.only-secretariat',
  );
  expect(feed).toHaveLength(before);
});

test('a bureau changes its own keys by message, and nobody else’s', async () => {
  const keys = generateKeys();
  await ipsg.run(async (tx) =>
    ipsg.directory.enrol(tx, { statement: await statement('ES', keys, 1), status: 'connected' }),
  );
  const next = renewed(keys);
  const text = await statement('ES', next, 2, keys.signing);
  const handler = ipsg.directory.parts.messages?.find((one) => one.kind === 'directory.key-change');
  if (!handler) throw new Error('no handler');
  const send = (from: string) =>
    ipsg.ledger.db.tx(bureauScope('IPSG', from), (tx) =>
      handler.handle(tx, { from, body: handler.schema.parse({ statement: text }) } as never),
    );
  expect(await refusal(send('PT'))).toBe('key.other-bureau');
  await send('ES');
  await follow();
  expect((await us.directory.signingKey('ES', kid(next.signing)))?.state).toBe('active');
});

test('a change in the feed that does not prove itself raises one alarm; the pin holds until a person accepts', async () => {
  const keys = generateKeys();
  await ipsg.run(async (tx) =>
    ipsg.directory.enrol(tx, { statement: await statement('IT', keys, 1), status: 'connected' }),
  );
  await follow();
  const stranger = renewed(keys);
  const claimed = { v: 1, bureau: 'IT', status: 'connected', statement: await statement('IT', stranger, 2) };
  // A feed whose keeper was deceived, or is false.
  feed.push({ kind: 'directory.bureau', body: claimed }, { kind: 'directory.bureau', body: claimed });
  feed.push({ kind: 'directory.bureau', body: { ...claimed, statement: 'a.broken.statement' } });
  await follow();
  const open = await alarms();
  expect(open.map((alarm) => [alarm.bureau, alarm.code])).toEqual([
    ['IT', 'key.not-proven'],
    ['IT', 'key.statement-unfit'],
  ]);
  expect(await us.directory.signingKey('IT', kid(stranger.signing))).toBeNull();
  expect((await us.directory.signingKey('IT', kid(keys.signing)))?.state).toBe('active');
  const settle = us.directory.parts.routes?.find((one) => one.path.endsWith('/settle'));
  if (settle?.mode !== 'tx') throw new Error('no route');
  const decide = (id: string | undefined, version: number, outcome: string) =>
    us.run((tx) => settle.handle({ tx, params: { id }, body: { version, outcome, reason: 'called Rome' } } as never));
  expect(await refusal(decide(open[1]?.id, 1, 'accepted'))).toBe('key.statement-unfit');
  expect(await decide(open[1]?.id, 1, 'rejected')).toEqual({ version: 2 });
  expect(await decide(open[0]?.id, 1, 'accepted')).toEqual({ version: 2 });
  expect(await refusal(decide(open[0]?.id, 1, 'rejected'))).toBe('version.stale');
  expect((await us.directory.signingKey('IT', kid(stranger.signing)))?.state).toBe('active');
  expect(await alarms()).toEqual([]);
});

test('a revoked key is refused at once, judged by the time, and never comes back', async () => {
  const keys = generateKeys();
  await ipsg.run(async (tx) =>
    ipsg.directory.enrol(tx, { statement: await statement('SE', keys, 1), status: 'connected' }),
  );
  await follow();
  const signing = kid(keys.signing);
  expect((await us.directory.signingKey('SE', signing))?.state).toBe('active');
  const before = now();
  offset += 1_000;
  await ipsg.run((tx) => ipsg.directory.revokeKey(tx, 'SE', signing, 'lost'));
  await follow();
  expect((await us.directory.signingKey('SE', signing))?.state).toBe('revoked');
  expect((await us.directory.signingKey('SE', signing, before))?.state).toBe('active');
  expect(await refusal(ipsg.run((tx) => ipsg.directory.revokeKey(tx, 'SE', signing, 'again')))).toBe('not-found');
  const next = renewed(keys);
  const rotate = async (text: string) => refusal(ipsg.run((tx) => ipsg.directory.rotateKey(tx, { statement: text })));
  expect(await rotate(await statement('SE', next, 2, keys.signing))).toBe('key.not-proven');
  expect(await rotate(await statement('SE', keys, 2, keys.recovery))).toBe('key.revoked-again');
  await ipsg.run(async (tx) =>
    ipsg.directory.rotateKey(tx, { statement: await statement('SE', next, 2, keys.recovery) }),
  );
  await follow();
  expect((await us.directory.signingKey('SE', kid(next.signing)))?.state).toBe('active');
  expect((await us.directory.signingKey('SE', signing))?.state).toBe('revoked');
});

test('keys come from memory; a change in this process shows at once, one elsewhere within 15 s', async () => {
  const keys = generateKeys();
  await ipsg.run(async (tx) =>
    ipsg.directory.enrol(tx, { statement: await statement('DK', keys, 1), status: 'connected' }),
  );
  await follow();
  await us.directory.endpoint('DK');
  const count = us.ledger.transactions();
  for (let i = 0; i < 50; i++) await us.directory.signingKey('DK', kid(keys.signing));
  expect(us.ledger.transactions()).toBe(count);
  await us.ledger.asOwner('UPDATE bureau_key SET revoked_at = $1 WHERE kid = $2', [now(), kid(keys.signing)]);
  offset += 15_000;
  expect((await us.directory.signingKey('DK', kid(keys.signing)))?.state).toBe('revoked');
});
