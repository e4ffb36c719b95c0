import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { BureauCode } from '../protocol/index.ts';
import { uuidv7 } from '../protocol/index.ts';

/** Time as an argument, so that a day of many bureaus can be replayed. All times are UTC milliseconds. */
export interface Clock {
  now(): number;
  /** Calls `fn` once after `ms`; the returned function cancels it. Timers never keep the process alive. */
  after(ms: number, fn: () => void): () => void;
  /** Resolves after `ms`, or at once (without error) when `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, fn) {
    const timer = setTimeout(fn, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
  sleep(ms, signal) {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(done, ms);
      function done(): void {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      }
      signal?.addEventListener('abort', done);
    });
  },
};

export type RandomBytes = (n: number) => Uint8Array;

/** What every room is given instead of globals. */
export interface Runtime {
  readonly bureau: BureauCode;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly fetch: typeof fetch;
  /** Structured, without case content: ids, codes, counts and durations only. */
  readonly log: Logger;
  /** UUIDv7 (RFC 9562). */
  newId(): string;
}

export function createRuntime(options: {
  bureau: BureauCode;
  log: Logger;
  clock?: Clock;
  random?: RandomBytes;
  fetch?: typeof fetch;
}): Runtime {
  const clock = options.clock ?? systemClock;
  const random = options.random ?? ((n: number) => new Uint8Array(randomBytes(n)));
  return {
    bureau: options.bureau,
    clock,
    random,
    fetch: options.fetch ?? fetch,
    log: options.log,
    newId: () => uuidv7(clock.now(), random),
  };
}
