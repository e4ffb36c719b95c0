import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { type Access, createAccess } from './access/index.ts';
import { type Audit, createAudit } from './audit/index.ts';
import { type Cases, createCases } from './cases/index.ts';
import { type Correspondence, createCorrespondence } from './correspondence/index.ts';
import { createDesk } from './desk/index.ts';
import { createDirectory, type Directory, fetchBootstrap, type RootBootstrap } from './directory/index.ts';
import { createFederation, type Federation } from './federation/index.ts';
import { createHosting, type Hosting, readSettings } from './hosting/index.ts';
import { createIdentification, type Identification } from './identification/index.ts';
import { createNotices, type Notices } from './notices/index.ts';
import {
  AppError,
  type BureauKeys,
  buildServer,
  type Clock,
  type ConservationSource,
  createJobs,
  createRuntime,
  type Database,
  type Jobs,
  loadOrCreateKeys,
  migrate,
  openDatabase,
  openVault,
  type RandomBytes,
  type RoomParts,
  type Route,
  type Runtime,
  systemScope,
} from './platform/index.ts';
import type { BureauCode } from './protocol/index.ts';
import { clearRestored, isRestored } from './restored-mark.ts';
import { createScreening, type Screening, travellerSource } from './screening/index.ts';
import { SWEEP_AFTER_MS, SWEEP_JOB, sweepVault } from './sweep-vault.ts';
import { createTips, type Tips } from './tips/index.ts';
import { createTravel, type Travel } from './travel/index.ts';
import { consoleFiles, describeApi, describeBureau } from './web.ts';
import { type ConservationChecks, createConservation, createWork, type Work } from './work/index.ts';

export interface NodeConfig {
  readonly code: BureauCode;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly databaseUrl: string;
  /** Keys and sealed files of this bureau. */
  readonly dataDir: string;
  /** Where the Secretariat answers, and the fingerprint of its root key, checked by another channel. */
  readonly ipsg: { readonly url: string; readonly rootFingerprint: string };
  /** True when this process alone works the database. */
  readonly sole: boolean;
  readonly poolSize?: number;
  /** A file with settings of the hosting room in place of the shipped ones. */
  readonly hostingSettings?: string | undefined;
}

export interface NodeOverrides {
  readonly log: Logger;
  readonly clock?: Clock;
  readonly random?: RandomBytes;
  readonly fetch?: typeof fetch;
  readonly keys?: BureauKeys;
  /** Stands between the node and its database, so that a simulation decides which transaction goes next. */
  readonly database?: (db: Database) => Database;
}

