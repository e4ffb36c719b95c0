import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { forgetExif } from './forget-exif.ts';

async function turned(format: 'jpeg' | 'webp'): Promise<Buffer> {
  const create = { width: 40, height: 24, channels: 3, background: '#2f61a4' } as const;
  return sharp({ create }).withMetadata({ orientation: 6 }).toFormat(format).toBuffer();
}

describe('forgetExif', () => {
  it.each(['jpeg', 'webp'] as const)('takes the orientation from a %s and leaves its pixels', async (format) => {
    const file = await turned(format);
    expect((await sharp(file).metadata()).orientation).toBe(6);
    const pixels = await sharp(file).raw().toBuffer();
    const changed = new Uint8Array(file);
    forgetExif(changed);
    expect(changed.length).toBe(file.length);
    const after = await sharp(changed).metadata();
    expect([after.orientation ?? 1, after.width, after.height]).toEqual([1, 40, 24]);
    expect((await sharp(changed).raw().toBuffer()).equals(pixels)).toBe(true);
  });

  it('leaves what has no EXIF, and what is broken, as it is', async () => {
    const create = { width: 40, height: 24, channels: 3, background: '#2f61a4' } as const;
    const plain = await sharp({ create }).jpeg().toBuffer();
    const cut = (await turned('jpeg')).subarray(0, 15);
    const odd = new Uint8Array([0xff, 0xd8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    for (const bytes of [new Uint8Array(), plain, cut.subarray(0, 9), odd]) {
      const copy = new Uint8Array(bytes);
      forgetExif(copy);
      expect(copy).toEqual(new Uint8Array(bytes));
    }
    const short = new Uint8Array(cut);
    expect(() => forgetExif(short)).not.toThrow();
  });
});
