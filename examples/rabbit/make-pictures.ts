/**
 * Draws the pictures of the rabbit case into this folder: `node examples/rabbit/make-pictures.ts`.
 *
 * Everything is drawn from numbers, so the pictures hold nobody and belong to the project. The copies are made from the
 * finished JPEG, as copies are made in life.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { seeded } from './drawing/ink.ts';
import { garden, harbour, otherRoom } from './drawing/others.ts';
import { HEIGHT, roomOne, roomTwo, TOY, WIDTH } from './drawing/room.ts';

const FOLDER = import.meta.dirname;
const MOST_BYTES = 150_000;

/** Film grain: one level of grey a pixel around the middle, laid over the drawing so that it looks photographed. */
function filmGrain(seed: number): Buffer {
  const random = seeded(seed);
  const noise = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let i = 0; i < noise.length; i += 3) noise.fill(128 + (random() + random() + random() - 1.5) * 26, i, i + 3);
  return noise;
}

/** The best JPEG that stays within the size the repository allows a picture. */
async function photograph(svg: string, seed: number): Promise<Buffer> {
  const drawn = await sharp(Buffer.from(svg)).flatten({ background: '#000000' }).blur(0.6).png().toBuffer();
  const grained = await sharp(drawn)
    .composite([{ input: filmGrain(seed), raw: { width: WIDTH, height: HEIGHT, channels: 3 }, blend: 'soft-light' }])
    .removeAlpha()
    .png()
    .toBuffer();
  for (let quality = 88; quality > 30; quality -= 3) {
    const file = await sharp(grained).jpeg({ quality, mozjpeg: true }).toBuffer();
    if (file.length <= MOST_BYTES) return file;
  }
  throw new Error('no JPEG quality brings the drawing under the limit');
}

const first = await photograph(roomOne(), 1);
const pictures: Record<string, Buffer> = {
  'room-1.jpg': first,
  'room-1-recompressed.jpg': await sharp(first).jpeg({ quality: 40 }).toBuffer(),
  'room-1-resized.jpg': await sharp(first)
    .resize({ width: WIDTH * 0.6 })
    .jpeg({ quality: 80 })
    .toBuffer(),
  'room-1-rotated.jpg': await sharp(first).rotate(90).jpeg({ quality: 70 }).toBuffer(),
  'room-1-cropped-toy.jpg': await sharp(first).extract(TOY).jpeg({ quality: 88 }).toBuffer(),
  'room-2.jpg': await photograph(roomTwo(), 2),
  'other-room.jpg': await photograph(otherRoom(), 3),
  'harbour.jpg': await photograph(harbour(), 4),
  'garden.jpg': await photograph(garden(), 5),
};

for (const [name, file] of Object.entries(pictures)) {
  await writeFile(join(FOLDER, name), file);
  console.log(`${name} ${file.length} bytes`);
}
