// AssemblyScript, compiled by scripts/wasm.mjs into pdq-wasm.ts. The plain twin is ../downscale.ts and ../transform.ts,
// and gives the same bits: every sum is made of the same float32 additions in the same order.
//
// A picture comes in slabs of 16 rows and flows through: luma → mean along rows → mean along columns → mean along rows → mean
// along columns, of which only what the 64×64 grid samples is computed: the last two at 64 columns, the last at 64 rows.
// Memory is some 80 rows, whatever the height. Along rows the lanes of a vector are rows, along columns they are columns.

import { transform } from './pdq-transform.as';
export { bits, transform } from './pdq-transform.as';
import {
  SLAB,
  SIDE,
  IMAGE,
  SUMS,
  COLUMNS,
  SAMPLED,
  START,
} from './pdq-shape.as';

let width: i32 = 0;
let height: i32 = 0;
let channels: i32 = 0;
/** Bytes in a row of float32, whole vectors. */
let stride: usize = 0;
let rowBox: i32 = 0;
let columnBox: i32 = 0;
let rowAhead: i32 = 0;
let columnAhead: i32 = 0;

let input: usize = 0;
/** f32[x][16]: a slab with its rows as lanes, before and after the mean along rows. */
let lanes: usize = 0;
let means: usize = 0;
/** f32 rows that the window along columns reaches over. */
let rows: usize = 0;
let ringRows: i32 = 0;
let columnSums: usize = 0;
/** f32[16][x]: rows waiting for the second mean along rows. */
let waiting: usize = 0;
let waitingRows: i32 = 0;
/** f32[64] rows that the second window along columns reaches over. */
let samples: usize = 0;
/** u32 for each column: where the pixel of a picture to be shrunk lies in its row. */
let chosen: usize = 0;

let entered: i32 = 0;
let left: i32 = 0;
let sampledEntered: i32 = 0;
let sampledLeft: i32 = 0;
let nextSample: i32 = 0;

@inline
function sampleAt(place: i32, length: i32): i32 {
  return ((place as f64) + 0.5) * (length as f64) / (SIDE as f64) as i32;
}

/** Makes ready for a picture. @returns how many bytes of memory it takes; `slab()` is where each slab goes. */
export function begin(pictureWidth: i32, pictureHeight: i32, pictureChannels: i32): usize {
  width = pictureWidth;
  height = pictureHeight;
  channels = pictureChannels;
  rowBox = (width + 127) / 128;
  columnBox = (height + 127) / 128;
  rowAhead = (rowBox + 2) / 2 - 1;
  columnAhead = (columnBox + 2) / 2 - 1;
  const padded: usize = ((width + 3) & ~3) as usize;
  stride = padded * 4;
  lanes = START;
  means = lanes + padded * 64;
  waiting = means + padded * 64;
  columnSums = waiting + stride * SLAB;
  ringRows = columnBox + SLAB + 1;
  rows = columnSums + stride;
  samples = rows + stride * (ringRows as usize);
  chosen = samples + 256 * ((columnBox + 1) as usize);
  input = chosen + padded * 4;
  entered = 0;
  left = 0;
  waitingRows = 0;
  sampledEntered = 0;
  sampledLeft = 0;
  nextSample = 0;
  for (let column = 0; column < SIDE; column++) store<i32>(COLUMNS + (column << 2), sampleAt(column, width));
  return input + ((width * channels * SLAB) as usize) + 64;
}

export function slab(): usize {
  return input;
}

/** Where one row of a picture that is to be shrunk goes, for `pick`. */
export function raw(): usize {
  return input + ((width * channels * SLAB) as usize) + 64;
}

/** Where the pixels that nearest neighbour takes lie in a row of `sourceWidth`: u32 byte offsets, one for each of `width`. */
export function choose(sourceWidth: i32): void {
  let to = chosen;
  for (let x = 0; x < width; x++) {
    store<u32>(to, (((x as u32) * (sourceWidth as u32)) / (width as u32)) * (channels as u32));
    to += 4;
  }
}

