import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { route } from '../platform/index.ts';
import { createTestAccess, PASSWORD, type TestAccess } from './access.testkit.ts';

/** A route of another room, to see a partner's key and a person's roles at work. */
const bureaus = route({
  method: 'GET',
  path: '/test/bureaus',
  action: 'directory.read',
  summary: 'Something that partners may read',
  response: z.strictObject({ actor: z.string(), compartments: z.array(z.string()) }),
  handle: async ({ scope }) => ({ actor: scope.actor.id, compartments: [...scope.compartments] }),
});

let t: TestAccess;
let admin: { id: string; cookie: string };
beforeAll(async () => {
  t = await createTestAccess([bureaus]);
  const { id, totpSecret } = await t.person({ username: 'admin', roles: ['administrator'], compartments: [] });
  admin = { id, cookie: await t.session('admin', totpSecret) };
});
afterAll(() => t[Symbol.asyncDispose]());

const newcomer = {
  username: 'newcomer',
  name: 'New Comer',
  roles: ['analyst'],
  compartments: ['general'],
  agency: null,
  password: PASSWORD,
};
const rights = (over: object) => ({
  version: 1,
  roles: ['analyst'],
  compartments: ['general'],
  disabled: false,
  ...over,
});

test('an administrator adds a person, who can sign in with what was told once', async () => {
  const made = await t.call('POST', '/api/people', { cookie: admin.cookie, body: newcomer });
  expect(made.statusCode).toBe(201);
  const { id, totpSecret } = made.json();
  expect((await t.signIn('newcomer', totpSecret)).json()).toMatchObject({ person: { id, roles: ['analyst'] } });
  const again = await t.call('POST', '/api/people', { cookie: admin.cookie, body: newcomer });
  expect([again.statusCode, again.json().errors[0].code]).toEqual([422, 'person.username-taken']);
  const kept = await t.ledger.db.tx(t.ledger.system, (tx) => tx.query('SELECT * FROM idempotency'));
  expect(JSON.stringify(kept)).not.toContain(totpSecret);
});

test('an officer has an agency and one role and no compartment; the bureau’s own people have none of it', async () => {
  const officer = {
    ...newcomer,
    username: 'off',
    roles: ['requesting-officer'],
    compartments: [],
    agency: 'VA9900000',
  };
  const wrong: [object, string][] = [
    [{ ...officer, agency: null }, 'person.officer-needs-agency'],
    [{ ...officer, roles: ['requesting-officer', 'analyst'] }, 'person.officer-has-one-role'],
    [{ ...officer, compartments: ['general'] }, 'person.officer-has-no-compartment'],
    [{ ...newcomer, username: 'off', agency: 'VA9900000' }, 'person.staff-has-no-agency'],
    [{ ...newcomer, username: 'off', roles: ['partner'] }, 'person.partner-is-a-system'],
  ];
  for (const [body, code] of wrong) {
    const answer = await t.call('POST', '/api/people', { cookie: admin.cookie, body });
    expect([answer.statusCode, answer.json().errors[0].code]).toEqual([400, code]);
  }
  expect((await t.call('POST', '/api/people', { cookie: admin.cookie, body: officer })).statusCode).toBe(201);
});

test('an administrator cannot raise their own rights, certify themselves or renew their own password', async () => {
  const url = `/api/people/${admin.id}`;
  const certificate = { kind: 'victim-identification', number: '1', issuedBy: 'Academy', validUntil: t.now() + 1e9 };
  const answers = [
    await t.call('PUT', `${url}/rights`, {
      cookie: admin.cookie,
      body: rights({ roles: ['administrator', 'supervisor'] }),
    }),
    await t.call('PUT', `${url}/certificate`, { cookie: admin.cookie, body: certificate }),
    await t.call('POST', `${url}/credentials`, { cookie: admin.cookie, body: { password: PASSWORD } }),
  ];
  expect(answers.map((answer) => answer.statusCode)).toEqual([404, 404, 404]);
  await expect
    .poll(async () => (await t.acts()).filter((e) => e.act === 'access.refused').map((e) => e.entity))
    .toEqual(expect.arrayContaining(['action:person.change', 'action:person.certify', 'action:person.reset']));
  const [row] = await t.ledger.db.tx(t.ledger.system, (tx) =>
    tx.query('SELECT roles FROM person WHERE id = $1', [admin.id]),
  );
  expect(row).toEqual({ roles: ['administrator'] });
});

test('an analyst is told that there is no such thing as an administrator’s page, and it is on the record', async () => {
  const { id, totpSecret } = await t.person({ username: 'nan' });
  const cookie = await t.session('nan', totpSecret);
  expect((await t.call('GET', '/api/people', { cookie })).json().code).toBe('not-found');
  expect(await t.acts()).toContainEqual({ act: 'access.refused', actor: `person:${id}`, entity: 'action:person.list' });
});

