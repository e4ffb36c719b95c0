import { ORIENTATIONS, pdqDihedral, toHex } from '../../../src/imagehash/index.ts';
import { forgetExif } from './forget-exif.ts';
import { NotDecoded, storedPixels } from './stored-pixels.ts';

/** What is known of a file without its leaving this computer. */
export interface FileHashes {
  readonly sha256: string | null;
  readonly sha1: string | null;
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

/** SHA-1 and SHA-256 of the file, PDQ of its pixels with the seven turned and mirrored forms. */
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
  const [sha256, sha1] = [await digest('SHA-256', bytes), await digest('SHA-1', bytes)];
  forgetExif(new Uint8Array(bytes));
  try {
    const pixels = await storedPixels(new Blob([bytes]));
    const { hashes, quality } = pdqDihedral(pixels);
    const dihedral = ORIENTATIONS.map((name) => toHex(hashes[name]));
    const { width, height } = pixels;
    return {
      hashes: {
        sha256,
        sha1,
        code: null,
        picture: { width, height, quality, pdq: toHex(hashes.original), dihedral },
      },
    };
  } catch (error) {
    const code = error instanceof NotDecoded ? error.code : 'not-decoded';
    // Without a digest of the file there is then nothing to ask by.
    return sha256 === null ? { failed: 'not-readable' } : { hashes: { sha256, sha1, picture: null, code } };
  }
}

/** Hex; null where the page came over plain http, which has no WebCrypto. */
async function digest(name: 'SHA-256' | 'SHA-1', bytes: ArrayBuffer): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const sum = new Uint8Array(await crypto.subtle.digest(name, bytes));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