/** Row `row` of the slab: the chosen pixels of the row at `raw`. Rows come in order: one writes over its end. */
export function pick(row: i32): void {
  const from = raw();
  let to = input + ((row * width * channels) as usize);
  let at = chosen;
  const end = at + ((width as usize) << 2);
  const step = channels as usize;
  if (channels == 1) {
    for (; at < end; at += 4) store<u8>(to++, load<u8>(from + (load<u32>(at) as usize)));
    return;
  }
  for (; at < end; at += 4) {
    store<u32>(to, load<u32>(from + (load<u32>(at) as usize)));
    to += step;
  }
}

/** Call once when the memory is there. */
export function clear(): void {
  memory.fill(columnSums, 0, stride);
  memory.fill(SUMS, 0, 256);
}

/** Takes the next `count` rows (16, or what is left) from the slab. */
export function feed(count: i32): void {
  for (let row = 0; row < SLAB; row += 4) readLuma(row);
  meanAlongRows();
  for (let row = 0; row < SLAB; row += 4) writeRows(row);
  for (let row = 0; row < count; row++) enterRow();
}

/** After the last row: what the windows still hold, then quality and frequencies. @returns the quality. */
export function finish(): i32 {
  for (let row = 0; row < columnAhead; row++) leaveRow();
  if (waitingRows > 0) sampleRows();
  for (let row = 0; row < columnAhead; row++) leaveSample();
  return transform();
}

// ---- Luma.

@inline
function channel(bytes: v128, weight: f32): v128 {
  return f32x4.mul(f32x4.splat(weight), f32x4.convert_i32x4_s(bytes));
}

/** Brightness of four pixels. */
@inline
function luma(at: usize): v128 {
  if (channels == 1) {
    const bytes = i16x8.extend_low_i8x16_u(v128.load_zero<u32>(at));
    return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(bytes));
  }
  const pixels = v128.load(at);
  let red: v128;
  let green: v128;
  let blue: v128;
  if (channels == 3) {
    // A place past 15 gives zero.
    red = i8x16.swizzle(pixels, i8x16(0, -1, -1, -1, 3, -1, -1, -1, 6, -1, -1, -1, 9, -1, -1, -1));
    green = i8x16.swizzle(pixels, i8x16(1, -1, -1, -1, 4, -1, -1, -1, 7, -1, -1, -1, 10, -1, -1, -1));
    blue = i8x16.swizzle(pixels, i8x16(2, -1, -1, -1, 5, -1, -1, -1, 8, -1, -1, -1, 11, -1, -1, -1));
  } else {
    const byte = i32x4.splat(255);
    red = v128.and(pixels, byte);
    green = v128.and(i32x4.shr_u(pixels, 8), byte);
    blue = v128.and(i32x4.shr_u(pixels, 16), byte);
  }
  return f32x4.add(f32x4.add(channel(red, 0.299), channel(green, 0.587)), channel(blue, 0.114));
}

/** Brightness of four rows of the slab, into four lanes of every x. Pixels beyond a row's end come out as anything. */
function readLuma(row: i32): void {
  const bytes = (width * channels) as usize;
  let a = input + (row as usize) * bytes;
  let to = lanes + (row << 2);
  for (let x = 0; x < width; x += 4) {
    turn(luma(a), luma(a + bytes), luma(a + bytes * 2), luma(a + bytes * 3), to, 64);
    a += (channels << 2) as usize;
    to += 256;
  }
}

/** Writes the columns of four rows of four, `apart` bytes from one another. */
@inline
function turn(a: v128, b: v128, c: v128, d: v128, to: usize, apart: usize): void {
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const ba = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const dc = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab, cd, 0, 1, 4, 5));
  v128.store(to + apart, v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
  v128.store(to + apart * 2, v128.shuffle<f32>(ba, dc, 0, 1, 4, 5));
  v128.store(to + apart * 3, v128.shuffle<f32>(ba, dc, 2, 3, 6, 7));
}

// ---- First mean along rows: `lanes` → `means`, all sixteen rows at once.


/** A quotient; by a power of two the product with its inverse, which is the same number and sooner there. */
@inline
function part(sum: v128, count: v128, inverse: v128, isPower: bool): v128 {
  return isPower ? f32x4.mul(sum, inverse) : f32x4.div(sum, count);
}

