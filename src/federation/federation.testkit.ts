import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { z } from 'zod';
import { type Audit, createAudit } from '../audit/index.ts';
import { createDirectory, type Directory, keyStatement, type RootBootstrap } from '../directory/index.ts';
import {
  anyoneScope,
  type BureauKeys,
  buildServer,
  createJobs,
  createLogger,
  createRuntime,
  type Database,
  feedHandler,
  type Guard,
  generateKeys,
  type Jobs,
  type MessageHandler,
  messageHandler,
  migrate,
  openDatabase,
  openVault,
  type RoomParts,
  type Runtime,
  refuse,
  requestHandler,
  type Scope,
  systemClock,
  systemScope,
  type Tx,
} from '../platform/index.ts';
import { generateP256, thumbprint } from '../protocol/index.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { createFederation, type Federation } from './index.ts';

/** What happens on the way between two nodes. The default is the real fetch. */
export type Wire = (
  request: { from: string; url: URL; init: RequestInit },
  send: () => Promise<Response>,
) => Promise<Response>;

export interface TestNode {
  readonly code: string;
  readonly keys: BureauKeys;
  readonly url: string;
  readonly db: Database;
  readonly runtime: Runtime;
  readonly audit: Audit;
  readonly directory: Directory;
  readonly jobs: Jobs;
  readonly federation: Federation;
  readonly scope: Scope;
  /** Added to this node's clock, ms. */
  skew: number;
  tx<T>(fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** Closes the port; `listen` opens it again at the same address. */
  unlisten(): Promise<void>;
  listen(): Promise<void>;
  effects(): Promise<{ message_id: string; n: number; sender: string }[]>;
  fed(): Promise<{ seq: number; state: string; n: number | null }[]>;
  /** Codes of the ledger's refusals so far. */
  refusals(): Promise<string[]>;
  close(): Promise<void>;
}

export interface TestWorld extends AsyncDisposable {
  readonly ipsg: TestNode;
  node(code: string): TestNode;
  readonly root: RootBootstrap;
  wire: Wire;
  /** Until every node but the Secretariat has followed the feed to its end. */
  followed(): Promise<void>;
}

const MIGRATIONS = join(import.meta.dirname, '..', '..', 'migrations');

const template = {
  key: 'federation-test',
  fill: async (url: string) => {
    await migrate(url, MIGRATIONS);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(
      `CREATE TABLE test_effect (message_id text, n int, sender text, at serial);
       CREATE TABLE test_fed (seq bigint, state text, n int);`,
    );
    await client.end();
  },
};

const noteBody = z.strictObject({
  v: z.literal(1),
  n: z.int(),
  say: z.enum(['refuse', 'fail']).optional(),
  text: z.string().max(100_000).optional(),
});
type NoteBody = z.output<typeof noteBody>;

/** A room that keeps count: one row an effect, with nothing that would hide a second one. */
const testRoom: RoomParts = {
  messages: [
    messageHandler<NoteBody>({
      kind: 'test.note',
      schema: noteBody,
      async handle(tx, message) {
        await tx.query('INSERT INTO test_effect (message_id, n, sender) VALUES ($1, $2, $3)', [
          message.id,
          message.body.n,
          message.from,
        ]);
        if (message.body.say === 'refuse') throw refuse('test.not-wanted');
        if (message.body.say === 'fail') throw new Error('broken on purpose');
      },
    }) as MessageHandler,
  ],
  feed: [
    feedHandler<{ n: number }>({
      kind: 'test.step',
      schema: z.strictObject({ v: z.literal(1), n: z.int() }),
      async handle(tx, entry) {
        await tx.query('INSERT INTO test_fed (seq, state, n) VALUES ($1, $2, $3)', [
          entry.seq,
          entry.state,
          entry.body?.n ?? null,
        ]);
        if (entry.body && entry.body.n < 0) throw refuse('test.not-wanted');
      },
    }),
  ],
  requests: [
    requestHandler<{ n: number }, { twice: number }>({
      path: 'test/twice',
      schema: z.strictObject({ n: z.int() }),
      async handle(tx, { from, body }) {
        await tx.query('INSERT INTO test_effect (message_id, n, sender) VALUES ($1, $2, $3)', [
          'request',
          body.n,
          from,
        ]);
        if (body.n < 0) throw refuse('test.negative', { n: body.n });
        return { twice: body.n * 2 };
      },
    }),
  ],
};

const openGuard: Guard = {
  authenticate: async () => anyoneScope('US'),
  mayTry: (_scope, action) => action.startsWith('federation.'),
  may: (_scope, action) => action.startsWith('federation.'),
  refused: async () => undefined,
};

/** Nodes of their own databases and keys, on real HTTP; the Secretariat enrols the others by its feed. */
export async function createTestWorld(codes: readonly string[], options: { log?: string } = {}): Promise<TestWorld> {
  const rootKey = generateP256();
  const rootFingerprint = thumbprint(rootKey);
  const world = { wire: (_request: unknown, send: () => Promise<Response>) => send() } as { wire: Wire };
  const nodes = new Map<string, TestNode>();
  const ipsg = await createTestNode('IPSG', world, { rootFingerprint, ipsgUrl: () => ipsg.url, log: options.log });
  nodes.set('IPSG', ipsg);
  const statement = await keyStatement(ipsg.keys, {
    bureau: 'IPSG',
    endpoint: ipsg.url,
    serial: 1,
    now: Date.now(),
    newId: ipsg.runtime.newId,
    signWith: rootKey,
  });
  const { kty, crv, x, y } = rootKey;
  const root: RootBootstrap = { root: { kty, crv, x, y }, statement };
  await ipsg.tx((tx) => ipsg.directory.bootstrap(tx, root));
  for (const code of codes) {
    const node = await createTestNode(code, world, { rootFingerprint, ipsgUrl: () => ipsg.url, log: options.log });
    nodes.set(code, node);
    await node.tx((tx) => node.directory.bootstrap(tx, root));
    const own = await keyStatement(node.keys, {
      bureau: code,
      endpoint: node.url,
      serial: 1,
      now: Date.now(),
      newId: node.runtime.newId,
    });
    await ipsg.tx((tx) => ipsg.directory.enrol(tx, { statement: own, status: 'connected' }));
  }
  for (const node of nodes.values()) {
    node.audit.start();
    node.jobs.start();
    node.federation.start();
  }
  const node = (code: string): TestNode => {
    const found = nodes.get(code);
    if (!found) throw new Error(`no node ${code}`);
    return found;
  };
  const followed = async (): Promise<void> => {
    await ipsg.federation.catchUp();
    const unsealed = (): Promise<{ n: number }[]> =>
      ipsg.tx((tx) => tx.query<{ n: number }>('SELECT count(*) AS n FROM federation_feed_entry WHERE seq IS NULL'));
    await until(async () => (await unsealed())[0]?.n === 0);
    for (const one of nodes.values()) if (one !== ipsg) await one.federation.catchUp();
  };
  await followed();
  return {
    ipsg,
    node,
    root,
    get wire() {
      return world.wire;
    },
    set wire(wire) {
      world.wire = wire;
    },
    followed,
    async [Symbol.asyncDispose]() {
      await Promise.all([...nodes.values()].map((one) => one.close()));
    },
  };
}

async function createTestNode(
  code: string,
  world: { readonly wire: Wire },
  config: { rootFingerprint: string; ipsgUrl: () => string; log?: string | undefined },
): Promise<TestNode> {
  const database: TestDatabase = await createTestDatabase({ template });
  const folder = await mkdtemp(join(tmpdir(), 'homeward-vault-'));
  const keys = generateKeys();
  const log = createLogger(config.log ?? 'silent');
  const at = { skew: 0 };
  const clock = { ...systemClock, now: () => Date.now() + at.skew };
  const runtime = createRuntime({
    bureau: code,
    log,
    clock,
    fetch: (input, init = {}) => {
      const url = new URL(String(input));
      return world.wire({ from: code, url, init }, () => fetch(url, init));
    },
  });
  const db = openDatabase({ url: database.url, runtime, poolSize: 6 });
  const vault = openVault(folder, keys.vault, runtime);
  const jobs = createJobs({ db, runtime, sole: true });
  const audit = createAudit({ db, runtime, vault, logKey: keys.log, sole: true });
  const directory = createDirectory({ db, runtime, audit, ipsg: config });
  const ipsg = {
    get url() {
      return config.ipsgUrl();
    },
    rootFingerprint: config.rootFingerprint,
  };
  const role = code === 'IPSG' ? 'ipsg' : 'national';
  const federation = createFederation({ db, runtime, audit, directory, vault, keys, jobs, ipsg, role });
  directory.setPublisher(async (tx, entry) => {
    await federation.append(tx, { kind: entry.kind, body: entry.body as never, audience: 'all' });
  });
  for (const parts of [audit.parts, directory.parts, federation.parts, testRoom]) {
    if (parts.acts) audit.registerActs(parts.acts);
    for (const [kind, handler] of Object.entries(parts.jobs ?? {})) jobs.register(kind, handler);
    federation.register(parts);
  }
  const scope = systemScope(code);
  await db.tx(scope, (tx) => directory.seed(tx));
  let app: FastifyInstance | null = null;
  let port = 0;
  const node: TestNode = {
    code,
    keys,
    db,
    runtime,
    audit,
    directory,
    jobs,
    federation,
    scope,
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    get skew() {
      return at.skew;
    },
    set skew(ms) {
      at.skew = ms;
    },
    tx: (fn) => db.tx(scope, fn),
    async unlisten() {
      await app?.close();
      app = null;
    },
    async listen() {
      app = await buildServer({ runtime, db, guard: openGuard, routes: federation.parts.routes ?? [] });
      await app.listen({ host: '127.0.0.1', port });
      port = (app.server.address() as { port: number }).port;
    },
    effects: () => node.tx((tx) => tx.query('SELECT message_id, n, sender FROM test_effect ORDER BY at')),
    fed: () => node.tx((tx) => tx.query('SELECT seq, state, n FROM test_fed ORDER BY seq')),
    async refusals() {
      await audit.sealNow();
      const rows = await node.tx((tx) =>
        tx.query<{ entity: string }>(
          "SELECT entity FROM audit_entry WHERE act IN ('federation.refused', 'federation.request-refused') ORDER BY seq",
        ),
      );
      const codes: string[] = [];
      for (const entity of new Set(rows.map((row) => row.entity))) {
        const [kind = '', ...id] = entity.split(':');
        for (const entry of await node.tx((tx) => audit.timeline(tx, { kind, id: id.join(':') }))) {
          const refused = (entry.body as { code?: string } | null)?.code;
          if (refused !== undefined && entry.act.endsWith('refused')) codes.push(refused);
        }
      }
      return codes;
    },
    async close() {
      await federation.stop();
      await app?.close();
      await jobs.stop();
      await audit.stop();
      await db.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await node.listen();
  return node;
}

/** Waits for something that happens by itself; the test's own time limit ends it. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}
