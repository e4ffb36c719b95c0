import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestAccess, PASSWORD, type TestAccess } from './access.testkit.ts';
import { totpCode } from './totp.ts';

let t: TestAccess;
beforeAll(async () => {
  t = await createTestAccess();
});
afterAll(() => t[Symbol.asyncDispose]());

const minutes = (n: number): number => n * 60_000;

test('password and code open a session; the cookie is for the server alone', async () => {
  const ada = await t.person({ username: 'ada', name: 'Ada Example', roles: ['analyst', 'watch-officer'] });
  const answer = await t.signIn('Ada ', ada.totpSecret);
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({
    person: { id: ada.id, name: 'Ada Example', roles: ['analyst', 'watch-officer'], agency: null },
    bureau: 'US',
    expiresAt: expect.any(Number),
  });
  const [cookie] = answer.cookies;
  expect(cookie).toMatchObject({ name: 'homeward_session_us', httpOnly: true, sameSite: 'Strict', path: '/' });
  const token = cookie?.value ?? '';
  const read = await t.call('GET', '/api/session', { cookie: token });
  expect(read.json()).toMatchObject({ person: { id: ada.id }, bureau: 'US' });
  const stored = await t.ledger.db.tx(t.ledger.system, (tx) => tx.query('SELECT * FROM session'));
  expect(JSON.stringify(stored)).not.toContain(token);
  expect(await t.acts()).toContainEqual({
    act: 'session.opened',
    actor: `person:${ada.id}`,
    entity: `person:${ada.id}`,
  });
});

test('no cookie, an unknown one and an ended one are all nobody', async () => {
  for (const cookie of ['', 'x'.repeat(43), 'y'.repeat(5_000)]) {
    expect((await t.call('GET', '/api/session', { cookie })).statusCode).toBe(401);
  }
});

test('unknown name, wrong password, wrong code and a used code are answered alike', async () => {
  const ben = await t.person({ username: 'ben' });
  await t.session('ben', ben.totpSecret);
  const code = totpCode(ben.totpSecret, t.now());
  t.pass(minutes(16));
  const fresh = totpCode(ben.totpSecret, t.now());
  const tries = [
    { username: 'nobody', password: PASSWORD, totp: fresh },
    { username: 'ben', password: 'not the password', totp: fresh },
    { username: 'ben', password: PASSWORD, totp: fresh === '000000' ? '111111' : '000000' },
    { username: 'ben', password: PASSWORD, totp: code },
  ];
  const answers = [];
  for (const body of tries) answers.push(await t.call('POST', '/api/session', { body }));
  for (const answer of answers) {
    expect(answer.statusCode).toBe(401);
    expect(answer.cookies).toEqual([]);
    const { instance: _instance, ...problem } = answer.json();
    expect(problem).toEqual({
      type: 'urn:homeward:problem:unauthenticated',
      status: 401,
      code: 'unauthenticated',
      errors: [{ pointer: '/body', code: 'sign-in.failed' }],
    });
  }
  expect((await t.acts()).filter((entry) => entry.act === 'session.refused')).toHaveLength(4);
});

test('of two sign-ins with one code at once, one gets in', async () => {
  const cyd = await t.person({ username: 'cyd' });
  t.pass(30_000);
  const body = { username: 'cyd', password: PASSWORD, totp: totpCode(cyd.totpSecret, t.now()) };
  const answers = await Promise.all([1, 2, 3].map(() => t.call('POST', '/api/session', { body })));
  expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 401, 401]);
});

test('five failures lock the name for a quarter of an hour, attempts at once included', async () => {
  const dot = await t.person({ username: 'dot' });
  const wrong = { username: 'dot', password: 'wrong', totp: '000000' };
  await Promise.all(Array.from({ length: 8 }, () => t.call('POST', '/api/session', { body: wrong })));
  const reasons = await t.ledger.db.tx(t.ledger.system, (tx) =>
    t.ledger.audit.timeline(tx, { kind: 'person', id: dot.id }),
  );
  const counted = reasons.filter((entry) => entry.act === 'session.refused').map((entry) => entry.body);
  expect(counted.filter((body) => JSON.stringify(body) === '{"reason":"locked"}')).toHaveLength(3);
  expect((await t.signIn('dot', dot.totpSecret)).statusCode).toBe(401);
  t.pass(minutes(10));
  expect((await t.signIn('dot', dot.totpSecret)).statusCode).toBe(401);
  t.pass(minutes(5));
  expect((await t.signIn('dot', dot.totpSecret)).statusCode).toBe(200);
});

