import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Access, createAccess, totpCode } from '../access/index.ts';
import { type Audit, createAudit } from '../audit/index.ts';
import { type Cases, createCases } from '../cases/index.ts';
import { type Correspondence, createCorrespondence } from '../correspondence/index.ts';
import { createDirectory, type Directory, keyStatement, type RootBootstrap } from '../directory/index.ts';
import { createFederation, type Federation } from '../federation/index.ts';
import {
  type BureauKeys,
  buildServer,
  createJobs,
  createLogger,
  createRuntime,
  type Database,
  generateKeys,
  type Jobs,
  migrate,
  openDatabase,
  openVault,
  type RoomParts,
  type Runtime,
  systemClock,
  systemScope,
  type Tx,
  type Vault,
} from '../platform/index.ts';
import { generateP256, thumbprint } from '../protocol/index.ts';
import { type Conservation, checkConservation, createWork, type Work } from '../work/index.ts';
import { createTestDatabase } from './database.ts';

/** Somebody signed in at a bureau, calling its API over HTTP. */
export interface TestCaller {
  readonly id: string;
  /** Answers the body of a 2xx; anything else fails the test with the problem's codes. */
  ok<T = Record<string, unknown>>(method: Method, path: string, body?: object): Promise<T>;
  /** Answers status and problem code of a refusal; a 2xx fails the test. */
  no(method: Method, path: string, body?: object): Promise<{ status: number; codes: string[]; body: unknown }>;
}
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One bureau of a test: the rooms up to correspondence, its own database and keys, real HTTP. */
export interface TestBureau {
  readonly code: string;
  /** Where its HTTP answers. */
  readonly url: string;
  readonly db: Database;
  readonly runtime: Runtime;
  readonly jobs: Jobs;
  readonly audit: Audit;
  readonly access: Access;
  readonly directory: Directory;
  readonly work: Work;
  readonly federation: Federation;
  readonly cases: Cases;
  readonly correspondence: Correspondence;
  tx<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  signIn(who: {
    roles: readonly string[];
    compartments?: readonly string[];
    agency?: string;
    name?: string;
  }): Promise<TestCaller>;
  /** Open work as task names, sorted. */
  owed(): Promise<string[]>;
  conservation(): Promise<Conservation>;
}

export interface TestBureaus extends AsyncDisposable {
  at(code: string): TestBureau;
  /** Moves every bureau's clock, and wakes what is due by it. */
  pass(ms: number): void;
}

const MIGRATIONS = join(import.meta.dirname, '..', '..', 'migrations');
const PASSWORD = 'a long enough password';

/** What a room above correspondence is made from, so that its tests can add it. */
export type TestCommon = Pick<
  TestBureau,
  'db' | 'runtime' | 'jobs' | 'audit' | 'access' | 'directory' | 'work' | 'federation' | 'cases' | 'correspondence'
> & { readonly keys: BureauKeys; readonly vault: Vault };
export type MoreRooms = (common: TestCommon) => readonly RoomParts[];

/** The Secretariat and the bureaus named, enrolled by its feed; `more` adds rooms above correspondence. */
export async function createTestBureaus(codes: readonly string[], more: MoreRooms = () => []): Promise<TestBureaus> {
  const world = { offset: 0 };
  const rootKey = generateP256();
  const rootFingerprint = thumbprint(rootKey);
  const closers: (() => Promise<void>)[] = [];
  const ipsg = await createBureau('IPSG', world, { rootFingerprint, url: () => ipsg.url() }, closers, more);
  const now = (): number => Date.now() + world.offset;
  const { kty, crv, x, y } = rootKey;
  const own = { endpoint: ipsg.url(), serial: 1, now: now(), newId: ipsg.bureau.runtime.newId };
  const root: RootBootstrap = {
    root: { kty, crv, x, y },
    statement: await keyStatement(ipsg.keys, { ...own, bureau: 'IPSG', signWith: rootKey }),
  };
  await ipsg.bureau.tx((tx) => ipsg.bureau.directory.bootstrap(tx, root));
  const made = [ipsg];
  for (const code of codes) {
    const one = await createBureau(code, world, { rootFingerprint, url: () => ipsg.url() }, closers, more);
    made.push(one);
    await one.bureau.tx((tx) => one.bureau.directory.bootstrap(tx, root));
    const statement = await keyStatement(one.keys, { ...own, bureau: code, endpoint: one.url() });
    await ipsg.bureau.tx((tx) => ipsg.bureau.directory.enrol(tx, { statement, status: 'connected' }));
  }
  for (const { bureau } of made) {
    bureau.audit.start();
    bureau.jobs.start();
    bureau.federation.start();
  }
  for (const { bureau } of made) {
    for (const code of codes) await until(async () => (await bureau.directory.endpoint(code)) !== null);
  }
  const bureaus = new Map(made.map((one) => [one.bureau.code, one.bureau]));
  return {
    at(code) {
      const found = bureaus.get(code);
      if (!found) throw new Error(`no bureau ${code}`);
      return found;
    },
    pass(ms) {
      world.offset += ms;
      for (const bureau of bureaus.values()) bureau.jobs.wake();
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(closers.map((close) => close()));
    },
  };
}