function meanAlongRows(): void {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let inside = 0;
  let enter = lanes;
  let leave = lanes;
  let to = means;
  for (let x = -rowAhead; x < width; x++) {
    if (x + rowAhead < width) {
      a = f32x4.add(a, v128.load(enter));
      b = f32x4.add(b, v128.load(enter, 16));
      c = f32x4.add(c, v128.load(enter, 32));
      d = f32x4.add(d, v128.load(enter, 48));
      enter += 64;
      inside++;
    }
    if (inside > rowBox || x + rowAhead >= width) {
      a = f32x4.sub(a, v128.load(leave));
      b = f32x4.sub(b, v128.load(leave, 16));
      c = f32x4.sub(c, v128.load(leave, 32));
      d = f32x4.sub(d, v128.load(leave, 48));
      leave += 64;
      inside--;
    }
    if (x < 0) continue;
    const isPower = (inside & (inside - 1)) == 0;
    const count = f32x4.splat(inside as f32);
    const inverse = f32x4.splat((1.0 as f32) / (inside as f32));
    v128.store(to, part(a, count, inverse, isPower));
    v128.store(to, part(b, count, inverse, isPower), 16);
    v128.store(to, part(c, count, inverse, isPower), 32);
    v128.store(to, part(d, count, inverse, isPower), 48);
    to += 64;
  }
}

/** Puts four lanes back into rows, into the ring that the mean along columns reads. */
function writeRows(row: i32): void {
  let from = means + (row << 2);
  const y = entered + row;
  const a = rows + ((y % ringRows) as usize) * stride;
  const b = rows + (((y + 1) % ringRows) as usize) * stride;
  const c = rows + (((y + 2) % ringRows) as usize) * stride;
  const d = rows + (((y + 3) % ringRows) as usize) * stride;
  for (let x: usize = 0; x < stride; x += 16) {
    const e = v128.load(from);
    const f = v128.load(from, 64);
    const g = v128.load(from, 128);
    const h = v128.load(from, 192);
    const ef = v128.shuffle<f32>(e, f, 0, 4, 1, 5);
    const gh = v128.shuffle<f32>(g, h, 0, 4, 1, 5);
    const fe = v128.shuffle<f32>(e, f, 2, 6, 3, 7);
    const hg = v128.shuffle<f32>(g, h, 2, 6, 3, 7);
    v128.store(a + x, v128.shuffle<f32>(ef, gh, 0, 1, 4, 5));
    v128.store(b + x, v128.shuffle<f32>(ef, gh, 2, 3, 6, 7));
    v128.store(c + x, v128.shuffle<f32>(fe, hg, 0, 1, 4, 5));
    v128.store(d + x, v128.shuffle<f32>(fe, hg, 2, 3, 6, 7));
    from += 256;
  }
}

// ---- First mean along columns: rows of the ring → `waiting`.

function enterRow(): void {
  const enter = rows + ((entered % ringRows) as usize) * stride;
  entered++;
  if (entered - left <= columnBox) addRow(enter);
  else {
    moveRow(enter, rows + ((left % ringRows) as usize) * stride);
    left++;
  }
}

/** The window is not full yet: nothing leaves it. */
function addRow(enter: usize): void {
  const inside = entered - left;
  const isOut = entered > columnAhead;
  const to = waiting + (waitingRows as usize) * stride;
  const count = f32x4.splat(inside as f32);
  for (let x: usize = 0; x < stride; x += 16) {
    const sum = f32x4.add(v128.load(columnSums + x), v128.load(enter + x));
    v128.store(columnSums + x, sum);
    if (isOut) v128.store(to + x, f32x4.div(sum, count));
  }
  if (isOut) rowIsOut();
}

function moveRow(enter: usize, leave: usize): void {
  const to = waiting + (waitingRows as usize) * stride;
  const isPower = (columnBox & (columnBox - 1)) == 0;
  const count = f32x4.splat(columnBox as f32);
  const inverse = f32x4.splat((1.0 as f32) / (columnBox as f32));
  for (let x: usize = 0; x < stride; x += 16) {
    const sum = f32x4.sub(f32x4.add(v128.load(columnSums + x), v128.load(enter + x)), v128.load(leave + x));
    v128.store(columnSums + x, sum);
    v128.store(to + x, part(sum, count, inverse, isPower));
  }
  rowIsOut();
}

