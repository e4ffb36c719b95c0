/**
 * Which pictures of a folder are copies of one another? `node examples/imagehash/find-copies.ts FOLDER`
 *
 * The library takes decoded pixels; here sharp decodes. Every picture is indexed by its hash, then asked for by its eight
 * (turned and mirrored copies are found too). Pictures with too little to see are named and left out.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { HashIndex, ORIENTATIONS, pdqDihedral } from '../../src/imagehash/index.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node examples/imagehash/find-copies.ts FOLDER');

const names = (await readdir(folder)).filter((name) => /\.(jpe?g|png|webp)$/i.test(name)).sort();
const index = new HashIndex();
const hashed: { id: number; hashes: Uint8Array[] }[] = [];
for (const [id, name] of names.entries()) {
  const { data, info } = await sharp(join(folder, name))
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const { hashes, quality } = pdqDihedral({ width, height, channels: info.channels === 1 ? 1 : 3, data });
  if (quality < 50) {
    console.log(`${name}: too little to see (quality ${quality})`);
    continue;
  }
  index.add(id, hashes.original);
  hashed.push({ id, hashes: ORIENTATIONS.map((orientation) => hashes[orientation]) });
}

for (const { id, hashes } of hashed) {
  for (const [turn, hash] of hashes.entries()) {
    for (const match of index.query(hash, 31)) {
      // Each pair once.
      if (match.id <= id) continue;
      console.log(`${names[id]} and ${names[match.id]}: ${match.distance} bits apart, ${ORIENTATIONS[turn]}`);
    }
  }
}
