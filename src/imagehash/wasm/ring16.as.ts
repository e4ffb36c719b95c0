// AssemblyScript, compiled by scripts/wasm.mjs into ring16.wasm.ts. The plain twin is ../ring16.ts.
//
// Pointers are arguments; what a call keeps in globals is its instance's own. So threads over one shared memory run the
// functions side by side, each with an instance and a scratch area. Offsets there are those of ../ring-layout.ts.

const BANDS: u32 = 16;
/** Entries in a band's table of bucket starts: see ../ring-layout.ts. */
const STARTS: u32 = 65538;
const CODE: u32 = 32;
/** Buckets whose values share the high byte lie side by side, and make a group. */
const GROUPS: u32 = 256;

/** Queries, 32 bytes each, from the start of the scratch area. While building: entries of a group being put in order. */
const MOST_QUERIES: u32 = 16384;
const MOST_ENTRIES: u32 = 109000;
/** Queries sorted by one band's value, 8 bytes each: that value, the next band's, the query. */
const SORTED: usize = 524288;
/** Where each group begins (257), and a cursor for each. */
const GROUP_STARTS: usize = 655360;
const GROUP_CURSORS: usize = 657408;
/** Bucket ranges of three queries under way. */
const RANGES: usize = 658432;
const RANGE: usize = 256;
/** Entries that passed, 8 bytes each: entry, query. */
const FOUND: usize = 659456;
const MOST_FOUND: u32 = 8192;
const FOUND_SLOTS: usize = 724992;
/** u32 slot, u32 query << 9 | distance. */
const RESULTS: usize = 757760;
const MOST_RESULTS: u32 = 65536;

/** Entries judged in one step. */
const STEP: u32 = 16;
/** Below this many queries most buckets of a group would be walked past for nothing. */
const FEW: u32 = 512;

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

// ---- Building: a counting sort of the codes by each band's value.

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

// ---- Asking.

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
      askGroups(starts + band * (STARTS * 4), band * size);
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
function askGroups(starts: usize, base: u32): void {
  const pair = radius >> 3;
  const flips = radius >> 4 != 0;
  for (let group: u32 = 0; group < GROUPS; group++) {
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
