import { ProtocolError } from './errors.ts';
import { emptyRoot, HASH_BYTES, isPowerOfTwo, nodeHash, splitPoint } from './merkle.ts';

/** Hashes in a full tile: C2SP tlog-tiles fixes the height at 8. */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;

/** Where a log's tiles are kept. */
export interface TileReader {
  /**
   * The first `width` (1-256) hashes of the tile, 32 bytes each; more is allowed, less is not.
   * Level 0 holds leaf hashes; each hash of level L+1 is the root of a full tile of level L.
   */
  readTile(level: number, index: number, width: number): Promise<Uint8Array>;
}

export interface Tile {
  level: number;
  index: number;
  width: number;
  bytes: Uint8Array;
}

function bad(detail: string): never {
  throw new ProtocolError('bad-tile', detail);
}

function checkSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) bad('not a tree size');
}

/** How many hashes a tree of this size has at a tile level. */
function hashesAt(size: number, level: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

function tileWidth(size: number, level: number, index: number): number {
  return Math.min(TILE_WIDTH, hashesAt(size, level) - index * TILE_WIDTH);
}

/** Root of a run of hashes whose count is a power of two. */
function perfectRoot(hashes: Uint8Array[]): Uint8Array {
  let row = hashes;
  while (row.length > 1) {
    const next: Uint8Array[] = [];
    for (let i = 0; i + 1 < row.length; i += 2) next.push(nodeHash(row[i] ?? bad('gap'), row[i + 1] ?? bad('gap')));
    row = next;
  }
  return row[0] ?? bad('no hashes');
}

function splitHashes(bytes: Uint8Array, from: number, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, i) => bytes.subarray((from + i) * HASH_BYTES, (from + i + 1) * HASH_BYTES));
}

/** Reads each tile once per operation. */
function createTreeView(size: number, reader: TileReader) {
  const held = new Map<string, Promise<Uint8Array>>();

  async function fetchTile(level: number, index: number): Promise<Uint8Array> {
    const width = tileWidth(size, level, index);
    const bytes = await reader.readTile(level, index, width);
    if (bytes.length < width * HASH_BYTES || bytes.length % HASH_BYTES !== 0) bad('a tile shorter than asked for');
    return bytes;
  }

  function tile(level: number, index: number): Promise<Uint8Array> {
    const key = `${level}/${index}`;
    const known = held.get(key);
    if (known) return known;
    const fetched = fetchTile(level, index);
    held.set(key, fetched);
    return fetched;
  }

  /** Root of the complete subtree over leaves [start, start + 2^height). */
  async function subtree(start: number, height: number): Promise<Uint8Array> {
    const level = Math.floor(height / TILE_HEIGHT);
    const count = 2 ** (height % TILE_HEIGHT);
    const first = start / TILE_WIDTH ** level;
    const index = Math.floor(first / TILE_WIDTH);
    return perfectRoot(splitHashes(await tile(level, index), first % TILE_WIDTH, count));
  }

  /** MTH(D[start:end]) of RFC 6962, for the ranges its recursion meets: start is a multiple of the subtrees' width. */
  async function range(start: number, end: number): Promise<Uint8Array> {
    const count = end - start;
    if (isPowerOfTwo(count)) return subtree(start, Math.round(Math.log2(count)));
    const k = splitPoint(count);
    const [left, right] = await Promise.all([range(start, start + k), range(start + k, end)]);
    return nodeHash(left, right);
  }

  return { range };
}

type TreeView = ReturnType<typeof createTreeView>;

/** Root of the tree of `size` leaves. Throws `bad-tile`. */
export async function rootOf(size: number, reader: TileReader): Promise<Uint8Array> {
  checkSize(size);
  return size === 0 ? emptyRoot : createTreeView(size, reader).range(0, size);
}

async function inclusionPath(index: number, start: number, end: number, view: TreeView): Promise<Uint8Array[]> {
  const count = end - start;
  if (count === 1) return [];
  const middle = start + splitPoint(count);
  if (index < middle) return [...(await inclusionPath(index, start, middle, view)), await view.range(middle, end)];
  return [...(await inclusionPath(index, middle, end, view)), await view.range(start, middle)];
}

