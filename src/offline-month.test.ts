import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newTotpSecret } from './access/index.ts';
import { keyStatement } from './directory/index.ts';
import { ApiClient } from './launch/api-client.ts';
import { type Launched, startBureaus } from './launch/start-bureaus.ts';
import type { Node } from './node.ts';
import type { NoticeDetail, NoticeForm, ReviewRow } from './notices/contract.ts';
import { blue } from './notices/examples.testkit.ts';
import { createLogger, generateKeys, systemClock, systemScope } from './platform/index.ts';
import { thumbprint } from './protocol/index.ts';
import { until } from './testing/bureaus.ts';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';

const DAY = 86_400_000;
const log = createLogger('silent');

let offset = 0;
const clock = { ...systemClock, now: () => Date.now() + offset };
let database: TestDatabase;
let folder: string;
let others: Launched;
let ipsg: Node;
let us: Node;
let hague: Launched;
const nl = (): Node => hague.node('NL');

const launch = (bureaus: readonly string[], ipsgAt?: { url: string; rootFingerprint: string }): Promise<Launched> =>
  startBureaus({
    bureaus,
    host: '127.0.0.1',
    port: 0,
    dataDir: folder,
    databaseUrl: database.url,
    log,
    overrides: { clock },
    ...(ipsgAt ? { ipsg: ipsgAt } : {}),
  });
const startHague = (): Promise<Launched> => launch(['NL'], { url: ipsg.url, rootFingerprint: others.rootFingerprint });

/** The Secretariat learns, or learns anew, where a bureau is and which keys it has. */
async function takeIn(
  code: string,
  keys: Node['keys'],
  endpoint: string | null,
  signWith?: Node['keys'],
): Promise<void> {
  const now = clock.now();
  const signer = signWith ? { signWith: signWith.signing } : {};
  const statement = await keyStatement(keys, {
    bureau: code,
    endpoint,
    serial: now,
    now,
    newId: ipsg.runtime.newId,
    ...signer,
  });
  await ipsg.db.tx(systemScope('IPSG'), (tx) =>
    signWith ? ipsg.directory.rotateKey(tx, { statement }) : ipsg.directory.enrol(tx, { statement, status: 'hosted' }),
  );
}

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'homeward-month-'));
  others = await launch(['IPSG', 'US']);
  [ipsg, us] = [others.node('IPSG'), others.node('US')];
  hague = await startHague();
  await takeIn('NL', nl().keys, nl().url);
  await nl().federation.catchUp();
});
afterAll(async () => {
  await hague?.stop();
  await others?.stop();
  await database?.drop();
  await rm(folder, { recursive: true, force: true });
});

async function signIn(node: Node, role: 'analyst' | 'supervisor' | 'reviewer'): Promise<ApiClient> {
  const login = {
    username: crypto.randomUUID(),
    password: crypto.randomUUID(),
    totpSecret: newTotpSecret(node.runtime.random),
  };
  await node.db.tx(systemScope(node.code), (tx) =>
    node.access.createPerson(tx, {
      ...login,
      name: 'Invented Person',
      roles: [role],
      agency: null,
      compartments: ['general'],
    }),
  );
  return ApiClient.signIn(node.url, login, clock.now());
}

const rows = <T extends object>(node: Node, sql: string, values: unknown[] = []): Promise<T[]> =>
  node.db.tx(systemScope(node.code), (tx) => tx.query<T>(sql, values));
const row = (node: Node, sql: string, values: unknown[] = []): Promise<void> =>
  until(async () => (await rows(node, sql, values)).length > 0);

/** People at Washington and Lyon; signed in anew when the clock has moved. */
async function desk() {
  const [author, chief, reviewer] = [
    await signIn(us, 'analyst'),
    await signIn(us, 'supervisor'),
    await signIn(ipsg, 'reviewer'),
  ];
  const pass = async (id: string): Promise<void> => {
    await row(ipsg, "SELECT 1 FROM notice_review WHERE notice_id = $1 AND state = 'open'", [id]);
    const { items } = await reviewer.get<{ items: ReviewRow[] }>('/api/reviews');
    const review = items.find((one) => one.notice === id);
    if (!review) throw new Error('no review');
    const taken = await reviewer.post<ReviewRow>(`/api/reviews/${review.id}/take`, {
      version: review.version,
      nationalities: ['FR'],
    });
    await reviewer.post(`/api/reviews/${review.id}/decide`, {
      version: taken.version,
      decision: 'pass',
      judged: ['all.human-rights', 'all.neutrality', 'all.refugee'],
    });
  };
  const version = async (id: string): Promise<number> => (await author.get<NoticeDetail>(`/api/notices/${id}`)).version;
  return {
    async issue(form: NoticeForm, distribution: object): Promise<string> {
      const draft = await author.post<NoticeDetail>('/api/notices', { form, distribution });
      await chief.post(`/api/notices/${draft.id}/submit`, { version: draft.version });
      await pass(draft.id);
      await row(us, "SELECT 1 FROM notice WHERE id = $1 AND state = 'issued'", [draft.id]);
      return draft.id;
    },
    async amend(id: string, form: NoticeForm): Promise<void> {
      const draft = await author.post<NoticeDetail>(`/api/notices/${id}/amend`, {
        version: await version(id),
        form,
        reason: 'An alias',
      });
      await chief.post(`/api/notices/${id}/submit`, { version: draft.version });
      await pass(id);
      await row(us, 'SELECT 1 FROM notice WHERE id = $1 AND content_version = 2', [id]);
    },
    withdraw: async (id: string): Promise<void> => {
      await chief.post(`/api/notices/${id}/withdraw`, { version: await version(id), reason: 'Found otherwise' });
      await row(us, "SELECT 1 FROM notice WHERE id = $1 AND state = 'withdrawn'", [id]);
    },
    suspend: async (id: string): Promise<void> => {
      const at = await reviewer.get<NoticeDetail>(`/api/notices/${id}`);
      await reviewer.post(`/api/notices/${id}/suspend`, {
        version: at.version,
        until: clock.now() + 60 * DAY,
        reason: 'A doubt',
      });
    },
  };
}

