import { spawn, spawnSync } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { BenchContext } from './types.ts';

/** One way of FAISS to answer the same question. */
const row = z.object({ key: z.string(), name: z.string(), rate: z.number(), found: z.number() });
export type FaissRow = z.infer<typeof row>;

const PACKAGE = 'python3-faiss';
/** Debian's own: another one in the path would not see Debian's packages. */
const PYTHON = '/usr/bin/python3';

/**
 * Each way in turn on one thread: build, then as many queries as fit a time, at least 8. A match of the multi-hash indexes is exact
 * at radius 31: 16 bands of 16 bits with one flip, 11 bands of 23 with two, by the pigeonhole principle.
 */
const SCRIPT = `
import json, sys, time
import numpy as np, faiss
folder, radius, budget, most = sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), int(sys.argv[4])
faiss.omp_set_num_threads(1)
base = np.fromfile(folder + "/base.bin", dtype=np.uint8).reshape(-1, 32)
asked = np.fromfile(folder + "/asked.bin", dtype=np.uint8).reshape(-1, 32)
def flat():
    index = faiss.IndexBinaryFlat(256); index.add(base); return index
def multi(bands, bits, flips):
    def make():
        index = faiss.IndexBinaryMultiHash(256, bands, bits); index.nflip = flips; index.add(base); return index
    return make
ways = [("flat", "FAISS flat", flat), ("multi-16x16", "FAISS multi-hash 16x16, 1 flip", multi(16, 16, 1)),
        ("multi-11x23", "FAISS multi-hash 11x23, 2 flips", multi(11, 23, 2))]
for key, name, make in ways:
    try:
        index = make()
        done, found, spent, step = 0, 0, 0.0, 8
        while done < most and (done == 0 or spent < budget):
            part = np.ascontiguousarray(asked[done:min(most, done + step)])
            begun = time.perf_counter()
            limits, distances, labels = index.range_search(part, radius + 1)
            spent += time.perf_counter() - begun
            # Before 1.8 the binary indexes differ in whether the radius itself counts.
            found += int((distances <= radius).sum())
            done += len(part); step *= 2
        print(json.dumps({"key": key, "name": name, "rate": done / spent, "found": found, "asked": done}), flush=True)
        del index
    except MemoryError:
        print(json.dumps({"key": key, "skipped": "no room"}), flush=True)
`;

/**
 * FAISS from Debian on the same hashes and queries, in a process of its own; installed when it is missing and we may.
 * @returns one row a way; none, with the reason said, where there is no FAISS to be had.
 */
export async function measureFaiss(
  { say, signal }: BenchContext,
  { folder, hashes, asked, radius }: { folder: string; hashes: Uint8Array; asked: Uint8Array; radius: number },
): Promise<FaissRow[]> {
  if (!haveFaiss(say)) return [];
  await write(join(folder, 'base.bin'), hashes);
  await write(join(folder, 'asked.bin'), asked.subarray(0, MOST_QUERIES * 32));
  say('FAISS: flat, multi-hash 16×16 and 11×23');
  const child = spawn(PYTHON, ['-c', SCRIPT, folder, String(radius), '4', String(MOST_QUERIES)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    signal,
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) say(`FAISS ended early (${code})`);
  return text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const parsed = row.safeParse(line === '' ? undefined : JSON.parse(line));
      return parsed.success ? [parsed.data] : [];
    });
}

const MOST_QUERIES = 4_096;

function haveFaiss(say: (text: string) => void): boolean {
  const isThere = (): boolean => spawnSync(PYTHON, ['-c', 'import faiss'], { stdio: 'ignore' }).status === 0;
  if (isThere()) return true;
  say(`installing ${PACKAGE}`);
  const env = {
    DEBIAN_FRONTEND: 'noninteractive',
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  };
  for (const args of [['update'], ['-y', '--no-install-recommends', 'install', PACKAGE]]) {
    const { status } = spawnSync('apt-get', ['-q', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env });
    if (status !== 0) {
      say(`${PACKAGE} cannot be installed here, so there is no peer`);
      return false;
    }
  }
  return isThere();
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await using file = await open(path, 'w');
  await file.writeFile(bytes);
}
