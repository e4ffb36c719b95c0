import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The Secretariat in a process of its own. */
export interface Lyon extends AsyncDisposable {
  kill(): void;
  readonly ended: Promise<unknown>;
}

/**
 * Starts it and waits until it serves.
 * @throws Error when it ends before that
 */
export async function startLyon(place: { dataDir: string; adminUrl: string; port: number }): Promise<Lyon> {
  const script = join(import.meta.dirname, 'icse-lyon.ts');
  const child = spawn(process.execPath, [script, place.dataDir, place.adminUrl, String(place.port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const serving = once(child.stdout, 'data').then(() => true);
  if ((await Promise.race([serving, ended.then(() => false)])) !== true) throw new Error('Lyon did not start');
  return {
    kill: () => void child.kill('SIGKILL'),
    ended,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await ended;
    },
  };
}