test('a bureau that was off for a month catches up by itself, and ends equal by the log', async () => {
  const here = { to: ['NL'] };
  const named = (familyName: string): NoticeForm => ({ ...blue, subject: { ...blue.subject, familyName } });
  const before = await desk();
  const kept = await before.issue(named('Kept'), here);
  const amended = await before.issue(named('Amended'), here);
  const ended = await before.issue(named('Quizzlethorpe'), here);
  const halted = await before.issue(named('Halted'), here);
  for (const id of [kept, amended, ended, halted]) await row(nl(), 'SELECT 1 FROM notice WHERE id = $1', [id]);
  const caKeys = generateKeys();
  await takeIn('CA', caKeys, null);

  await hague.stop();
  offset += 10 * DAY;
  const during = await desk();
  const fresh = await during.issue(named('Fresh'), here);
  const withheld = await during.issue(named('Withheld'), { to: ['US'] });
  await during.amend(amended, {
    ...named('Amended'),
    subject: { ...named('Amended').subject, aliases: ['Alex Sample'] },
  } as NoticeForm);
  offset += 10 * DAY;
  const later = await desk();
  await later.withdraw(ended);
  await later.suspend(halted);
  const brief = await later.issue(named('Brief'), here);
  await later.withdraw(brief);
  const newKeys = generateKeys();
  await takeIn('CA', { ...caKeys, signing: newKeys.signing }, null, caKeys);
  offset += 10 * DAY;
  for (const node of [ipsg, us]) node.jobs.wake();
  // The Secretariat knows who is missing, and reminded it.
  await row(
    ipsg,
    "SELECT 1 FROM notice_holder WHERE notice_id = $1 AND bureau = 'NL' AND purged_at IS NULL AND reminders > 0",
    [ended],
  );

  hague = await startHague();
  await takeIn('NL', nl().keys, nl().url);
  await row(nl(), 'SELECT 1 FROM notice WHERE id = $1 AND purged_at IS NOT NULL', [ended]);
  await row(nl(), "SELECT 1 FROM notice WHERE id = $1 AND state = 'issued'", [fresh]);
  await until(async () => {
    const [size, whole] = [await nl().federation.catchUp(), await us.federation.catchUp()];
    return size === whole;
  });

  // The log: one size, one root, at both followers and at the Secretariat.
  const state = 'SELECT size, encode(root, $1) AS root FROM federation_feed_state';
  const [[mine], [theirs]] = [
    await rows<{ size: number; root: string }>(nl(), state, ['hex']),
    await rows<object>(us, state, ['hex']),
  ];
  expect(mine).toEqual(theirs);
  const checkpoint = nl().federation.feedCheckpoint()?.split('\n');
  expect(checkpoint?.[1]).toBe(String(mine?.size));
  expect(Buffer.from(checkpoint?.[2] ?? '', 'base64').toString('hex')).toBe(mine?.root);

  // The notices: those in force or suspended at Lyon that are for The Hague, in the same version and state.
  const out = "SELECT id, state, content_version FROM notice WHERE state IN ('issued', 'suspended')";
  const meant = await rows<{ id: string }>(ipsg, `${out} AND distribution->'to' ? 'NL' ORDER BY id`);
  expect(await rows(nl(), `${out} ORDER BY id`)).toEqual(meant);
  expect(meant.map((n) => n.id).sort()).toEqual([kept, amended, fresh, halted].sort());
  expect(await rows(nl(), 'SELECT 1 FROM notice WHERE id = $1', [withheld])).toEqual([]);

  // What ended meanwhile is gone, tombstones stay, and every purge is confirmed; one that came and went was never held.
  expect(await rows(nl(), 'SELECT n FROM notice_version WHERE notice_id = ANY($1::uuid[])', [[ended, brief]])).toEqual(
    [],
  );
  for (const id of [ended, brief])
    await row(us, 'SELECT 1 FROM notice WHERE id = $1 AND purge_complete_at IS NOT NULL', [id]);
  const outcomes = "SELECT purge_outcome FROM notice_holder WHERE notice_id = $1 AND bureau = 'NL'";
  expect(await rows(ipsg, outcomes, [ended])).toEqual([{ purge_outcome: 'purged' }]);
  expect(await rows(ipsg, outcomes, [brief])).toEqual([{ purge_outcome: 'never-held' }]);

  // The keys: what was changed is known, and the old one no longer signs.
  const kid = thumbprint(newKeys.signing);
  await until(async () => (await nl().directory.signingKey('CA', kid, clock.now()))?.state === 'active');
  for (const node of [ipsg, us, nl()]) {
    await node.audit.sealNow();
    expect((await node.audit.verify()).problems).toEqual([]);
  }
});
