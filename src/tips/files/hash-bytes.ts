import { createHash } from 'node:crypto';

const SLICE = 4 * 1024 * 1024;

export interface FileHashes {
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
}

/** The three hashes of a file, a slice at a time, so that a long one does not hold the process up. */
export async function hashBytes(bytes: Uint8Array): Promise<FileHashes> {
  const [md5, sha1, sha256] = [createHash('md5'), createHash('sha1'), createHash('sha256')];
  for (let at = 0; at < bytes.length; at += SLICE) {
    const slice = bytes.subarray(at, at + SLICE);
    for (const hash of [md5, sha1, sha256]) hash.update(slice);
    if (bytes.length > SLICE) await new Promise((resolve) => setImmediate(resolve));
  }
  return { md5: md5.digest('hex'), sha1: sha1.digest('hex'), sha256: sha256.digest('hex') };
}
