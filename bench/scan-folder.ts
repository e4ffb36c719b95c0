import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

/** A generated seizure: pictures drawn by code, each file a different one, in folders of a thousand. */
export interface GeneratedFolder extends AsyncDisposable {
  readonly folder: string;
  /** Paths within the folder. */
  readonly names: readonly string[];
}

/** Drawn once each and told apart by a comment at the end of the file, which decoders pass over: drawing all would take longer than scanning. */
const DRAWINGS = 64;

export async function generateFolder(count: number, width = 640, height = 480): Promise<GeneratedFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'homeward-bench-scan-'));
  const drawings: Buffer[] = [];
  for (let n = 0; n < Math.min(DRAWINGS, count); n++) drawings.push(await draw(n, width, height));
  const names: string[] = [];
  for (let n = 0; n < count; n++) {
    const within = `part-${String(Math.floor(n / 1_000)).padStart(4, '0')}`;
    if (n % 1_000 === 0) await mkdir(join(folder, within));
    const name = join(within, `${String(n).padStart(7, '0')}.jpg`);
    const bytes = Buffer.concat([drawings[n % drawings.length] ?? Buffer.alloc(0), Buffer.from(`homeward ${n}`)]);
    await writeFile(join(folder, name), bytes);
    names.push(name);
  }
  return { folder, names, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

/** Overlapping discs of many sizes, as in a photograph: edges everywhere. */
function draw(seed: number, width: number, height: number): Promise<Buffer> {
  const random = generator(seed + 1);
  const data = new Uint8Array(width * height * 3);
  for (let disc = 0; disc < 220; disc++) {
    const [cx, cy] = [random() * width, random() * height];
    const radius = 6 + (random() ** 3 * height) / 3;
    const colour = [random() * 255, random() * 255, random() * 255];
    for (let y = Math.max(0, Math.floor(cy - radius)); y < Math.min(height, cy + radius); y++) {
      for (let x = Math.max(0, Math.floor(cx - radius)); x < Math.min(width, cx + radius); x++) {
        if ((x - cx) ** 2 + (y - cy) ** 2 > radius ** 2) continue;
        for (let c = 0; c < 3; c++) data[(y * width + x) * 3 + c] = colour[c] ?? 0;
      }
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 88 })
    .toBuffer();
}

/** Mulberry32: the same folder on every machine. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
