import type { LookupHash } from '../../../../src/identification/contract.ts';
import type { HashedFile } from '../../hashing/use-hashed-files.ts';

/** So many a call, as the contract bounds it. */
const BATCH = 100;

interface Item {
  readonly name: string;
  readonly hash: LookupHash;
}

export interface Batch {
  readonly names: readonly string[];
  readonly hashes: readonly LookupHash[];
}

/** What is sent of each file: hashes and nothing else. */
function toItem({ name, hashes }: HashedFile): Item | null {
  if (!hashes) return null;
  const { sha256, md5, picture } = hashes;
  return {
    name,
    hash: {
      sha256,
      md5,
      ...(picture === null
        ? {}
        : { pdq: picture.pdq, quality: Math.round(picture.quality), dihedral: [...picture.dihedral] }),
    },
  };
}

/** A file by what it is looked up by; the same twice is asked once. */
export function identityOf({ hashes }: HashedFile): string | null {
  return hashes?.sha256 ?? null;
}

/** The files' keys that repeat an earlier one. */
export function repeated(files: readonly HashedFile[]): ReadonlySet<number> {
  const seen = new Set<string>();
  const again = new Set<number>();
  for (const file of files) {
    const identity = identityOf(file);
    if (identity === null) continue;
    if (seen.has(identity)) again.add(file.key);
    seen.add(identity);
  }
  return again;
}

export function toBatches(files: readonly HashedFile[]): readonly Batch[] {
  const again = repeated(files);
  const items = files
    .filter((file) => !again.has(file.key))
    .map(toItem)
    .filter((item) => item !== null);
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, n) => {
    const part = items.slice(n * BATCH, (n + 1) * BATCH);
    return { names: part.map((item) => item.name), hashes: part.map((item) => item.hash) };
  });
}
