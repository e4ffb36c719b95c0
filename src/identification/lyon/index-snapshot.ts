import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { HashIndex } from '../../imagehash/index.ts';

/** What a saved index says of itself, before its bytes. */
export interface SnapshotHead<Mark> {
  readonly v: 1;
  readonly what: 'media' | 'questions';
  /** How far it had read. */
  readonly mark: Mark;
  /** What the database says at that mark: a file of another database, or of a later state of this one, says something else. */
  readonly proof: string;
}

const MAGIC = Buffer.from('homeward-index\n');
const HOUR = 3_600_000;
const LENGTH_BYTES = 4;
const SUM_BYTES = 4;
const MOST_HEAD_BYTES = 16 * 1024 * 1024;
const READ_BYTES = 4 * 1024 * 1024;

/**
 * Writes magic, length and JSON of the head, the index's bytes, and a CRC-32 of all before it. Whole or not at all: beside the
 * old file first, on the disk, then in its place.
 * @param pieces as `HashIndex.save` gives them; the first is asked for at once, so head and bytes are of one moment
 */
export async function writeSnapshot<Mark>(
  path: string,
  head: SnapshotHead<Mark>,
  pieces: AsyncGenerator<Uint8Array>,
): Promise<void> {
  const first = pieces.next();
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(json.length);
  const beside = `${path}.${process.pid}-${crypto.randomUUID().slice(0, 8)}`;
  try {
    const file = await open(beside, 'wx', 0o600);
    try {
      let sum = 0;
      const put = async (bytes: Uint8Array): Promise<void> => {
        sum = crc32(bytes, sum);
        await file.writeFile(bytes);
      };
      await put(Buffer.concat([MAGIC, length, json]));
      for (let piece = await first; !piece.done; piece = await pieces.next()) await put(piece.value);
      const end = Buffer.alloc(SUM_BYTES);
      end.writeUInt32BE(sum);
      await file.writeFile(end);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** A process that was killed while it wrote left its half behind: what nobody has written to for an hour goes. */
export async function sweepUnfinished(folder: string, now: number): Promise<void> {
  const files = await readdir(folder).catch(() => []);
  for (const file of files.filter((name) => /\.index\./.test(name))) {
    const path = join(folder, file);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: now }));
    if (mtimeMs < now - HOUR) await rm(path, { force: true });
  }
}

/** A saved index that cannot be used; it is made anew from the database. */
export class SnapshotUnusable extends Error {
  override readonly name = 'SnapshotUnusable';
}

/**
 * Reads a saved index.
 * @param isOurs compares what the head says with the database, before the bytes are read
 * @returns null when there is none
 * @throws SnapshotUnusable when it is damaged, cut short, of another kind, or of another database
 */
export async function readSnapshot<Mark>(
  path: string,
  what: SnapshotHead<Mark>['what'],
  isOurs: (head: SnapshotHead<Mark>) => Promise<boolean>,
): Promise<{ head: SnapshotHead<Mark>; index: HashIndex } | null> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!file) return null;
  try {
    const { size } = await file.stat();
    const read = async (at: number, bytes: number): Promise<Buffer> => {
      const buffer = Buffer.allocUnsafe(bytes);
      const { bytesRead } = await file.read(buffer, 0, bytes, at);
      if (bytesRead < bytes) throw new SnapshotUnusable('cut short');
      return buffer;
    };
    const start = await read(0, MAGIC.length + LENGTH_BYTES);
    if (!start.subarray(0, MAGIC.length).equals(MAGIC)) throw new SnapshotUnusable('not a saved index');
    const headBytes = start.readUInt32BE(MAGIC.length);
    if (headBytes > MOST_HEAD_BYTES) throw new SnapshotUnusable('not a saved index');
    const json = await read(start.length, headBytes);
    const head = parseHead<Mark>(json);
    if (head.v !== 1 || head.what !== what) throw new SnapshotUnusable('another kind of index');
    if (!(await isOurs(head))) throw new SnapshotUnusable('of another database');
    const begin = start.length + headBytes;
    const end = size - SUM_BYTES;
    if (end < begin) throw new SnapshotUnusable('cut short');
    let sum = crc32(json, crc32(start));
    async function* body(): AsyncGenerator<Uint8Array> {
      for (let at = begin; at < end; at += READ_BYTES) {
        const piece = await read(at, Math.min(READ_BYTES, end - at));
        sum = crc32(piece, sum);
        yield piece;
      }
    }
    const index = await HashIndex.load(body()).catch((cause: unknown) => {
      throw new SnapshotUnusable('damaged', { cause });
    });
    if (sum !== (await read(end, SUM_BYTES)).readUInt32BE()) throw new SnapshotUnusable('damaged');
    return { head, index };
  } finally {
    await file.close();
  }
}

function parseHead<Mark>(json: Buffer): SnapshotHead<Mark> {
  try {
    return JSON.parse(json.toString()) as SnapshotHead<Mark>;
  } catch (cause) {
    throw new SnapshotUnusable('damaged', { cause });
  }
}
