// npm test: everything, in stages, with its own set-up. The last line is `N passed, N failed`; the exit code its verdict.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeReady, pinnedNode, root } from './ready.mjs';

// A run takes some 20 minutes on two quiet cores; a busy machine must not turn a pass into a failure.
const BUDGET_MS = 35 * 60_000;
const BROWSER_PACKAGES = ['chromium', 'fonts-noto-core'];

const begun = Date.now();
const deadline = new AbortController();
const timer = setTimeout(() => deadline.abort(), BUDGET_MS);
const scratch = mkdtempSync(join(tmpdir(), 'homeward-npm-test-'));
// Each test file runs in a process of its own, and compiles the same packages: the code is kept for the next.
process.env.NODE_COMPILE_CACHE ??= join(scratch, 'compiled');
const total = { passed: 0, failed: 0, skipped: 0 };
const times = [];
let interrupted = false;
let running;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    // The running stage gets the signal from the terminal, or from here; we stay to report and clean up.
    interrupted = true;
    running?.kill(signal);
  });
}

const node = (...args) => [pinnedNode, args];
const tool = (path, ...args) => node(join(root, 'node_modules', path), ...args);

await stage('set-up', async () => {
  await makeReady({ console: true });
  return { passed: 1 };
});
if (total.failed === 0) {
  await stage('types', () => command(...tool('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json')));
  if (existsSync(join(root, 'console', 'tsconfig.json'))) {
    await stage('console types', () =>
      command(...tool('typescript/bin/tsc', '--noEmit', '-p', 'console/tsconfig.json')),
    );
  }
  await stage('lint', () => command(...tool('@biomejs/biome/bin/biome', 'check')));
  await stage('unused code', () => command(...tool('knip/bin/knip.js', '--no-progress')));
  await stage('packages', () => installPackages(['ffmpeg', 'poppler-utils'], ''));
  await stage('tests', () => vitest('unit'));
  if (hasFile('e2e', /\.test\.ts$/)) {
    await stage('browser', installBrowser);
    await stage('end-to-end', () => vitest('end-to-end'));
  }
  if (existsSync(join(root, 'e2e/chaos/main.ts'))) {
    await stage('kills', () => command(...node('e2e/chaos/main.ts', '--kills', '6')));
  }
  if (existsSync(join(root, 'e2e/simulate/main.ts'))) {
    await stage('simulation', () => command(...node('e2e/simulate/main.ts', '--seeds', '2', '--bureaus', '5')));
  }
}
await finish();

/** Runs one stage, adds up its counts, prints its time. A stage that throws is one failure. */
async function stage(name, work) {
  if (interrupted || deadline.signal.aborted) return;
  const start = Date.now();
  process.stdout.write(`\n== ${name}\n`);
  let counts;
  try {
    counts = await work();
  } catch (error) {
    process.stdout.write(`${error.message}\n`);
    counts = { failed: 1 };
  }
  for (const key of Object.keys(total)) total[key] += counts[key] ?? 0;
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  const verdict = counts.failed > 0 ? 'FAILED' : 'ok';
  times.push(`${name.padEnd(14)} ${seconds.padStart(7)} s  ${verdict}`);
  process.stdout.write(`== ${name}: ${seconds} s, ${verdict}\n`);
}

/** A command is one test, unless its last line gives a count of its own. */
async function command(program, args) {
  const { ok, lastLine } = await run(program, args);
  const counted = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(lastLine);
  if (counted === null) return ok ? { passed: 1 } : { failed: 1 };
  const [passed, failed, skipped] = counted.slice(1).map((text) => Number(text ?? 0));
  return { passed, failed: ok || failed > 0 ? failed : 1, skipped };
}

async function vitest(project) {
  const report = join(scratch, `${project}.json`);
  const { ok } = await run(
    ...tool(
      'vitest/vitest.mjs',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ),
  );
  if (!existsSync(report)) return { failed: 1 };
  const result = JSON.parse(readFileSync(report, 'utf8'));
  // A file that does not load has no tests in it, yet is a failure.
  const unloaded = result.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((each) => each.status === 'failed'),
  ).length;
  const failed = result.numFailedTests + unloaded;
  return {
    passed: result.numPassedTests,
    failed: failed === 0 && (!ok || result.numTotalTests === 0) ? 1 : failed,
    skipped: result.numPendingTests + (result.numTodoTests ?? 0),
  };
}

/** Debian's Chromium for the end-to-end tests, and a font for Arabic. */
async function installBrowser() {
  if (process.env.HOMEWARD_CHROMIUM) return { passed: 1 };
  return installPackages(BROWSER_PACKAGES, ", or set HOMEWARD_CHROMIUM to a Chromium's path");
}

/** Debian packages, when they are missing. */
async function installPackages(names, otherwise) {
  const missing = names.filter((name) => {
    const found = spawnSync('dpkg-query', ['-s', name], { encoding: 'utf8' });
    return found.status !== 0 || !/^Status: .* installed$/m.test(found.stdout);
  });
  if (missing.length === 0) return { passed: 1 };
  const byHand = `install ${missing.join(' ')} yourself (apt-get install ${missing.join(' ')})${otherwise}`;
  if (spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0)
    throw new Error(`there is no apt-get here: ${byHand}`);
  if (process.getuid() !== 0) throw new Error(`not root, so nothing can be installed: ${byHand}`);
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  for (const args of [
    ['-q', 'update'],
    ['-q', '-y', '--no-install-recommends', 'install', ...missing],
  ]) {
    if (!(await run('apt-get', args, options)).ok) throw new Error(`apt-get ${args.join(' ')} failed: ${byHand}`);
  }
  return { passed: 1 };
}

/** Runs a command, its output passed on as it comes; stopped when the whole run is out of time. */
function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], ...options });
    running = child;
    let end = '';
    child.stdout.on('data', (chunk) => {
      process.stdout.write(chunk);
      end = (end + chunk).slice(-2000);
    });
    const onDeadline = () => {
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 15_000).unref();
    };
    deadline.signal.addEventListener('abort', onDeadline, { once: true });
    child.once('error', reject);
    child.once('close', (code) => {
      running = undefined;
      deadline.signal.removeEventListener('abort', onDeadline);
      resolve({ ok: code === 0, lastLine: end.trimEnd().split('\n').at(-1) ?? '' });
    });
  });
}

function hasFile(folder, pattern) {
  const path = join(root, folder);
  return existsSync(path) && readdirSync(path, { recursive: true }).some((name) => pattern.test(name));
}

async function finish() {
  clearTimeout(timer);
  rmSync(scratch, { recursive: true, force: true });
  const minutes = ((Date.now() - begun) / 60_000).toFixed(1);
  if (deadline.signal.aborted) {
    total.failed += 1;
    process.stdout.write(`\nout of time: more than ${BUDGET_MS / 60_000} minutes\n`);
  }
  if (interrupted) {
    total.failed += 1;
    process.stdout.write('\ninterrupted\n');
  }
  process.stdout.write(`\n${times.join('\n')}\n${'total'.padEnd(14)} ${minutes.padStart(7)} min\n\n`);
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  process.stdout.write(`${total.passed} passed, ${total.failed} failed${skipped}\n`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}