/** One bureau: its database, keys, people, console and API. */
export interface Node {
  readonly code: BureauCode;
  /** After `listen`. */
  readonly url: string;
  readonly config: NodeConfig;
  readonly runtime: Runtime;
  readonly db: Database;
  readonly keys: BureauKeys;
  readonly jobs: Jobs;
  readonly audit: Audit;
  readonly access: Access;
  readonly directory: Directory;
  readonly work: Work;
  readonly federation: Federation;
  readonly cases: Cases;
  readonly correspondence: Correspondence;
  readonly notices: Notices;
  readonly identification: Identification;
  readonly tips: Tips;
  readonly travel: Travel;
  readonly hosting: Hosting;
  readonly screening: Screening;
  readonly routes: readonly Route[];
  /** Opens the port. */
  listen(): Promise<string>;
  /** Takes the Secretariat's root statement: asked of its address unless given. */
  bootstrap(statement?: RootBootstrap): Promise<void>;
  /** Starts the work: sealing, jobs, sending, following the feed. */
  start(): Promise<void>;
  /** Compares ledger, work and the rooms' own tables, id by id; keeps what it finds, and sets or clears the alarm. */
  conservation(): ReturnType<ConservationChecks['run']>;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export const MIGRATIONS = join(import.meta.dirname, '..', 'migrations');

/** The one place that knits the rooms together. Migrates the database; starts nothing yet. */
export async function createNode(config: NodeConfig, overrides: NodeOverrides): Promise<Node> {
  const keys = overrides.keys ?? (await loadOrCreateKeys(config.dataDir));
  await migrate(config.databaseUrl, MIGRATIONS);
  const runtime = createRuntime({
    bureau: config.code,
    ...overrides,
    log: overrides.log.child({ bureau: config.code }),
  });
  const role = config.code === 'IPSG' ? ('ipsg' as const) : ('national' as const);
  const opened = openDatabase({ url: config.databaseUrl, runtime, poolSize: config.poolSize });
  const db = overrides.database?.(opened) ?? opened;
  const vault = openVault(join(config.dataDir, 'vault'), keys.vault, runtime);
  const jobs = createJobs({ db, runtime, sole: config.sole });

  const audit = createAudit({ db, runtime, vault, logKey: keys.log as never, sole: config.sole });
  const access = createAccess({ db, runtime, vault, audit });
  const directory = createDirectory({ db, runtime, audit, ipsg: config.ipsg });
  const work = createWork({ runtime, audit });
  const federation = createFederation({ db, runtime, audit, directory, vault, keys, jobs, ipsg: config.ipsg, role });
  directory.setPublisher(async (tx, entry) => {
    await federation.append(tx, { ...entry, body: entry.body as never, audience: 'all' });
  });
  const common = { db, runtime, vault, jobs, audit, access, directory, work, federation };
  const cases = createCases({ ...common, keys });
  const correspondence = createCorrespondence({ ...common, cases });
  const notices = createNotices({ ...common, cases, keys });
  const identification = createIdentification({ ...common, cases, dataDir: config.dataDir });
  const travel = createTravel({ ...common, notices });
  const hostingSettings = readSettings(config.hostingSettings);
  const hosting = createHosting({ ...common, cases, keys, settings: hostingSettings });
  const screening = createScreening({ ...common, cases, notices, more: [travellerSource(travel)] });
  const tips = createTips({ ...common, cases, identification, places: hostingSettings.places });
  const rooms: readonly RoomParts[] = [
    audit.parts,
    access.parts,
    directory.parts,
    work.parts,
    federation.parts,
    cases.parts,
    correspondence.parts,
    notices.parts,
    identification.parts,
    tips.parts,
    travel.parts,
    hosting.parts,
    screening.parts,
  ];
  const checks = createConservation({ ...common, sources: () => sources });
  const references = rooms.flatMap((r) => r.references ?? []);
  cases.resolveWith(references);
  const desk = createDesk({ ...common, checks, references });
  const all = [...rooms, checks.parts, desk.parts];

  const sources: ConservationSource[] = all.flatMap((r) => r.conservation ?? []);
  const routes: Route[] = all.flatMap((r) => r.routes ?? []);
  routes.push(describeBureau(config.code), describeApi(routes, config.code));
  for (const room of all) {
    if (room.acts) audit.registerActs(room.acts);
    for (const [kind, handler] of Object.entries(room.jobs ?? {})) jobs.register(kind, handler);
    federation.register(room);
  }

  jobs.register(
    SWEEP_JOB,
    sweepVault({
      db,
      runtime,
      vault,
      rooms: [cases.knownFiles, identification.knownFiles, tips.knownFiles, travel.knownFiles],
    }),
  );

  const scope = systemScope(config.code);
  try {
    await db.tx(scope, (tx) => directory.seed(tx));
  } catch (error) {
    await db.close();
    throw error;
  }

  let app: FastifyInstance | undefined;
  let url = '';
  let closed: Promise<void> | undefined;
  // What a backup brought back may have been cancelled since: nobody is answered before the feed has been read on.
  let isBehind = role === 'national' && (await isRestored(config.dataDir));
  let replaying: Promise<void> | undefined;
  const stopped = new AbortController();
  const replayPurges = async (): Promise<void> => {
    while (isBehind && !stopped.signal.aborted) {
      try {
        await federation.catchUp();
        await clearRestored(config.dataDir);
        isBehind = false;
      } catch (error) {
        runtime.log.warn({ err: (error as Error).message }, 'restored: the circulation feed cannot be read on yet');
        await new Promise<void>((resolve) => {
          const cancel = runtime.clock.after(1_000, resolve);
          stopped.signal.addEventListener('abort', () => {
            cancel();
            resolve();
          });
        });
      }
    }
  };

  const node: Node = {
    code: config.code,
    get url() {
      return url;
    },
    config,
    runtime,
    db,
    keys,
    jobs,
    audit,
    access,
    directory,
    work,
    federation,
    cases,
    correspondence,
    notices,
    identification,
    tips,
    travel,
    hosting,
    screening,
    routes,
    async listen() {
      app = await buildServer({ runtime, db, guard: access.guard, routes });
      app.addHook('onRequest', async (request) => {
        if (!isBehind || !request.url.startsWith('/api/')) return;
        throw new AppError('unavailable', 'purges since the backup are being carried out', {
          errors: [{ pointer: '', code: 'bureau.restoring' }],
          retryAfterSeconds: 5,
        });
      });
      await consoleFiles(app);
      url = await app.listen({ host: config.host, port: config.port });
      return url;
    },
    async bootstrap(statement) {
      const given = statement ?? (await fetchBootstrap(runtime, config.ipsg.url));
      await db.tx(scope, (tx) => directory.bootstrap(tx, given));
    },
    async start() {
      audit.start();
      jobs.start();
      federation.start();
      await identification.start();
      await screening.start();
      await checks.start();
      await desk.start();
      await db.tx(scope, (tx) =>
        jobs.enqueue(tx, { kind: SWEEP_JOB, key: 'daily', payload: {}, runAt: tx.now + SWEEP_AFTER_MS }),
      );
      if (isBehind) replaying = replayPurges();
    },
    conservation: () => checks.run('command'),
    close() {
      closed ??= (async () => {
        stopped.abort();
        await replaying;
        await app?.close();
        await federation.stop();
        await identification.stop();
        hosting.stop();
        desk.stop();
        await screening.stop();
        await jobs.stop();
        await audit.stop();
        await db.close();
      })();
      return closed;
    },
    [Symbol.asyncDispose]: () => node.close(),
  };
  return node;
}
