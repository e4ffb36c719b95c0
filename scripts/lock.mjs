// A lock between processes, as one file naming its holder. Runs on Node 20: the bootstrap uses it before the pinned Node exists.
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** When a process began, in kernel ticks; '' when it is gone, a zombie, or this is not Linux. Guards against reused pids. */
function startedAt(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? '' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

function isAlive({ pid, started }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return process.platform !== 'linux' || startedAt(pid) === started;
}

function readHolder(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return error.code === 'ENOENT' ? null : { pid: -1, started: '' };
  }
}

/**
 * Takes the lock at `path`, waiting while another live process holds it.
 * `onWait(pid)` is called once when waiting begins. Returns the function that gives the lock back.
 */
export async function takeLock(path, onWait = () => {}) {
  mkdirSync(dirname(path), { recursive: true });
  const mine = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  const content = JSON.stringify({ pid: process.pid, started: startedAt(process.pid) });
  writeFileSync(mine, content);
  let waiting = false;
  try {
    for (;;) {
      try {
        // A link appears with its whole content or not at all, so a reader never sees an empty lock.
        linkSync(mine, path);
        return () => {
          if (readFileOrEmpty(path) === content) rmSync(path, { force: true });
        };
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const holder = readHolder(path);
      if (holder === null) continue;
      if (holder.pid > 0 && isAlive(holder)) {
        if (!waiting) onWait(holder.pid);
        waiting = true;
        await sleep(100);
        continue;
      }
      removeStale(path, holder, mine);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Removes a dead holder's lock; if another process replaced it meanwhile, that one's lock is put back. */
function removeStale(path, holder, mine) {
  const aside = `${mine}.stale`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  const taken = readHolder(aside);
  if (taken && taken.pid > 0 && taken.pid !== holder.pid && isAlive(taken)) {
    try {
      linkSync(aside, path);
    } catch {
      // Someone holds the lock already: nothing to put back.
    }
  }
  rmSync(aside, { force: true });
}

function readFileOrEmpty(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
