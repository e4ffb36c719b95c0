import { useSyncExternalStore } from 'react';

export type GateState = 'open' | 'locked' | 'signed-out';

let state: GateState = 'open';
const listeners = new Set<() => void>();
let waiting: ((unlocked: boolean) => void)[] = [];

function set(next: GateState): void {
  if (state === next) return;
  state = next;
  for (const listener of listeners) listener();
}

function settle(unlocked: boolean): void {
  const waiters = waiting;
  waiting = [];
  for (const resolve of waiters) resolve(unlocked);
}

/** Whether calls may pass: a sleeping session holds them until its owner has unlocked it or signed out. */
export const gate = {
  get state(): GateState {
    return state;
  },
  lock(): void {
    if (state === 'open') set('locked');
  },
  /** Resolves true once unlocked, false when the session has ended instead. */
  untilUnlocked(): Promise<boolean> {
    set('locked');
    return new Promise((resolve) => waiting.push(resolve));
  },
  unlocked(): void {
    set('open');
    settle(true);
  },
  signedOut(): void {
    set('signed-out');
    settle(false);
  },
  signedIn(): void {
    set('open');
  },
};

export function useGate(): GateState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
