// AssemblyScript. Second half of the PDQ kernel: from the 64×64 image to quality, frequencies and bits.

import {
  SIDE,
  FREQUENCIES,
  COSINES,
  TURNED,
  IMAGE,
  HALF,
  STRENGTHS,
  ASPECT,
  HASH,
  COUNTS,
} from './pdq-shape.as';

/** Quality and frequencies of the 64×64 image. @returns the quality. */
export function transform(): i32 {
  let sum: i32 = 0;
  for (let i = 0; i < SIDE; i++) {
    for (let j = 0; j < SIDE; j++) {
      const here = IMAGE + ((i * SIDE + j) << 2);
      if (i + 1 < SIDE) sum += step(load<f32>(here), load<f32>(here, 256));
      if (j + 1 < SIDE) sum += step(load<f32>(here), load<f32>(here, 4));
    }
  }
  multiply(COSINES, IMAGE, HALF, 256);
  multiply(HALF, TURNED, STRENGTHS, 64);
  return min(100, sum / 90);
}

@inline
function step(u: f32, v: f32): i32 {
  return abs((((u - v) * 100) / 255) as i32);
}

/** to[16][n] = a[16][64] · b[64][n], each sum in the order of its terms; `row` is the bytes in a row of n. */
function multiply(a: usize, b: usize, to: usize, row: usize): void {
  for (let i = 0; i < FREQUENCIES; i++) {
    for (let j: usize = 0; j < row; j += 64) {
      let s0 = f32x4.splat(0);
      let s1 = s0;
      let s2 = s0;
      let s3 = s0;
      let from = b + j;
      for (let k: usize = 0; k < 256; k += 4) {
        const factor = v128.load_splat<f32>(a + k);
        s0 = f32x4.add(s0, f32x4.mul(factor, v128.load(from)));
        s1 = f32x4.add(s1, f32x4.mul(factor, v128.load(from, 16)));
        s2 = f32x4.add(s2, f32x4.mul(factor, v128.load(from, 32)));
        s3 = f32x4.add(s3, f32x4.mul(factor, v128.load(from, 48)));
        from += row;
      }
      v128.store(to + j, s0);
      v128.store(to + j, s1, 16);
      v128.store(to + j, s2, 32);
      v128.store(to + j, s3, 48);
    }
    a += 256;
    to += row;
  }
}

/**
 * The hash of the picture, turned: whether rows and columns change places, and which frequencies change sign (0 none, 1 those
 * of even columns, 2 of odd row + column, 3 of even rows). Row and column are those of the picture before it is turned.
 */
export function bits(transpose: bool, negate: i32): void {
  for (let i = 0; i < FREQUENCIES; i++) {
    for (let j = 0; j < FREQUENCIES; j++) {
      const value = load<f32>(STRENGTHS + ((i * FREQUENCIES + j) << 2));
      const turns = negate == 1 ? (j & 1) == 0 : negate == 2 ? ((i + j) & 1) == 1 : negate == 3 ? (i & 1) == 0 : false;
      const at = transpose ? j * FREQUENCIES + i : i * FREQUENCIES + j;
      store<f32>(ASPECT + (at << 2), turns ? -value : value);
    }
  }
  const median = lowerMedian();
  memory.fill(HASH, 0, 32);
  for (let k = 0; k < 256; k++) {
    if (load<f32>(ASPECT + (k << 2)) <= median) continue;
    const at = HASH + (31 - (k >> 3));
    store<u8>(at, load<u8>(at) | ((1 as u8) << ((k & 7) as u8)));
  }
}

/** A float32 as an integer of the same order. */
@inline
function ordered(at: usize): u32 {
  const raw = load<u32>(at);
  return raw ^ (raw >> 31 != 0 ? 0xffffffff : 0x80000000);
}

/** The 128th smallest of the 256, found byte by byte from the highest. */
function lowerMedian(): f32 {
  let rank: u32 = 127;
  let known: u32 = 0;
  let mask: u32 = 0;
  for (let shift: i32 = 24; shift >= 0; shift -= 8) {
    memory.fill(COUNTS, 0, 1024);
    for (let k = 0; k < 256; k++) {
      const key = ordered(ASPECT + (k << 2));
      if ((key & mask) != known) continue;
      const at = COUNTS + (((key >> shift) & 255) << 2);
      store<u32>(at, load<u32>(at) + 1);
    }
    let byte: u32 = 0;
    for (; rank >= load<u32>(COUNTS + (byte << 2)); byte++) rank -= load<u32>(COUNTS + (byte << 2));
    known |= byte << shift;
    mask |= (255 as u32) << shift;
  }
  return reinterpret<f32>(known ^ (known >> 31 != 0 ? 0x80000000 : 0xffffffff));
}