async function createBureau(
  code: string,
  world: { offset: number },
  ipsgAt: { rootFingerprint: string; url: () => string },
  closers: (() => Promise<void>)[],
  more: MoreRooms,
) {
  const database = await createTestDatabase({
    template: { key: 'all-migrations', fill: async (url) => void (await migrate(url, MIGRATIONS)) },
  });
  const folder = await mkdtemp(join(tmpdir(), 'homeward-bureau-'));
  const keys = generateKeys();
  const clock = { ...systemClock, now: () => Date.now() + world.offset };
  const runtime = createRuntime({ bureau: code, log: createLogger('silent'), clock });
  const db = openDatabase({ url: database.url, runtime, poolSize: 6 });
  const vault = openVault(folder, keys.vault, runtime);
  const jobs = createJobs({ db, runtime, sole: true });
  const audit = createAudit({ db, runtime, vault, logKey: keys.log, sole: true });
  const access = createAccess({ db, runtime, vault, audit });
  const directory = createDirectory({ db, runtime, audit, ipsg: ipsgAt });
  const work = createWork({ runtime, audit });
  const ipsg = {
    get url() {
      return ipsgAt.url();
    },
    rootFingerprint: ipsgAt.rootFingerprint,
  };
  const role = code === 'IPSG' ? 'ipsg' : 'national';
  const federation = createFederation({ db, runtime, audit, directory, vault, keys, jobs, ipsg, role });
  directory.setPublisher(async (tx, entry) => {
    await federation.append(tx, { kind: entry.kind, body: entry.body as never, audience: 'all' });
  });
  const common = { db, runtime, jobs, audit, access, directory, work, federation };
  const cases = createCases({ ...common, keys, vault });
  const correspondence = createCorrespondence({ ...common, cases });
  const rooms = [
    ...[audit, access, directory, work, federation, cases, correspondence].map((room) => room.parts),
    ...more({ ...common, cases, correspondence, keys, vault }),
  ];
  for (const parts of rooms) {
    audit.registerActs(parts.acts ?? {});
    for (const [kind, handler] of Object.entries(parts.jobs ?? {})) jobs.register(kind, handler);
    federation.register(parts);
  }
  const scope = systemScope(code);
  const tx: TestBureau['tx'] = (fn) => db.tx(scope, fn);
  await tx((t) => directory.seed(t));
  const app = await buildServer({
    runtime,
    db,
    guard: access.guard,
    routes: rooms.flatMap((parts) => parts.routes ?? []),
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  closers.push(async () => {
    await federation.stop();
    await app.close();
    await jobs.stop();
    await audit.stop();
    await db.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });
  const bureau: TestBureau = {
    code,
    url,
    db,
    runtime,
    jobs,
    audit,
    access,
    directory,
    work,
    federation,
    cases,
    correspondence,
    tx,
    async signIn(who) {
      const username = `user-${randomBytes(4).toString('hex')}`;
      const { id, totpSecret } = await tx((t) =>
        access.createPerson(t, {
          username,
          name: who.name ?? 'Ada Example',
          roles: who.roles as never,
          compartments: who.compartments ?? (who.agency ? [] : ['general']),
          agency: who.agency ?? null,
          password: PASSWORD,
        }),
      );
      const totp = totpCode(totpSecret, clock.now());
      const answer = await fetch(`${url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': runtime.newId() },
        body: JSON.stringify({ username, password: PASSWORD, totp }),
      });
      const cookie = answer.headers.get('set-cookie')?.split(';')[0];
      if (!cookie) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
      return caller(url, id, cookie, runtime.newId);
    },
    owed: async () => {
      const rows = await tx((t) => t.query<{ task: string }>('SELECT task FROM work_item WHERE closed_at IS NULL'));
      return rows.map((row) => row.task).sort();
    },
    conservation: () =>
      tx((t) => checkConservation(t, { audit, work, sources: rooms.flatMap((parts) => parts.conservation ?? []) })),
  };
  return { bureau, keys, url: () => url };
}

function caller(url: string, id: string, cookie: string, newId: () => string): TestCaller {
  async function call(method: Method, path: string, body?: object): Promise<{ status: number; body: unknown }> {
    const headers: Record<string, string> = { cookie };
    if (method !== 'GET') headers['idempotency-key'] = newId();
    const isBytes = body instanceof Uint8Array;
    if (body) headers['content-type'] = isBytes ? 'application/octet-stream' : 'application/json';
    const sent = isBytes ? new Uint8Array(body) : JSON.stringify(body);
    const answer = await fetch(`${url}${path}`, { method, headers, ...(body ? { body: sent } : {}) });
    const text = await answer.text();
    // A file is answered as its text.
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    return { status: answer.status, body: text === '' ? null : isJson ? JSON.parse(text) : text };
  }
  return {
    id,
    async ok<T>(method: Method, path: string, body?: object) {
      const answer = await call(method, path, body);
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body as T;
    },
    async no(method, path, body) {
      const answer = await call(method, path, body);
      if (answer.status < 300) throw new Error(`${method} ${path}: expected a refusal, got ${answer.status}`);
      const errors = (answer.body as { errors?: { code: string }[] } | null)?.errors ?? [];
      return { status: answer.status, codes: errors.map((error) => error.code), body: answer.body };
    },
  };
}

/** Waits for something that happens by itself; the test's own time limit ends it. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}