/** PATH(index, D[size]) of RFC 6962 section 2.1.1. Throws `bad-tile`. */
export async function inclusionProof(index: number, size: number, reader: TileReader): Promise<Uint8Array[]> {
  checkSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) bad('index outside the tree');
  return inclusionPath(index, 0, size, createTreeView(size, reader));
}

async function subproof(
  old: number,
  start: number,
  end: number,
  whole: boolean,
  view: TreeView,
): Promise<Uint8Array[]> {
  if (old === end) return whole ? [] : [await view.range(start, end)];
  const middle = start + splitPoint(end - start);
  if (old <= middle) return [...(await subproof(old, start, middle, whole, view)), await view.range(middle, end)];
  return [...(await subproof(old, middle, end, false, view)), await view.range(start, middle)];
}

/** PROOF(old, D[size]) of RFC 6962 section 2.1.2; empty when `oldSize` is 0 or `newSize`. Throws `bad-tile`. */
export async function consistencyProof(oldSize: number, newSize: number, reader: TileReader): Promise<Uint8Array[]> {
  checkSize(oldSize);
  checkSize(newSize);
  if (oldSize > newSize) bad('sizes out of order');
  if (oldSize === 0 || oldSize === newSize) return [];
  return subproof(oldSize, 0, newSize, true, createTreeView(newSize, reader));
}

/** The right edge of one level after appending: which tiles changed, and the roots of those that became full. */
async function appendLevel(level: number, count: number, added: readonly Uint8Array[], reader: TileReader) {
  const tiles: Tile[] = [];
  const roots: Uint8Array[] = [];
  let index = Math.floor(count / TILE_WIDTH);
  const width = count % TILE_WIDTH;
  const start = width === 0 ? new Uint8Array(0) : await reader.readTile(level, index, width);
  if (start.length < width * HASH_BYTES) bad('a tile shorter than asked for');
  let hashes = splitHashes(start, 0, width);
  for (let next = 0; next < added.length; ) {
    const taken = added.slice(next, next + TILE_WIDTH - hashes.length);
    next += taken.length;
    hashes.push(...taken);
    const bytes = new Uint8Array(hashes.length * HASH_BYTES);
    hashes.forEach((hash, i) => {
      bytes.set(hash, i * HASH_BYTES);
    });
    tiles.push({ level, index, width: hashes.length, bytes });
    if (hashes.length === TILE_WIDTH) {
      roots.push(perfectRoot(hashes));
      hashes = [];
      index += 1;
    }
  }
  return { tiles, roots };
}

/**
 * Appends leaf hashes to a log of `size` leaves. Reads at most one tile a level, and gives back each tile that changed
 * in its newest width; the caller stores them before it signs the root. A wider tile supersedes a narrower one.
 * Throws `bad-tile`.
 */
export async function appendLeaves(
  size: number,
  leafHashes: readonly Uint8Array[],
  reader: TileReader,
): Promise<{ newSize: number; root: Uint8Array; tiles: Tile[] }> {
  checkSize(size);
  if (leafHashes.some((hash) => hash.length !== HASH_BYTES)) bad('not a leaf hash');
  const newSize = size + leafHashes.length;
  checkSize(newSize);
  const tiles: Tile[] = [];
  let added: readonly Uint8Array[] = leafHashes;
  for (let level = 0; added.length > 0; level++) {
    const done = await appendLevel(level, hashesAt(size, level), added, reader);
    tiles.push(...done.tiles);
    added = done.roots;
  }
  const changed = new Map(tiles.map((tile) => [`${tile.level}/${tile.index}`, tile.bytes]));
  const root = await rootOf(newSize, {
    readTile: async (level, index, width) =>
      changed.get(`${level}/${index}`) ?? (await reader.readTile(level, index, width)),
  });
  return { newSize, root, tiles };
}
