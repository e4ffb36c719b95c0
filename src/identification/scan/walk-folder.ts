import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { showName } from './show-name.ts';

export type Walked =
  | { readonly name: string; readonly path: Buffer; readonly problem: null }
  | {
      readonly name: string;
      readonly path: Buffer;
      readonly problem: 'file.link' | 'file.not-regular' | 'file.folder-not-read';
    };

const SLASH = Buffer.from('/');

/**
 * Everything under a folder in a fixed order, by bytes: names need not be text. Links are told, not followed; so are pipes and
 * devices, and folders that cannot be listed.
 */
export async function* walkFolder(folder: Buffer, prefix: Buffer = Buffer.alloc(0)): AsyncGenerator<Walked> {
  let entries: Dirent<Buffer>[];
  try {
    entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
  } catch {
    yield { name: prefix.length > 0 ? showName(prefix) : '.', path: folder, problem: 'file.folder-not-read' };
    return;
  }
  entries.sort((a, b) => Buffer.compare(a.name, b.name));
  for (const entry of entries) {
    const path = Buffer.concat([folder, SLASH, entry.name]);
    const within = prefix.length > 0 ? Buffer.concat([prefix, SLASH, entry.name]) : entry.name;
    if (entry.isDirectory()) yield* walkFolder(path, within);
    else if (entry.isFile()) yield { name: showName(within), path, problem: null };
    else yield { name: showName(within), path, problem: entry.isSymbolicLink() ? 'file.link' : 'file.not-regular' };
  }
}

export interface FileStamp {
  readonly size: string;
  readonly mtime: string;
  readonly ctime: string;
}

/** What changes when a file does; null when it cannot be asked. Whole numbers as text: nanoseconds are beyond a double. */
export async function stampOf(path: Buffer): Promise<FileStamp | null> {
  const stat = await lstat(path, { bigint: true }).catch(() => null);
  return stat && { size: String(stat.size), mtime: String(stat.mtimeNs), ctime: String(stat.ctimeNs) };
}
