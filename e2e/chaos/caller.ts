import { setTimeout as sleep } from 'node:timers/promises';
import { ApiClient, ApiProblem } from '../../src/launch/api-client.ts';
import type { Login } from '../../src/launch/people.ts';

const CALL_MS = 15_000;
const STEP_MS = 30_000;

export interface CallCounts {
  /** Calls sent again because no answer, or none that settles it, came. */
  retried: number;
  /** Answers that say the server has a defect (500): told apart from being away (503). */
  internal: number;
  /** Sessions that were gone although nobody had ended them. */
  signedOut: number;
}

/** One person at one bureau, who repeats a call with the same key until it is answered for good. */
export class Caller {
  readonly #url: string;
  readonly #login: Login;
  readonly #counts: CallCounts;
  readonly #signal: AbortSignal;
  #client: ApiClient | undefined;
  #signingIn: Promise<ApiClient> | undefined;
  #usedStep = -1;

  constructor(options: { url: string; login: Login; counts: CallCounts; signal: AbortSignal }) {
    this.#url = options.url;
    this.#login = options.login;
    this.#counts = options.counts;
    this.#signal = options.signal;
  }

  async signIn(): Promise<void> {
    await this.#signedIn();
  }

  get<T>(path: string): Promise<T> {
    return this.#untilAnswered((client, signal) => client.get<T>(path, { signal }));
  }

  /** @throws ApiProblem when the answer is a refusal: repeating would not change it */
  post<T>(path: string, body: object, key: string = crypto.randomUUID()): Promise<T> {
    return this.#untilAnswered((client, signal) => client.post<T>(path, body, { key, signal }));
  }

  async #untilAnswered<T>(call: (client: ApiClient, signal: AbortSignal) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      this.#signal.throwIfAborted();
      const client = await this.#signedIn();
      try {
        return await call(client, AbortSignal.any([this.#signal, AbortSignal.timeout(CALL_MS)]));
      } catch (error) {
        this.#signal.throwIfAborted();
        if (error instanceof ApiProblem) {
          if (error.status === 401) {
            this.#client = undefined;
            this.#counts.signedOut += 1;
          } else if (error.status >= 500) this.#counts.internal += error.status === 500 ? 1 : 0;
          else if (error.code !== 'in-progress') throw error;
        }
        this.#counts.retried += 1;
        await sleep(Math.min(100 + attempt * 50, 500));
      }
    }
  }

  #signedIn(): ApiClient | Promise<ApiClient> {
    if (this.#client) return this.#client;
    this.#signingIn ??= this.#signIn().finally(() => {
      this.#signingIn = undefined;
    });
    return this.#signingIn;
  }

  /** A one-time code counts once: after a failure whose answer was lost the next step is waited for. */
  async #signIn(): Promise<ApiClient> {
    for (;;) {
      this.#signal.throwIfAborted();
      const step = Math.floor(Date.now() / STEP_MS);
      if (step === this.#usedStep) {
        await sleep(500);
        continue;
      }
      try {
        this.#client = await ApiClient.signIn(this.#url, this.#login);
        this.#usedStep = step;
        return this.#client;
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) this.#usedStep = step;
        await sleep(300);
      }
    }
  }
}
