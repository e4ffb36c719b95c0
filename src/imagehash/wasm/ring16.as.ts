// AssemblyScript, compiled by scripts/wasm.mjs into ring16-wasm.ts. The plain twin is ../ring16.ts.
//
// Pointers are arguments; what a call keeps in globals is its instance's own. So threads over one shared memory run the
// functions side by side, each with an instance and a scratch area. Offsets there are those of ../ring-layout.ts.

export { checksum, count, order, partition, permute, sum } from './ring16-build.as';
import {
  BANDS,
  STARTS,
  CODE,
  DENSE,
  GROUPS,
  SORTED,
  GROUP_STARTS,
  GROUP_CURSORS,
  RANGES,
  RANGE,
  FOUND,
  MOST_FOUND,
  FOUND_SLOTS,
  RESULTS,
  MOST_RESULTS,
  STEP,
  FEW,
} from './ring16-shape.as';

let size: u32 = 0;
let codes: usize = 0;
let next: usize = 0;
let slots: usize = 0;
let width: u32 = 0;
let scratch: usize = 0;
let radius: u32 = 0;
let waiting: u32 = 0;
let results: i32 = 0;

/**
 * Codes within `within` of each of the queries' codes at the start of the scratch area.
 * @returns how many results stand in the scratch area, -1 when there was no room for them.
 */
export function near(
  ofSize: u32,
  codesAt: usize,
  starts: usize,
  nextAt: usize,
  slotsAt: usize,
  slotWidth: u32,
  scratchAt: usize,
  queries: u32,
  within: u32,
): i32 {
  size = ofSize;
  codes = codesAt;
  next = nextAt;
  slots = slotsAt;
  width = slotWidth;
  scratch = scratchAt;
  radius = within;
  waiting = 0;
  results = 0;
  if (queries < FEW) askEach(starts, queries);
  else {
    for (let band: u32 = 0; band < BANDS && results >= 0; band++) {
      sort(band, queries);
      askGroups(starts + band * (STARTS * 4), band * size, queries >= DENSE);
    }
  }
  judge();
  return results;
}

/**
 * Looks at the entries from..to whose next band is within `spare` bits of the query's (`sought`), 16 at a time. Dropping
 * the lowest set bit `spare` times leaves 0 exactly when at most `spare` bits are set. Vectors reach beyond the last entry.
 */
@inline
function search(from: u32, to: u32, sought: v128, spare: u32, query: u32): void {
  const ones = i16x8.splat(-1);
  const zero = i16x8.splat(0);
  for (let entry = from; entry < to; entry += STEP) {
    let a = v128.xor(v128.load(next + entry * 2), sought);
    let b = v128.xor(v128.load(next + entry * 2, 16), sought);
    if (spare > 0) {
      a = v128.and(a, i16x8.add(a, ones));
      b = v128.and(b, i16x8.add(b, ones));
      if (spare > 1) {
        a = v128.and(a, i16x8.add(a, ones));
        b = v128.and(b, i16x8.add(b, ones));
        if (spare > 2) {
          a = v128.and(a, i16x8.add(a, ones));
          b = v128.and(b, i16x8.add(b, ones));
        }
      }
    }
    const bits = i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.eq(a, zero), i16x8.eq(b, zero))) as u32;
    if (bits != 0) keep(entry, to - entry, bits, query);
  }
}

/** Notes the entries that passed; judges when there are many. */
function keep(entry: u32, rest: u32, bits: u32, query: u32): void {
  if (rest < STEP) bits &= (1 << rest) - 1;
  const found = scratch + FOUND;
  for (; bits != 0; bits &= bits - 1) {
    store<u32>(found + waiting * 8, entry + ctz(bits));
    store<u32>(found + waiting * 8, query, 4);
    waiting++;
  }
  if (waiting > MOST_FOUND - STEP) judge();
}

