import { HASH_BYTES } from './hex.ts';
import { type Engine, Ring16 } from './ring16.ts';

/** Hashes turned into codes at a time. */
const STEP = 16_384;

/**
 * A ring of hashes in the order of the callers'.
 * @throws RangeError when the lengths do not fit, or an id is no safe integer.
 */
export function buildRing(ids: Float64Array, hashes: Uint8Array, engine: Engine | undefined): Ring16 {
  if (hashes.length !== ids.length * HASH_BYTES) {
    throw new RangeError(`${ids.length} ids need ${ids.length * HASH_BYTES} bytes of hashes, got ${hashes.length}`);
  }
  let ascends = true;
  for (let n = 0; n < ids.length; n++) {
    const id = ids[n] as number;
    if (!Number.isSafeInteger(id)) throw new RangeError(`an id is a safe integer, got ${id}`);
    if (n > 0 && id <= (ids[n - 1] as number)) ascends = false;
  }
  const order = ascends ? undefined : lastOfEach(ids, ascending(ids));
  const ring = new Ring16(order?.length ?? ids.length, engine);
  if (order === undefined) {
    ring.ids.set(ids);
    for (let from = 0; from < ids.length; from += STEP) {
      ring.setHashes(from, hashes.subarray(from * HASH_BYTES, Math.min(ids.length, from + STEP) * HASH_BYTES));
    }
  } else {
    const piece = new Uint8Array(STEP * HASH_BYTES);
    for (let from = 0; from < order.length; from += STEP) {
      const places = order.subarray(from, from + STEP);
      for (const [n, place] of places.entries()) {
        ring.ids[from + n] = ids[place] as number;
        piece.set(hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES), n * HASH_BYTES);
      }
      ring.setHashes(from, piece.subarray(0, places.length * HASH_BYTES));
    }
  }
  for (const _ of ring.build());
  return ring;
}

/** The places of ids in ascending order, equal ones in the order given: a merge sort of places. */
function ascending(ids: Float64Array): Uint32Array {
  let from = Uint32Array.from({ length: ids.length }, (_, n) => n);
  let to = new Uint32Array(ids.length);
  for (let run = 1; run < ids.length; run *= 2) {
    for (let start = 0; start < ids.length; start += 2 * run) {
      const middle = Math.min(start + run, ids.length);
      const end = Math.min(start + 2 * run, ids.length);
      let a = start;
      let b = middle;
      for (let n = start; n < end; n++) {
        const takeA =
          a < middle && (b >= end || (ids[from[a] as number] as number) <= (ids[from[b] as number] as number));
        to[n] = from[takeA ? a++ : b++] as number;
      }
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Of places with equal ids, which stand together, the last. */
function lastOfEach(ids: Float64Array, order: Uint32Array): Uint32Array {
  return order.filter((place, n) => n + 1 === order.length || ids[place] !== ids[order[n + 1] as number]);
}
