import { useCallback, useEffect, useRef, useState } from 'react';

interface Stored<T> {
  readonly at: number;
  readonly value: T;
}

export interface Draft<T> {
  readonly value: T;
  set(change: (before: T) => T): void;
  /** Forgets what was typed. */
  clear(): void;
  /** When it was last kept on this computer; null while untouched. */
  readonly keptAt: number | null;
}

const DELAY_MS = 300;

/** What is being typed, kept on this computer through a lost connection, a sleeping session or a closed window. */
export function useDraft<T>(key: string, initial: () => T): Draft<T> {
  const storageKey = `homeward.draft.${key}`;
  const [state, setState] = useState<{ value: T; keptAt: number | null; touched: boolean }>(() => {
    const stored = read<T>(storageKey);
    return { value: stored?.value ?? initial(), keptAt: stored?.at ?? null, touched: false };
  });
  const start = useRef(initial);
  const latest = useRef(state);
  latest.current = state;

  const keep = useCallback(() => {
    const { value, touched } = latest.current;
    if (!touched) return;
    const at = Date.now();
    localStorage.setItem(storageKey, JSON.stringify({ at, value } satisfies Stored<T>));
    setState((now) => (now.value === value ? { ...now, keptAt: at, touched: false } : now));
  }, [storageKey]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the value starts the wait anew
  useEffect(() => {
    if (!state.touched) return;
    const timer = window.setTimeout(keep, DELAY_MS);
    return () => window.clearTimeout(timer);
  }, [state.value, state.touched, keep]);

  useEffect(() => {
    window.addEventListener('pagehide', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      keep();
    };
  }, [keep]);

  return {
    value: state.value,
    keptAt: state.keptAt,
    set: useCallback((change) => {
      setState((now) => ({ ...now, value: change(now.value), touched: true }));
    }, []),
    clear: useCallback(() => {
      localStorage.removeItem(storageKey);
      const fresh = { value: start.current(), keptAt: null, touched: false };
      latest.current = fresh;
      setState(fresh);
    }, [storageKey]),
  };
}

function read<T>(key: string): Stored<T> | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Stored<T> | null;
  } catch {
    return null;
  }
}
