import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Ring16 } from '../ring16.ts';
import { type FromThread, MATCH_WORDS, type SharedRing, type ToThread } from './pool-protocol.ts';

export interface ThreadMatch {
  readonly query: number;
  readonly ring: number;
  readonly slot: number;
  readonly distance: number;
}

/** Beside this file, with its ending: .ts where types are stripped, .js where they were. */
const THREAD = new URL(`./pool-thread${import.meta.url.slice(-3)}`, import.meta.url);

const numbers = new WeakMap<Ring16, number>();
let lastNumber = 0;

/** The caller's side of one thread. */
export class PoolThread implements AsyncDisposable {
  readonly ready: Promise<unknown>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve: (matches: ThreadMatch[]) => void; reject: (error: Error) => void }>();
  #known = new Set<number>();
  #order = '';
  #lastAsk = 0;
  #failure: Error | undefined;

  constructor() {
    this.#worker = new Worker(THREAD);
    this.ready = once(this.#worker, 'online');
    this.#worker.on('message', (reply: FromThread) => {
      this.#waiting.get(reply.ask)?.resolve(readMatches(reply.matches));
      this.#waiting.delete(reply.ask);
    });
    this.#worker.on('error', (cause) => this.#fail(new Error('a thread of the pool failed', { cause })));
    this.#worker.on('exit', () => this.#fail(new Error('a thread of the pool has ended')));
  }

  /** The rings that later questions are put to, in this order. Costs nothing when they are the same as before. */
  take(rings: readonly Ring16[]): void {
    const shared = rings.map((ring): SharedRing => {
      const number = numbers.get(ring) ?? ++lastNumber;
      numbers.set(ring, number);
      return { number, memory: this.#known.has(number) ? undefined : ring.memory, layout: ring.layout };
    });
    const order = shared.map(({ number }) => number).join();
    if (order === this.#order) return;
    this.#order = order;
    this.#known = new Set(shared.map(({ number }) => number));
    this.#send({ kind: 'rings', rings: shared });
  }

  /** @throws Error when the thread failed or was ended. */
  ask(hashes: Uint8Array, radius: number): Promise<ThreadMatch[]> {
    if (this.#failure) return Promise.reject(this.#failure);
    const ask = ++this.#lastAsk;
    return new Promise((resolve, reject) => {
      this.#waiting.set(ask, { resolve, reject });
      this.#send({ kind: 'ask', ask, hashes, radius });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate();
  }

  #send(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
  }
}

function readMatches(words: Uint32Array): ThreadMatch[] {
  const matches: ThreadMatch[] = [];
  for (let at = 0; at < words.length; at += MATCH_WORDS) {
    const [query = 0, ring = 0, slot = 0, distance = 0] = words.subarray(at, at + MATCH_WORDS);
    matches.push({ query, ring, slot, distance });
  }
  return matches;
}
