import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  hammingDistance,
  ORIENTATIONS,
  type Orientation,
  type Picture,
  pdq,
  pdqDihedral,
  ready,
  toHex,
} from './index.ts';
import { shrinkNearest512 } from './luma.ts';
import { pattern, seeded } from './testing.ts';

/** What the public C++ reference's arithmetic, compiled apart, gives for these generated pictures. */
const FROZEN = [
  [64, 64, 1, 1, 100, '49667539be87575b8b4eb5b3a8f904dcbac54b2b47064a4c30f1eb24dd68425c'],
  [64, 64, 3, 2, 100, '99a8e2651e15c1c36e6599eed2176cf8d5de39396a23934e38f84613954e1b64'],
  [5, 5, 3, 3, 14, '7e1f6e5b81e091a4b1a4c1f03c0f3e0fcb726e5b7e1f6e5b81e091a4358cc1f0'],
  [127, 129, 3, 4, 100, 'a8c76e4134fd9bbfd338ec66c72a99be133a78a1894095b707bcdb2949009f24'],
  [300, 200, 3, 5, 100, 'e039f75f0ff8c85fcef86718a9037e2933545a7f39b8a58882c3ad9c920c2f08'],
  [200, 300, 4, 6, 100, '76dc6a46c9c31b603bc5f28c8ae674cf71accaf4e47868145bf27e600435aee4'],
  [512, 512, 1, 7, 100, 'c7eaf0fcfc8040fd4ffef7ae08c06700e201d287fef9596a0ac1dc3cc73c880a'],
  [513, 40, 3, 8, 100, '650af8bfe1d81e2e175083c07e2fe1cf0d361e2103c07c3ff0ffe1f81e2707c0'],
  [1600, 1004, 3, 9, 100, '97fc6b0ade64bf9bff7680bdc000b9de8832ffa3c942a7039684af02a0825177'],
  [600, 3, 3, 10, 100, '7a5ba6a4a5a4a69c595b59437a5ba6a4a5a4a69c595b59437a5ba6a485a4a6bc'],
  [640, 480, 4, 11, 100, '7d607ae3fc7cd403f3bf0a0ffffffe001fc088e01fc087fd63c050c403c0e160'],
] as const;

/** A soft scene with a slope of light, a few discs and some grain: closer to a photograph than the patterns. */
function scene(width: number, height: number, seed: number): Picture {
  const random = seeded(seed);
  const discs = Array.from(
    { length: 14 },
    () => [random(), random(), 0.05 + random() * 0.2, random() * 150 - 75] as const,
  );
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let light = 60 + (90 * x) / width + (40 * y) / height + 12 * random();
      for (const [cx, cy, radius, shade] of discs) {
        if (Math.hypot(x / width - cx, (y / height - cy) * (height / width)) < radius) light += shade;
      }
      data.fill(Math.max(0, Math.min(255, light)), (y * width + x) * 3, (y * width + x) * 3 + 3);
    }
  }
  return { width, height, channels: 3, data };
}

const asSharp = ({ width, height, channels, data }: Picture) =>
  sharp(Buffer.from(data), { raw: { width, height, channels } });

async function decoded(file: Buffer): Promise<Picture> {
  const { data, info } = await sharp(file)
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: 3, data: new Uint8Array(data) };
}

/** The same pixels moved: `from(x, y)` says which of the old pixels stands at (x, y) in a square of `side`. */
function moved(picture: Picture, from: (x: number, y: number, last: number) => [number, number]): Picture {
  const side = picture.width;
  const data = new Uint8Array(side * side * 3);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [ox, oy] = from(x, y, side - 1);
      for (let c = 0; c < 3; c++) data[(y * side + x) * 3 + c] = picture.data[(oy * side + ox) * 3 + c] ?? 0;
    }
  }
  return { width: side, height: side, channels: 3, data };
}

describe('pdq', () => {
  it.each(FROZEN)('%i×%i×%i pattern %i is the reference hash', (width, height, channels, seed, quality, hex) => {
    expect(pdq(pattern(width, height, channels, seed))).toMatchObject({ hex, quality });
  });

  it('has a 32-byte hash that prints as its hex', () => {
    const { hash, hex } = pdq(pattern(100, 80, 3, 1));
    expect(hash).toHaveLength(32);
    expect(toHex(hash)).toBe(hex);
  });

  it('takes pixels from a browser canvas', () => {
    const picture = pattern(90, 70, 4, 3);
    expect(pdq({ ...picture, data: new Uint8ClampedArray(picture.data) }).hex).toBe(pdq(picture).hex);
  });

  it('gives a side under 5 the zero hash, unless the 512 step widens it first', () => {
    expect(pdq(pattern(4, 100, 3, 1))).toMatchObject({ hex: '0'.repeat(64), quality: 0 });
    expect(pdq(pattern(600, 3, 3, 1)).quality).toBeGreaterThan(0);
    expect(pdq(pattern(600, 3, 3, 1), { shrink: false }).quality).toBe(0);
  });

  it('gives a flat picture quality 0', () => {
    expect(pdq({ width: 50, height: 50, channels: 1, data: new Uint8Array(2500).fill(77) }).quality).toBe(0);
  });

  it('shrinks by nearest neighbour to exactly 512×512, and only when a side is over 512', () => {
    const big = pattern(1024, 300, 3, 5);
    const small = shrinkNearest512(big);
    expect([small.width, small.height]).toEqual([512, 512]);
    expect([...small.data.subarray(0, 6)]).toEqual([0, 1, 2, 6, 7, 8].map((i) => big.data[i]));
    expect(pdq(small).hex).toBe(pdq(big).hex);
    const fits = pattern(512, 512, 1, 5);
    expect(shrinkNearest512(fits)).toBe(fits);
  });

  it.each([
    { width: 10, height: 10, channels: 3 as const, data: new Uint8Array(299) },
    { width: 0, height: 10, channels: 3 as const, data: new Uint8Array(0) },
    { width: 2.5, height: 10, channels: 1 as const, data: new Uint8Array(25) },
  ])('refuses $width×$height with $data.length bytes', (picture) => {
    expect(() => pdq(picture)).toThrow(RangeError);
    expect(() => pdqDihedral(picture)).toThrow(RangeError);
  });
});

