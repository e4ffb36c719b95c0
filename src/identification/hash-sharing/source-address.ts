import { invalid, refuse, type Tx } from '../../platform/index.ts';
import { VERSION_PATH } from './wire.ts';

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * A base URL as it is kept: no slash at its end, no user, no query. HTTPS, or HTTP on this machine alone.
 * @throws AppError `invalid`
 */
export function checkBaseUrl(text: string, pointer = '/body/baseUrl'): string {
  const url = URL.parse(text);
  if (!url || `${url.username}${url.password}${url.search}${url.hash}` !== '')
    throw invalid(pointer, 'hash-source.address');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.has(url.hostname)))
    throw invalid(pointer, 'hash-source.not-https');
  const base = `${url.origin}${url.pathname}`.replace(/\/+$/, '');
  return base.endsWith(VERSION_PATH) ? base.slice(0, -VERSION_PATH.length) : base;
}

/** @throws AppError `invalid` unless it is an origin alone, under the rule for base URLs */
export function checkOrigin(text: string, pointer: string): string {
  const { origin, pathname } = new URL(checkBaseUrl(text, pointer));
  if (pathname !== '/') throw invalid(pointer, 'hash-source.address');
  return origin;
}

/**
 * The address of a path of the protocol. What a source gave as the path may not lead away from it: another host would be
 * sent the source's credentials.
 * @returns null when it does
 */
export function addressOf(baseUrl: string, path: string): URL | null {
  if (path.length > 2_000 || !path.startsWith(`${VERSION_PATH}/`) || !/^[\x21-\x7e]+$/.test(path)) return null;
  const base = new URL(baseUrl);
  const url = URL.parse(baseUrl + path);
  const root = `${base.pathname.replace(/\/+$/, '')}${VERSION_PATH}/`;
  if (!url || url.origin !== base.origin || !url.pathname.startsWith(root)) return null;
  return url.username === '' && url.password === '' ? url : null;
}

export async function allowedOrigins(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ origin: string }>('SELECT origin FROM ident_hash_address ORDER BY origin');
  return rows.map((row) => row.origin);
}

/** @throws AppError `refused` */
export async function requireAllowed(tx: Tx, baseUrl: string): Promise<void> {
  const { origin } = new URL(baseUrl);
  if (!(await allowedOrigins(tx)).includes(origin)) throw refuse('hash-source.address-not-allowed', { origin });
}
