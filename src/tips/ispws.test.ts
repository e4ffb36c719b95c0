import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestCaller } from '../testing/bureaus.ts';
import { until } from '../testing/bureaus.ts';
import type { ProviderView, TipSummary, TipView } from './contract.ts';
import { describedFile, Provider, provider, sample, type TipsWorld, tipsWorld } from './tips.testkit.ts';

const HOUR = 3_600_000;
let world: TipsWorld;
let admin: TestCaller;
let analyst: TestCaller;
let chat: Provider;
let other: Provider;
let report: string;

beforeAll(async () => {
  world = await tipsWorld();
  admin = await world.us.signIn({ roles: ['administrator'] });
  analyst = await world.us.signIn({ roles: ['analyst'] });
  chat = await provider(world, admin, 'example-chat');
  other = await provider(world, admin, 'other-service');
  report = (await sample('report.xml')).toString();
});
afterAll(() => world?.[Symbol.asyncDispose]());

const tipOf = async (number: number): Promise<TipView> => {
  const { items } = await analyst.ok<{ items: TipSummary[] }>('GET', `/api/tips?number=${number}`);
  return analyst.ok<TipView>('GET', `/api/tips/${items[0]?.id}`);
};

describe('a report over the ISPWS interface', () => {
  it('is opened, filled and finished, and owed from its first moment', async () => {
    const status = await chat.call('GET', '/status');
    expect(status.text).toContain('Remote User : example-chat, Remote Ip : 127.0.0.1');
    expect(status.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect((await chat.call('GET', '/xsd')).text).toContain('<xs:element name="report" type="reportType"/>');

    const opened = await chat.submit(report);
    expect([opened.http, opened.code]).toEqual([200, 0]);
    expect((await tipOf(opened.reportId)).state).toBe('filling');
    expect(await world.us.owed()).toEqual(['tip.to-route']);
    const uploaded = await chat.upload(opened.reportId, Buffer.from('neither picture nor video'));
    expect(uploaded.fileId).toMatch(/^[0-9a-f]{32}$/);
    expect(uploaded.hash).toMatch(/^[0-9a-f]{32}$/);
    for (const viewed of ['false', 'true']) {
      const said = await chat.fileinfo(await describedFile(opened.reportId, uploaded.fileId, viewed));
      expect(said.code).toBe(0);
    }
    const done = await chat.end('finish', opened.reportId);
    expect(done.text).toContain(
      `<reportDoneResponse><responseCode>0</responseCode><reportId>${opened.reportId}</reportId><files><fileId>${uploaded.fileId}</fileId></files>`,
    );

    const tip = await tipOf(opened.reportId);
    expect(tip).toMatchObject({ state: 'open', shape: 'ispws', escalated: true, people: 3, files: 1, versions: 1 });
    expect((tip.preservedUntil ?? 0) - (tip.completedAt ?? 0)).toBe(365 * 24 * HOUR);
    const { model } = tip;
    expect(model?.incident).toMatchObject({
      escalated: 'A meeting is planned for tomorrow',
      annotations: ['sextortion'],
    });
    expect(model?.people.map((one) => one.role)).toEqual(['reported', 'associated', 'victim', 'reporter']);
    expect(model?.people[1]).toMatchObject({ association: 'Linked', ofPerson: 0 });
    expect(model?.ips.map((one) => [one.address, one.of])).toEqual([
      ['192.0.2.7', 'person:0'],
      ['198.51.100.9', 'file:0'],
    ]);
    expect(model?.places.map((one) => [one.kind, one.city, one.countryCode, one.verified])).toEqual([
      ['address', 'The Hague', 'NL', 'unknown'],
      ['estimated', 'Lyon', 'FR', 'no'],
    ]);
    expect(model?.phones[0]).toMatchObject({ callingCode: '+31', verified: 'yes' });
    // The last word on the file counts; both are kept.
    expect(tip.fileList[0]).toMatchObject({ viewed: 'yes', mayOpen: true, isHere: true });
    const details = await world.us.tx((tx) =>
      tx.query("SELECT model -> 'file' ->> 'viewed' AS v FROM tips_file_detail ORDER BY n"),
    );
    expect(details.map((row) => row.v)).toEqual(['no', 'yes']);
  });

  it('answers the codes of the interface', async () => {
    const opened = await chat.submit(report);
    expect((await chat.end('finish', opened.reportId, true)).code).toBe(0);
    expect((await chat.end('finish', opened.reportId)).code).toBe(5102);
    expect((await chat.end('retract', opened.reportId)).code).toBe(5102);
    expect((await chat.upload(opened.reportId, Buffer.from('x'))).code).toBe(5102);
    expect((await chat.end('finish', 77)).code).toBe(5001);
    // Another provider's report is none.
    const theirs = await other.submit(report);
    expect((await chat.end('finish', theirs.reportId)).code).toBe(5001);
    expect((await chat.upload(theirs.reportId, Buffer.from('x'))).code).toBe(5001);
    expect((await chat.fileinfo(await describedFile(theirs.reportId, 'ab', 'true'))).code).toBe(5001);
    expect((await other.fileinfo(await describedFile(theirs.reportId, 'ab', 'true'))).code).toBe(5002);
    expect((await other.end('retract', theirs.reportId)).code).toBe(0);
    expect((await other.end('retract', theirs.reportId)).code).toBe(5101);
    expect((await other.end('finish', theirs.reportId)).code).toBe(5101);
    expect((await chat.call('POST', '/finish', 'x', 'text/plain')).code).toBe(4000);
    expect((await chat.submit('')).code).toBe(4110);
    expect((await chat.submit('<report>')).code).toBe(4110);
    const disordered = await chat.submit(
      report
        .replace('<platform>Example Chat</platform>', '')
        .replace('</incidentSummary>', '<platform>x</platform></incidentSummary>'),
    );
    expect(disordered.code).toBe(4100);
    expect(disordered.text).toMatch(/line \d+, element platform/);
    expect((await chat.submit(report.replace('<sextortion/>', '<sextortion>false</sextortion>'))).code).toBe(4100);
  });

  it('keeps and shows what it does not know', async () => {
    const odd = report
      .replace(
        '<incidentDateTimeDescription>',
        '<newThing since="2027"><a>b</a></newThing><incidentDateTimeDescription>',
      )
      .replace('>Login<', '>Teleport<')
      .replace('type="Billing"', 'type="Billing" colour="red"')
      .replace('Online Enticement of Children for Sexual Acts', 'A type that is yet to come');
    const opened = await chat.submit(odd);
    expect(opened.code).toBe(0);
    const { model, id } = await tipOf(opened.reportId);
    const unknown = new Map(model?.unknown.map((one) => [one.path, one.value]));
    expect(unknown.get('/report/incidentSummary/newThing')).toContain('<a>b</a>');
    expect([...unknown.values()]).toEqual(expect.arrayContaining(['Teleport', 'red', 'A type that is yet to come']));
    const raw = await analyst.ok('GET', `/api/tips/${id}/versions/1/raw`);
    expect(String(raw)).toBe(odd);
    await chat.end('retract', opened.reportId);
  });

  it('is refused by a person with a reason, which can be taken back', async () => {
    const opened = await chat.submit(report);
    await chat.end('finish', opened.reportId);
    const tip = await tipOf(opened.reportId);
    const body = { version: tip.version, reason: 'A test of the provider' };
    expect((await analyst.no('POST', `/api/tips/${tip.id}/reopen`, body)).codes).toEqual(['tip.not-settled']);
    await analyst.ok('POST', `/api/tips/${tip.id}/refuse`, body);
    expect((await analyst.no('POST', `/api/tips/${tip.id}/refuse`, body)).status).toBe(409);
    expect(await tipOf(opened.reportId)).toMatchObject({ state: 'refused', outcome: 'tip.refused-by-person' });
    expect((await world.us.conservation()).balanced).toBe(true);
    await analyst.ok('POST', `/api/tips/${tip.id}/reopen`, { ...body, version: tip.version + 1 });
    expect((await tipOf(opened.reportId)).state).toBe('open');
    expect((await world.us.conservation()).balanced).toBe(true);
  });

  it('deletes what was retracted or left alone, and says so', async () => {
    const opened = await chat.submit(report);
    await chat.upload(opened.reportId, Buffer.from('some bytes'));
    const { id } = await tipOf(opened.reportId);
    const other = await chat.submit(report);
    await chat.end('retract', other.reportId);
    const retracted = await tipOf(other.reportId);
    expect(retracted).toMatchObject({ state: 'retracted', model: null, incidentType: '' });
    world.bureaus.pass(HOUR + 1000);
    // Sessions sleep after a pause.
    analyst = await world.us.signIn({ roles: ['analyst'] });
    admin = await world.us.signIn({ roles: ['administrator'] });
    await until(async () => (await tipOf(opened.reportId)).state === 'expired');
    const gone = await analyst.ok<TipView>('GET', `/api/tips/${id}`);
    expect([gone.model, gone.fileList, gone.files]).toEqual([null, [], 0]);
    expect((await chat.end('finish', opened.reportId)).code).toBe(5001);
    expect((await world.us.conservation()).items.filter((one) => one.differences.length > 0)).toEqual([]);
  });

  it('takes many that come together in few transactions, each owed and on the record', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => chat.submit(report)));
    expect(new Set(answers.map((one) => one.reportId)).size).toBe(60);
    const ended = await Promise.all(answers.map((one) => chat.end('finish', one.reportId)));
    expect(ended.every((one) => one.code === 0)).toBe(true);
    const check = await world.us.conservation();
    expect(check.balanced).toBe(true);
    await world.us.audit.sealNow();
    const [opened] = await world.us.tx((tx) =>
      tx.query<{ entries: number; tips: number }>(
        `SELECT count(DISTINCT e.seq)::int AS entries, count(*)::int AS tips FROM audit_entry e JOIN audit_ref r ON r.seq = e.seq
         WHERE e.act = 'work.opened' AND r.ref LIKE 'tip:%'`,
      ),
    );
    expect(opened?.tips ?? 0).toBeGreaterThanOrEqual(60);
    expect(opened?.entries ?? 0).toBeLessThan(opened?.tips ?? 0);
  });
});

