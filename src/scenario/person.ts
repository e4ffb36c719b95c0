import { ApiClient, ApiProblem, type CallOptions } from '../launch/api-client.ts';
import type { Login } from '../launch/people.ts';
import type { StoryClock } from './story-clock.ts';

/** A person of the story at their own console: signs in again when the session has gone idle over night. */
export class Person {
  readonly #url: string;
  readonly #login: Login;
  readonly #clock: StoryClock;
  #client: ApiClient | null = null;

  constructor(url: string, login: Login, clock: StoryClock) {
    this.#url = url;
    this.#login = login;
    this.#clock = clock;
  }

  get<T>(path: string): Promise<T> {
    return this.#with((client) => client.get<T>(path));
  }

  post<T>(path: string, body: object, options: CallOptions = {}): Promise<T> {
    const key = options.key ?? crypto.randomUUID();
    return this.#with((client) => client.post<T>(path, body, { ...options, key }));
  }

  async #with<T>(call: (client: ApiClient) => Promise<T>): Promise<T> {
    const known = this.#client;
    if (known) {
      try {
        return await call(known);
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
      }
    }
    this.#client = await ApiClient.signIn(this.#url, this.#login, this.#clock.now());
    return call(this.#client);
  }
}
