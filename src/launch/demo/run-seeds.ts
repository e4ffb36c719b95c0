import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { writePrivateFile } from '../../platform/index.ts';
import type { Login } from '../people.ts';
import type { Launched } from '../start-bureaus.ts';
import type { DemoSeed } from './seed.ts';
import { Stage } from './stage.ts';

/** Without these bureaus in one process there is no demo. */
const BUREAUS = ['US', 'IPSG', 'NL'] as const;

export interface DemoOptions {
  readonly launched: Pick<Launched, 'nodes'>;
  readonly logins: readonly Login[];
  readonly dataDir: string;
  /** The invented people were made at this very start. */
  readonly isNew: boolean;
  readonly log: Logger;
  readonly signal: AbortSignal;
}

/**
 * Gives a new demo something to show, through the same API as everyone: each seed once, also when a start is broken off. What a
 * seed cannot do is logged, and the next one goes on.
 * @returns names of the seeds that were run to their end
 */
export async function runSeeds(seeds: readonly DemoSeed[], options: DemoOptions): Promise<string[]> {
  const { nodes } = options.launched;
  if (!BUREAUS.every((code) => nodes.has(code))) return [];
  const path = join(options.dataDir, 'demo-data.json');
  const begun = await readFile(path, 'utf8').then(
    (text) => JSON.parse(text) as string[],
    () => null,
  );
  // One that was used before there were seeds, or without them, stays as it is.
  if (begun === null && !options.isNew) return [];
  const known = begun ?? [];
  const stage = new Stage({
    urls: new Map([...nodes].map(([code, node]) => [code, node.url])),
    logins: options.logins,
    signal: options.signal,
    now: () => Date.now(),
  });
  const done: string[] = [];
  for (const seed of seeds) {
    if (known.includes(seed.name) || options.signal.aborted) continue;
    // Before it begins: half a seed is not done again, for it would be there twice.
    known.push(seed.name);
    await writePrivateFile(path, JSON.stringify(known));
    try {
      await seed.run(stage);
      done.push(seed.name);
    } catch (error) {
      if (options.signal.aborted) break;
      options.log.warn({ seed: seed.name, err: (error as Error).message }, 'demo data were not added');
    }
  }
  await stage.leave();
  return done;
}
