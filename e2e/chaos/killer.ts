import { setTimeout as sleep } from 'node:timers/promises';
import type { Fleet, Target } from './fleet.ts';
import type { Random } from './random.ts';

const TARGETS = ['US', 'IPSG', 'NL', 'postgres'] as const;

/** What has to be acknowledged after a kill before the next one that waits. */
const PROGRESS = 3;
const PATIENCE_MS = 20_000;

export interface KillOptions {
  readonly kills: number;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** How much has been acknowledged so far. */
  acknowledged(): number;
  onKill(done: number, target: Target): Promise<void>;
}

/**
 * Kills one process after another, at moments the seed draws. Most wait until work flows again and then 0.2 to 3 s more;
 * the others come at once: several in a row, or while something is still coming back.
 * @returns how often each was killed
 */
export async function killAround(fleet: Fleet, options: KillOptions): Promise<Record<Target, number>> {
  const { kills, random, signal } = options;
  const done: Record<Target, number> = { US: 0, IPSG: 0, NL: 0, postgres: 0 };
  for (let total = 0; total < kills; ) {
    const kind = random.next();
    if (kind >= 0.4) await untilFlowing(options);
    await sleep(kind < 0.15 ? random.between(5, 150) : random.between(200, 3_000), undefined, { signal });
    const target = random.pick(TARGETS);
    if (!fleet.kill(target)) continue;
    total += 1;
    done[target] += 1;
    await options.onKill(total, target);
  }
  return done;
}

async function untilFlowing({ acknowledged, signal }: KillOptions): Promise<void> {
  const wanted = acknowledged() + PROGRESS;
  const deadline = Date.now() + PATIENCE_MS;
  while (acknowledged() < wanted && Date.now() < deadline) await sleep(50, undefined, { signal });
}
