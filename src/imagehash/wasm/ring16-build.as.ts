// AssemblyScript. Building half of the ring16 kernel: codes, and a counting sort of them by each band's value.

import {
  STARTS,
  CODE,
  GROUPS,
  MOST_ENTRIES,
  GROUP_STARTS,
  GROUP_CURSORS,
} from './ring16-shape.as';

/** Shuffles the bits of `count` hashes into codes: each half byte has a table of 16 codes, and they add up. */
export function permute(from: usize, to: usize, count: u32, tables: usize): void {
  for (let n: u32 = 0; n < count; n++) {
    let low = v128.splat<i32>(0);
    let high = low;
    let table = tables;
    for (let byte: usize = 0; byte < 32; byte++) {
      const value = load<u8>(from + byte) as usize;
      const a = table + ((value & 15) << 5);
      const b = table + 512 + ((value >> 4) << 5);
      low = v128.or(low, v128.or(v128.load(a), v128.load(b)));
      high = v128.or(high, v128.or(v128.load(a, 16), v128.load(b, 16)));
      table += 1024;
    }
    v128.store(to, low);
    v128.store(to, high, 16);
    from += CODE;
    to += CODE;
  }
}

/** How many codes fall into each bucket of a band, two places further on. */
export function count(codes: usize, from: u32, to: u32, band: u32, starts: usize): void {
  let at = codes + from * CODE + band * 2;
  const end = codes + to * CODE + band * 2;
  for (; at < end; at += CODE) {
    const bucket = starts + (((load<u16>(at) as usize) + 2) << 2);
    store<u32>(bucket, load<u32>(bucket) + 1);
  }
}

/** Counts become starts, one place further on. The groups' starts are noted in the scratch area. */
export function sum(starts: usize, scratch: usize): void {
  let total: u32 = 0;
  for (let place: u32 = 0; place < STARTS; place++) {
    const at = starts + (place << 2);
    total += load<u32>(at);
    store<u32>(at, total);
    if ((place & 255) == 1) {
      const group = place >> 8 << 2;
      store<u32>(scratch + GROUP_STARTS + group, total);
      if (place < GROUPS << 8) store<u32>(scratch + GROUP_CURSORS + group, total);
    }
  }
}

/** More entries than `order` has room for. */
@inline
function isLarge(scratch: usize, group: u32): bool {
  const at = scratch + GROUP_STARTS + (group << 2);
  return load<u32>(at, 4) - load<u32>(at) > MOST_ENTRIES;
}

@inline
function putEntry(next: usize, slots: usize, width: u32, at: u32, after: u16, slot: u32): void {
  store<u16>(next + at * 2, after);
  const place = slots + at * width;
  store<u16>(place, slot as u16);
  store<u8>(place, (slot >> 16) as u8, 2);
  if (width == 4) store<u8>(place, (slot >> 24) as u8, 3);
}

/**
 * Each code's slot and next band go to their group, and the low byte of its value beside them (`lows`): 256 places
 * written in turn, where 65,536 would be too many for the caches. Codes of a group too large for `order` go to their
 * buckets at once, and so do all when there is no room for low bytes (`lows` is 0).
 */
export function partition(
  codes: usize,
  from: u32,
  to: u32,
  band: u32,
  starts: usize,
  next: usize,
  slots: usize,
  width: u32,
  lows: usize,
  scratch: usize,
): void {
  const own = codes + band * 2;
  const following = codes + ((band + 1) & 15) * 2;
  for (let slot = from; slot < to; slot++) {
    const value = load<u16>(own + slot * CODE) as u32;
    const direct = lows == 0 || isLarge(scratch, value >> 8);
    const cursor = direct ? starts + ((value + 1) << 2) : scratch + GROUP_CURSORS + ((value >> 8) << 2);
    const at = load<u32>(cursor);
    store<u32>(cursor, at + 1);
    if (!direct) store<u8>(lows + at, value as u8);
    putEntry(next, slots, width, at, load<u16>(following + slot * CODE), slot);
  }
}

/** Puts a group's entries into their buckets. The buckets' starts move to their own places as they fill. */
export function order(
  group: u32,
  starts: usize,
  next: usize,
  slots: usize,
  width: u32,
  lows: usize,
  scratch: usize,
): void {
  if (isLarge(scratch, group)) return;
  const from = load<u32>(scratch + GROUP_STARTS + (group << 2));
  const entries = load<u32>(scratch + GROUP_STARTS + (group << 2), 4) - from;
  const slotsKept = scratch + MOST_ENTRIES * 2;
  memory.copy(scratch, next + from * 2, entries * 2);
  memory.copy(slotsKept, slots + from * width, entries * width);
  const buckets = starts + (((group << 8) + 1) << 2);
  const mask: u32 = width == 3 ? 0xffffff : 0xffffffff;
  for (let entry: u32 = 0; entry < entries; entry++) {
    const bucket = buckets + ((load<u8>(lows + from + entry) as usize) << 2);
    const at = load<u32>(bucket);
    store<u32>(bucket, at + 1);
    putEntry(next, slots, width, at, load<u16>(scratch + entry * 2), load<u32>(slotsKept + entry * width) & mask);
  }
}

/**
 * Takes `length` bytes (a multiple of 64) into a sum of 16 lanes at `state`, which changes when any byte does. Integer
 * arithmetic of 32 bits alone, so that the plain twin keeps up.
 */
export function checksum(from: usize, length: usize, state: usize): void {
  let a = v128.load(state);
  let b = v128.load(state, 16);
  let c = v128.load(state, 32);
  let d = v128.load(state, 48);
  const factor = i32x4.splat(0x9e3779b1);
  for (let at = from, end = from + length; at < end; at += 64) {
    a = i32x4.mul(v128.xor(a, v128.load(at)), factor);
    b = i32x4.mul(v128.xor(b, v128.load(at, 16)), factor);
    c = i32x4.mul(v128.xor(c, v128.load(at, 32)), factor);
    d = i32x4.mul(v128.xor(d, v128.load(at, 48)), factor);
    a = v128.xor(a, i32x4.shr_u(a, 15));
    b = v128.xor(b, i32x4.shr_u(b, 15));
    c = v128.xor(c, i32x4.shr_u(c, 15));
    d = v128.xor(d, i32x4.shr_u(d, 15));
  }
  v128.store(state, a);
  v128.store(state, b, 16);
  v128.store(state, c, 32);
  v128.store(state, d, 48);
}
