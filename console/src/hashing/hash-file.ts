import { md5 } from '@noble/hashes/legacy.js';
import { sha256 as sha256Plain } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ORIENTATIONS, pdqDihedral, toHex } from '../../../src/imagehash/index.ts';
import { forgetExif } from './forget-exif.ts';
import { NotDecoded, storedPixels } from './stored-pixels.ts';

/** What is known of a file without its leaving this computer. */
export interface FileHashes {
  readonly md5: string;
  readonly sha256: string;
  /** Null when it is no picture that this browser decodes. */
  readonly picture: {
    readonly width: number;
    readonly height: number;
    readonly pdq: string;
    readonly quality: number;
    readonly dihedral: readonly string[];
  } | null;
  /** Why there is no `picture`. */
  readonly code: NotDecoded['code'] | null;
}

export type HashAnswer = { readonly hashes: FileHashes } | { readonly failed: HashFailure };
export type HashFailure = 'empty' | 'not-readable' | 'too-big' | 'gave-up';

/** A file is read whole to be hashed. */
const MAX_BYTES = 1_000_000_000;

/** MD5 and SHA-256 of the file, PDQ of its pixels with the seven turned and mirrored forms. */
export async function hashFile(file: File): Promise<HashAnswer> {
  if (file.size === 0) return { failed: 'empty' };
  if (file.size > MAX_BYTES) return { failed: 'too-big' };
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    // Gone or changed since it was chosen, or a folder.
    return { failed: 'not-readable' };
  }
  const files = { md5: bytesToHex(md5(new Uint8Array(bytes))), sha256: await sha256Of(bytes) };
  forgetExif(new Uint8Array(bytes));
  try {
    const pixels = await storedPixels(new Blob([bytes]));
    const { hashes, quality } = pdqDihedral(pixels);
    const dihedral = ORIENTATIONS.map((name) => toHex(hashes[name]));
    const { width, height } = pixels;
    return {
      hashes: {
        ...files,
        code: null,
        picture: { width, height, quality, pdq: toHex(hashes.original), dihedral },
      },
    };
  } catch (error) {
    const code = error instanceof NotDecoded ? error.code : 'not-decoded';
    return { hashes: { ...files, picture: null, code } };
  }
}

/** Hex. A page that came over plain http has no WebCrypto, and is slower. */
async function sha256Of(bytes: ArrayBuffer): Promise<string> {
  if (!globalThis.crypto?.subtle) return bytesToHex(sha256Plain(new Uint8Array(bytes)));
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
