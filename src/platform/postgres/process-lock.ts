import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readdir, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process, told apart from a later one with the same pid by when it began (kernel ticks; '' where /proc is missing). */
export interface ProcessMark {
  readonly pid: number;
  readonly started: string;
}

export function markOf(pid: number): ProcessMark {
  return { pid, started: startTicks(pid) };
}

/** False too for a zombie: in a container whose first process does not reap, a dead PostgreSQL stays listed for ever. */
export function isAlive(mark: ProcessMark): boolean {
  if (!existsProcess(mark.pid)) return false;
  return process.platform !== 'linux' || (mark.started !== '' && startTicks(mark.pid) === mark.started);
}

export function isRunning(pid: number): boolean {
  return isAlive(markOf(pid));
}

function existsProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function startTicks(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name is in parentheses and may hold spaces; state is the field after it, start time the 20th.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? '' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

/** Live PostgreSQL processes that work in `folder`: the postmaster and every backend keep it as their working directory. Linux only. */
export async function postgresProcessesIn(folder: string): Promise<number[]> {
  if (process.platform !== 'linux') return [];
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if ((await readlink(`/proc/${name}/cwd`)) !== folder) continue;
      if ((await readFile(`/proc/${name}/comm`, 'utf8')).trim() === 'postgres' && isRunning(Number(name)))
        found.push(Number(name));
    } catch {
      // Gone meanwhile, or another user's: not ours either way.
    }
  }
  return found;
}

/**
 * Runs `fn` while holding the lock file at `path`; a lock whose holder died is taken over.
 * @throws the signal's reason when it aborts while waiting
 */
export async function withLock<T>(path: string, fn: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const mine = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  // The nonce tells two holders within one process apart.
  const content = JSON.stringify({ ...markOf(process.pid), nonce: mine });
  await writeFile(mine, content);
  try {
    // A link appears with its whole content or not at all, so nobody reads a half-written lock.
    while (!(await tryLink(mine, path))) {
      signal?.throwIfAborted();
      const holder = await readText(path);
      if (holder === undefined) continue;
      if (holderIsAlive(holder)) await sleep(50);
      else await removeStale(path, mine);
    }
  } finally {
    await rm(mine, { force: true });
  }
  try {
    return await fn();
  } finally {
    if ((await readText(path)) === content) await rm(path, { force: true });
  }
}

/** Moves a dead holder's lock away; if another process had replaced it meanwhile, that one's is put back. */
async function removeStale(path: string, mine: string): Promise<void> {
  const aside = `${mine}.stale`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const taken = await readText(aside);
  if (taken !== undefined && holderIsAlive(taken)) await tryLink(aside, path);
  await rm(aside, { force: true });
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function holderIsAlive(content: string): boolean {
  const mark = parseMark(content);
  return mark !== undefined && isAlive(mark);
}

export function parseMark(content: string): ProcessMark | undefined {
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('started' in value)) return undefined;
    return typeof value.pid === 'number' && typeof value.started === 'string'
      ? { pid: value.pid, started: value.started }
      : undefined;
  } catch {
    return undefined;
  }
}

/** The file's text, or undefined when there is none. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
