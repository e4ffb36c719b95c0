import { totpCode } from '../access/index.ts';
import type { Login } from './people.ts';

/** A problem answer (RFC 9457), thrown by the client. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly { pointer: string; code: string; params?: Record<string, string | number | boolean> }[];
  readonly values: { yours?: unknown; current?: unknown } | undefined;

  constructor(what: string, status: number, body: Partial<Pick<ApiProblem, 'code' | 'errors' | 'values'>>) {
    super(`${what}: ${status} ${body.code ?? ''} ${JSON.stringify(body.errors ?? [])}`);
    this.status = status;
    this.code = body.code ?? '';
    this.errors = body.errors ?? [];
    this.values = body.values;
  }

  /** The rule that refused, `notice.cancel.not-returned`. */
  get rule(): string {
    return this.errors[0]?.code ?? this.code;
  }
}

export interface CallOptions {
  /** Sent again with the same key it has one effect; drawn when absent. */
  readonly key?: string;
  readonly contentType?: string;
  readonly signal?: AbortSignal;
}

/** One person at one bureau's API, over HTTP like any client. */
export class ApiClient {
  readonly #url: string;
  #cookie = '';

  constructor(url: string) {
    this.#url = url;
  }

  get url(): string {
    return this.#url;
  }

  /** Password and one-time code. A code counts once, so a second sign-in within its 30 s waits for the next one. */
  static async signIn(
    url: string,
    login: Pick<Login, 'username' | 'password' | 'totpSecret'>,
    now = Date.now(),
  ): Promise<ApiClient> {
    const client = new ApiClient(url);
    await client.post('/api/session', {
      username: login.username,
      password: login.password,
      totp: totpCode(login.totpSecret, now),
    });
    return client;
  }

  get<T>(path: string, options: Pick<CallOptions, 'signal'> = {}): Promise<T> {
    return this.#call<T>('GET', path, undefined, options);
  }

  post<T>(path: string, body: object, options: CallOptions = {}): Promise<T> {
    return this.#call<T>('POST', path, body, options);
  }

  patch<T>(path: string, body: object, options: CallOptions = {}): Promise<T> {
    return this.#call<T>('PATCH', path, body, options);
  }

  delete<T>(path: string, options: CallOptions = {}): Promise<T> {
    return this.#call<T>('DELETE', path, undefined, options);
  }

  async #call<T>(method: string, path: string, body: object | undefined, options: CallOptions): Promise<T> {
    const bytes = body instanceof Uint8Array;
    const response = await fetch(this.#url + path, {
      method,
      headers: {
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        ...(method === 'GET' ? {} : { 'idempotency-key': options.key ?? crypto.randomUUID() }),
        ...(body === undefined
          ? {}
          : { 'content-type': options.contentType ?? (bytes ? 'application/octet-stream' : 'application/json') }),
      },
      ...(body === undefined ? {} : { body: bytes ? Buffer.from(body) : JSON.stringify(body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) this.#cookie = cookie.split(';')[0] ?? '';
    const text = await response.text();
    const answer: unknown = text === '' ? null : JSON.parse(text);
    if (!response.ok) throw new ApiProblem(`${method} ${path}`, response.status, (answer ?? {}) as object);
    return answer as T;
  }
}
