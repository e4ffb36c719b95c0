import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(import.meta.dirname, '..', '..');

/** The web console as the checkout has it, built when its files are newer than its build. */
export async function buildConsole(): Promise<void> {
  const script = "import { makeReady } from './scripts/ready.mjs'; await makeReady({ console: true });";
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd: ROOT });
}
