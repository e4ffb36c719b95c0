import { gate } from './gate.ts';
import { ApiError, readProblem } from './problem.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface CallOptions {
  readonly query?: Query;
  readonly body?: unknown;
  /** Repeating a call with its key has one effect. */
  readonly key?: string;
  readonly signal?: AbortSignal;
  /** The page asks by itself: nobody is kept signed in by that. */
  readonly background?: boolean;
}

const SESSION = '/api/session';

/** 128 random bits; works on plain http, where `crypto.randomUUID` is absent. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');
}

/**
 * One call to the bureau. Waits while the session sleeps and goes on once it is unlocked.
 * @throws ApiError with the problem's code, or `offline` when nobody answered
 */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
  try {
    return await attempt<T>(method, path, options);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'session-locked' && !path.startsWith(`${SESSION}/`)) {
      if (await gate.untilUnlocked()) return attempt<T>(method, path, options);
      throw new ApiError(401, 'unauthenticated');
    }
    if (error.code === 'unauthenticated' && path !== SESSION) gate.signedOut();
    throw error;
  }
}

async function attempt<T>(
  method: Method,
  path: string,
  { query, body, key, signal, background }: CallOptions,
): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') headers['idempotency-key'] = key ?? newKey();
  if (background) headers['homeward-background'] = '1';
  let payload: BodyInit | undefined;
  if (body instanceof Blob) {
    headers['content-type'] = body.type;
    payload = body;
  } else if (body !== undefined) {
    headers['content-type'] = 'application/json';
    payload = JSON.stringify(body);
  }
  let response: Response;
  try {
    response = await fetch(path + search(query), {
      method,
      headers,
      body: payload,
      signal,
      credentials: 'same-origin',
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'offline');
  }
  if (!response.ok) throw await readProblem(response);
  if (response.status === 204) return null as T;
  return (await response.json()) as T;
}

function search(query: Query | undefined): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
