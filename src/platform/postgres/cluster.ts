import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, open, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Account, type Binaries, canReach, findBinaries, NOBODY, systemFolder } from './binaries.ts';
import { readText } from './process-lock.ts';

/**
 * Where a data directory's pieces are. `home` is the caller's folder and holds what is ours (password, port, lock,
 * users, server log); `folder` holds `cluster`, PostgreSQL's own files, and is `home` itself unless the account
 * PostgreSQL runs under cannot reach it; then `home/location.json` remembers where they are.
 */
export interface ClusterPlace {
  readonly home: string;
  readonly folder: string;
  readonly cluster: string;
  readonly account: Account;
}

/** Opens the place of a data directory, making the folder when it is new. Call under the lock. */
export async function openPlace(dataDir: string): Promise<ClusterPlace> {
  const home = await prepareHome(dataDir);
  const folder = await placeFolder(home);
  const cluster = join(folder, 'cluster');
  const account = await accountFor(cluster);
  if (!canReach(account, folder)) {
    throw new Error(`uid ${account?.uid} cannot reach ${folder}: its parent folders must let others pass (chmod o+x)`);
  }
  return { home, folder, cluster, account };
}

/** Makes the caller's folder: others may pass through it, but not list it; each file in it has its own mode. */
export async function prepareHome(dataDir: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const home = await realpath(dataDir);
  await chmod(home, process.getuid?.() === 0 ? 0o711 : 0o700);
  return home;
}

async function placeFolder(home: string): Promise<string> {
  const remembered = await readText(join(home, 'location.json'));
  if (remembered !== undefined) return (JSON.parse(remembered) as { folder: string }).folder;
  if (process.getuid?.() !== 0 || existsSync(join(home, 'cluster')) || canReach(NOBODY, home)) return home;
  // A random name, not one made from the path: a new checkout at the same path must never take over an old one's data.
  const folder = join(await systemFolder(NOBODY), `data-${randomBytes(8).toString('hex')}`);
  await mkdir(folder, { mode: 0o711 });
  await writeFile(join(folder, 'belongs-to.txt'), `PostgreSQL data of ${home}\n`, { mode: 0o600 });
  await writeDurably(join(home, 'location.json'), JSON.stringify({ folder }));
  return folder;
}

/** As root: the owner of existing data, else nobody. Otherwise ourselves. */
async function accountFor(cluster: string): Promise<Account> {
  if (process.getuid?.() !== 0) return null;
  if (!existsSync(cluster)) return NOBODY;
  const { uid, gid } = await stat(cluster);
  return uid === 0 ? NOBODY : { uid, gid };
}

/** The superuser's password, made at first use and readable by us alone. */
export async function readPassword(place: ClusterPlace): Promise<string> {
  const path = join(place.home, 'password');
  const known = await readText(path);
  if (known !== undefined && known !== '') return known;
  const password = randomBytes(24).toString('base64url');
  await writeDurably(path, password);
  return password;
}

/** Makes the cluster when there is none; a creation that was interrupted leaves nothing that would be taken for one. */
export async function ensureCluster(place: ClusterPlace, password: string, durable: boolean): Promise<Binaries> {
  const binaries = await findBinaries(place.account);
  await removeUnfinished(place.folder);
  if (existsSync(place.cluster)) {
    const major = (await readText(join(place.cluster, 'PG_VERSION')))?.trim();
    if (major !== binaries.version.split('.')[0]) {
      throw new Error(
        `the data in ${place.cluster} is of PostgreSQL ${major}, the binaries are ${binaries.version}: see docs/decisions/0002-embedded-postgres.md`,
      );
    }
    return binaries;
  }
  const fresh = join(place.folder, `new-${randomBytes(6).toString('hex')}`);
  const passwordFile = `${fresh}.password`;
  await mkdir(fresh, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  if (place.account !== null) {
    for (const path of [fresh, passwordFile]) await chown(path, place.account.uid, place.account.gid);
  }
  await promisify(execFile)(
    binaries.initdb,
    [
      ...['--pgdata', fresh, '--username', 'postgres', '--pwfile', passwordFile, '--auth', 'scram-sha-256'],
      // PostgreSQL's own C.UTF-8: Unicode-aware, ordered by code point, the same on every operating system.
      ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'],
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ],
    { ...place.account, cwd: fresh, env: serverEnvironment },
  ).catch((error: Error & { stderr?: string }) => {
    throw new Error(`initdb failed: ${error.stderr?.trim() || error.message}`, { cause: error });
  });
  await rm(passwordFile);
  await rename(fresh, place.cluster);
  await syncFolder(place.folder);
  return binaries;
}

/**
 * PostgreSQL gets nothing of our environment: it needs none of it, and its backends would carry our secrets.
 * With glibc's own thresholds a backend hands its memory back after each statement and takes it again at the next; where a page
 * fault is dear (a virtual machine), that was most of the processor time of short transactions.
 */
export const serverEnvironment = {
  PATH: '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  MALLOC_TRIM_THRESHOLD_: String(64 << 20),
  MALLOC_TOP_PAD_: String(1 << 20),
  MALLOC_MMAP_THRESHOLD_: String(32 << 20),
};

async function removeUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/^new-[0-9a-f]{12}(\.password)?$/.test(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Removes a data directory and the place its cluster was moved to, if any. Nothing may be running in it. */
export async function eraseCluster(dataDir: string): Promise<void> {
  const remembered = await readText(join(dataDir, 'location.json'));
  if (remembered !== undefined) {
    const { folder } = JSON.parse(remembered) as { folder: string };
    if (/^data-[0-9a-f]{16}$/.test(basename(folder))) await rm(folder, { recursive: true, force: true });
  }
  await rm(dataDir, { recursive: true, force: true });
}

/** Writes a small private file so that a crash leaves the old one or the whole new one. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const fresh = `${path}.${randomBytes(4).toString('hex')}`;
  const file = await open(fresh, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(fresh, path);
  await syncFolder(dirname(path));
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
