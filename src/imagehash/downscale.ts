import type { Luma } from './luma.ts';

// Typed-array indices in this file are in range by construction, so `as number` only drops the `undefined` that the
// compiler must otherwise assume. Sums are float32 because PDQ's reference sums in float32: the rounding is part of
// the hash.
const { fround } = Math;

/** The side of the square the transform works on. */
export const SIDE = 64;

const PASSES = 2;

/**
 * Blurs (two passes of a box along rows, then along columns: a tent, "Jarosz filter") and samples at the centres of a
 * 64×64 grid. A picture of exactly 64×64 is taken as it is, as the reference does.
 * @returns 4,096 float32 values, row by row.
 */
export function downscale({ width, height, values }: Luma): Float32Array {
  if (width === SIDE && height === SIDE) return values;
  const alongRows = windowFor(width);
  const alongColumns = windowFor(height);
  const from = Float32Array.from(values);
  const to = new Float32Array(values.length);
  for (let pass = 0; pass < PASSES; pass++) {
    boxAlongRows(from, to, width, height, alongRows);
    boxAlongColumns(to, from, width, height, alongColumns);
  }
  return decimate(from, width, height);
}

/** The box's width for a side of `length`: two passes of it cover one cell of the 64 grid. */
function windowFor(length: number): number {
  return Math.ceil(length / (2 * SIDE));
}

function decimate(values: Float32Array, width: number, height: number): Float32Array {
  const out = new Float32Array(SIDE * SIDE);
  for (let i = 0; i < SIDE; i++) {
    const row = Math.floor(((i + 0.5) * height) / SIDE) * width;
    for (let j = 0; j < SIDE; j++) {
      out[i * SIDE + j] = values[row + Math.floor(((j + 0.5) * width) / SIDE)] as number;
    }
  }
  return out;
}

/**
 * Running mean along each row. The window is centred with its half `(w+2)/2` ahead; at both ends it shrinks and the
 * sum is divided by how many values are truly in it.
 */
function boxAlongRows(from: Float32Array, to: Float32Array, width: number, height: number, box: number): void {
  const ahead = Math.floor((box + 2) / 2) - 1;
  for (let y = 0; y < height; y++) {
    const start = y * width;
    const end = start + width;
    let sum = 0;
    let inside = 0;
    let enter = start;
    let leave = start;
    let write = start;
    for (; inside < ahead; inside++, enter++) sum = fround(sum + (from[enter] as number));
    while (inside < box) {
      sum = fround(sum + (from[enter++] as number));
      inside++;
      to[write++] = sum / inside;
    }
    while (enter < end) {
      sum = fround(sum + (from[enter++] as number));
      sum = fround(sum - (from[leave++] as number));
      to[write++] = sum / inside;
    }
    while (write < end) {
      sum = fround(sum - (from[leave++] as number));
      inside--;
      to[write++] = sum / inside;
    }
  }
}

/**
 * The same along columns. All columns move down together, one running sum each: memory is read in order, and each
 * column's additions happen in the same order as if it were alone, so the float32 result is the same.
 */
function boxAlongColumns(from: Float32Array, to: Float32Array, width: number, height: number, box: number): void {
  const ahead = Math.floor((box + 2) / 2) - 1;
  const sums = new Float32Array(width);
  let inside = 0;
  let enter = 0;
  let leave = 0;
  for (; inside < ahead; inside++, enter++) addRow(sums, from, enter * width);
  for (let write = 0; write < height; write++) {
    if (enter < height) {
      addRow(sums, from, enter++ * width);
      if (inside < box) inside++;
      else subtractRow(sums, from, leave++ * width);
    } else {
      subtractRow(sums, from, leave++ * width);
      inside--;
    }
    const at = write * width;
    for (let x = 0; x < width; x++) to[at + x] = (sums[x] as number) / inside;
  }
}

function addRow(sums: Float32Array, from: Float32Array, at: number): void {
  for (let x = 0; x < sums.length; x++) sums[x] = (sums[x] as number) + (from[at + x] as number);
}

function subtractRow(sums: Float32Array, from: Float32Array, at: number): void {
  for (let x = 0; x < sums.length; x++) sums[x] = (sums[x] as number) - (from[at + x] as number);
}
