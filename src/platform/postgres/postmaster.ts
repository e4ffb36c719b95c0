import { type ChildProcess, spawn } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Binaries } from './binaries.ts';
import { type ClusterPlace, serverEnvironment, writeDurably } from './cluster.ts';
import { isRunning, postgresProcessesIn, readText } from './process-lock.ts';

/** A running server: ours to reach at `port`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

export interface ServerOptions {
  readonly place: ClusterPlace;
  readonly password: string;
  readonly binaries: Binaries;
  /** false only for throwaway test data: no fsync, no synchronous commit. */
  readonly durable: boolean;
  readonly signal?: AbortSignal;
}

const HEALTH_PATIENCE_MS = 60_000;

export function adminUrlFor(port: number, password: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
}

/** The server that runs on this data already, waited for while it starts up; undefined when there is none. */
export async function findRunning(options: ServerOptions): Promise<Postmaster | undefined> {
  const { place, password, signal } = options;
  const deadline = Date.now() + HEALTH_PATIENCE_MS;
  for (;;) {
    const recorded = await readPidFile(place.cluster);
    if (recorded === undefined || !isPostmasterOf(recorded.pid, place.cluster)) return undefined;
    if (await answers(recorded.port, password, place.cluster)) return recorded;
    if (Date.now() > deadline && recorded.status !== 'starting') {
      // Ours but deaf: it is stopped, and the caller starts another.
      await stopPostmaster(place.cluster, recorded.pid);
      return undefined;
    }
    signal?.throwIfAborted();
    await sleep(100);
  }
}

/**
 * Starts a server on the cluster and waits until it answers, recovery after a crash included.
 * @param fixedPort where clients expect it (a restart); otherwise the port of last time, or a free one
 * @throws Error with the end of the server's log when it does not start
 */
export async function startPostmaster(
  options: ServerOptions,
  fixedPort?: number,
): Promise<Postmaster & { readonly child: ChildProcess }> {
  await clearRemains(options.place.cluster);
  const port = fixedPort ?? (await choosePort(options.place.home));
  const logPath = join(options.place.home, 'postgres.log');
  const child = await spawnPostmaster(options, port, logPath);
  let failure: string | undefined;
  child.once('error', (error) => {
    failure = error.message;
  });
  child.once('exit', (code, signal) => {
    failure ??= `it ended with ${signal ?? `exit code ${code}`}`;
  });
  while (!(await answers(port, options.password, options.place.cluster))) {
    if (failure !== undefined) throw new Error(`PostgreSQL did not start: ${failure}\n${await tail(logPath)}`);
    if (options.signal?.aborted && child.pid !== undefined) {
      await stopPostmaster(options.place.cluster, child.pid);
      options.signal.throwIfAborted();
    }
    await sleep(25);
  }
  if (child.pid === undefined) throw new Error('PostgreSQL did not start: no process');
  await writeDurably(join(options.place.home, 'port'), String(port));
  return { pid: child.pid, port, child };
}

async function spawnPostmaster(options: ServerOptions, port: number, logPath: string): Promise<ChildProcess> {
  await rotateLog(logPath);
  const log = await open(logPath, 'a', 0o600);
  try {
    const child = spawn(
      options.binaries.postgres,
      ['-D', options.place.cluster, ...serverSettings(port, options.durable)],
      {
        ...options.place.account,
        cwd: options.place.cluster,
        env: serverEnvironment,
        // A session of its own: a terminal's Ctrl-C must not stop the database under the rooms that are still finishing.
        detached: true,
        // A file, not a pipe: the server outlives us when we are killed, and must not block on a pipe nobody reads.
        stdio: ['ignore', log.fd, log.fd],
      },
    );
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

function serverSettings(port: number, durable: boolean): string[] {
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // A house may host every bureau there is, with a few connections each.
    max_connections: 1000,
    shared_buffers: '128MB',
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    // Recovery first makes sure of every file: one call instead of an fsync each, seconds instead of half a minute.
    ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The server log carries no case content: neither statements, nor parameters, nor the values an error's detail quotes.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Fast shutdown: sessions are ended, everything is written. Waits until every process is gone; insists after a minute. */
export async function stopPostmaster(cluster: string, pid: number): Promise<void> {
  const steps: readonly (readonly [NodeJS.Signals, number])[] = [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 10_000],
  ];
  for (const [signal, patience] of steps) {
    send(pid, signal);
    const deadline = Date.now() + patience;
    while (isRunning(pid)) {
      if (Date.now() > deadline) break;
      await sleep(20);
    }
    if (!isRunning(pid)) return clearRemains(cluster);
  }
  throw new Error(`PostgreSQL (process ${pid}) cannot be stopped`);
}

/**
 * After a crash: waits for backends whose postmaster is gone (two servers on one cluster would ruin it), then removes the
 * dead one's pid file, which PostgreSQL itself would mistake for a live one when the pid is in use again or a zombie.
 */
async function clearRemains(cluster: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const begun = Date.now();
  for (;;) {
    const left = await postgresProcessesIn(cluster);
    if (left.length === 0) break;
    const waited = Date.now() - begun;
    if (waited > 20_000) throw new Error(`PostgreSQL processes ${left.join(', ')} of an earlier run do not end`);
    if (waited > 5_000) for (const pid of left) send(pid, waited > 8_000 ? 'SIGKILL' : 'SIGQUIT');
    await sleep(50);
  }
  await rm(join(cluster, 'postmaster.pid'), { force: true });
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone already.
  }
}

interface PidFile extends Postmaster {
  readonly status: string;
}

async function readPidFile(cluster: string): Promise<PidFile | undefined> {
  const lines = (await readText(join(cluster, 'postmaster.pid')))?.split('\n');
  const pid = Number(lines?.[0]);
  if (lines === undefined || !Number.isSafeInteger(pid) || pid <= 1) return undefined;
  return { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? 'starting' };
}

/** The postmaster that runs on the cluster now, whoever started it. */
export async function currentPid(cluster: string): Promise<number | undefined> {
  const recorded = await readPidFile(cluster);
  return recorded !== undefined && isPostmasterOf(recorded.pid, cluster) ? recorded.pid : undefined;
}

/** Whether the pid is PostgreSQL on this cluster, and not a later process that was given the same number. */
function isPostmasterOf(pid: number, cluster: string): boolean {
  if (!isRunning(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    return false;
  }
}

async function answers(port: number, password: string, cluster: string): Promise<boolean> {
  if (!Number.isSafeInteger(port) || port <= 0) return false;
  const client = new pg.Client({ connectionString: adminUrlFor(port, password), connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>("SELECT current_setting('data_directory') AS folder");
    return rows[0]?.folder === cluster;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Last time's port if it is free, so that addresses noted elsewhere stay good; else one below the range the kernel hands out. */
async function choosePort(home: string): Promise<number> {
  const last = Number(await readText(join(home, 'port')));
  if (last > 0 && (await isFree(last))) return last;
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (await isFree(port)) return port;
  }
  throw new Error('no free port for PostgreSQL between 20000 and 29999');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}

async function rotateLog(path: string): Promise<void> {
  const size = await stat(path).then(
    (info) => info.size,
    () => 0,
  );
  if (size > 10_000_000) await rename(path, `${path}.1`);
}

async function tail(path: string): Promise<string> {
  return ((await readText(path)) ?? '').trimEnd().split('\n').slice(-15).join('\n');
}
