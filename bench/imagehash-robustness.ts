import sharp, { type Sharp } from 'sharp';
import { hammingDistance, type Picture, pdq, pdqDihedral } from '../src/imagehash/index.ts';
import { draw, KINDS, type Kind } from '../src/imagehash/testing-pictures.ts';
import type { Bench } from './types.ts';

const SEEDS = [1, 2, 3];
const [WIDTH, HEIGHT] = [640, 480];

/** What is done to a copy; it is then decoded and hashed as any picture. */
const TREATMENTS: readonly (readonly [name: string, change: (picture: Sharp) => Sharp])[] = [
  ['JPEG quality 90', (it) => it.jpeg({ quality: 90 })],
  ['JPEG quality 50', (it) => it.jpeg({ quality: 50 })],
  ['JPEG quality 20', (it) => it.jpeg({ quality: 20 })],
  ['JPEG quality 5', (it) => it.jpeg({ quality: 5 })],
  ['WebP quality 40', (it) => it.webp({ quality: 40 })],
  ['resized to 50 %', (it) => it.resize({ width: WIDTH / 2 }).png()],
  ['resized to 20 %', (it) => it.resize({ width: WIDTH / 5 }).png()],
  ['resized to 200 %', (it) => it.resize({ width: WIDTH * 2 }).png()],
  ['squeezed to a square', (it) => it.resize({ width: 400, height: 400, fit: 'fill' }).png()],
  ['cropped by 1 % on each side', (it) => it.extract(cropped(0.01)).png()],
  ['cropped by 5 % on each side', (it) => it.extract(cropped(0.05)).png()],
  ['cropped by 15 % on each side', (it) => it.extract(cropped(0.15)).png()],
  ['blurred, sigma 2', (it) => it.blur(2).png()],
  ['blurred, sigma 6', (it) => it.blur(6).png()],
  ['sharpened', (it) => it.sharpen({ sigma: 1.5 }).png()],
  ['watermark in the corner', (it) => it.composite([{ input: watermark(180, 60, 26), gravity: 'southeast' }]).png()],
  ['watermark across', (it) => it.composite([{ input: watermark(WIDTH, 140, 90), gravity: 'centre' }]).png()],
  ['greyscale', (it) => it.greyscale().png()],
  ['brighter by a quarter', (it) => it.modulate({ brightness: 1.25 }).png()],
  ['contrast halved', (it) => it.linear(0.5, 64).png()],
  ['turned by 2°', (it) => it.rotate(2, { background: '#808080' }).png()],
  ['turned by 90°', (it) => it.rotate(90).png()],
  ['mirrored', (it) => it.flop().png()],
];

/** How far a copy's hash is from the original's: what radius 31 forgives, and what it does not. */
export const imagehashRobustness: Bench = {
  summary: 'bits between the hash of a picture and of its treated copies',
  async run(context) {
    const lines = [
      `| copy | ${KINDS.join(' | ')} | best of eight |`,
      `| --- | ${KINDS.map(() => '--:').join(' | ')} | --: |`,
    ];
    for (const [name, change] of TREATMENTS) {
      context.signal.throwIfAborted();
      const cells: string[] = [];
      let [worst, turnedWorst] = [0, 0];
      for (const kind of KINDS) {
        const distances = await Promise.all(SEEDS.map((seed) => distancesOf(kind, seed, change)));
        const most = Math.max(...distances.map(({ upright }) => upright));
        worst = Math.max(worst, most);
        turnedWorst = Math.max(turnedWorst, ...distances.map(({ turned }) => turned));
        cells.push(String(most));
      }
      lines.push(`| ${name} | ${cells.join(' | ')} | ${turnedWorst} |`);
      context.emit({
        name: `imagehash-robustness.${name
          .replaceAll(/[^A-Za-z0-9]+/g, '-')
          .toLowerCase()
          .replace(/-$/, '')}`,
        value: worst,
        unit: `bits of 256, the most of ${KINDS.length * SEEDS.length} pictures`,
      });
    }
    context.say(`the largest distance by kind of picture\n${lines.join('\n')}`);
  },
};

/** As the copy stands, and by the nearest of its eight hashes. */
async function distancesOf(
  kind: Kind,
  seed: number,
  change: (picture: Sharp) => Sharp,
): Promise<{ upright: number; turned: number }> {
  const original = draw(kind, seed, WIDTH, HEIGHT);
  const { hash } = pdq(original);
  const raw = { raw: { width: WIDTH, height: HEIGHT, channels: 3 as const } };
  const copy = await decoded(await change(sharp(Buffer.from(original.data), raw)).toBuffer());
  const { hashes } = pdqDihedral(copy);
  return {
    upright: hammingDistance(hash, hashes.original),
    turned: Math.min(...Object.values(hashes).map((turned) => hammingDistance(hash, turned))),
  };
}

async function decoded(file: Buffer): Promise<Picture> {
  const { data, info } = await sharp(file)
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3, data: new Uint8Array(data) };
}

function cropped(share: number): { left: number; top: number; width: number; height: number } {
  const [left, top] = [Math.round(WIDTH * share), Math.round(HEIGHT * share)];
  return { left, top, width: WIDTH - 2 * left, height: HEIGHT - 2 * top };
}

/** Half-transparent bars, as letters of a mark would lie. */
function watermark(width: number, height: number, letter: number): Buffer {
  const bars = Array.from({ length: Math.floor(width / (letter / 2)) }, (_, n) => {
    const x = n * (letter / 2);
    return `<rect x="${x}" y="${(n % 3) * 6}" width="${letter / 4}" height="${height - 12}" fill="white" fill-opacity="0.55"/>`;
  });
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${bars.join('')}</svg>`,
  );
}
