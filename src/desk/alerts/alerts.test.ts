import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestCaller, until } from '../../testing/bureaus.ts';
import type { AlertRule, AlertView, DeliveryView, SettingsView, UnreadView } from '../contract.ts';
import { type DeskWorld, deskWorld } from '../desk.testkit.ts';
import { type MailServer, startMailServer } from './mail-server.testkit.ts';
import { whyNotUrl } from './public-target.ts';
import { quietUntil } from './quiet-hours.ts';

const HOUR = 3_600_000;
const LOGIN = { user: 'homeward', password: 'the mail password' };
let world: DeskWorld;
let mail: MailServer;
let ann: TestCaller;
let wes: TestCaller;
let ada: TestCaller;

beforeAll(async () => {
  [world, mail] = await Promise.all([deskWorld(), startMailServer(LOGIN)]);
  const arrive = (name: string, role: string) => world.bureau.signIn({ roles: [role], name });
  ann = await arrive('Ann', 'analyst');
  wes = await arrive('Wes', 'watch-officer');
  ada = await arrive('Ada', 'administrator');
});
afterAll(async () => {
  await world?.[Symbol.asyncDispose]();
  await mail?.[Symbol.asyncDispose]();
});

async function setRule(who: TestCaller, more: Partial<AlertRule> = {}): Promise<AlertRule> {
  const rule = await who.ok<AlertRule>('GET', '/api/alerts/rule');
  return who.ok('PUT', '/api/alerts/rule', { ...rule, urgency: 'urgent', quiet: null, ...more });
}
const alerts = async (who: TestCaller) => (await who.ok<{ items: AlertView[] }>('GET', '/api/alerts')).items;
const deliveries = async (state: string) =>
  (await wes.ok<{ items: DeliveryView[] }>('GET', `/api/alerts/deliveries?state=${state}`)).items;
async function settings(more: object): Promise<SettingsView> {
  const { hasPassword: _, ...current } = await ada.ok<SettingsView>('GET', '/api/alerts/settings');
  return ada.ok('PUT', '/api/alerts/settings', { ...current, ...more });
}

test('quiet hours end when they say, across midnight and in their own zone', () => {
  const at = (time: string): number => Date.parse(`2026-11-24T${time}:00Z`);
  const night = { from: 22 * 60, to: 6 * 60 };
  expect(quietUntil(at('23:30'), night, 'UTC')).toBe(Date.parse('2026-11-25T06:00:00Z'));
  expect(quietUntil(at('05:59'), night, 'UTC')).toBe(at('06:00'));
  expect(quietUntil(at('06:00'), night, 'UTC')).toBe(null);
  expect(quietUntil(at('12:00'), night, 'UTC')).toBe(null);
  // 22:30 in New York, five hours behind.
  expect(quietUntil(at('03:30'), night, 'America/New_York')).toBe(at('11:00'));
  expect(quietUntil(at('12:00'), { from: 0, to: 0 }, 'UTC')).toBe(Date.parse('2026-11-25T00:00:00Z'));
  expect(quietUntil(at('12:00'), null, 'UTC')).toBe(null);
});

