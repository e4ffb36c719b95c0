// node scripts/run.mjs [--console] ENTRY args…
// Makes the checkout ready, then runs ENTRY on the pinned Node with this terminal, and answers with its exit code.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { makeReady, pinnedNode, root } from './ready.mjs';

const args = process.argv.slice(2);
const withConsole = args[0] === '--console';
const [entry, ...rest] = withConsole ? args.slice(1) : args;
if (entry === undefined) {
  process.stderr.write('usage: node scripts/run.mjs [--console] ENTRY [arguments]\n');
  process.exit(2);
}

try {
  await makeReady({ console: withConsole });
} catch (error) {
  process.stderr.write(`homeward: ${error.message}\n`);
  process.exit(1);
}

// What serves is measured by its slowest answers: a small young generation is collected in a fraction of a millisecond where
// the usual one of 16 MB stops everything for 10 to 30, once in a hundred requests.
const flags = ['src/main.ts', 'bench/main.ts'].includes(entry) ? ['--max-semi-space-size=1'] : [];

const child = spawn(pinnedNode, [...flags, entry, ...rest], {
  stdio: 'inherit',
  // Compiled code of the last run: a third less work at every start.
  env: { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'compiled'), ...process.env },
});

// A terminal's Ctrl-C reaches every process of the group, and npm passes it on once more. We stay until the child has
// finished stopping, and pass on only the first of a burst; the child treats a repeated signal as the same request.
const lastSeen = new Map();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    const now = Date.now();
    const isRepeat = now - (lastSeen.get(signal) ?? 0) < 1000;
    lastSeen.set(signal, now);
    if (!isRepeat) child.kill(signal);
  });
}

child.once('error', (error) => {
  process.stderr.write(`homeward: cannot start ${pinnedNode}: ${error.message}\n`);
  process.exit(1);
});
child.once('exit', (code, signal) => {
  process.exit(signal === null ? (code ?? 1) : 128 + constants.signals[signal]);
});