test('a success forgets the failures before it', async () => {
  const eve = await t.person({ username: 'eve' });
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 4; i++) await t.signIn('eve', eve.totpSecret, 'wrong');
    expect((await t.signIn('eve', eve.totpSecret)).statusCode).toBe(200);
  }
});

test('after half an hour of quiet the session sleeps: the password wakes it, and until then it may nothing', async () => {
  const fay = await t.person({ username: 'fay', roles: ['administrator'] });
  const cookie = await t.session('fay', fay.totpSecret);
  for (let i = 0; i < 3; i++) {
    t.pass(minutes(20));
    expect((await t.call('GET', '/api/people', { cookie })).statusCode).toBe(200);
  }
  t.pass(minutes(31));
  for (const url of ['/api/session', '/api/people']) {
    const answer = await t.call('GET', url, { cookie });
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'session-locked']);
  }
  const wrong = await t.call('POST', '/api/session/unlock', { cookie, body: { password: 'wrong' } });
  expect(wrong.statusCode).toBe(401);
  expect((await t.call('GET', '/api/session', { cookie })).json().code).toBe('session-locked');
  const right = await t.call('POST', '/api/session/unlock', { cookie, body: { password: PASSWORD } });
  expect(right.json()).toMatchObject({ person: { id: fay.id } });
  expect((await t.call('GET', '/api/people', { cookie })).statusCode).toBe(200);
});

test('what a page asks by itself keeps no session awake', async () => {
  const gil = await t.person({ username: 'gil' });
  const cookie = await t.session('gil', gil.totpSecret);
  for (let i = 0; i < 2; i++) {
    t.pass(minutes(15) + 1);
    await t.call('GET', '/api/session', { cookie, headers: { 'homeward-background': '1' } });
  }
  expect((await t.call('GET', '/api/session', { cookie })).json().code).toBe('session-locked');
});

test('a session ends after twelve hours, however busy', async () => {
  const hal = await t.person({ username: 'hal' });
  const cookie = await t.session('hal', hal.totpSecret);
  for (let i = 0; i < 35; i++) {
    t.pass(minutes(20));
    expect((await t.call('GET', '/api/session', { cookie })).statusCode).toBe(200);
  }
  t.pass(minutes(21));
  expect((await t.call('GET', '/api/session', { cookie })).json().code).toBe('unauthenticated');
});

test('signing out takes effect at once here, and within seconds in another process', async () => {
  const ida = await t.person({ username: 'ida' });
  const cookie = await t.session('ida', ida.totpSecret);
  const elsewhere = { cookie, app: t.other.app };
  expect((await t.call('GET', '/api/session', elsewhere)).statusCode).toBe(200);
  expect((await t.call('DELETE', '/api/session', { cookie })).statusCode).toBe(200);
  expect((await t.call('GET', '/api/session', { cookie })).statusCode).toBe(401);
  t.pass(3_000);
  expect((await t.call('GET', '/api/session', elsewhere)).statusCode).toBe(401);
});

test('signing out everywhere ends the other sessions too, and nobody else’s', async () => {
  const joy = await t.person({ username: 'joy' });
  const kit = await t.person({ username: 'kit' });
  const [one, two, others] = [
    await t.session('joy', joy.totpSecret),
    await t.session('joy', joy.totpSecret),
    await t.session('kit', kit.totpSecret),
  ];
  expect((await t.call('DELETE', '/api/sessions', { cookie: one })).statusCode).toBe(200);
  expect((await t.call('GET', '/api/session', { cookie: two })).statusCode).toBe(401);
  expect((await t.call('GET', '/api/session', { cookie: others })).statusCode).toBe(200);
});

test('neither password, code nor token lies anywhere in clear', async () => {
  const lea = await t.person({ username: 'lea' });
  const cookie = await t.session('lea', lea.totpSecret);
  const tables = [
    'person',
    'person_credential',
    'session',
    'sign_in_attempt',
    'idempotency',
    'audit_unsealed',
    'audit_entry',
  ];
  const all = await t.ledger.db.tx(t.ledger.system, async (tx) => {
    const found = [];
    for (const table of tables) found.push(await tx.query(`SELECT * FROM ${table}`));
    return JSON.stringify(found);
  });
  expect(all).toContain('scrypt$');
  for (const secret of [PASSWORD, lea.totpSecret, cookie]) expect(all).not.toContain(secret);
});
