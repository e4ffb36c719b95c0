import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startBureaus } from '../src/launch/start-bureaus.ts';
import { createLogger } from '../src/platform/index.ts';

/** The Secretariat in a process of its own, as in service. */
export interface Lyon extends AsyncDisposable {
  kill(): void;
  readonly ended: Promise<unknown>;
}

/**
 * Starts it and waits until it serves.
 * @throws Error when it ends before that
 */
export async function startLyon(place: { dataDir: string; adminUrl: string; port: number }): Promise<Lyon> {
  const child = spawn(
    process.execPath,
    [...process.execArgv, import.meta.filename, place.dataDir, place.adminUrl, String(place.port)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const ended = once(child, 'exit');
  const serving = once(child.stdout, 'data').then(() => true);
  if (!(await Promise.race([serving, ended.then(() => false)]))) throw new Error('Lyon did not start');
  return {
    kill: () => void child.kill('SIGKILL'),
    ended,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}

/** In the process of its own: says when it serves, and ends on a signal. */
async function serve([dataDir = '', databaseUrl = '', port = '0']: readonly string[]): Promise<void> {
  const launched = await startBureaus({
    bureaus: ['IPSG'],
    host: '127.0.0.1',
    port: Number(port),
    dataDir,
    databaseUrl,
    log: createLogger('fatal'),
  });
  process.on('SIGTERM', () => {
    launched.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
  process.stdout.write('serving\n');
}

if (import.meta.main) await serve(process.argv.slice(2));