describe('providers’ accounts', () => {
  it('lets in who has the password, with an empty 401 for all else', async () => {
    const wrong = new Provider(world.url, 'example-chat', 'wrong');
    const nobody = new Provider(world.url, 'nobody', 'wrong');
    for (const one of [wrong, nobody]) {
      const answer = await one.submit(report);
      expect([answer.http, answer.text]).toEqual([401, '']);
      expect(answer.requestId).toMatch(/^[0-9a-f-]{36}$/);
    }
    expect((await fetch(`${world.url}/ispws/status`)).status).toBe(401);
  });

  it('stops a suspended account, and one whose password was renewed, at once', async () => {
    const made = await admin.ok<{ id: string; username: string; password: string }>('POST', '/api/tip-providers', {
      username: 'short-lived',
      name: 'Short Lived',
    });
    const short = new Provider(world.url, made.username, made.password);
    const opened = await short.submit(report);
    expect(opened.code).toBe(0);
    const state = async (name: string): Promise<void> => {
      const { items } = await admin.ok<{ items: ProviderView[] }>('GET', '/api/tip-providers');
      const { version } = items.find((one) => one.id === made.id) as ProviderView;
      await admin.ok('POST', `/api/tip-providers/${made.id}/state`, { version, state: name });
    };
    await state('suspended');
    expect((await short.submit(report)).code).toBe(3100);
    expect((await short.end('finish', opened.reportId)).code).not.toBe(0);
    await state('active');
    await state('ended');
    expect((await short.end('retract', opened.reportId)).code).not.toBe(0);
    expect(
      (await admin.no('POST', `/api/tip-providers/${made.id}/state`, { version: 9, state: 'active' })).codes,
    ).toEqual(['tip-provider.ended']);
  });

  it('is for administrators alone', async () => {
    expect((await analyst.no('POST', '/api/tip-providers', { username: 'abc', name: 'x' })).status).toBe(404);
  });
});
