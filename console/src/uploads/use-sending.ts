import { useCallback, useEffect, useRef, useState } from 'react';
import type { UploadStarted } from '../../../src/cases/contract.ts';
import { ApiError } from '../api/problem.ts';
import { type Sending, sendFile } from './send-file.ts';

export interface SendingFiles {
  readonly of: ReadonlyMap<string, Sending>;
  /** Sends a file; one at a time, in the order in which they came. */
  send(sha256: string, file: File): void;
}

/** Files on their way to the bureau. */
export function useSending(
  start: (sha256: string, file: File) => Promise<UploadStarted>,
  onDone: () => void,
): SendingFiles {
  const [of, setOf] = useState<ReadonlyMap<string, Sending>>(new Map());
  const latest = useRef({ start, onDone });
  latest.current = { start, onDone };
  const queue = useRef(Promise.resolve());
  const under = useRef(new Set<string>());
  const abort = useRef(new AbortController());
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
      // A page that is put up again at once has not been left.
      window.setTimeout(() => {
        if (!here.current) abort.current.abort();
      });
    };
  }, []);

  const send = useCallback((sha256: string, file: File) => {
    if (under.current.has(sha256)) return;
    under.current.add(sha256);
    const { signal } = abort.current;
    const say = (now: Partial<Sending>): void =>
      setOf((before) => {
        const known = before.get(sha256) ?? { phase: 'sending', done: 0, size: file.size, error: null };
        // While it waits, what was sent before stays shown.
        const done = now.phase === 'waiting' ? known.done : (now.done ?? known.done);
        return new Map(before).set(sha256, { ...known, ...now, done });
      });
    say({ phase: 'sending' });
    queue.current = queue.current
      .then(() => sendFile(file, () => latest.current.start(sha256, file), say, signal))
      .then(() => latest.current.onDone())
      .catch((error: unknown) => {
        say({ phase: 'failed', error: error instanceof ApiError ? error : new ApiError(500, 'internal') });
        latest.current.onDone();
      })
      .finally(() => under.current.delete(sha256));
  }, []);

  return { of, send };
}
