import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { hashVideo, type VideoHashes } from '../video/hash-video.ts';
import { FileHasher, type FileHashes, hashPixels, type PictureHashes } from './hash-file.ts';
import { MAX_PICTURE_FILE, MAX_SCAN_PIXELS } from './limits.ts';
import { DecodeProblem } from './problem.ts';
import { readPixels } from './read-pixels.ts';
import { isVideo, SNIFF_BYTES, sniff } from './sniff.ts';

/** What a scan knows of one file. */
export interface ScannedFile extends FileHashes {
  /** By its first bytes; null: neither picture nor video, the file hashes alone. */
  readonly type: string | null;
  readonly picture: PictureHashes | null;
  readonly video: Pick<VideoHashes, 'durationMs' | 'frames'> | null;
  /** Why a picture or video was not decoded, or not wholly; a code. */
  readonly problem: string | null;
}

const CHUNK = 1 << 20;

/**
 * Hashes one file of a folder, read once; with `decodes` false its bytes alone. Links are not followed and nothing but a regular file is read, so that a pipe or a
 * device stops nothing.
 * @throws DecodeProblem `file.…`: not readable, not a file, changed while it was read
 */
export async function scanFile(path: Uint8Array, decodes: boolean, beat: () => void): Promise<ScannedFile> {
  const fd = open(path);
  try {
    const before = fstatSync(fd, { bigint: true });
    if (!before.isFile()) throw new DecodeProblem('file.not-regular');
    const size = Number(before.size);
    const { hashes, head, whole } = readAll(fd, size, beat);
    const after = fstatSync(fd, { bigint: true });
    if (hashes.size !== size || after.mtimeNs !== before.mtimeNs || after.size !== before.size) {
      throw new DecodeProblem('file.changed');
    }
    const type = sniff(head);
    const file = { ...hashes, type, picture: null, video: null, problem: null };
    if (type === null || !decodes) return file;
    try {
      if (isVideo(type)) {
        const { durationMs, frames, isPartial } = await hashVideo(fd, type);
        return { ...file, video: { durationMs, frames }, problem: isPartial ? 'video.cut-short' : null };
      }
      if (!whole) return { ...file, problem: 'media.too-large' };
      const { picture } = await readPixels(whole, type, MAX_SCAN_PIXELS);
      return { ...file, picture: hashPixels(picture) };
    } catch (error) {
      // Whatever is wrong with the picture, the file hashes are good.
      const code = error instanceof DecodeProblem ? error.code : 'media.not-readable';
      // An icon: there is nothing to recognise, and nothing went wrong.
      return { ...file, problem: code === 'media.too-small' ? null : code };
    }
  } finally {
    closeSync(fd);
  }
}

function open(path: Uint8Array): number {
  try {
    // Not blocking: a pipe without a writer would hold the open for ever.
    return openSync(Buffer.from(path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DecodeProblem(code === 'EACCES' || code === 'EPERM' ? 'file.no-permission' : openProblem(code));
  }
}

function openProblem(code: string | undefined): string {
  if (code === 'ENOENT') return 'file.gone';
  return code === 'ELOOP' ? 'file.link' : 'file.not-read';
}

/** At most `size` bytes, as it was opened: a file that grows is read to where it ended. */
function readAll(fd: number, size: number, beat: () => void) {
  const hasher = new FileHasher();
  const isSmall = size <= CHUNK;
  let head: Uint8Array = new Uint8Array(0);
  let whole: Buffer | null = null;
  const chunk = Buffer.allocUnsafe(Math.min(CHUNK, size));
  for (let at = 0; at < size; ) {
    const read = readOrThrow(fd, chunk, Math.min(chunk.length, size - at), at);
    if (read === 0) break;
    const bytes = chunk.subarray(0, read);
    hasher.add(bytes);
    if (at === 0) {
      head = Uint8Array.prototype.slice.call(bytes, 0, SNIFF_BYTES);
      const type = sniff(head);
      const isPicture = type !== null && !isVideo(type);
      if (isPicture && size <= MAX_PICTURE_FILE) whole = isSmall && read === size ? bytes : Buffer.allocUnsafe(size);
    }
    if (whole && whole !== bytes) bytes.copy(whole, at);
    at += read;
    if (!isSmall) beat();
  }
  return { hashes: hasher.done(), head, whole };
}

function readOrThrow(fd: number, into: Buffer, length: number, at: number): number {
  try {
    return readSync(fd, into, 0, length, at);
  } catch (cause) {
    throw new DecodeProblem('file.not-read', undefined, cause);
  }
}
