import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { HashIndex, type IndexOptions } from '../hash-index.ts';

/** Read at a time. */
const PIECE = 8 << 20;

/**
 * Writes an index as it is now to a file, which is whole on the disk or not there at all: a file of that name is replaced
 * only when the new one is complete. The index can be changed and asked meanwhile.
 */
export async function saveIndex(index: HashIndex, path: string): Promise<void> {
  const partial = `${path}.${process.pid}.partial`;
  try {
    {
      await using file = await open(partial, 'w', 0o600);
      for await (const piece of index.save()) await file.writeFile(piece);
      await file.sync();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  await using folder = await open(dirname(path), 'r');
  await folder.sync();
}

/**
 * Reads what {@link saveIndex} wrote.
 * @throws RangeError when it is no saved index, not whole, or damaged; an error of the file system when it cannot be read.
 */
export async function loadIndex(path: string, options: IndexOptions = {}): Promise<HashIndex> {
  await using file = await open(path, 'r');
  return await HashIndex.load(pieces(), options);

  async function* pieces(): AsyncGenerator<Uint8Array> {
    const piece = new Uint8Array(PIECE);
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, PIECE);
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
    }
  }
}