test('a person hears of what they asked for and may see: new, due soon, overdue, each once', async () => {
  await world.owe({ task: 'request.old' });
  await setRule(ann, { rooms: ['request'] });
  await setRule(wes, { urgency: 'life-at-risk' });
  const item = await world.owe({ dueIn: 2 * HOUR });
  await world.owe({ urgency: 'routine' });
  await world.owe({ task: 'thread.answer' });
  await world.owe({ compartment: 'operation-x' });
  const risk = await world.owe({ urgency: 'life-at-risk', dueIn: 4 * HOUR });
  await until(async () => (await alerts(ann)).length === 2);
  expect((await alerts(ann)).map(({ reason, ref }) => [reason, ref.id]).sort()).toEqual(
    [
      ['opened', item.ref.id],
      ['opened', risk.ref.id],
    ].sort(),
  );
  expect((await alerts(wes)).map(({ ref }) => ref.id)).toEqual([risk.ref.id]);
  await world.pass(61 * 60_000, ann);
  await until(async () => (await alerts(ann)).length === 3);
  await world.pass(HOUR, ann, wes, ada);
  await until(async () => (await alerts(ann)).length === 4);
  expect((await alerts(ann)).map(({ reason }) => reason).slice(0, 2)).toEqual(['overdue', 'due-soon']);
  const { unread, newest, browser } = await ann.ok<UnreadView>('GET', '/api/alerts/unread');
  expect([unread, newest.length, browser]).toEqual([4, 4, true]);
  await ann.ok('POST', '/api/alerts/read', { ids: newest.slice(0, 1).map((one) => one.id) });
  expect((await ann.ok<UnreadView>('GET', '/api/alerts/unread')).unread).toBe(3);
  await ann.ok('POST', '/api/alerts/read', { ids: null });
  expect((await ann.ok<UnreadView>('GET', '/api/alerts/unread')).unread).toBe(0);
  expect((await wes.ok<UnreadView>('GET', '/api/alerts/unread')).unread).toBe(1);
});

test('an e-mail goes out encrypted and signed in, without case content, and a life at risk breaks the quiet', async () => {
  const smtp = {
    host: 'localhost',
    port: mail.port,
    security: 'starttls',
    username: LOGIN.user,
    from: 'watch@homeward.example',
    ca: mail.ca,
  };
  expect((await ann.no('PUT', '/api/alerts/settings', {})).status).toBe(404);
  const set = await settings({ smtp, smtpPassword: LOGIN.password, consoleUrl: 'https://console.homeward.example' });
  expect(set).toMatchObject({ hasPassword: true });
  expect(JSON.stringify(set)).not.toContain(LOGIN.password);
  await setRule(ann, { rooms: ['request'], email: 'ann@bureau.example', quiet: { from: 0, to: 0 } });
  await world.owe({ task: 'request.quiet' });
  const item = await world.owe({ urgency: 'life-at-risk', task: 'request.intake' });
  await until(async () => mail.letters.length > 0);
  const [letter] = mail.letters;
  expect(letter).toMatchObject({
    from: 'watch@homeward.example',
    to: 'ann@bureau.example',
    user: LOGIN.user,
    secure: true,
  });
  const text = letter?.text.replaceAll('=\r\n', '').replaceAll('=3D', '=');
  expect(text).toContain(`https://console.homeward.example/desk?item=${item.id}`);
  expect(text).toContain('Subject: [Homeward IPSG] work.opened / request.intake');
  await until(async () => (await deliveries('sent')).length === 1);
  const waiting = await deliveries('queued');
  expect(waiting.map((one) => [one.body.task, one.attempts])).toEqual([['request.quiet', 0]]);
  expect((await alerts(ann)).find((one) => one.task === 'request.quiet')).toMatchObject({ loud: false });
});

test('a letter that nobody takes is tried again, given up, shown and owed, and goes out when someone says so', async () => {
  await setRule(ann, { rooms: ['request'], email: 'ann@bureau.example' });
  mail.answer = { code: 451 };
  await world.owe({ task: 'request.late' });
  const late = async () => (await deliveries('queued')).find((one) => one.body.task === 'request.late');
  await until(async () => (await late())?.attempts === 1);
  expect(await late()).toMatchObject({ error: 'alert.email.refused' });
  mail.answer = { code: 550 };
  await world.pass(31_000);
  await until(async () => (await deliveries('dead')).length === 1);
  expect(await world.bureau.owed()).toContain('alert.channel-broken');
  mail.answer = null;
  const [dead] = await deliveries('dead');
  expect((await ann.no('POST', `/api/alerts/deliveries/${dead?.id}/retry`, { version: dead?.version })).status).toBe(
    404,
  );
  await wes.ok('POST', `/api/alerts/deliveries/${dead?.id}/retry`, { version: dead?.version });
  await until(async () => (await deliveries('dead')).length === 0 && (await late()) === undefined);
  expect(await world.bureau.owed()).not.toContain('alert.channel-broken');
  // Without encryption that can be trusted nothing is said, the password least of all.
  const { smtp } = await ada.ok<SettingsView>('GET', '/api/alerts/settings');
  await settings({ smtp: { ...smtp, ca: null } });
  const letters = mail.letters.length;
  await ada.ok('POST', '/api/alerts/settings/test', { email: 'ada@bureau.example' });
  const trial = async () => (await deliveries('queued')).find((one) => one.body.type === 'test');
  await until(async () => (await trial())?.error === 'alert.email.not-secure');
  await settings({ smtp: null });
  await world.pass(31_000);
  await until(async () => (await trial())?.error === 'alert.email.not-set-up');
  expect(mail.letters).toHaveLength(letters);
});

