import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { UploadStarted, UploadState } from '../../../src/cases/contract.ts';
import { ApiError, readProblem } from '../api/problem.ts';

/** What is here of a file while it is sent. */
export interface Sending {
  readonly phase: 'hashing' | 'sending' | 'waiting' | 'done' | 'failed';
  readonly done: number;
  readonly size: number;
  readonly error: ApiError | null;
}

const LONGEST_WAIT_MS = 20_000;

/** SHA-256 of a file, read as a stream: of any size, and without a secure context. */
export async function hashOfFile(file: File, onProgress?: (done: number) => void): Promise<string> {
  const hash = sha256.create();
  const reader = file.stream().getReader();
  let done = 0;
  for (;;) {
    const { value, done: isLast } = await reader.read();
    if (isLast) return bytesToHex(hash.digest());
    hash.update(value);
    done += value.length;
    onProgress?.(done);
  }
}

/**
 * Sends a file piece by piece and goes on by itself after a lost connection, where the bureau says it stands.
 * @param start asks for the upload, and again whenever it is to be resumed
 * @throws ApiError what the bureau refuses
 */
export async function sendFile(
  file: File,
  start: () => Promise<UploadStarted>,
  onProgress: (now: Pick<Sending, 'phase' | 'done'>) => void,
  signal: AbortSignal,
): Promise<void> {
  for (let misses = 0; ; misses++) {
    try {
      let upload = await start();
      misses = 0;
      while (!signal.aborted) {
        onProgress({ phase: 'sending', done: upload.offset });
        const now = await patch(upload, file.slice(upload.offset, upload.offset + upload.chunk), signal);
        misses = 0;
        if (now.state === 'complete') return onProgress({ phase: 'done', done: now.size });
        upload = { ...upload, offset: now.offset };
      }
      return;
    } catch (error) {
      if (signal.aborted) return;
      const resumes =
        error instanceof ApiError && (error.code === 'offline' || error.code === 'conflict' || error.status >= 429);
      if (!resumes) throw error;
      onProgress({ phase: 'waiting', done: 0 });
      await pause(Math.min(LONGEST_WAIT_MS, 500 * 2 ** misses), signal);
    }
  }
}

async function patch(upload: UploadStarted, piece: Blob, signal: AbortSignal): Promise<UploadState> {
  const bytes = new Uint8Array(await piece.arrayBuffer());
  const sum = btoa(String.fromCharCode(...sha256(bytes)));
  let response: Response;
  try {
    response = await fetch(`/api/uploads/${upload.id}`, {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${upload.token}`,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(upload.offset),
        'upload-checksum': `sha256 ${sum}`,
      },
      body: bytes,
      signal,
    });
  } catch {
    throw new ApiError(0, 'offline');
  }
  if (!response.ok) throw await readProblem(response);
  return (await response.json()) as UploadState;
}

/** Until the time is over or the network is back. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      window.clearTimeout(timer);
      window.removeEventListener('online', end);
      resolve();
    };
    const timer = window.setTimeout(end, ms);
    window.addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}
