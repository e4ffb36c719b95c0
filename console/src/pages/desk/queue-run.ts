import { useSyncExternalStore } from 'react';
import type { QueueFilter } from '../../../../src/work/contract.ts';

/** Someone works through the queue: which item is before them, and by which filter they go on. */
export interface QueueRun {
  readonly item: string;
  readonly filter: QueueFilter;
}

const KEY = 'homeward.queue-run';
const listeners = new Set<() => void>();
let current: QueueRun | null = read();

function read(): QueueRun | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as QueueRun | null;
  } catch {
    return null;
  }
}

/** Begins with an item, goes on to it, or (null) stops. Lives as long as the tab. */
export function setQueueRun(run: QueueRun | null): void {
  current = run;
  if (run) sessionStorage.setItem(KEY, JSON.stringify(run));
  else sessionStorage.removeItem(KEY);
  for (const listener of listeners) listener();
}

export function useQueueRun(): QueueRun | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
