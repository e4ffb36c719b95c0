import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removalFile } from '../src/travel/removals/removals.testkit.ts';
import { rounded } from './statistics.ts';
import type { Bench, BenchContext } from './types.ts';
import { createWorkplace } from './workplace.ts';

/** As many as the operation put on record. */
const DEFAULT = 5_277;
const PEER =
  'the same rows inserted one by one with pg in one transaction: no rules, no report, no ledger, no work, no undo';

/** `homeward import removals` as a person runs it, in a process of its own: from its start to its end, stored durably. */
export const predator: Bench = {
  summary: 'a file of removals becomes drafted Green Notices with rule reports',
  async run(context) {
    const records = context.n ?? DEFAULT;
    await using workplace = await createWorkplace();
    const path = join(workplace.folder, 'removals.csv');
    await writeFile(path, removalFile(records));
    const warmUp = join(workplace.folder, 'warm-up.csv');
    await writeFile(warmUp, removalFile(1, { 1: { aNumber: 'A1', birthDate: '1940-01-01' } }));
    const env = {
      ...process.env,
      HOMEWARD_DATABASE_URL: workplace.postgres.adminUrl,
      HOMEWARD_DATA_DIR: workplace.folder,
      HOMEWARD_BUREAUS: 'US',
      HOMEWARD_LOG_LEVEL: 'fatal',
    };
    const cli = join(import.meta.dirname, '../src/cli.ts');
    // The database is made and migrated by the first command that needs it.
    await measure(context, [cli, 'import', 'removals', warmUp, '--json'], env);
    context.say(`drafting ${records} notices`);
    const ours = await measure(context, [cli, 'import', 'removals', path, '--json'], env);
    const { batch } = JSON.parse(ours.stdout) as { batch: { counts: Record<string, number> } };
    if (batch.counts.drafted !== records) throw new Error(`not all of it was drafted: ${ours.stdout.slice(0, 500)}`);
    context.say('the plain way');
    const url = await workplace.database('plain');
    const plain = await measure(
      context,
      [fileURLToPath(new URL('./predator-plain.ts', import.meta.url)), path, url],
      env,
    );
    context.emit({
      name: 'predator.batch',
      value: rounded(ours.seconds),
      unit: 's',
      peer: PEER,
      peerValue: rounded(plain.seconds),
      ratio: rounded(plain.seconds / ours.seconds),
    });
    context.emit({
      name: 'predator.rate',
      value: rounded(records / ours.seconds),
      unit: 'notices/s',
      peer: PEER,
      peerValue: rounded(records / plain.seconds),
      ratio: rounded(plain.seconds / ours.seconds),
    });
  },
};

/** Runs Node on these arguments. @throws Error when it does not end well */
async function measure(
  context: BenchContext,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<{ seconds: number; stdout: string }> {
  const started = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'], signal: context.signal });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr = `${stderr}${chunk.toString()}`.slice(-2_000);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}: ${stderr}`);
  return { seconds: (performance.now() - started) / 1_000, stdout };
}
