import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { hammingDistance, type PdqResult, type Picture, pdq, pdqDihedral } from './index.ts';

const ALL = [
  'room-1.jpg',
  'room-1-recompressed.jpg',
  'room-1-resized.jpg',
  'room-1-rotated.jpg',
  'room-1-cropped-toy.jpg',
  'room-2.jpg',
  'other-room.jpg',
  'harbour.jpg',
  'garden.jpg',
];
const UNRELATED = ['room-1-cropped-toy.jpg', 'room-2.jpg', 'other-room.jpg', 'harbour.jpg', 'garden.jpg'];

const at = (name: string) => join(import.meta.dirname, '../../examples/rabbit', name);

async function decoded(name: string): Promise<Picture> {
  const { data, info } = await sharp(await readFile(at(name)))
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: 3, data: new Uint8Array(data) };
}

async function hashed(name: string): Promise<PdqResult> {
  return pdq(await decoded(name));
}

describe('the pictures of the rabbit case', () => {
  it.each(ALL)('%s is small and has enough to see', async (name) => {
    expect((await stat(at(name))).size).toBeLessThanOrEqual(150 * 1024);
    expect((await hashed(name)).quality).toBeGreaterThanOrEqual(80);
  });

  it.each(['room-1-recompressed.jpg', 'room-1-resized.jpg'])('%s matches its original', async (name) => {
    expect(hammingDistance((await hashed('room-1.jpg')).hash, (await hashed(name)).hash)).toBeLessThanOrEqual(31);
  });

  it('the rotated copy matches through one of its eight hashes, and only so', async () => {
    const { hash } = await hashed('room-1.jpg');
    const { hashes } = pdqDihedral(await decoded('room-1-rotated.jpg'));
    expect(hammingDistance(hash, hashes.original)).toBeGreaterThan(31);
    expect(hammingDistance(hash, hashes.rotate90)).toBeLessThanOrEqual(31);
  });

  it.each(UNRELATED)('%s matches no other picture, however it is turned', async (name) => {
    const turned = Object.values(pdqDihedral(await decoded(name)).hashes);
    for (const other of ALL.filter((one) => one !== name)) {
      const { hash } = await hashed(other);
      for (const one of turned) expect(hammingDistance(hash, one)).toBeGreaterThan(31);
    }
  });
});
