import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiClient, ApiProblem } from '../api-client.ts';
import type { Login } from '../people.ts';

const EXAMPLES = join(import.meta.dirname, '..', '..', '..', 'examples', 'rabbit');
const DATA = join(import.meta.dirname, 'data');
/** A one-time code counts once. Ours is the one before, so that a person who signs in meanwhile is not refused. */
const CODE_BEFORE_MS = 30_000;
const DAY_MS = 86_400_000;
const WAIT_MS = 30_000;

interface StageOptions {
  readonly urls: ReadonlyMap<string, string>;
  readonly logins: readonly Login[];
  readonly signal: AbortSignal;
  now(): number;
}

/** The bureaus of a demo over HTTP, its invented people, and what earlier seeds left. */
export class Stage {
  /** Ids that later seeds go on with. */
  readonly ids = new Map<string, string>();
  readonly #options: StageOptions;
  readonly #people = new Map<string, Promise<ApiClient>>();

  constructor(options: StageOptions) {
    this.#options = options;
  }

  /** Somebody at their own bureau's API. */
  as(bureau: string, username: string): Promise<ApiClient> {
    this.#options.signal.throwIfAborted();
    const key = `${bureau}/${username}`;
    const known = this.#people.get(key);
    if (known) return known;
    const login = this.#options.logins.find((one) => one.bureau === bureau && one.username === username);
    const url = this.#options.urls.get(bureau);
    if (!login || !url) throw new Error(`the demo has no ${key}`);
    const client = ApiClient.signIn(url, login, this.#options.now() - CODE_BEFORE_MS);
    this.#people.set(key, client);
    return client;
  }

  id(name: string): string {
    const value = this.ids.get(name);
    if (value === undefined) throw new Error(`no earlier seed left ${name}`);
    return value;
  }

  /** Asks until there is an answer: bureaus tell each other within moments, not at once. */
  async until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
    const end = performance.now() + WAIT_MS;
    for (;;) {
      this.#options.signal.throwIfAborted();
      const found = await look().catch((error: unknown) => {
        // Not there yet.
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      });
      if (found !== null && found !== undefined && found !== false) return found;
      if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** A picture of the example, drawn by code: nobody is in it. */
  picture(file: string): Promise<Uint8Array> {
    return readFile(join(EXAMPLES, file));
  }

  /** A file of `data/`; `DAYS-AGO-3` in it becomes that day. */
  async data<T>(file: string): Promise<T> {
    const text = await readFile(join(DATA, file), 'utf8');
    const day = (_all: string, days: string): string =>
      new Date(this.#options.now() - Number(days) * DAY_MS).toISOString().slice(0, 10);
    return JSON.parse(text.replace(/DAYS-AGO-(\d+)/g, day)) as T;
  }

  /** Ends every session it opened. */
  async leave(): Promise<void> {
    await Promise.allSettled([...this.#people.values()].map(async (person) => (await person).delete('/api/session')));
  }
}
