// Makes a checkout ready to run: packages as locked, and the web console built. Runs on Node 20.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeLock } from './lock.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** The pinned Node, always by path: a shell that ran before set-up may remember the system's `node`. */
export const pinnedNode = join(root, 'node_modules', '.bin', 'node');

const lockFile = join(root, 'package-lock.json');
const packagesStamp = join(root, 'node_modules', '.homeward-lock');
const consoleRoot = join(root, 'console');
const consoleStamp = join(consoleRoot, 'dist', '.stamp');

const sha256 = (data) => createHash('sha256').update(data).digest('hex');
const readText = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');
const say = (text) => process.stderr.write(`homeward: ${text}\n`);

/**
 * Installs the locked packages and, with `console: true`, builds the console, each only when needed.
 * Everything it prints goes to stderr. Throws an Error when a step fails.
 */
export async function makeReady({ console: withConsole = false } = {}) {
  if (!needsWork(withConsole)) return;
  const release = await takeLock(join(root, '.homeward', 'bootstrap.lock'), (pid) =>
    say(`waiting for process ${pid}, which is setting this checkout up`),
  );
  try {
    if (!packagesReady()) await installPackages();
    if (withConsole && !consoleReady()) await buildConsole();
  } finally {
    release();
  }
}

function needsWork(withConsole) {
  return !packagesReady() || (withConsole && !consoleReady());
}

function packagesReady() {
  if (!existsSync(pinnedNode)) return false;
  const wanted = sha256(readFileSync(lockFile));
  if (readText(packagesStamp) === wanted) return true;
  if (!installedMatchesLock()) return false;
  writeFileSync(packagesStamp, wanted);
  return true;
}

/** True when npm's own record of what it installed names every locked package this platform needs, at its locked version. */
function installedMatchesLock() {
  const record = readText(join(root, 'node_modules', '.package-lock.json'));
  if (record === '') return false;
  const installed = JSON.parse(record).packages;
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  for (const [path, entry] of Object.entries(locked)) {
    if (path === '') continue;
    const found = installed[path];
    if (
      found === undefined
        ? entry.optional !== true && entry.devOptional !== true && entry.peer !== true
        : found.version !== entry.version
    ) {
      return false;
    }
  }
  return Object.keys(installed).every((path) => locked[path] !== undefined);
}

async function installPackages() {
  say('installing packages (npm ci)');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  // npm's own Node is used, not the pinned one: npm ci replaces that one while it runs.
  if (npm?.endsWith('.js'))
    await run(process.env.npm_node_execpath ?? process.execPath, [npm, ...args], npmEnvironment());
  else await run('npm', args, npmEnvironment());
  if (!existsSync(pinnedNode)) {
    throw new Error(
      'npm ci finished, but node_modules/.bin/node is missing: are install scripts of the package "node" allowed (allowScripts)?',
    );
  }
  writeFileSync(packagesStamp, sha256(readFileSync(lockFile)));
}

/** The environment without what an outer `npm run` says about itself, which would be read as options of the inner npm. */
function npmEnvironment() {
  const ours = join(root, 'node_modules', '.bin');
  const env = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (
      /^npm_(lifecycle|package|command|config_(json|silent|loglevel|dry_run|omit|production|ignore_scripts)$)/i.test(
        name,
      )
    )
      continue;
    env[name] = value;
  }
  env.PATH = (env.PATH ?? '')
    .split(':')
    .filter((entry) => entry !== ours)
    .join(':');
  return env;
}

function consoleReady() {
  return !consoleConfigured() || readText(consoleStamp) === consoleSourcesHash();
}

function consoleConfigured() {
  return existsSync(join(consoleRoot, 'vite.config.ts'));
}

async function buildConsole() {
  say('building the web console');
  const wanted = consoleSourcesHash();
  await run(
    pinnedNode,
    [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
    // Whoever asks: a test runner's environment would make it React's development build, with our paths in it.
    { ...process.env, NODE_ENV: 'production' },
    consoleRoot,
  );
  mkdirSync(dirname(consoleStamp), { recursive: true });
  writeFileSync(consoleStamp, wanted);
}

/** Hash of everything the console is built from: its own files, and the browser-pure parts of src that it imports. */
function consoleSourcesHash() {
  const hash = createHash('sha256').update(readFileSync(lockFile));
  const add = (path) => hash.update(`\0${relative(root, path)}\0`).update(readFileSync(path));
  for (const path of filesUnder(consoleRoot)) add(path);
  for (const path of filesUnder(join(root, 'src'))) {
    const name = relative(join(root, 'src'), path);
    if (
      /(^|\/)(contract|phrases|rule-phrases|form|policy)(-\w+)?\.ts$|^(protocol|imagehash)\//.test(name) &&
      !/\.(test|bench)\.ts$/.test(name)
    )
      add(path);
  }
  return hash.digest('hex');
}

function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : entry.isFile() ? [path] : [];
  });
}

/** Runs a command with its output on stderr; throws when it fails. */
function run(command, args, env, cwd = root) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 2, 2] });
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      code === 0
        ? resolve()
        : reject(new Error(`${[command, ...args].join(' ')} failed (${signal ?? `exit code ${code}`})`)),
    );
  });
}
