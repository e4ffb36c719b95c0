import { ApiError, readProblem } from '../../api/problem.ts';

/** A call by somebody without an account, with the secret of a private link. @throws ApiError */
export async function guestCall<T>(
  method: 'GET' | 'POST',
  path: string,
  options: { readonly token?: string; readonly body?: unknown } = {},
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      credentials: 'omit',
      headers: {
        accept: 'application/json',
        ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
  } catch {
    throw new ApiError(0, 'offline');
  }
  if (!response.ok) throw await readProblem(response);
  return (await response.json()) as T;
}

/** 32 random bytes, base64url; works on plain http too. */
export function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** The secret stands behind `#`: it is sent to nobody and written in no log. */
export function linkSecret(): string {
  return window.location.hash.slice(1);
}
