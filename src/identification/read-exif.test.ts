import * as fc from 'fast-check';
import sharp, { type Exif } from 'sharp';
import { expect, it } from 'vitest';
import { readExif } from './read-exif.ts';

const drawn = (exif: Exif) =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#789' } }).withExif(exif);
const FACTS = {
  IFD0: { Make: 'Drawn', Model: 'By Code', Software: 'test 1.0' },
  IFD2: { DateTimeOriginal: '2026:03:04 05:06:07', OffsetTimeOriginal: '+02:00' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 5/1 3000/100', GPSLongitudeRef: 'W', GPSLongitude: '5/1 7/1 0/1' },
};

it('reads make, model, time and software, and the place apart, of each kind of file', async () => {
  for (const file of [
    await drawn(FACTS).jpeg().toBuffer(),
    await drawn(FACTS).png().toBuffer(),
    await drawn(FACTS).webp().toBuffer(),
  ]) {
    expect(readExif(file)).toEqual({
      exif: { make: 'Drawn', model: 'By Code', taken: '2026-03-04 05:06:07+02:00', software: 'test 1.0' },
      place: { latitude: '52.091667', longitude: '-5.116667', readBy: 'homeward' },
    });
  }
});

it('says nothing of a file without any', async () => {
  const plain = sharp({ create: { width: 8, height: 8, channels: 3, background: '#789' } });
  expect(readExif(await plain.jpeg().toBuffer())).toEqual({ exif: null, place: null });
  expect(readExif(new Uint8Array())).toEqual({ exif: null, place: null });
});

it('never throws, whatever is in the block', async () => {
  const file = await drawn(FACTS).jpeg().toBuffer();
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 12 }),
      fc.nat(file.length),
      (changes, cut) => {
        const broken = new Uint8Array(file);
        for (const [at, value] of changes) broken[at + 20] = value;
        readExif(broken);
        readExif(broken.subarray(0, cut));
      },
    ),
    { numRuns: 500 },
  );
});
