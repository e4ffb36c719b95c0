import { createHash } from 'node:crypto';
import { opendir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fromHex, HashIndex, ORIENTATIONS } from '../imagehash/index.ts';
import { AppError, refuse } from '../platform/index.ts';
import { MAX_MEDIA_BYTES, MIN_QUALITY } from './contract.ts';
import { sniff } from './decode/sniff.ts';
import { type HashList, type ListEntry, readHashList } from './hash-list.ts';
import { hashPicture } from './hash-picture.ts';

export interface ScanMatch {
  /** Path within the folder. */
  readonly file: string;
  readonly kind: 'exact' | 'near' | 'turned';
  /** Bits of 256 that differ; null for the same file. */
  readonly distance: number | null;
  /** What the list calls it. */
  readonly entry: string;
  readonly line: number;
}

export interface ScanReport {
  readonly files: number;
  readonly hashed: number;
  readonly matches: ScanMatch[];
  /** Pictures that could not be read, and lines of the list that are no hash. */
  readonly refused: { readonly file: string; readonly reason: string }[];
}

/**
 * Hashes every picture under a folder and lists what a hash list knows of them: the same file (MD5, SHA-1, SHA-256), or near by
 * PDQ, turned and mirrored copies too. Offline, nothing is written, no picture is shown. Links are not followed; files other
 * than pictures are compared by their hashes alone.
 * @throws when the list or the folder cannot be read; `refused` `list.no-hash` when the list holds none
 */
export async function scanFolder(options: { folder: string; list: string; radius?: number }): Promise<ScanReport> {
  const { folder, radius = 31 } = options;
  const list = readHashList(await readFile(options.list, 'utf8'));
  // Nothing found against nothing would read as a clean bill.
  if (list.entries.length === 0) throw refuse('list.no-hash');
  const known = indexList(list);
  const report = { files: 0, hashed: 0, matches: [] as ScanMatch[], refused: [] as ScanReport['refused'] };
  for (const problem of list.refused) report.refused.push({ file: `line ${problem.line}`, reason: problem.reason });
  for await (const path of filesUnder(folder)) {
    const file = relative(folder, path);
    report.files++;
    try {
      const bytes = await readBounded(path);
      const exact = known.exact(bytes);
      for (const entry of exact) report.matches.push(match(file, 'exact', null, entry));
      if (sniff(bytes) === null) continue;
      const picture = await hashPicture(bytes);
      report.hashed++;
      if (picture.quality < MIN_QUALITY) continue;
      for (const near of known.near(picture.dihedral, radius)) {
        if (!exact.includes(near.entry)) report.matches.push(match(file, near.kind, near.distance, near.entry));
      }
    } catch (error) {
      report.refused.push({ file, reason: reasonOf(error) });
    }
  }
  return report;
}

function match(file: string, kind: ScanMatch['kind'], distance: number | null, entry: ListEntry): ScanMatch {
  return { file, kind, distance, entry: entry.name, line: entry.line };
}

function indexList(list: HashList) {
  const byHash = new Map<string, ListEntry[]>();
  const index = new HashIndex();
  for (const [n, entry] of list.entries.entries()) {
    for (const kind of ['md5', 'sha1', 'sha256'] as const) {
      const hash = entry[kind];
      if (hash !== undefined) byHash.set(hash, [...(byHash.get(hash) ?? []), entry]);
    }
    if (entry.pdq !== undefined) index.add(n, fromHex(entry.pdq));
  }
  return {
    exact(bytes: Uint8Array): ListEntry[] {
      const hashes = ['md5', 'sha1', 'sha256'].map((name) => createHash(name).update(bytes).digest('hex'));
      return [...new Set(hashes.flatMap((hash) => byHash.get(hash) ?? []))];
    },
    /** Each entry once, at its nearest. */
    near(dihedral: readonly string[], radius: number) {
      const best = new Map<number, { entry: ListEntry; kind: 'near' | 'turned'; distance: number }>();
      for (const [turn, hex] of dihedral.entries()) {
        const kind = ORIENTATIONS[turn] === 'original' ? ('near' as const) : ('turned' as const);
        for (const { id, distance } of index.query(fromHex(hex), radius)) {
          const entry = list.entries[id];
          if (entry && distance < (best.get(id)?.distance ?? 257)) best.set(id, { entry, kind, distance });
        }
      }
      return [...best.values()].sort((a, b) => a.distance - b.distance);
    },
  };
}

async function* filesUnder(folder: string): AsyncGenerator<string> {
  const names: { path: string; isFolder: boolean }[] = [];
  for await (const entry of await opendir(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) names.push({ path, isFolder: true });
    else if (entry.isFile()) names.push({ path, isFolder: false });
  }
  names.sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, isFolder } of names) {
    if (isFolder) yield* filesUnder(path);
    else yield path;
  }
}

/** A seizure holds pictures larger than what is uploaded; what is beyond this is no picture. */
const LARGEST = 10 * MAX_MEDIA_BYTES;

async function readBounded(path: string): Promise<Uint8Array> {
  const { size } = await stat(path);
  if (size > LARGEST) throw new AppError('too-large', 'file', { errors: [{ pointer: '', code: 'media.too-large' }] });
  return readFile(path);
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.errors[0]?.code ?? error.code;
  const code = (error as NodeJS.ErrnoException).code;
  return typeof code === 'string' ? code : 'file.not-read';
}
