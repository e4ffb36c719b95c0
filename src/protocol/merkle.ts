import { equalBytes, sha256 } from './canonical.ts';
import { ProtocolError } from './errors.ts';

/** RFC 6962 section 2.1: the prefixes keep a leaf from being passed off as a node. */
const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export const HASH_BYTES = 32;

export function leafHash(data: Uint8Array): Uint8Array {
  return sha256(LEAF, data);
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(NODE, left, right);
}

/** Root of the tree with no leaves: SHA-256 of nothing. */
export const emptyRoot: Uint8Array = sha256();

/** The largest power of two smaller than n (n at least 2): where RFC 6962 splits a tree. Exact up to 2^53. */
export function splitPoint(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

function isSize(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}

function fail(detail: string): never {
  throw new ProtocolError('bad-proof', detail);
}

/**
 * Checks that the leaf hash stands at `index` in the tree of `size` leaves with this root (RFC 9162 section 2.1.3.2).
 * Throws `bad-proof`.
 */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): void {
  if (!isSize(index) || !isSize(size) || index >= size) fail('index outside the tree');
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (sn === 0) fail('proof too long');
    if (sibling.length !== HASH_BYTES) fail('proof holds something else than hashes');
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) {
        fn /= 2;
        sn = Math.floor(sn / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  if (sn !== 0) fail('proof too short');
  if (!equalBytes(hash, root)) fail('leaf is not in the tree');
}

/** Exact up to 2^53: a bare log2 rounds 2^49 - 1 up to a whole number. */
export function isPowerOfTwo(n: number): boolean {
  return n >= 1 && 2 ** Math.round(Math.log2(n)) === n;
}

/**
 * Checks that the tree of `newSize` leaves only appends to the one of `oldSize` (RFC 9162 section 2.1.4.2).
 * Throws `bad-proof`.
 */
export function verifyConsistency(
  oldSize: number,
  oldRoot: Uint8Array,
  newSize: number,
  newRoot: Uint8Array,
  proof: readonly Uint8Array[],
): void {
  if (!isSize(oldSize) || !isSize(newSize) || oldSize > newSize) fail('sizes out of order');
  if (oldSize === newSize || oldSize === 0) {
    if (proof.length > 0) fail('proof must be empty');
    if (oldSize === 0 && !equalBytes(oldRoot, emptyRoot)) fail('old root is not that of the empty tree');
    if (oldSize === newSize && !equalBytes(oldRoot, newRoot)) fail('same size, other root');
    return;
  }
  const path = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : proof;
  const [first, ...rest] = path;
  if (first === undefined || proof.length === 0) fail('proof is empty');
  let fn = oldSize - 1;
  let sn = newSize - 1;
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  let oldHash = first;
  let newHash = first;
  for (const sibling of rest) {
    if (sibling.length !== HASH_BYTES) fail('proof holds something else than hashes');
    if (sn === 0) fail('proof too long');
    if (fn % 2 === 1 || fn === sn) {
      oldHash = nodeHash(sibling, oldHash);
      newHash = nodeHash(sibling, newHash);
      while (fn % 2 === 0 && fn !== 0) {
        fn /= 2;
        sn = Math.floor(sn / 2);
      }
    } else {
      newHash = nodeHash(newHash, sibling);
    }
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  if (sn !== 0) fail('proof too short');
  if (!equalBytes(oldHash, oldRoot)) fail('proof does not give the old root');
  if (!equalBytes(newHash, newRoot)) fail('proof does not give the new root');
}
