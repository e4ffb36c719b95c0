import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';

/** One file of what is brought in, wherever it lies. Nothing of it is written to disk. */
export interface ImportEntry {
  /** Its place: a path with `/`, from the top of what was given; `reports.zip!/a.json` inside an archive. */
  readonly path: string;
  readonly size: number;
  /** Why it is not opened; null: it may be. */
  readonly problem: EntryProblem | null;
  /** The whole of it. @throws EntryProblem when it is longer than it says, or cannot be read */
  read(): Promise<Buffer>;
}

/** A code of the room's phrases. */
export class EntryProblem extends Error {
  override readonly name = 'EntryProblem';
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

export const MAX_ENTRY_BYTES = 128 * 1024 * 1024;
const MAX_ENTRIES = 200_000;
/** All of an archive, unpacked. */
const MAX_TOTAL_BYTES = 64 * 1024 * 1024 * 1024;
/** So much smaller than it unpacks to, no picture, video or report is; small files are let be. */
const MAX_RATIO = 200;
const RATIO_FROM_BYTES = 1024 * 1024;
const MAX_FOLDER_DEPTH = 16;

/** Files that lie together: those of one folder, or of one archive. A report's files are looked for beside it. */
export interface Container extends AsyncDisposable {
  readonly entries: readonly ImportEntry[];
}

/** What lies at a path: a folder with all under it, an archive, or one file. Links are named and not followed. */
export async function* containersAt(path: string): AsyncGenerator<Container> {
  const info = await lstat(path);
  if (info.isDirectory()) yield* containersOfFolder(path, path, 0);
  else if (info.isSymbolicLink()) yield loose([refused(basename(path), new EntryProblem('tip-import.link'))]);
  else if (isZipName(path)) yield await containerOfZip(() => openPromise(path, ZIP_OPTIONS), `${basename(path)}!/`);
  else yield loose([entryOfFile(path, basename(path), info.size)]);
}

async function* containersOfFolder(top: string, folder: string, depth: number): AsyncGenerator<Container> {
  const found = await readdir(folder, { withFileTypes: true });
  found.sort((a, b) => (a.name < b.name ? -1 : 1));
  const nameOf = (name: string): string => relative(top, join(folder, name));
  const entries: ImportEntry[] = [];
  for (const one of found) {
    const path = join(folder, one.name);
    if (one.isFile() && !isZipName(one.name))
      entries.push(entryOfFile(path, nameOf(one.name), (await lstat(path)).size));
    else if (!one.isFile() && !one.isDirectory())
      entries.push(refused(nameOf(one.name), new EntryProblem('tip-import.link')));
    else if (one.isDirectory() && depth >= MAX_FOLDER_DEPTH)
      entries.push(refused(nameOf(one.name), new EntryProblem('tip-import.too-deep')));
  }
  if (entries.length > 0) yield loose(entries);
  for (const one of found) {
    const path = join(folder, one.name);
    if (one.isFile() && isZipName(one.name))
      yield await containerOfZip(() => openPromise(path, ZIP_OPTIONS), `${nameOf(one.name)}!/`);
    else if (one.isDirectory() && depth < MAX_FOLDER_DEPTH) yield* containersOfFolder(top, path, depth + 1);
  }
}

function isZipName(name: string): boolean {
  return /\.zip$/i.test(name);
}

function loose(entries: readonly ImportEntry[]): Container {
  return { entries, [Symbol.asyncDispose]: async () => undefined };
}

function entryOfFile(path: string, name: string, size: number): ImportEntry {
  const problem =
    size > MAX_ENTRY_BYTES ? new EntryProblem('tip-import.entry-too-large', { limit: MAX_ENTRY_BYTES }) : null;
  return { path: name, size, problem, read: () => readRegular(path, size) };
}

/** Not through a link that took the file's place, and not more than was said. */
async function readRegular(path: string, size: number): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch(() => {
    throw new EntryProblem('tip-import.not-readable');
  });
  try {
    const bytes = Buffer.alloc(size + 1);
    let at = 0;
    for (;;) {
      const { bytesRead } = await file.read(bytes, at, bytes.length - at, at);
      at += bytesRead;
      if (bytesRead === 0) return bytes.subarray(0, at);
      if (at > size) throw new EntryProblem('tip-import.changed');
    }
  } finally {
    await file.close();
  }
}

