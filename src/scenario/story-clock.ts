import { type Clock, systemClock } from '../platform/index.ts';

/**
 * The story's time: it flows like real time, and `goTo` sets it forward to the next day on which something happens.
 * Timers run in real milliseconds, so nothing is skipped and nothing waits for months.
 */
export class StoryClock implements Clock {
  #ahead: number;

  constructor(start: string) {
    this.#ahead = Date.parse(start) - systemClock.now();
  }

  now(): number {
    return systemClock.now() + this.#ahead;
  }

  /** @param moment ISO 8601; one that has passed already leaves the clock as it is. */
  goTo(moment: string): void {
    this.#ahead = Math.max(this.#ahead, Date.parse(moment) - systemClock.now());
  }

  after(ms: number, fn: () => void): () => void {
    return systemClock.after(ms, fn);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return systemClock.sleep(ms, signal);
  }
}