/** Judges what was found by its whole code: first all slots, then all codes, so that the memory's answers overlap. */
function judge(): void {
  const own = radius >> 4;
  const pair = radius >> 3;
  const found = scratch + FOUND;
  const gathered = scratch + FOUND_SLOTS;
  const mask: u32 = width == 3 ? 0xffffff : 0xffffffff;
  for (let n: u32 = 0; n < waiting; n++) {
    store<u32>(gathered + n * 4, load<u32>(slots + load<u32>(found + n * 8) * width) & mask);
  }
  for (let n: u32 = 0; n < waiting; n++) {
    const slot = load<u32>(gathered + n * 4);
    const code = codes + slot * CODE;
    const query = load<u32>(found + n * 8, 4);
    const sought = scratch + query * CODE;
    const far = distance(code, sought);
    if (far > radius || results < 0) continue;
    if (firstBand(code, sought, own, pair) != load<u32>(found + n * 8) / size) continue;
    if ((results as u32) == MOST_RESULTS) {
      results = -1;
      continue;
    }
    store<u32>(scratch + RESULTS + (results << 3), slot);
    store<u32>(scratch + RESULTS + (results << 3), (query << 9) | far, 4);
    results++;
  }
  waiting = 0;
}

@inline
function distance(code: usize, query: usize): u32 {
  return (
    (popcnt<u64>(load<u64>(code) ^ load<u64>(query)) as u32) +
    (popcnt<u64>(load<u64>(code, 8) ^ load<u64>(query, 8)) as u32) +
    (popcnt<u64>(load<u64>(code, 16) ^ load<u64>(query, 16)) as u32) +
    (popcnt<u64>(load<u64>(code, 24) ^ load<u64>(query, 24)) as u32)
  );
}

/** Bits in which band `band` differs. */
@inline
function apart(code: usize, query: usize, band: u32): u32 {
  const at = (band & 15) * 2;
  return popcnt<u32>((load<u16>(code + at) ^ load<u16>(query + at)) as u32);
}

/** The first band through which a code is met: it is told there, and passed over in the later ones. */
function firstBand(code: usize, query: usize, own: u32, pair: u32): u32 {
  for (let band: u32 = 0; band < BANDS; band++) {
    const here = apart(code, query, band);
    if (here <= own && here + apart(code, query, band + 1) <= pair) return band;
  }
  return BANDS;
}

/**
 * Many queries: one band after another, and in each one group of buckets after another, with all the queries that lead
 * there. So the entries of a group are read from memory once for all of them.
 */
function askGroups(starts: usize, base: u32, isDense: bool): void {
  const pair = radius >> 3;
  const flips = radius >> 4 != 0;
  for (let group: u32 = 0; group < GROUPS; group++) {
    if (isDense) fetch(base + load<u32>(starts + (group << 10)), base + load<u32>(starts + ((group + 1) << 10)));
    // The value itself, and those that differ from it in a bit of the low byte.
    let at = sortedOf(group);
    let end = sortedOf(group + 1);
    for (; at < end; at += 8) {
      const value = load<u16>(at) as u32;
      const sought = i16x8.splat(load<u16>(at, 2) as i16);
      const query = load<u16>(at, 4) as u32;
      let bucket = starts + (value << 2);
      search(base + load<u32>(bucket), base + load<u32>(bucket, 4), sought, pair, query);
      if (!flips) continue;
      for (let bit: u32 = 1; bit < 256; bit <<= 1) {
        bucket = starts + ((value ^ bit) << 2);
        searchFlipped(base + load<u32>(bucket), base + load<u32>(bucket, 4), sought, pair - 1, query);
      }
    }
    if (!flips) continue;
    // Those of another group that differ from it in one bit of the high byte.
    for (let bit: u32 = 1; bit < 256; bit <<= 1) {
      at = sortedOf(group ^ bit);
      end = sortedOf((group ^ bit) + 1);
      for (; at < end; at += 8) {
        const bucket = starts + (((group << 8) | (load<u8>(at) as u32)) << 2);
        const sought = i16x8.splat(load<u16>(at, 2) as i16);
        searchFlipped(base + load<u32>(bucket), base + load<u32>(bucket, 4), sought, pair - 1, load<u16>(at, 4));
      }
    }
  }
}

/** Reads a group's entries through in order, which memory answers much faster than the same lines here and there. */
function fetch(from: u32, to: u32): void {
  let sum: u32 = 0;
  for (let at = next + from * 2, end = next + to * 2; at < end; at += 64) sum += load<u8>(at);
  store<u32>(scratch + RANGES, sum);
}

