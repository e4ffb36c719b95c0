import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeVicsFile } from './hash-import-file.ts';
import { rounded } from './statistics.ts';
import type { Bench, BenchContext } from './types.ts';
import { createWorkplace } from './workplace.ts';

const DEFAULT = 100_000;
const PEER =
  'the whole file by JSON.parse, inserted a thousand rows at a time with pg, one index, no checks and no undo';

/** `homeward import media` as a person runs it, in a process of its own: from its start to its end, stored durably. */
export const hashImport: Bench = {
  summary: 'VICS records a second read and stored in PostgreSQL, and the memory it takes',
  async run(context) {
    const records = context.n ?? DEFAULT;
    await using workplace = await createWorkplace();
    const path = join(workplace.folder, 'list.json');
    context.say(`writing a file of ${records} records`);
    await writeVicsFile(path, records);
    const warmUp = join(workplace.folder, 'warm-up.json');
    await writeVicsFile(warmUp, 1);
    const env = {
      ...process.env,
      HOMEWARD_DATABASE_URL: workplace.postgres.adminUrl,
      HOMEWARD_DATA_DIR: workplace.folder,
      HOMEWARD_BUREAUS: 'US',
      HOMEWARD_LOG_LEVEL: 'fatal',
    };
    const cli = join(import.meta.dirname, '../src/cli.ts');
    const importFile = (file: string) =>
      measure(context, [cli, 'import', 'media', file, '--list', 'Bench', '--json'], env);
    // The database is made and migrated by the first command that needs it.
    await importFile(warmUp);
    context.say(`importing ${Math.round((await stat(path)).size / 1e6)} MB`);
    const ours = await importFile(path);
    const { import: done } = JSON.parse(ours.stdout) as { import: { read: number; refused: number; state: string } };
    if (done.read !== records || done.refused !== 0 || done.state !== 'done')
      throw new Error(`not all of it was imported: ${ours.stdout.slice(0, 500)}`);
    context.say('the plain way');
    const url = await workplace.database('plain');
    // A file of half a gigabyte does not fit into one string: then there is no peer.
    const plain = await measure(
      context,
      [fileURLToPath(new URL('./hash-import-plain.ts', import.meta.url)), path, url],
      env,
    ).catch((error: Error) => context.say(`the plain way failed: ${error.message.split('\n')[0]}`));
    await rm(path);
    const rate = records / ours.seconds;
    const plainRate = plain && records / plain.seconds;
    context.emit({
      name: 'hash-import.rate',
      value: rounded(rate),
      unit: 'records/s',
      ...(plainRate ? { peer: PEER, peerValue: rounded(plainRate), ratio: rounded(rate / plainRate) } : {}),
    });
    context.emit({
      name: 'hash-import.memory',
      value: rounded(ours.megabytes),
      unit: 'MB',
      ...(plain
        ? { peer: PEER, peerValue: rounded(plain.megabytes), ratio: rounded(plain.megabytes / ours.megabytes) }
        : {}),
    });
  },
};

interface Measured {
  readonly seconds: number;
  /** The most the process held at once. */
  readonly megabytes: number;
  readonly stdout: string;
}

/** Runs Node on these arguments. @throws Error when it does not end well */
async function measure(context: BenchContext, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Measured> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'], signal: context.signal });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = `${stderr}${chunk.toString()}`.slice(-2_000);
  });
  let peak = 0;
  const look = setInterval(() => {
    peak = Math.max(peak, highWater(child.pid));
  }, 50);
  const [code] = (await once(child, 'close')) as [number | null];
  clearInterval(look);
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}: ${stderr}`);
  return { seconds: (performance.now() - started) / 1_000, megabytes: peak, stdout };
}

/** The kernel keeps the greatest resident size of a process; 0 when it has ended. */
function highWater(pid: number | undefined): number {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return (Number(found?.[1] ?? 0) * 1_024) / 1e6;
  } catch {
    return 0;
  }
}
