import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock, Database, Tx } from '../../src/platform/index.ts';
import type { Random } from '../chaos/random.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  fn: (() => void) | null;
}

/** Turns of the event loop without anything new after which everyone is taken to be waiting. */
const QUIET_TURNS = 4;
/** Real time: a transaction that waits for something outside it would wait for ever, as nothing else goes on meanwhile. */
const STUCK_MS = 60_000;

/**
 * Virtual time and the order of things. One transaction at a time runs, chosen among the waiting ones by the seed; time moves
 * to the next timer only when all that is left to do is to wait for one.
 */
export class World {
  readonly #random: Random;
  readonly #timers: Timer[] = [];
  readonly #queue: (() => Promise<unknown>)[] = [];
  readonly #inside = new AsyncLocalStorage<{ open: boolean }>();
  #now: number;
  #order = 0;
  #running = 0;
  #activity = 0;
  #whenIdle: (() => void) | null = null;
  transactions = 0;

  constructor(start: number, random: Random) {
    this.#now = start;
    this.#random = random;
  }

  /** The true time, UTC ms. */
  get now(): number {
    return this.#now;
  }

  /** Everything that was due meanwhile happens late, in its order, as after a machine's sleep. */
  jump(ms: number): void {
    this.#now += ms;
  }

  after(ms: number, fn: () => void): () => void {
    const timer: Timer = { at: this.#now + Math.max(0, ms), order: this.#order++, fn };
    let low = 0;
    let high = this.#timers.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#timers[middle];
      // Newest first, so that the next to fire is at the end.
      if (other && (other.at > timer.at || (other.at === timer.at && other.order > timer.order))) low = middle + 1;
      else high = middle;
    }
    this.#timers.splice(low, 0, timer);
    this.#activity++;
    return () => {
      timer.fn = null;
    };
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(ms, resolve));
  }

  /** A bureau's clock: this time plus its error. Timers of one that was closed never fire. */
  clock(of: { skew: number }, life: { over: boolean }): Clock {
    const after: Clock['after'] = (ms, fn) =>
      this.after(ms, () => {
        if (!life.over) fn();
      });
    return {
      now: () => this.#now + of.skew,
      after,
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          if (signal?.aborted) return resolve();
          const cancel = after(ms, done);
          function done(): void {
            cancel();
            signal?.removeEventListener('abort', done);
            resolve();
          }
          signal?.addEventListener('abort', done);
        }),
    };
  }

  /** Puts a database behind the gate. A transaction begun inside another one (a cache that loads) goes on at once. */
  gate(db: Database): Database {
    return {
      ...db,
      tx: (scope, fn) =>
        this.#inside.getStore()?.open
          ? db.tx(scope, fn)
          : this.#enqueue(() => this.#hold(() => db.tx(scope, (tx) => fn(this.#leaving(tx))))),
      close: () => this.external(() => db.close()),
      [Symbol.asyncDispose]: () => this.external(() => db.close()),
    };
  }

  /** Real input and output that is not a transaction: nothing else goes on until it has ended. */
  async external<T>(fn: () => Promise<T>): Promise<T> {
    this.#running++;
    try {
      return await this.#hold(fn);
    } finally {
      this.#ended();
    }
  }

  /** Runs `main` and everything it sets off, until it has ended. */
  async drive<T>(main: () => Promise<T>): Promise<T> {
    let outcome: { value: T } | { error: unknown } | null = null as { value: T } | { error: unknown } | null;
    main().then(
      (value) => {
        outcome = { value };
      },
      (error: unknown) => {
        outcome = { error };
      },
    );
    for (;;) {
      await this.#quiet();
      if (outcome) break;
      this.#step();
    }
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }

  async #quiet(): Promise<void> {
    for (let turns = 0; turns < QUIET_TURNS; ) {
      if (this.#running > 0) {
        await this.#idle();
        turns = 0;
        continue;
      }
      const before = this.#activity;
      await nextTurn();
      turns = this.#activity === before && this.#running === 0 && !usesFiles() ? turns + 1 : 0;
    }
  }

  #idle(): Promise<void> {
    return new Promise((resolve, reject) => {
      const stuck = setTimeout(() => reject(new Error('a transaction waits for something outside it')), STUCK_MS);
      this.#whenIdle = () => {
        clearTimeout(stuck);
        resolve();
      };
    });
  }

  #step(): void {
    if (this.#queue.length > 0) {
      const [start] = this.#queue.splice(Math.floor(this.#random.next() * this.#queue.length), 1);
      this.#running++;
      this.transactions++;
      void start?.().finally(() => this.#ended());
      return;
    }
    const timer = this.#timers.pop();
    if (!timer) throw new Error('nothing is left to happen, and the run has not ended');
    if (!timer.fn) return;
    this.#now = Math.max(this.#now, timer.at);
    this.#activity++;
    timer.fn();
  }

  #enqueue<T>(run: () => Promise<T>): Promise<T> {
    this.#activity++;
    return new Promise<T>((resolve, reject) => {
      this.#queue.push(() => run().then(resolve, reject));
    });
  }

  async #hold<T>(fn: () => Promise<T>): Promise<T> {
    const held = { open: true };
    try {
      return await this.#inside.run(held, fn);
    } finally {
      held.open = false;
    }
  }

  /** What is set off by the commit is not part of the transaction any more. */
  #leaving(tx: Tx): Tx {
    return { ...tx, onCommit: (hook) => tx.onCommit(() => this.#inside.exit(hook)) };
  }

  #ended(): void {
    this.#running--;
    this.#activity++;
    if (this.#running > 0) return;
    this.#whenIdle?.();
    this.#whenIdle = null;
  }
}

/** Files that are being read or written, by a vault's daily sweep for one, are the only other thing that answers by itself. */
function usesFiles(): boolean {
  return process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq') || name === 'FileHandleCloseReq');
}
