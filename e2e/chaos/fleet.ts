import { execFile } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Login } from '../../src/launch/people.ts';
import { createLogger, type RunningPostgres } from '../../src/platform/index.ts';
import { ensureDatabase, eraseCluster, startPostgres } from '../../src/platform/postgres/index.ts';
import { BureauProcess } from './bureau-process.ts';

export const BUREAUS = ['IPSG', 'US', 'NL'] as const;
export type Code = (typeof BUREAUS)[number];
export type Target = Code | 'postgres';

const ROOT = join(import.meta.dirname, '..', '..');

/** Three bureaus, each a process of its own, over one PostgreSQL that is watched from here. */
export interface Fleet {
  readonly bureaus: Readonly<Record<Code, BureauProcess>>;
  databaseUrl(code: Code): string;
  /** What `homeward` is started with for this bureau. */
  openOptions(code: Code): { bureaus: string[]; dataDir: string; databaseUrl: string };
  login(code: Code, username: string): Promise<Login>;
  /** Kills the target, now. False when it was not there to kill. */
  kill(target: Target): boolean;
  stop(): Promise<void>;
  /** Only signals: for the moment our own process ends. */
  killAtOnce(): void;
  /** The end of each bureau's log. */
  logTails(): Promise<string>;
}

export async function startFleet(signal: AbortSignal): Promise<Fleet> {
  const folder = await mkdtemp(join(tmpdir(), 'homeward-chaos-'));
  // As root PostgreSQL runs under another account, which has to pass through.
  chmodSync(folder, 0o711);
  const postgresDir = join(folder, 'postgres');
  const started: { postgres?: RunningPostgres; bureaus: BureauProcess[] } = { bureaus: [] };

  async function stop(): Promise<void> {
    await Promise.all(started.bureaus.map((bureau) => bureau.stop()));
    await started.postgres?.stop();
    await eraseCluster(postgresDir);
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }

  try {
    const postgres = await startPostgres({ dataDir: postgresDir, log: createLogger('silent'), signal });
    started.postgres = postgres;
    const ports = await freePorts(BUREAUS.length);
    const url = (code: Code): string => `http://127.0.0.1:${ports[BUREAUS.indexOf(code)]}`;
    const dataDir = (code: Code): string => join(folder, code.toLowerCase());
    // The database's name in the address is the prefix of the bureaus' own.
    const base = await ensureDatabase(postgres.adminUrl, 'chaos');
    const env = (code: Code, root: string): Record<string, string> => ({
      PORT: String(ports[BUREAUS.indexOf(code)]),
      HOMEWARD_BUREAUS: code,
      HOMEWARD_DATA_DIR: dataDir(code),
      HOMEWARD_DATABASE_URL: base,
      NODE_COMPILE_CACHE: join(folder, 'compile-cache'),
      ...(code === 'IPSG' || root === '' ? {} : { HOMEWARD_IPSG_URL: url('IPSG'), HOMEWARD_IPSG_ROOT: root }),
    });
    // As between real bureaus: the root's fingerprint and the first statements go by hand.
    const statement = (code: Code): string => join(folder, `${code}.statement`);
    const [{ fingerprint }] = await Promise.all([
      homeward<{ fingerprint: string }>(['keys', 'root'], env('IPSG', '')),
      ...(['US', 'NL'] as const).map((code) =>
        homeward(
          ['keys', 'statement', '--bureau', code, '--endpoint', url(code), '--out', statement(code)],
          env(code, ''),
        ),
      ),
    ]);
    await homeward(['directory', 'enrol', statement('US'), statement('NL')], env('IPSG', ''));
    const make = (code: Code): BureauProcess => {
      const bureau = new BureauProcess({
        code,
        port: Number(ports[BUREAUS.indexOf(code)]),
        env: env(code, fingerprint),
        logFile: join(folder, `${code}.log`),
      });
      started.bureaus.push(bureau);
      return bureau;
    };
    const bureaus = { US: make('US'), NL: make('NL'), IPSG: make('IPSG') };
    // The Secretariat last: the others have to wait for it.
    for (const bureau of Object.values(bureaus)) bureau.start();
    await Promise.all(Object.values(bureaus).map((bureau) => bureau.untilReady(signal, 60_000)));

    return {
      bureaus,
      databaseUrl: (code) => postgres.url(`chaos_${code.toLowerCase()}`),
      openOptions: (code) => ({ bureaus: [code], dataDir: dataDir(code), databaseUrl: base }),
      async login(code, username) {
        const logins = JSON.parse(await readFile(join(dataDir(code), 'demo-logins.json'), 'utf8')) as Login[];
        const found = logins.find((login) => login.username === username);
        if (!found) throw new Error(`${code} has no ${username}`);
        return found;
      },
      kill: (target) => (target === 'postgres' ? killPostmaster(postgresDir, postgres.pid) : bureaus[target].kill()),
      stop,
      killAtOnce() {
        for (const bureau of started.bureaus) bureau.killAtOnce();
        killPostmaster(postgresDir, postgres.pid);
      },
      async logTails() {
        const tails = await Promise.all(
          BUREAUS.map(async (code) => {
            const text = await readFile(join(folder, `${code}.log`), 'utf8').catch(() => '');
            return `--- ${code}\n${text.trimEnd().split('\n').slice(-15).join('\n')}`;
          }),
        );
        return tails.join('\n');
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The one in charge now, by its own pid file: during a restart our handle still names the one before. */
function killPostmaster(dataDir: string, lastKnown: number): boolean {
  let pid = lastKnown;
  try {
    pid = Number(readFileSync(join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]) || lastKnown;
    if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres') return false;
    if (/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return false;
    process.kill(pid, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

async function homeward<T>(args: string[], env: Record<string, string>): Promise<T> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(ROOT, 'src', 'cli.ts'), ...args, '--json'], {
    cwd: ROOT,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...env },
  });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as T;
}

/** Below the range the kernel hands out by itself: an address must still be free when its process comes back. */
async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  for (let port = 14_000 + Math.floor(Math.random() * 5_000); found.length < count; port++) {
    if (port > 19_900) throw new Error('no free ports between 14000 and 19900');
    if (await isFree(port)) found.push(port);
  }
  return found;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)));
  });
}
