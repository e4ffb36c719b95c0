import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importVerifyKey, messageHash, verify } from '../protocol/index.ts';
import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller, until } from '../testing/bureaus.ts';
import type { ListedUrl, ListRow, ReferralDetail, ReferralRow, UrlDetail } from './contract.ts';
import type { AuthorityKeys, PartnerReferral } from './contract-partner.ts';
import { DAY, readSettings } from './deps.ts';
import { printEvidence } from './evidence/export-evidence.ts';
import { createHosting } from './index.ts';
import { startTestResolver, type TestResolver } from './resolver.testkit.ts';

// Addresses of registries' own public services: no reserved address has a country. Nothing is ever sent to them.
const [RIPE, ARIN] = ['193.0.6.139', '199.43.0.44'];

let world: TestBureaus;
let us: TestBureau;
let nl: TestBureau;
let ann: TestCaller;
let chief: TestCaller;
let hague: TestCaller;
let resolver: TestResolver;
let canary: Server;
let touched = 0;

beforeAll(async () => {
  canary = createServer((socket) => {
    touched++;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  await once(canary, 'listening');
  resolver = await startTestResolver({
    'ripe.example': { a: [RIPE] },
    'arin.example': { a: [ARIN] },
    'both.example': { a: [RIPE, ARIN] },
    'alias.example': { cname: 'second.example' },
    'second.example': { cname: 'ripe.example' },
    'round.example': { cname: 'and-round.example' },
    'and-round.example': { cname: 'round.example' },
    'front.example': { cname: 'x.cloudflare.net' },
    'x.cloudflare.net': { a: [RIPE] },
    'inside.example': { a: ['127.0.0.1'], aaaa: ['::ffff:169.254.169.254'] },
    'rebinds.example': { a: [RIPE, '127.0.0.1'], does: 'turns' },
    'many.example': { a: Array.from({ length: 40 }, (_, n) => `193.0.6.${n + 1}`) },
    'empty.example': {},
    'silent.example': { does: 'silent' },
    'fails.example': { does: 'fails' },
    'garbage.example': { does: 'garbage' },
    'moves.example': { a: [RIPE] },
  });
  const shipped = readSettings();
  const settings = { ...shipped, dns: { ...shipped.dns, servers: [resolver.server], timeoutMs: 300, tries: 1 } };
  world = await createTestBureaus(['US', 'NL'], (common) => [createHosting({ ...common, settings }).parts]);
  [us, nl] = [world.at('US'), world.at('NL')];
  ann = await us.signIn({ roles: ['analyst'] });
  chief = await us.signIn({ roles: ['supervisor'] });
  hague = await nl.signIn({ roles: ['analyst'] });
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  await resolver?.[Symbol.asyncDispose]();
  canary?.close();
});

async function submit(text: string, more: object = {}): Promise<ListRow> {
  const { id } = await ann.ok<ListRow>('POST', '/api/hosting/lists', { title: 'Reported', text, ...more });
  await until(async () => (await ann.ok<ListRow>('GET', `/api/hosting/lists/${id}`)).state === 'to-confirm');
  return ann.ok<ListRow>('GET', `/api/hosting/lists/${id}`);
}
const urlsOf = async (id: string): Promise<ListedUrl[]> =>
  (await ann.ok<{ items: ListedUrl[] }>('GET', `/api/hosting/lists/${id}/urls?limit=500`)).items;
const detail = (id: string) => ann.ok<UrlDetail>('GET', `/api/hosting/urls/${id}`);
const seen = ({ id, version }: { id: string; version: number }) => ({ id, version });
async function balanced(): Promise<void> {
  for (const bureau of [us, nl]) {
    const { items } = await bureau.conservation();
    const mine = items.filter((item) => item.item.startsWith('hosting'));
    expect(mine).toHaveLength(3);
    expect(mine.flatMap((item) => item.differences)).toEqual([]);
  }
}

test('every address gets a verdict with its evidence, and nothing is ever sent to an address found', async () => {
  const { port } = canary.address() as { port: number };
  const list = await submit(
    [
      'http://ripe.example/a',
      'hxxp://ripe[.]example/a',
      'http://alias.example/',
      'http://both.example/',
      'http://front.example/',
      `http://inside.example:${port}/`,
      `http://127.0.0.1:${port}/x`,
      'http://round.example/',
      'http://many.example/',
      'http://empty.example/',
      'http://nowhere.example/',
      'http://silent.example/',
      'http://fails.example/',
      'http://garbage.example/',
      'not an address',
    ].join('\n'),
  );
  expect(list).toMatchObject({ total: 13, waiting: 0, checked: 13, confirmed: 0, refused: 1 });
  const by = new Map((await urlsOf(list.id)).map((row) => [row.host, row]));
  const verdicts = Object.fromEntries(
    [...by].map(([host, row]) => [host, `${row.verdict?.kind} ${row.verdict?.country}`]),
  );
  expect(verdicts).toEqual({
    'ripe.example': 'in-country NL',
    'alias.example': 'in-country NL',
    'both.example': 'unconfirmed null',
    'front.example': 'unconfirmed null',
    'inside.example': 'not-public null',
    '127.0.0.1': 'not-public null',
    'round.example': 'failed null',
    'many.example': 'in-country NL',
    'empty.example': 'no-answer null',
    'nowhere.example': 'no-answer null',
    'silent.example': 'failed null',
    'fails.example': 'failed null',
    'garbage.example': 'failed null',
  });
  const alias = await detail(by.get('alias.example')?.id ?? '');
  expect(alias.checks[0]?.evidence).toMatchObject({
    chain: ['second.example', 'ripe.example'],
    resolvers: [resolver.server],
    addresses: [{ address: RIPE, ttl: 300, asn: 3333 }],
  });
  const inside = await detail(by.get('inside.example')?.id ?? '');
  expect(inside.checks[0]?.evidence.addresses.map((one) => one.special)).toEqual(['loopback', 'metadata']);
  const many = await detail(by.get('many.example')?.id ?? '');
  expect(many.checks[0]?.evidence).toMatchObject({ leftOut: 24 });
  expect(many.checks[0]?.evidence.addresses).toHaveLength(16);
  const loop = await detail(by.get('round.example')?.id ?? '');
  expect(loop.checks[0]?.evidence).toMatchObject({
    problem: 'alias-loop',
    chain: ['and-round.example', 'round.example'],
  });
  expect((await ann.ok<{ items: object[] }>('GET', `/api/hosting/lists/${list.id}/refused`)).items).toEqual([
    { line: 15, given: 'not an address', code: 'hosting.url.not-a-url' },
  ]);
  expect(touched).toBe(0);
  await balanced();
});

test('a list without an address is refused and says the line; one known already is not looked up again', async () => {
  expect(await ann.no('POST', '/api/hosting/lists', { title: 'x', text: '\nftp://a.example/\n' })).toMatchObject({
    codes: ['hosting.url.scheme'],
  });
  const before = resolver.asked.length;
  const list = await submit('http://ripe.example/a\nhttp://arin.example/');
  expect(resolver.asked.slice(before).every((asked) => asked.endsWith(' arin.example'))).toBe(true);
  expect(list).toMatchObject({ total: 2 });
  const { countries } = await ann.ok<{ countries: { country: string; urls: number }[] }>(
    'GET',
    `/api/hosting/lists/${list.id}/countries`,
  );
  expect(countries.map(({ country, urls }) => [country, urls])).toEqual([
    ['NL', 1],
    ['US', 1],
  ]);
});

test('a person confirms, with a ground where the check said none; the list is closed when all have a word', async () => {
  const list = await submit('http://ripe.example/b\nhttp://front.example/b');
  const [sure, front] = (await urlsOf(list.id)) as [ListedUrl, ListedUrl];
  expect(
    await ann.no('POST', '/api/hosting/urls/confirm', { urls: [seen(sure), seen(front)], basis: 'agreed' }),
  ).toMatchObject({ codes: ['hosting.no-country-to-agree'] });
  await ann.ok('POST', '/api/hosting/urls/confirm', { urls: [seen(sure)], basis: 'agreed' });
  expect(await ann.no('POST', '/api/hosting/urls/confirm', { urls: [seen(sure)], basis: 'agreed' })).toMatchObject({
    status: 409,
  });
  expect(
    await ann.no('POST', '/api/hosting/urls/confirm', { urls: [seen(front)], basis: 'disclosure', country: 'DE' }),
  ).toMatchObject({ codes: ['hosting.note-needed'] });
  expect(await ann.no('POST', `/api/hosting/lists/${list.id}/close`, { version: list.version })).toMatchObject({
    codes: ['hosting.list-not-done'],
  });
  await ann.ok('POST', '/api/hosting/urls/confirm', {
    urls: [seen(front)],
    basis: 'disclosure',
    country: 'DE',
    note: 'Abuse desk of the network, by mail of today',
  });
  const closed = await ann.ok<ListRow>('POST', `/api/hosting/lists/${list.id}/close`, { version: list.version });
  expect(closed).toMatchObject({ state: 'closed', confirmed: 2 });
  await balanced();
});

test('what is hosted here goes to the authority, which decides; nobody tells the provider before its release', async () => {
  const list = await submit('http://arin.example/c');
  const [row] = (await urlsOf(list.id)) as [ListedUrl];
  expect(await ann.no('POST', '/api/hosting/urls/refer', { urls: [seen(row)] })).toMatchObject({
    codes: ['hosting.not-confirmed'],
  });
  await ann.ok('POST', '/api/hosting/urls/confirm', { urls: [seen(row)], basis: 'agreed' });
  const [held] = (await urlsOf(list.id)) as [ListedUrl];
  const { referrals } = await ann.ok<{ referrals: string[] }>('POST', '/api/hosting/urls/refer', {
    urls: [seen(held)],
  });
  const path = `/api/hosting/referrals/${referrals[0]}`;
  const sent = await ann.ok<ReferralDetail>('GET', path);
  expect(sent).toMatchObject({
    kind: 'authority',
    partyName: 'ICE Cyber Crimes Center',
    state: 'sent',
    released: false,
  });
  expect(await ann.no('POST', `${path}/close`, { version: sent.version, reason: 'done' })).toMatchObject({
    codes: ['hosting.referral-undecided'],
  });
  const decision = { version: sent.version, decision: 'notify', release: false, by: 'C3 duty agent' };
  expect(await ann.no('POST', `${path}/decide`, decision)).toMatchObject({ status: 404 });
  expect(await chief.no('POST', `${path}/decide`, decision)).toMatchObject({ codes: ['hosting.notify-is-release'] });
  const decided = await chief.ok<ReferralDetail>('POST', `${path}/decide`, { ...decision, decision: 'preserve' });
  expect(decided).toMatchObject({ state: 'decided', decision: 'preserve', released: false });
  const [again] = (await urlsOf(list.id)) as [ListedUrl];
  expect(await ann.no('POST', '/api/hosting/urls/refer', { urls: [seen(again)] })).toMatchObject({
    codes: ['hosting.referred-already'],
  });
  await ann.ok('POST', `${path}/close`, { version: decided.version, reason: 'Preserved' });
  await balanced();
});

test('the authority decides by its own key: it sees what was referred to it, and nothing else', async () => {
  const admin = await us.signIn({ roles: ['administrator'] });
  const url = await us.directory.endpoint('US');
  const list = await submit('http://arin.example/k');
  const [row] = (await urlsOf(list.id)) as [ListedUrl];
  await ann.ok('POST', '/api/hosting/urls/confirm', { urls: [seen(row)], basis: 'agreed' });
  const [held] = (await urlsOf(list.id)) as [ListedUrl];
  const referred = await ann.ok<{ referrals: [string] }>('POST', '/api/hosting/urls/refer', { urls: [seen(held)] });
  const [id] = referred.referrals;
  const made = await admin.ok<{ id: string; key: string }>('POST', '/api/partners', {
    name: 'C3',
    actions: ['hosting.partner-read', 'hosting.partner-decide'],
    expiresAt: us.runtime.clock.now() + 300 * DAY,
  });
  const call = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${url}/api/partner/hosting-referrals${path}`, {
      method,
      headers: {
        authorization: `Bearer ${made.key}`,
        ...(body ? { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  expect(await call('GET', '')).toMatchObject({ status: 422, body: { errors: [{ code: 'hosting.partner-unbound' }] } });
  expect(await ann.no('POST', '/api/hosting/partners', { partnerId: made.id })).toMatchObject({ status: 404 });
  const keys = await admin.ok<AuthorityKeys>('POST', '/api/hosting/partners', { partnerId: made.id });
  expect(keys).toMatchObject({ authority: 'ice-c3', items: [{ partnerId: made.id }] });
  const all = (await call('GET', '?open=true')).body as { items?: PartnerReferral[] };
  expect(all.items?.map((one) => one.id)).toEqual([id]);
  const [first] = all.items as [PartnerReferral];
  expect(first).toMatchObject({ state: 'sent', released: false, items: [{ url: 'http://arin.example/k' }] });
  // What it is given is what the bureau signed.
  const signed = await verify('evidence', first.items[0]?.jws ?? '', async (kid) => {
    const key = await us.directory.signingKey('US', kid);
    return key ? importVerifyKey({ ...key.jwk }) : null;
  });
  expect(signed.body).toMatchObject({ kind: 'hosting', evidence: { url: 'http://arin.example/k' } });
  const decision = { version: first.version, decision: 'notify', release: false, by: 'Agent 7' };
  expect(await call('POST', `/${id}/decide`, decision)).toMatchObject({ status: 422 });
  expect(await call('POST', `/${id}/decide`, { ...decision, release: true })).toMatchObject({
    status: 200,
    body: { state: 'decided', decision: 'notify', released: true },
  });
  expect(await call('POST', `/${id}/decide`, { ...decision, release: true })).toMatchObject({ status: 409 });
  const gone = { urlId: row.id, kind: 'gone', name: 'Agent 7', at: us.runtime.clock.now() - 1_000 };
  expect(await call('POST', `/${id}/report`, gone)).toMatchObject({ status: 200 });
  expect((await detail(row.id)).reported).toMatchObject({ kind: 'gone', by: 'authority', name: 'Agent 7' });
  const other = (await ann.ok<{ items: ReferralRow[] }>('GET', '/api/hosting/referrals')).items.find(
    (one) => one.state === 'closed',
  );
  const others = { ...gone, urlId: (await urlsOf((await submit('http://ripe.example/k')).id))[0]?.id };
  expect(await call('POST', `/${id}/report`, others)).toMatchObject({ status: 404 });
  expect(await call('GET', `/${other?.id}`)).toMatchObject({ status: 200, body: { state: 'closed' } });
  await ann.ok('POST', `/api/hosting/referrals/${id}/close`, {
    version: (await ann.ok<ReferralDetail>('GET', `/api/hosting/referrals/${id}`)).version,
    reason: 'Removed',
  });
  await balanced();
});

test('evidence in print: accessible, with the signed bytes inside and their fingerprint on the page', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'homeward-evidence-'));
  const run = promisify(execFile);
  try {
    const list = await submit('http://alias.example/paper');
    const [row] = (await urlsOf(list.id)) as [ListedUrl];
    const [check] = (await detail(row.id)).checks;
    if (!check) throw new Error('not looked at');
    for (const lang of ['en', 'ar'] as const) {
      const stored = { ...check, url_id: row.id };
      const path = join(folder, `${lang}.pdf`);
      await writeFile(path, await printEvidence(stored, 'US', lang));
      expect((await run('pdfinfo', [path])).stdout).toMatch(/Tagged:\s+yes/);
      await run('pdfdetach', ['-saveall', '-o', folder, path]);
      const parts = JSON.parse(await readFile(join(folder, 'evidence.json'), 'utf8')) as Record<string, string>;
      expect(`${parts.protected}.${parts.payload}.${parts.signature}`).toBe(check.jws);
    }
    const { stdout } = await run('pdftotext', ['-layout', join(folder, 'en.pdf'), '-']);
    expect(stdout.replaceAll(/\s/g, '')).toContain(messageHash(check.jws));
    for (const words of ['hxxp://alias[.]example/paper', 'Hosted in Netherlands (NL)', 'second[.]example', 'RIPE NCC'])
      expect(stdout).toContain(words);
    expect(stdout).not.toContain('http://alias.example');
    const path = `/api/hosting/urls/${row.id}/evidence`;
    expect(await ann.ok('GET', `${path}?check=${check.id}`)).toMatchObject({ jws: check.jws });
    expect(await ann.no('GET', `${path}?check=${crypto.randomUUID()}`)).toMatchObject({ status: 404 });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('abroad it goes to that bureau with signed evidence; its answer comes back', async () => {
  const list = await submit('http://ripe.example/d');
  const [row] = (await urlsOf(list.id)) as [ListedUrl];
  await ann.ok('POST', '/api/hosting/urls/confirm', { urls: [seen(row)], basis: 'agreed' });
  const [held] = (await urlsOf(list.id)) as [ListedUrl];
  const { referrals } = await ann.ok<{ referrals: [string] }>('POST', '/api/hosting/urls/refer', {
    urls: [seen(held)],
  });
  const received = async () =>
    (await hague.ok<{ items: ReferralRow[] }>('GET', '/api/hosting/referrals?direction=in&open=true')).items;
  await until(async () => (await received()).length === 1);
  const [there] = (await received()) as [ReferralRow];
  expect(there).toMatchObject({ party: 'US', state: 'sent', urls: 1 });
  const whole = await hague.ok<ReferralDetail>('GET', `/api/hosting/referrals/${there.id}`);
  expect(whole.items[0]).toMatchObject({ url: 'http://ripe.example/d', evidence: { verdict: { country: 'NL' } } });
  expect(await nl.owed()).toContain('hosting.answer');
  const taken = await hague.ok<ReferralDetail>('POST', `/api/hosting/referrals/${there.id}/answer`, {
    version: there.version,
    answer: 'taken',
    text: 'With the police',
  });
  await hague.ok('POST', `/api/hosting/referrals/${there.id}/answer`, {
    version: taken.version,
    answer: 'closed',
    text: 'Removed by the provider',
  });
  const mine = () => ann.ok<ReferralDetail>('GET', `/api/hosting/referrals/${referrals[0]}`);
  await until(async () => (await mine()).state === 'closed');
  expect(await mine()).toMatchObject({ answer: 'Removed by the provider', delivery: 'delivered' });
  // Gone only because somebody says so.
  const known = await detail(row.id);
  expect(known.reported).toBeNull();
  const gone = { version: known.version, kind: 'gone', by: 'bureau', name: 'NCB The Hague' };
  expect(
    await ann.no('POST', `/api/hosting/urls/${row.id}/report`, { ...gone, at: us.runtime.clock.now() + DAY }),
  ).toMatchObject({ codes: ['hosting.report-in-future'] });
  const told = await ann.ok<UrlDetail>('POST', `/api/hosting/urls/${row.id}/report`, {
    ...gone,
    at: us.runtime.clock.now() - 1_000,
  });
  expect(told.reported).toMatchObject({ kind: 'gone', name: 'NCB The Hague' });
  await balanced();
});

test('looked at again at its date: another country is moved, and a person’s word on the old one falls', async () => {
  const list = await submit('http://moves.example/\nhttp://rebinds.example/');
  const [moves, rebinds] = (await urlsOf(list.id)) as [ListedUrl, ListedUrl];
  await ann.ok('POST', '/api/hosting/urls/confirm', { urls: [seen(moves)], basis: 'agreed' });
  resolver.zones.set('moves.example', { a: [ARIN] });
  world.pass(8 * DAY);
  ann = await us.signIn({ roles: ['analyst'] });
  await until(async () => (await detail(moves.id)).movedAt !== null);
  const after = await detail(moves.id);
  expect(after).toMatchObject({ state: 'checked', confirmed: null, verdict: { country: 'US' }, reported: null });
  expect(after.checks.map((check) => check.moved)).toEqual([true, false]);
  await until(async () => (await detail(rebinds.id)).checks.length > 1);
  // It gives one address after another; a question asked twice for want of an answer takes two of them.
  await until(async () => {
    const { checks } = await detail(rebinds.id);
    if (new Set(checks.map((check) => check.evidence.verdict.kind)).size > 1) return true;
    await ann.ok('POST', `/api/hosting/urls/${rebinds.id}/check`);
    return false;
  });
  expect(touched).toBe(0);
  await balanced();
}, 60_000);
