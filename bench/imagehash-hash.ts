import { hammingDistance, type Picture, pdq } from '../src/imagehash/index.ts';
import { median, rounded } from './statistics.ts';
import type { Bench, BenchContext } from './types.ts';

/** Sides, and whether the reference's own 512×512 step comes first. */
const SIZES = [
  { name: '1600x1004', width: 1_600, height: 1_004, shrink: false },
  { name: '1600x1004-512', width: 1_600, height: 1_004, shrink: true },
  { name: '512x512', width: 512, height: 512, shrink: false },
  { name: '256x256', width: 256, height: 256, shrink: false },
] as const;

const ROUNDS = 7;
const ROUND_MS = 250;

/** Pictures hashed a second on one core, after decoding; the plain TypeScript twin beside it, on the same pixels. */
export const imagehashHash: Bench = {
  summary: 'PDQ hashes a second on one core, against the plain TypeScript twin',
  async run(context) {
    for (const size of SIZES) measure(context, size);
  },
};

function measure(context: BenchContext, { name, width, height, shrink }: (typeof SIZES)[number]): void {
  const picture = scene(width, height);
  const ours = pdq(picture, { shrink });
  const plain = pdq(picture, { shrink, engine: 'plain' });
  if (hammingDistance(ours.hash, plain.hash) !== 0 || ours.quality !== plain.quality) {
    throw new Error(`${name}: the kernel and its plain twin differ`);
  }
  const rates = { wasm: [] as number[], plain: [] as number[] };
  for (let round = 0; round <= ROUNDS; round++) {
    context.signal.throwIfAborted();
    const pair = { wasm: rate(picture, shrink, 'wasm'), plain: rate(picture, shrink, 'plain') };
    // The first is for warming up.
    if (round === 0) continue;
    rates.wasm.push(pair.wasm);
    rates.plain.push(pair.plain);
  }
  const [value, peerValue] = [median(rates.wasm), median(rates.plain)];
  context.emit({
    name: `imagehash-hash.rate-${name}`,
    value: rounded(value),
    unit: 'pictures/s',
    peer: 'the plain TypeScript twin, same bits',
    peerValue: rounded(peerValue),
    ratio: rounded(value / peerValue),
  });
}

function rate(picture: Picture, shrink: boolean, engine: 'wasm' | 'plain'): number {
  const begun = performance.now();
  let count = 0;
  while (performance.now() - begun < ROUND_MS) {
    pdq(picture, { shrink, engine });
    count++;
  }
  return count / ((performance.now() - begun) / 1_000);
}

/** Soft slopes with some detail; what is drawn does not change the speed. */
function scene(width: number, height: number): Picture {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at += 3) {
      data[at] = (x * 200) / width + ((x ^ y) & 31);
      data[at + 1] = (y * 180) / height + ((x * y) & 15);
      data[at + 2] = 90 + ((x + y) & 63);
    }
  }
  return { width, height, channels: 3, data };
}
