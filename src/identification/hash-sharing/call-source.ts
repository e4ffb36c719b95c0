import type { Runtime, Vault } from '../../platform/index.ts';
import { addressOf } from './source-address.ts';
import type { SourceRow } from './source-store.ts';
import { MAX_XML_BYTES } from './xml-document.ts';

/** Why a call did not bring what was asked for. Codes are for people: `hash-source.…`. */
export class SourceFailure extends Error {
  override readonly name = 'SourceFailure';
  readonly code: string;
  /** `again`: it may go better later. `restart`: the page's path is no longer good. `stop`: a person must act. */
  readonly next: 'again' | 'restart' | 'stop';
  /** How long the source asked to be left alone. */
  readonly retryAfterMs: number | null;
  readonly status: number | null;

  constructor(
    code: string,
    next: SourceFailure['next'],
    more: { retryAfterMs?: number | null; status?: number; cause?: unknown } = {},
  ) {
    super(code, { cause: more.cause });
    this.code = code;
    this.next = next;
    this.retryAfterMs = more.retryAfterMs ?? null;
    this.status = more.status ?? null;
  }
}

const TIMEOUT_MS = 60_000;
const MAX_RETRY_AFTER_MS = 24 * 3_600_000;

export const credentialsContext = (sourceId: string): string => `hash-source:${sourceId}`;

export interface Call {
  readonly path: string;
  readonly method?: 'GET' | 'PUT';
  readonly body?: string;
  readonly signal: AbortSignal;
}

type SourceAt = Pick<SourceRow, 'id' | 'base_url' | 'credentials'>;

/**
 * One call to a source, with its credentials, to its own address alone: nothing is followed elsewhere. `origins` are those
 * allowed now.
 * @returns the answer's bytes, of a 2xx
 * @throws SourceFailure
 */
export async function callSource(
  deps: { readonly runtime: Runtime; readonly vault: Vault },
  source: SourceAt,
  origins: readonly string[],
  call: Call,
): Promise<Uint8Array> {
  const { runtime, vault } = deps;
  const url = addressOf(source.base_url, call.path);
  if (!url) throw new SourceFailure('hash-source.path-elsewhere', 'stop');
  if (!origins.includes(url.origin)) throw new SourceFailure('hash-source.address-not-allowed', 'stop');
  const { username, password } = JSON.parse(
    Buffer.from(vault.unwrap(source.credentials, credentialsContext(source.id))).toString(),
  ) as { username: string; password: string };
  const timeout = new AbortController();
  const cancel = runtime.clock.after(TIMEOUT_MS, () => timeout.abort());
  try {
    const response = await runtime.fetch(url, {
      method: call.method ?? 'GET',
      headers: {
        accept: 'application/xml',
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
        ...(call.body === undefined ? {} : { 'content-type': 'application/xml' }),
      },
      ...(call.body === undefined ? {} : { body: call.body }),
      redirect: 'manual',
      signal: AbortSignal.any([call.signal, timeout.signal]),
    });
    const refusal = refusalOf(response, runtime.clock.now());
    if (refusal) {
      await response.body?.cancel();
      throw refusal;
    }
    return await readAll(response);
  } catch (error) {
    if (error instanceof SourceFailure) throw error;
    // The message of a failed fetch may hold the address; the cause stays here.
    throw new SourceFailure('hash-source.unreachable', 'again', { cause: error });
  } finally {
    cancel();
  }
}

function refusalOf(response: Response, now: number): SourceFailure | null {
  const { status } = response;
  if (response.ok) return null;
  if (status === 0 || (status >= 300 && status < 400))
    return new SourceFailure('hash-source.redirects', 'stop', { status });
  if (status === 401 || status === 403) return new SourceFailure('hash-source.credentials-refused', 'stop', { status });
  if (status === 429 || status >= 500) {
    const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), now);
    const code = status === 429 ? 'hash-source.asks-to-wait' : 'hash-source.failing';
    return new SourceFailure(code, 'again', { status, retryAfterMs });
  }
  return new SourceFailure('hash-source.refuses', 'restart', { status });
}

/** RFC 9110, 10.2.3: seconds, or a date. */
export function readRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 1_000), MAX_RETRY_AFTER_MS);
}

async function readAll(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the rest of the stream.
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_XML_BYTES) throw new SourceFailure('hash-source.answer-unreadable', 'again');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