/** Past the last row: nothing enters any more. */
function leaveRow(): void {
  const leave = rows + ((left % ringRows) as usize) * stride;
  left++;
  const to = waiting + (waitingRows as usize) * stride;
  const count = f32x4.splat((entered - left) as f32);
  for (let x: usize = 0; x < stride; x += 16) {
    const sum = f32x4.sub(v128.load(columnSums + x), v128.load(leave + x));
    v128.store(columnSums + x, sum);
    v128.store(to + x, f32x4.div(sum, count));
  }
  rowIsOut();
}

function rowIsOut(): void {
  if (++waitingRows == SLAB) sampleRows();
}

// ---- Second mean along rows, at the sampled columns alone: `waiting` → `samples`.

function sampleRows(): void {
  for (let row: usize = 0; row < 16; row += 4) {
    const a = waiting + row * stride;
    let to = lanes + (row << 2);
    for (let x: usize = 0; x < stride; x += 16) {
      turn(
        v128.load(a + x),
        v128.load(a + stride + x),
        v128.load(a + stride * 2 + x),
        v128.load(a + stride * 3 + x),
        to,
        64,
      );
      to += 256;
    }
  }
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let inside = 0;
  let enter = lanes;
  let leave = lanes;
  let column = 0;
  let nextColumn = load<i32>(COLUMNS);
  for (let x = -rowAhead; x < width; x++) {
    if (x + rowAhead < width) {
      a = f32x4.add(a, v128.load(enter));
      b = f32x4.add(b, v128.load(enter, 16));
      c = f32x4.add(c, v128.load(enter, 32));
      d = f32x4.add(d, v128.load(enter, 48));
      enter += 64;
      inside++;
    }
    if (inside > rowBox || x + rowAhead >= width) {
      a = f32x4.sub(a, v128.load(leave));
      b = f32x4.sub(b, v128.load(leave, 16));
      c = f32x4.sub(c, v128.load(leave, 32));
      d = f32x4.sub(d, v128.load(leave, 48));
      leave += 64;
      inside--;
    }
    while (x == nextColumn) {
      const count = f32x4.splat(inside as f32);
      const to = SAMPLED + (column << 6);
      v128.store(to, f32x4.div(a, count));
      v128.store(to, f32x4.div(b, count), 16);
      v128.store(to, f32x4.div(c, count), 32);
      v128.store(to, f32x4.div(d, count), 48);
      column++;
      nextColumn = column < SIDE ? load<i32>(COLUMNS + (column << 2)) : -1;
      if (column == SIDE) break;
    }
  }
  for (let row = 0; row < waitingRows; row++) enterSample(row);
  waitingRows = 0;
}

// ---- Second mean along columns, at the sampled rows alone: `samples` → the image.

function enterSample(row: i32): void {
  const ring = columnBox + 1;
  const enter = samples + ((sampledEntered % ring) as usize) * 256;
  for (let column = 0; column < SIDE; column++) {
    store<f32>(enter + (column << 2), load<f32>(SAMPLED + (((column << 4) + row) << 2)));
  }
  sampledEntered++;
  const leaves = sampledEntered - sampledLeft > columnBox;
  const leave = samples + ((sampledLeft % ring) as usize) * 256;
  if (leaves) sampledLeft++;
  for (let x: usize = 0; x < 256; x += 16) {
    let sum = f32x4.add(v128.load(SUMS + x), v128.load(enter + x));
    if (leaves) sum = f32x4.sub(sum, v128.load(leave + x));
    v128.store(SUMS + x, sum);
  }
  if (sampledEntered > columnAhead) sampleIsOut(sampledEntered - 1 - columnAhead);
}

function leaveSample(): void {
  const leave = samples + ((sampledLeft % (columnBox + 1)) as usize) * 256;
  sampledLeft++;
  for (let x: usize = 0; x < 256; x += 16) {
    v128.store(SUMS + x, f32x4.sub(v128.load(SUMS + x), v128.load(leave + x)));
  }
  sampleIsOut(height - 1 - columnAhead + (sampledLeft - (height - columnBox)));
}

/** Row y of the fourth mean is known: it is written wherever the grid samples it. */
function sampleIsOut(y: i32): void {
  const count = f32x4.splat((sampledEntered - sampledLeft) as f32);
  while (nextSample < SIDE && sampleAt(nextSample, height) == y) {
    const to = IMAGE + (nextSample << 8);
    for (let x: usize = 0; x < 256; x += 16) v128.store(to + x, f32x4.div(v128.load(SUMS + x), count));
    nextSample++;
  }
}
