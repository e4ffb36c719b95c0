import { createHash, type Hash } from 'node:crypto';
import { ORIENTATIONS, type Picture, pdqDihedral, toHex } from '../../imagehash/index.ts';

/** Of a file, whatever it holds. */
export interface FileHashes {
  readonly size: number;
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
}

export interface PictureHashes {
  /** Hex, bit 255 first. */
  readonly pdq: string;
  /** 0 to 100; under 50 there is too little to see for a near match. */
  readonly quality: number;
  /** The eight turned and mirrored forms, in the order of `ORIENTATIONS`. */
  readonly dihedral: readonly string[];
}

/** The three file hashes, fed as the bytes come. */
export class FileHasher {
  readonly #hashes: readonly [Hash, Hash, Hash] = [createHash('md5'), createHash('sha1'), createHash('sha256')];
  #size = 0;

  add(bytes: Uint8Array): this {
    for (const hash of this.#hashes) hash.update(bytes);
    this.#size += bytes.length;
    return this;
  }

  done(): FileHashes {
    const [md5, sha1, sha256] = this.#hashes;
    return { size: this.#size, md5: md5.digest('hex'), sha1: sha1.digest('hex'), sha256: sha256.digest('hex') };
  }
}

export function hashPixels(picture: Picture): PictureHashes {
  const { hashes, quality } = pdqDihedral(picture);
  return { pdq: toHex(hashes.original), quality, dihedral: ORIENTATIONS.map((name) => toHex(hashes[name])) };
}
