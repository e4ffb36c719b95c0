import { setTimeout as sleep } from 'node:timers/promises';
import type { Fleet, Target } from './fleet.ts';
import type { Random } from './random.ts';

const TARGETS = ['US', 'IPSG', 'NL', 'postgres'] as const;

/**
 * Kills one process after another at moments the seed draws: 0.2 to 3 s apart, at times several within a moment, and
 * again while something is still coming back.
 * @returns how often each was killed
 */
export async function killAround(
  fleet: Fleet,
  options: {
    kills: number;
    random: Random;
    signal: AbortSignal;
    onKill: (done: number, target: Target) => Promise<void>;
  },
): Promise<Record<Target, number>> {
  const { kills, random, signal } = options;
  const done: Record<Target, number> = { US: 0, IPSG: 0, NL: 0, postgres: 0 };
  let total = 0;
  let burst = 0;
  while (total < kills) {
    if (burst > 0) burst -= 1;
    else if (random.chance(0.15)) burst = 1 + Math.floor(random.between(0, 3));
    await sleep(burst > 0 ? random.between(5, 150) : random.between(200, 3_000), undefined, { signal });
    const target = random.pick(TARGETS);
    if (!fleet.kill(target)) continue;
    total += 1;
    done[target] += 1;
    await options.onKill(total, target);
  }
  return done;
}