test('new roles are in force in an open session at once; a person let out is out at once', async () => {
  const { id, totpSecret } = await t.person({ username: 'oda' });
  const cookie = await t.session('oda', totpSecret);
  expect((await t.call('GET', '/api/people', { cookie })).statusCode).toBe(404);
  const raise = await t.call('PUT', `/api/people/${id}/rights`, {
    cookie: admin.cookie,
    body: rights({ roles: ['auditor'], compartments: ['general', 'victim-identity'] }),
  });
  expect(raise.json()).toEqual({ version: 2 });
  expect((await t.call('GET', '/api/people', { cookie })).statusCode).toBe(200);
  expect((await t.call('GET', '/test/bureaus', { cookie })).json().compartments).toEqual([
    'general',
    'victim-identity',
  ]);
  const stale = await t.call('PUT', `/api/people/${id}/rights`, { cookie: admin.cookie, body: rights({}) });
  expect(stale.statusCode).toBe(409);
  expect(stale.json().values.current).toMatchObject({ version: 2, roles: ['auditor'] });
  await t.call('PUT', `/api/people/${id}/rights`, {
    cookie: admin.cookie,
    body: rights({ version: 2, disabled: true }),
  });
  expect((await t.call('GET', '/api/people', { cookie })).statusCode).toBe(401);
  expect((await t.signIn('oda', totpSecret)).statusCode).toBe(401);
});

test('new credentials replace the old and end what was open', async () => {
  const { id, totpSecret } = await t.person({ username: 'pia' });
  const cookie = await t.session('pia', totpSecret);
  const password = 'another long password';
  const reset = await t.call('POST', `/api/people/${id}/credentials`, { cookie: admin.cookie, body: { password } });
  expect(reset.statusCode).toBe(200);
  expect((await t.call('GET', '/api/session', { cookie })).statusCode).toBe(401);
  expect((await t.signIn('pia', totpSecret)).statusCode).toBe(401);
  expect((await t.signIn('pia', reset.json().totpSecret, password)).statusCode).toBe(200);
});

test('a certificate counts with its role, and until its day', async () => {
  const day = 86_400_000;
  const { id } = await t.person({
    username: 'quin',
    roles: ['vid-specialist'],
    certificate: { kind: 'victim-identification', number: 'V-1', issuedBy: 'Academy', validUntil: t.now() + day },
  });
  const other = await t.person({ username: 'rex', roles: ['vid-specialist'] });
  const certificate = { kind: 'victim-identification', number: 'V-2', issuedBy: 'Academy', validUntil: t.now() + day };
  const analyst = await t.person({ username: 'sol' });
  const put = await t.call('PUT', `/api/people/${analyst.id}/certificate`, { cookie: admin.cookie, body: certificate });
  expect(put.statusCode).toBe(200);
  const has = (who: string) =>
    t.ledger.db.tx(t.ledger.system, (tx) => t.access.hasCertificate(tx, who, 'victim-identification'));
  expect([await has(id), await has(`person:${id}`), await has(other.id), await has(analyst.id)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  t.pass(day);
  expect(await has(id)).toBe(false);
  t.pass(-day);
});

test('people are found by either form of their id', async () => {
  const { id } = await t.person({ username: 'tea', name: 'Tea Example' });
  await t.ledger.db.tx(t.ledger.system, async (tx) => {
    const found = await t.access.people(tx, [id, `person:${id}`, 'system', 'bureau:NL']);
    expect([...found.keys()]).toEqual([id, `person:${id}`]);
    expect(found.get(`person:${id}`)).toEqual({
      id,
      username: 'tea',
      name: 'Tea Example',
      roles: ['analyst'],
      agency: null,
    });
    expect(await t.access.person(tx, 'system')).toBeNull();
  });
});

test('a partner’s key does what it was made for, until it is revoked', async () => {
  const body = { name: 'Tip line', actions: ['directory.read'], expiresAt: t.now() + 1e9 };
  const tooMuch = await t.call('POST', '/api/partners', {
    cookie: admin.cookie,
    body: { ...body, actions: ['person.list'] },
  });
  expect(tooMuch.json().errors[0].code).toBe('partner.action-not-open');
  const made = await t.call('POST', '/api/partners', { cookie: admin.cookie, body });
  const headers = { authorization: `Bearer ${made.json().key}` };
  expect((await t.call('GET', '/test/bureaus', { headers })).json()).toEqual({
    actor: `partner:${made.json().id}`,
    compartments: [],
  });
  expect((await t.call('GET', '/api/people', { headers })).statusCode).toBe(404);
  expect((await t.call('DELETE', `/api/partners/${made.json().id}`, { cookie: admin.cookie })).statusCode).toBe(200);
  expect((await t.call('GET', '/test/bureaus', { headers })).statusCode).toBe(401);
});

test('a record’s people are named to colleagues, not to officers of an agency', async () => {
  const { id } = await t.person({ username: 'uma', name: 'Uma Example' });
  const readers = [];
  for (const fields of [
    { username: 'vic', roles: ['auditor'] as const },
    { username: 'wes', roles: ['requesting-officer'] as const, compartments: [], agency: 'VA9900000' },
  ]) {
    const { totpSecret } = await t.person(fields);
    readers.push(await t.session(fields.username, totpSecret));
  }
  const [auditor = '', officer = ''] = readers;
  const path = `/api/people/names?ids=person:${id},system,bureau:NL,00000000-0000-7000-8000-000000000000`;
  const answer = await t.call('GET', path, { cookie: auditor });
  expect([answer.statusCode, answer.json()]).toEqual([200, { names: [{ id, name: 'Uma Example' }] }]);
  expect((await t.call('GET', path, { cookie: officer })).statusCode).toBe(404);
});
