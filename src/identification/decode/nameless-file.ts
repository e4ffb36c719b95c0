import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A file that has no name before anything is written into it, in memory where the system has such a place: a video's decoder
 * must seek, and a sealed file must lie nowhere in clear, whenever the power fails.
 */
export class NamelessFile {
  readonly fd: number;

  constructor() {
    const folder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
    const path = join(folder, `homeward-${randomUUID()}`);
    this.fd = openSync(path, 'wx+', 0o600);
    unlinkSync(path);
  }

  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.fd, bytes, at);
  }

  close(): void {
    closeSync(this.fd);
  }
}
