import { closeSync, constants, fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import type { ScannedFile } from '../decode/scan-file.ts';
import { ScanProblem } from './scan-problem.ts';
import type { FileStamp } from './walk-folder.ts';

/** Another number when the same file would give other hashes: an older state is then of no use. */
const RULES = 1;
const SYNC_MS = 2_000;

interface Header {
  readonly homewardScan: number;
  /** The folder's own path: names below it mean nothing elsewhere. */
  readonly folder: string;
}

interface Line {
  readonly f: string;
  readonly s: FileStamp;
  readonly r: ScannedFile;
}

/**
 * What a scan has done, a line a file, only ever appended to: after a kill or a power cut the whole lines stand, and a torn last
 * one is dropped. In memory is where each file's line begins, no more.
 */
export class StateFile {
  readonly #fd: number;
  readonly #lines = new Map<string, { at: number; length: number }>();
  #end = 0;
  readonly #now: () => number;
  #syncedAt: number;

  /**
   * Opens a state, or begins one.
   * @param now UTC milliseconds
   * @throws ScanProblem `scan.state-unreadable` (another program's file, or of other rules), `scan.state-of-other-folder`
   */
  constructor(path: string, folder: string, now: () => number) {
    this.#now = now;
    this.#syncedAt = now();
    this.#fd = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    const lines = this.#readLines();
    const first = lines.next();
    if (first.done) {
      ftruncateSync(this.#fd, 0);
      this.#append(JSON.stringify({ homewardScan: RULES, folder } satisfies Header));
      return;
    }
    const header = parse<Header>(first.value.text);
    if (header?.homewardScan !== RULES) throw new ScanProblem('scan.state-unreadable', path);
    if (header.folder !== folder) throw new ScanProblem('scan.state-of-other-folder', path);
    this.#end = first.value.at + first.value.length;
    for (const { text, at, length } of lines) {
      const name = parse<Line>(text)?.f;
      if (name === undefined) break;
      this.#lines.set(name, { at, length });
      this.#end = at + length;
    }
    ftruncateSync(this.#fd, this.#end);
  }

  /** How many files' hashes it held when it was opened, or since. */
  get size(): number {
    return this.#lines.size;
  }

  /** What is known of an unchanged file. */
  find(name: string, stamp: FileStamp): ScannedFile | null {
    const line = this.#lines.get(name);
    if (!line) return null;
    const bytes = Buffer.allocUnsafe(line.length);
    readSync(this.#fd, bytes, 0, line.length, line.at);
    const held = parse<Line>(bytes.toString('utf8'));
    const isSame = held?.s.size === stamp.size && held.s.mtime === stamp.mtime && held.s.ctime === stamp.ctime;
    return isSame ? held.r : null;
  }

  add(name: string, stamp: FileStamp, result: ScannedFile): void {
    const at = this.#end;
    this.#append(JSON.stringify({ f: name, s: stamp, r: result } satisfies Line));
    this.#lines.set(name, { at, length: this.#end - at });
    if (this.#now() - this.#syncedAt < SYNC_MS) return;
    fdatasyncSync(this.#fd);
    this.#syncedAt = this.#now();
  }

  close(): void {
    fdatasyncSync(this.#fd);
    closeSync(this.#fd);
  }

  #append(line: string): void {
    const bytes = Buffer.from(`${line}\n`);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at, bytes.length - at, this.#end + at);
    this.#end += bytes.length;
  }

  /** Whole lines from the beginning, a megabyte at a time. */
  *#readLines(): Generator<{ text: string; at: number; length: number }> {
    const { size } = fstatSync(this.#fd);
    let rest: Buffer = Buffer.alloc(0);
    let begins = 0;
    for (let at = 0; at < size; ) {
      const chunk = Buffer.allocUnsafe(Math.min(1 << 20, size - at));
      const read = readSync(this.#fd, chunk, 0, chunk.length, at);
      if (read === 0) return;
      at += read;
      rest = Buffer.concat([rest, chunk.subarray(0, read)]);
      let from = 0;
      for (let end = rest.indexOf(10, from); end >= 0; end = rest.indexOf(10, from)) {
        const length = end + 1 - from;
        yield { text: rest.toString('utf8', from, end), at: begins, length };
        begins += length;
        from = end + 1;
      }
      rest = rest.subarray(from);
    }
  }
}

function parse<T>(text: string): T | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? (value as T) : null;
  } catch {
    return null;
  }
}