// Sizes that an entry states are held to while it is unpacked. Names are decoded here, so that a bad one costs its entry alone.
const ZIP_OPTIONS = { lazyEntries: true, autoClose: false, validateEntrySizes: true, decodeStrings: false } as const;

/** What an uploaded archive or report holds. */
export async function* containersOfBytes(name: string, bytes: Buffer): AsyncGenerator<Container> {
  const isZip = bytes.length >= 4 && bytes.readUInt32LE(0) === 0x04034b50;
  if (isZip) yield await containerOfZip(() => fromBufferPromise(bytes, ZIP_OPTIONS), '');
  else yield loose([{ path: basename(name), size: bytes.length, problem: null, read: async () => bytes }]);
}

async function containerOfZip(openZip: () => Promise<ZipFile>, prefix: string): Promise<Container> {
  const self = prefix === '' ? 'zip' : prefix.slice(0, -2);
  let zip: ZipFile;
  try {
    zip = await openZip();
  } catch {
    return loose([refused(self, new EntryProblem('tip-import.zip-broken'))]);
  }
  const entries: ImportEntry[] = [];
  const close = async (): Promise<void> => zip.close();
  if (zip.entryCount > MAX_ENTRIES) {
    entries.push(refused(self, new EntryProblem('tip-import.too-many-entries', { limit: MAX_ENTRIES })));
    return { entries, [Symbol.asyncDispose]: close };
  }
  try {
    const seen = new Set<string>();
    let total = 0;
    for await (const entry of zip.eachEntry()) {
      const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
      if (name.endsWith('/')) continue;
      total += entry.uncompressedSize;
      const problem =
        total > MAX_TOTAL_BYTES
          ? new EntryProblem('tip-import.zip-bomb', { limit: MAX_TOTAL_BYTES })
          : problemOf(entry, name, seen.has(name));
      seen.add(name);
      const read = (): Promise<Buffer> => readEntry(zip, entry);
      entries.push({ path: `${prefix}${name.slice(0, 500)}`, size: entry.uncompressedSize, problem, read });
    }
  } catch {
    // Its directory breaks off: what came before stands.
    entries.push(refused(self, new EntryProblem('tip-import.zip-broken')));
  }
  return { entries, [Symbol.asyncDispose]: close };
}

function problemOf(entry: Entry, fileName: string, isTwice: boolean): EntryProblem | null {
  if (/(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[A-Za-z]:|\\|\0/.test(fileName)) return new EntryProblem('tip-import.slip');
  // The upper half of the attributes is the mode of Unix, where that made it.
  const mode = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (mode === 0o120000) return new EntryProblem('tip-import.link');
  if (isTwice) return new EntryProblem('tip-import.twice');
  if (entry.isEncrypted()) return new EntryProblem('tip-import.encrypted');
  if (entry.uncompressedSize > MAX_ENTRY_BYTES)
    return new EntryProblem('tip-import.entry-too-large', { limit: MAX_ENTRY_BYTES });
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > RATIO_FROM_BYTES && ratio > MAX_RATIO)
    return new EntryProblem('tip-import.zip-bomb', { limit: MAX_ENTRY_BYTES });
  return /\.zip$/i.test(fileName) ? new EntryProblem('tip-import.nested') : null;
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<Buffer> {
  try {
    const stream: Readable = await zip.openReadStreamPromise(entry);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream) {
      size += (chunk as Buffer).length;
      if (size > MAX_ENTRY_BYTES) throw new EntryProblem('tip-import.entry-too-large', { limit: MAX_ENTRY_BYTES });
      chunks.push(chunk as Buffer);
    }
    return Buffer.concat(chunks, size);
  } catch (error) {
    throw error instanceof EntryProblem ? error : new EntryProblem('tip-import.zip-broken');
  }
}

function refused(path: string, problem: EntryProblem): ImportEntry {
  return { path, size: 0, problem, read: () => Promise.reject(problem) };
}
