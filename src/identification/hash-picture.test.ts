import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { fromHex, hammingDistance, ORIENTATIONS } from '../imagehash/index.ts';
import { MAX_PIXELS } from './decode/limits.ts';
import { sniff } from './decode/sniff.ts';
import { hashPicture } from './hash-picture.ts';
import { cutCrop, renderView } from './render-view.ts';

const rabbit = (name: string): Promise<Buffer> => readFile(join(import.meta.dirname, '../../examples/rabbit', name));

const codeOf = async (promise: Promise<unknown>): Promise<string | undefined> =>
  promise.then(
    () => undefined,
    (error: { errors?: { code: string }[] }) => error.errors?.[0]?.code,
  );

describe('hashing a picture', () => {
  it('gives a copy a near hash, and a turned copy a near one among its eight', async () => {
    const [original, copy, turned] = await Promise.all(
      ['room-1.jpg', 'room-1-recompressed.jpg', 'room-1-rotated.jpg'].map(async (name) =>
        hashPicture(await rabbit(name)),
      ),
    );
    if (!original || !copy || !turned) throw new Error('pictures are missing');
    expect(original.type).toBe('image/jpeg');
    expect(original.sha256).not.toBe(copy.sha256);
    const away = (hex: string): number => hammingDistance(fromHex(original.pdq), fromHex(hex));
    expect(away(copy.pdq)).toBeLessThanOrEqual(31);
    expect(away(turned.pdq)).toBeGreaterThan(31);
    expect(away(turned.dihedral[ORIENTATIONS.indexOf('rotate90')] ?? '')).toBeLessThanOrEqual(31);
  });

  it('hashes the stored pixels, says how they are turned, and shows them upright', async () => {
    const plain = await rabbit('room-1.jpg');
    const { width = 0, height = 0 } = await sharp(plain).metadata();
    const tagged = await sharp(plain).withMetadata({ orientation: 6 }).jpeg({ quality: 95 }).toBuffer();
    const [a, b] = [await hashPicture(plain), await hashPicture(tagged)];
    expect([b.exifOrientation, b.width, b.height]).toEqual([6, width, height]);
    expect(hammingDistance(fromHex(a.pdq), fromHex(b.pdq))).toBeLessThanOrEqual(10);
    const view = await renderView(tagged, 'clear');
    expect([view.fullWidth, view.fullHeight]).toEqual([height, width]);
  });

  it('hashes grey, palette and transparent pictures', async () => {
    const base = sharp(await rabbit('room-1.jpg')).resize(400);
    const grey = await hashPicture(await base.clone().greyscale().png().toBuffer());
    const palette = await hashPicture(await base.clone().png({ palette: true }).toBuffer());
    const alpha = await hashPicture(await base.clone().ensureAlpha(1).webp({ lossless: true }).toBuffer());
    for (const other of [palette, alpha]) {
      expect(hammingDistance(fromHex(grey.pdq), fromHex(other.pdq))).toBeLessThanOrEqual(31);
    }
  });

  it('refuses what is no picture, whatever it is called, and what is cut short', async () => {
    expect(sniff(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBeNull();
    expect(await codeOf(hashPicture(Buffer.from('%PDF-1.7 ..........')))).toBe('media.type-unknown');
    const whole = await rabbit('garden.jpg');
    expect(await codeOf(hashPicture(whole.subarray(0, whole.length / 2)))).toBe('media.not-readable');
  });

  it('refuses a small file that claims a huge picture, before decoding it', async () => {
    const side = Math.ceil(Math.sqrt(MAX_PIXELS)) + 10;
    const bomb = await sharp({ create: { width: side, height: side, channels: 3, background: '#888' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    expect(bomb.length).toBeLessThan(400_000);
    expect(await codeOf(hashPicture(bomb))).toBe('media.too-many-pixels');
  });
});

describe('showing a picture', () => {
  it('is small and grey by default, and carries no metadata', async () => {
    const view = await renderView(await rabbit('room-1.jpg'), 'blurred-grey');
    expect(Math.max(view.width, view.height)).toBe(160);
    const { data, info } = await sharp(view.bytes).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
    for (let i = 0; i + 2 < data.length; i += info.channels) expect(data[i]).toBe(data[i + 2]);
    expect((await sharp(view.bytes).metadata()).exif).toBeUndefined();
  });

  it('cuts a crop that matches the drawn clue, and refuses one outside the picture', async () => {
    const room = await rabbit('room-1.jpg');
    const crop = await hashPicture(await cutCrop(room, { left: 404, top: 76, width: 372, height: 560 }));
    const toy = await hashPicture(await rabbit('room-1-cropped-toy.jpg'));
    expect(hammingDistance(fromHex(crop.pdq), fromHex(toy.pdq))).toBeLessThanOrEqual(31);
    expect(await codeOf(cutCrop(room, { left: 0, top: 0, width: 20_000, height: 20 }))).toBe('media.crop-outside');
  });
});
