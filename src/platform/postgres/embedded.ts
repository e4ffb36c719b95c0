import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ClusterPlace, ensureCluster, openPlace, prepareHome, readPassword } from './cluster.ts';
import { databaseUrl } from './ensure-database.ts';
import {
  adminUrlFor,
  currentPid,
  findRunning,
  type Postmaster,
  type ServerOptions,
  startPostmaster,
  stopPostmaster,
} from './postmaster.ts';
import { isAlive, isRunning, markOf, parseMark, readText, withLock } from './process-lock.ts';

/** What we tell about the server; a pino logger fits. */
export interface PostgresLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface StartOptions {
  /** Folder of this PostgreSQL; made when missing. */
  readonly dataDir: string;
  readonly log: PostgresLog;
  /** Gives up starting. A server that runs is stopped by `stop()` alone, after those who use it have finished. */
  readonly signal?: AbortSignal;
  /** Default true. false is for throwaway test data only: faster, and a crash of the machine loses it. */
  readonly durable?: boolean;
}

export interface RunningPostgres extends AsyncDisposable {
  /** Address of a database on this server, as its superuser. */
  url(database: string): string;
  readonly adminUrl: string;
  /** Does not change while this handle lives, restarts included. */
  readonly port: number;
  /** The postmaster's process; another one after a restart. */
  readonly pid: number;
  /** Fast shutdown, waited for; when another live process uses this server too, that one stops it instead. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL on a data directory, or joins the one that runs there already, and restarts it when it
 * dies. Any number of processes may do so on one directory: the last one to stop stops the server.
 * @throws Error when the server cannot be started; the message holds the end of its log
 */
export async function startPostgres(options: StartOptions): Promise<RunningPostgres> {
  const home = await prepareHome(options.dataDir);
  const guard = <T>(fn: () => Promise<T>, signal?: AbortSignal): Promise<T> => withLock(join(home, 'lock'), fn, signal);
  return guard(async () => {
    const user = await registerUser(home);
    try {
      const place = await openPlace(home);
      const password = await readPassword(place);
      const binaries = await ensureCluster(place, password, options.durable ?? true);
      const server: ServerOptions = { place, password, binaries, durable: options.durable ?? true };
      const first = await runningServer({ ...server, signal: options.signal }, options.log);
      return supervise(server, first, { log: options.log, guard, user });
    } catch (error) {
      await rm(user, { force: true });
      throw error;
    }
  }, options.signal);
}

type Server = Postmaster & { readonly child?: ChildProcess };

async function runningServer(options: ServerOptions, log: PostgresLog, fixedPort?: number): Promise<Server> {
  const found = await findRunning(options);
  if (found !== undefined && (fixedPort === undefined || found.port === fixedPort)) {
    log.info({ pid: found.pid, port: found.port }, 'joined the PostgreSQL that is running');
    return found;
  }
  if (found !== undefined) await stopPostmaster(options.place.cluster, found.pid);
  const begun = Date.now();
  const started = await startPostmaster(options, fixedPort);
  const { pid, port } = started;
  log.info({ pid, port, version: options.binaries.version, ms: Date.now() - begun }, 'PostgreSQL started');
  return started;
}

interface Supervision {
  readonly log: PostgresLog;
  readonly guard: <T>(fn: () => Promise<T>) => Promise<T>;
  /** Our entry in the list of processes that use the server. */
  readonly user: string;
}

function supervise(options: ServerOptions, first: Server, { log, guard, user }: Supervision): RunningPostgres {
  let server = first;
  let stopping: Promise<void> | undefined;
  let recovery: Promise<void> | undefined;
  const adminUrl = adminUrlFor(first.port, options.password);

  /** Brings the server back at the same address; pools reconnect by themselves. */
  async function recover(): Promise<void> {
    log.warn({ pid: server.pid }, 'PostgreSQL died: restarting it');
    for (let delay = 100; stopping === undefined; delay = Math.min(delay * 2, 5_000)) {
      try {
        await guard(async () => {
          if (stopping === undefined) watch(await runningServer(options, log, first.port));
        });
        return;
      } catch (error) {
        log.warn({ error: (error as Error).message }, 'PostgreSQL cannot be restarted yet');
        await sleep(delay);
      }
    }
  }

  function checkServer(): void {
    if (stopping !== undefined || recovery !== undefined || isRunning(server.pid)) return;
    recovery = recover().finally(() => {
      recovery = undefined;
    });
  }

  function watch(next: Server): void {
    server = next;
    // Our own child tells at once; one we joined is found out by the timer.
    next.child?.once('exit', checkServer);
  }
  watch(first);
  const timer = setInterval(checkServer, 500).unref();

  async function stop(): Promise<void> {
    clearInterval(timer);
    await recovery;
    await guard(async () => {
      await rm(user, { force: true });
      const others = await liveUsers(options.place);
      if (others.length > 0) {
        log.info({ pid: server.pid, users: others }, 'PostgreSQL left running for another process');
        return;
      }
      // Another process may have restarted it under a pid we have not noticed yet.
      const pid = (await currentPid(options.place.cluster)) ?? server.pid;
      await stopPostmaster(options.place.cluster, pid);
      log.info({ pid }, 'PostgreSQL stopped');
    });
  }

  return {
    adminUrl,
    port: first.port,
    get pid() {
      return server.pid;
    },
    url: (database) => databaseUrl(adminUrl, database),
    stop: () => (stopping ??= stop()),
    [Symbol.asyncDispose]: () => (stopping ??= stop()),
  };
}

async function registerUser(home: string): Promise<string> {
  const users = join(home, 'users');
  await mkdir(users, { recursive: true, mode: 0o700 });
  const path = join(users, `${process.pid}-${randomBytes(4).toString('hex')}`);
  await writeFile(path, JSON.stringify(markOf(process.pid)), { mode: 0o600 });
  return path;
}

/** Processes that use the server; entries of dead ones are removed. */
async function liveUsers(place: ClusterPlace): Promise<number[]> {
  const users = join(place.home, 'users');
  const live: number[] = [];
  for (const name of await readdir(users)) {
    const mark = parseMark((await readText(join(users, name))) ?? '');
    if (mark !== undefined && isAlive(mark)) live.push(mark.pid);
    else await rm(join(users, name), { force: true });
  }
  return live;
}