@inline
function searchFlipped(from: u32, to: u32, sought: v128, spare: u32, query: u32): void {
  if (spare == 2) search(from, to, sought, 2, query);
  else search(from, to, sought, spare, query);
}

/** Where the sorted queries of a group begin. */
@inline
function sortedOf(group: u32): usize {
  return scratch + SORTED + ((load<u32>(scratch + GROUP_STARTS + (group << 2)) as usize) << 3);
}

/** Sorts the queries by the high byte of their value in a band. */
function sort(band: u32, queries: u32): void {
  const starts = scratch + GROUP_STARTS;
  const cursors = scratch + GROUP_CURSORS;
  const own = scratch + band * 2;
  const following = scratch + ((band + 1) & 15) * 2;
  memory.fill(cursors, 0, GROUPS * 4);
  for (let query: u32 = 0; query < queries; query++) {
    const group = cursors + ((load<u8>(own + query * CODE, 1) as usize) << 2);
    store<u32>(group, load<u32>(group) + 1);
  }
  let total: u32 = 0;
  for (let group: u32 = 0; group < GROUPS; group++) {
    const here = load<u32>(cursors + (group << 2));
    store<u32>(starts + (group << 2), total);
    store<u32>(cursors + (group << 2), total);
    total += here;
  }
  store<u32>(starts + (GROUPS << 2), total);
  for (let query: u32 = 0; query < queries; query++) {
    const group = cursors + ((load<u8>(own + query * CODE, 1) as usize) << 2);
    const at = load<u32>(group);
    store<u32>(group, at + 1);
    const to = scratch + SORTED + (at << 3);
    store<u16>(to, load<u16>(own + query * CODE));
    store<u16>(to, load<u16>(following + query * CODE), 2);
    store<u16>(to, query as u16, 4);
  }
}

/**
 * Few queries: one after another in a pipeline, because a query's cost is waiting for memory. While one band's ranges are
 * searched the next one's bucket starts are on their way.
 */
function askEach(starts: usize, queries: u32): void {
  const pair = radius >> 3;
  const probes: u32 = radius >> 4 == 0 ? 1 : 17;
  const turns = queries * BANDS;
  let now = scratch + RANGES;
  let soon = now + RANGE;
  lookUp(starts, 0, 0, probes, now);
  for (let turn: u32 = 0; turn < turns && results >= 0; turn++) {
    const query = turn >> 4;
    const band = turn & 15;
    if (turn + 1 < turns) lookUp(starts, (turn + 1) >> 4, (turn + 1) & 15, probes, soon);
    const sought = i16x8.splat(load<u16>(scratch + query * CODE + ((band + 1) & 15) * 2) as i16);
    search(load<u32>(now), load<u32>(now, 4), sought, pair, query);
    for (let probe: usize = 1; probe < probes; probe++) {
      searchFlipped(load<u32>(now + probe * 8), load<u32>(now + probe * 8, 4), sought, pair - 1, query);
    }
    const free = now;
    now = soon;
    soon = free;
  }
}

/** Writes the entry ranges (from, to) of the buckets that a query's value in a band leads to. */
@inline
function lookUp(starts: usize, query: u32, band: u32, probes: u32, ranges: usize): void {
  const value = load<u16>(scratch + query * CODE + band * 2) as u32;
  const table = starts + band * (STARTS * 4);
  const base = band * size;
  for (let probe: u32 = 0; probe < probes; probe++) {
    const bucket = table + ((probe == 0 ? value : value ^ (1 << (probe - 1))) << 2);
    store<u32>(ranges + probe * 8, base + load<u32>(bucket));
    store<u32>(ranges + probe * 8, base + load<u32>(bucket, 4), 4);
  }
}

/** Judges the codes from..to one after another; the caller asks for no more than there is room for results. */
export function scan(codesAt: usize, from: u32, to: u32, scratchAt: usize, within: u32): i32 {
  const out = scratchAt + RESULTS;
  let count: i32 = 0;
  for (let slot = from; slot < to; slot++) {
    const far = distance(codesAt + slot * CODE, scratchAt);
    if (far > within) continue;
    store<u32>(out + (count << 3), slot);
    store<u32>(out + (count << 3), far, 4);
    count++;
  }
  return count;
}