describe('the kernel and its plain twin', () => {
  const engines = ['wasm', 'plain'] as const;

  it('give the same bits and quality for any picture', async () => {
    await ready();
    const side = fc.oneof(
      fc.integer({ min: 1, max: 140 }),
      fc.constantFrom(63, 64, 65, 127, 128, 129, 255, 257, 511, 513, 640),
    );
    fc.assert(
      fc.property(
        side,
        side,
        fc.constantFrom(1, 3, 4),
        fc.nat(1_000),
        fc.boolean(),
        (width, height, channels, seed, shrink) => {
          const picture = pattern(width, height, channels as 1 | 3 | 4, seed);
          const [ours, plain] = engines.map((engine) => pdqDihedral(picture, { shrink, engine }));
          expect(ours).toEqual(plain);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    [1_600, 1_004],
    [70, 2_100],
    [2_100, 5],
  ])('agree on %i×%i without the 512 step, on flat light and on noise', (width, height) => {
    const noise = seeded(width);
    const pictures = [
      pattern(width, height, 3, 17),
      { width, height, channels: 1 as const, data: new Uint8Array(width * height).fill(201) },
      { width, height, channels: 1 as const, data: new Uint8Array(width * height).map(() => noise() * 256) },
    ];
    for (const picture of pictures) {
      const [ours, plain] = engines.map((engine) => pdq(picture, { shrink: false, engine }));
      expect(ours).toEqual(plain);
    }
  });
});

describe('pdqDihedral', () => {
  const picture = scene(384, 384, 4);
  const turned: Record<Orientation, (x: number, y: number, last: number) => [number, number]> = {
    original: (x, y) => [x, y],
    rotate90: (x, y, last) => [last - y, x],
    rotate180: (x, y, last) => [last - x, last - y],
    rotate270: (x, y, last) => [y, last - x],
    flipX: (x, y, last) => [x, last - y],
    flipY: (x, y, last) => [last - x, y],
    flipPlus1: (x, y) => [y, x],
    flipMinus1: (x, y, last) => [last - y, last - x],
  };

  it.each(ORIENTATIONS)('%s is near the hash of the pixels turned so, and of no other', (orientation) => {
    const { hashes } = pdqDihedral(picture);
    const real = pdq(moved(picture, turned[orientation])).hash;
    for (const other of ORIENTATIONS) {
      const distance = hammingDistance(hashes[other], real);
      if (other === orientation) expect(distance).toBeLessThanOrEqual(10);
      else expect(distance).toBeGreaterThan(31);
    }
  });

  it('starts with what pdq gives', () => {
    const result = pdqDihedral(picture);
    const plain = pdq(picture);
    expect(toHex(result.hashes.original)).toBe(plain.hex);
    expect(result.quality).toBe(plain.quality);
  });
});

describe('copies', () => {
  const original = scene(900, 640, 9);
  const { hash } = pdq(original);

  it.each([
    ['recompressed to JPEG quality 40', () => asSharp(original).jpeg({ quality: 40 }).toBuffer()],
    ['resized to 60 %', () => asSharp(original).resize({ width: 540 }).png().toBuffer()],
    ['recompressed as WebP quality 50', () => asSharp(original).webp({ quality: 50 }).toBuffer()],
    ['darkened', () => asSharp(original).linear(0.8, 0).jpeg({ quality: 80 }).toBuffer()],
  ])('%s is within 31', async (_, make) => {
    expect(hammingDistance(hash, pdq(await decoded(await make())).hash)).toBeLessThanOrEqual(31);
  });

  it('turned by 90° is far off as it is and within 31 by the eight hashes', async () => {
    const copy = await decoded(await asSharp(original).rotate(90).jpeg({ quality: 70 }).toBuffer());
    expect(hammingDistance(hash, pdq(copy).hash)).toBeGreaterThan(31);
    const distances = Object.values(pdqDihedral(copy).hashes).map((turned) => hammingDistance(hash, turned));
    expect(Math.min(...distances)).toBeLessThanOrEqual(31);
  });

  it('other scenes are beyond 31', () => {
    for (let seed = 20; seed < 40; seed++) {
      expect(hammingDistance(hash, pdq(scene(300, 220, seed)).hash)).toBeGreaterThan(31);
    }
  });
});
