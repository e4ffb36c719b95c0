import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { pdq } from '../src/imagehash/index.ts';
import { generateFolder } from './scan-folder.ts';
import { rounded } from './statistics.ts';
import type { Bench } from './types.ts';

const CLI = join(import.meta.dirname, '../src/cli.ts');
/** The plain loop is measured over so many files: it does nothing that would change with more. */
const PLAIN = 500;
const ENTRIES = 100_000;

/** Triage of a folder: files a second from start to report, and the memory of the process that leads it. */
export const scan: Bench = {
  summary: 'homeward scan over generated pictures (--n, default 5000) against a list of 100,000 hashes',
  async run({ emit, say, signal, n = 5_000 }) {
    say(`${n} pictures are generated`);
    await using generated = await generateFolder(n);
    const list = `${generated.folder}.list`;
    await writeFile(list, hashes(ENTRIES));
    say('scanned by a plain loop');
    const plain = await plainLoop(generated.folder, generated.names.slice(0, PLAIN));
    say('scanned by homeward');
    const { files, seconds, peakMb } = await runScan(generated.folder, list, signal);
    if (files !== n) throw new Error(`${files} of ${n} files were scanned`);
    const rate = files / seconds;
    emit({
      ...{ name: 'scan.rate', value: rounded(rate), unit: 'files/s' },
      ...{ peer: 'one thread: sharp, md5, pdq', peerValue: rounded(plain), ratio: rounded(rate / plain) },
    });
    emit({ name: 'scan.memory', value: rounded(peakMb), unit: 'MB' });
  },
};

/** Somebody who reads, decodes and hashes one file after another: no list, no limits, no eight turned forms. */
async function plainLoop(folder: string, names: readonly string[]): Promise<number> {
  const begun = performance.now();
  for (const name of names) {
    const bytes = await readFile(join(folder, name));
    createHash('md5').update(bytes).digest('hex');
    const { data, info } = await sharp(bytes).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
    pdq({ width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3, data });
  }
  return (names.length * 1_000) / (performance.now() - begun);
}

async function runScan(folder: string, list: string, signal: AbortSignal) {
  const args = [CLI, 'scan', folder, '--against', list, '--json'];
  const begun = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], signal });
  let peakMb = 0;
  const timer = setInterval(() => {
    void readFile(`/proc/${child.pid}/status`, 'utf8').then(
      (status) => {
        peakMb = Math.max(peakMb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1_024);
      },
      () => undefined,
    );
  }, 200);
  try {
    let text = '';
    for await (const chunk of child.stdout) text += chunk;
    const seconds = (performance.now() - begun) / 1_000;
    const report = JSON.parse(text) as { counts: { files: number } };
    return { files: report.counts.files, seconds, peakMb };
  } finally {
    clearInterval(timer);
  }
}

/** PDQ values of nothing in particular. */
function hashes(count: number): string {
  let text = '';
  for (let n = 0; n < count; n++) text += `pdq:${createHash('sha256').update(String(n)).digest('hex')}\n`;
  return text;
}
