import { createRandom } from '../chaos/random.ts';
import type { Databases } from './databases.ts';
import { type FaultCounts, Trouble } from './faults.ts';
import { Fleet } from './fleet.ts';
import { type Faults, Network } from './network.ts';
import { settle } from './settle.ts';
import { Trace } from './trace.ts';
import { judge, type Verdicts } from './verdict.ts';
import { Workload } from './workload.ts';
import { World } from './world.ts';

const CODES = [
  'US',
  'NL',
  'CA',
  'GB',
  'FR',
  'DE',
  'MX',
  'PL',
  'ES',
  'IT',
  'SE',
  'NO',
  'JP',
  'AU',
  'BR',
  'ZA',
  'KE',
  'IN',
  'PH',
  'TH',
];
const START = Date.UTC(2026, 0, 15, 20, 0, 0);
const MINUTE = 60_000;

export interface SeedReport {
  readonly ok: boolean;
  readonly seed: number;
  readonly bureaus: number;
  readonly messages: number;
  readonly entries: number;
  readonly requests: number;
  readonly faults: Faults & FaultCounts;
  /** Virtual hours that went by. */
  readonly hours: number;
  readonly transactions: number;
  readonly left: readonly string[];
  readonly verdicts: Verdicts;
  /** SHA-256 of the trace: the same seed gives the same. */
  readonly digest: string;
  readonly trace: readonly string[];
}

/** One federation, one seed: work and trouble, then calm, then the verdict. */
export async function runSeed(
  databases: Databases,
  options: { seed: number; bureaus: number; run: string; logLevel: string },
): Promise<SeedReport> {
  const { seed, bureaus } = options;
  const codes = ['IPSG', ...CODES.slice(0, bureaus)];
  const databaseUrl = await databases.prepare(options.run, codes);
  // Streams of their own, so that a change to one leaves the others' draws alone.
  const random = (stream: number) => createRandom(seed * 16 + stream);
  const world = new World(START, random(1));
  const trace = new Trace(() => world.now);
  const network = new Network(world, random(2), trace);
  const { folder } = databases;
  const fleet = new Fleet({
    codes,
    seed,
    world,
    network,
    trace,
    folder: `${folder}/${options.run}`,
    databaseUrl,
    logLevel: options.logLevel,
  });
  const workload = new Workload({ fleet, world, random: random(3), trace });
  const trouble = new Trouble({ fleet, world, network, random: random(4), trace });
  const checkpoints = new Map<string, string[]>();
  const keepCheckpoints = async (): Promise<void> => {
    for (const { code, node } of fleet.bureaus)
      if (node) checkpoints.set(code, [...(checkpoints.get(code) ?? []), await node.audit.checkpoint()]);
  };

  try {
    return await world.drive(async () => {
      await fleet.start();
      await settle(fleet, world);
      network.calm = false;
      trouble.skewClocks();
      await Promise.all([workload.run(bureaus * 9, 3 * MINUTE), trouble.run(3 * MINUTE)]);
      await keepCheckpoints();
      // Days without one of them, and the others go on.
      const away = await trouble.takeOffline();
      for (let day = 0; day < 2; day++) {
        await workload.run(bureaus * 2, MINUTE);
        trouble.passDay();
        await workload.run(bureaus * 2, MINUTE);
      }
      await Promise.all([away.back(), workload.run(bureaus * 3, MINUTE)]);
      await Promise.all([workload.run(bureaus * 2, MINUTE), trouble.run(MINUTE)]);
      network.calm = true;
      trouble.rightClocks();
      await workload.finish();
      const left = await settle(fleet, world);
      await keepCheckpoints();
      const verdicts = await judge(fleet, workload.done, daysUntil(world.now), checkpoints);
      for (const [name, problems] of Object.entries(verdicts))
        trace.add('verdict', name, (problems as string[]).length);
      return {
        ok: left.length === 0 && Object.values(verdicts).every((problems: string[]) => problems.length === 0),
        seed,
        bureaus,
        messages: workload.done.notes.filter((note) => note.id !== null).length,
        entries: workload.done.entries.length,
        requests: workload.done.asked.length,
        faults: { ...network.faults, ...trouble.counts },
        hours: Math.round((world.now - START) / 360_000) / 10,
        transactions: world.transactions,
        left,
        verdicts,
        digest: trace.digest(),
        trace: trace.lines,
      };
    });
  } finally {
    await world.drive(async () => {
      for (const { code } of fleet.bureaus) await fleet.close(code);
    });
    await databases.drop(options.run, codes);
  }
}

/** Every UTC day there was, and one around for clocks that were wrong. */
function daysUntil(end: number): string[] {
  const days: string[] = [];
  for (let at = START - 24 * 60 * MINUTE; at <= end + 24 * 60 * MINUTE; at += 24 * 60 * MINUTE)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