interface Call {
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

test('a webhook is signed, repeated under one id, follows nothing and stays off private networks unless allowed', async () => {
  const calls: Call[] = [];
  let status = 500;
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString('utf8');
    });
    request.on('end', () => {
      calls.push({ headers: request.headers, body });
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const input = { name: 'Watch room', url, rooms: ['hit'], urgency: 'routine' };
    expect((await ada.no('POST', '/api/alerts/webhooks', input)).codes).toEqual(['alert.webhook.private-target']);
    await settings({ allowPrivate: true });
    const made = await ada.ok<{ id: string; secret: string }>('POST', '/api/alerts/webhooks', input);
    const listed = await ada.ok<object>('GET', '/api/alerts/webhooks');
    expect(JSON.stringify(listed)).not.toContain(made.secret);
    await world.owe({ task: 'hit.confirm' });
    await until(async () => calls.length === 1);
    status = 302;
    await world.pass(31_000);
    await until(async () => calls.length === 2);
    const queued = async () => (await deliveries('queued')).find((one) => one.channel === 'webhook');
    await until(async () => (await queued())?.error === 'alert.webhook.redirect');
    status = 204;
    await world.pass(121_000);
    await until(async () => (await deliveries('sent')).some((one) => one.channel === 'webhook'));
    expect(calls.map((call) => call.headers['webhook-id'])).toEqual(Array(3).fill(calls[0]?.headers['webhook-id']));
    for (const { headers, body } of calls) {
      const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
      const key = Buffer.from(made.secret.slice('whsec_'.length), 'base64');
      expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(content).digest('base64')}`);
    }
    const last = JSON.parse(calls.at(-1)?.body ?? '{}');
    expect(Object.keys(last).sort()).toEqual(
      ['bureau', 'dueAt', 'kind', 'link', 'number', 'task', 'timestamp', 'type', 'urgency'].sort(),
    );
    await settings({ allowPrivate: false });
    await world.owe({ task: 'hit.confirm' });
    await until(async () => (await deliveries('dead')).some((one) => one.error === 'alert.webhook.private-target'));
    expect(calls).toHaveLength(3);
    await ada.ok('POST', `/api/alerts/webhooks/${made.id}/end`, { version: 1 });
    expect(await deliveries('dead')).toEqual([]);
    expect((await world.bureau.conservation()).balanced).toBe(true);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});

test('addresses of this machine, private networks and clouds are known in every writing', () => {
  for (const host of [
    'localhost',
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '10.1.2.3',
    '169.254.169.254',
    '[::1]',
    '[::ffff:10.0.0.1]',
    '[fd00::1]',
  ])
    expect([host, whyNotUrl(`http://${host}/x`, false)]).toEqual([host, 'alert.webhook.private-target']);
  expect(whyNotUrl('https://hooks.bureau.example/x', false)).toBe(null);
  expect(whyNotUrl('https://a:b@hooks.bureau.example/x', true)).toBe('alert.webhook.credentials');
});
