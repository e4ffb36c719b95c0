import type { Random } from '../chaos/random.ts';
import type { Fleet } from './fleet.ts';
import type { Network } from './network.ts';
import type { Trace } from './trace.ts';
import type { World } from './world.ts';

export interface FaultCounts {
  restarts: number;
  partitions: number;
  skewed: number;
  daysOffline: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export interface FaultOptions {
  readonly fleet: Fleet;
  readonly world: World;
  readonly network: Network;
  readonly random: Random;
  readonly trace: Trace;
}

/** What goes wrong beyond single requests. */
export class Trouble {
  readonly counts: FaultCounts = { restarts: 0, partitions: 0, skewed: 0, daysOffline: 0 };
  readonly #options: FaultOptions;

  constructor(options: FaultOptions) {
    this.#options = options;
  }

  /** Clocks of about a third of the bureaus go wrong by up to ten minutes. */
  skewClocks(): void {
    const { fleet, random, trace } = this.#options;
    for (const bureau of fleet.bureaus) {
      if (!random.chance(0.35)) continue;
      bureau.skew = Math.round(random.between(-10 * MINUTE, 10 * MINUTE));
      this.counts.skewed++;
      trace.add('fault', 'skew', bureau.code, bureau.skew);
    }
  }

  rightClocks(): void {
    for (const bureau of this.#options.fleet.bureaus) bureau.skew = 0;
  }

  /** For `ms`: restarts and cut lines, one after another. */
  async run(ms: number): Promise<void> {
    const { world, random } = this.#options;
    const end = world.now + ms;
    for (;;) {
      const pause = Math.round(random.between(5_000, 60_000));
      if (world.now + pause > end) return;
      await world.sleep(pause);
      if (random.chance(0.5)) await this.#restart(end);
      else await this.#partition(end);
    }
  }

  /** Takes one bureau away until the function returned is called. */
  async takeOffline(): Promise<{ code: string; back: () => Promise<void> }> {
    const { fleet, trace } = this.#options;
    const code = this.#pick(fleet.bureaus.map((one) => one.code).filter((one) => one !== 'IPSG'));
    trace.add('fault', 'offline', code);
    await fleet.close(code);
    return {
      code,
      back: async () => {
        await fleet.restart(code);
        trace.add('back', code);
      },
    };
  }

  /** A day goes by at once. */
  passDay(): void {
    this.counts.daysOffline++;
    this.#options.trace.add('fault', 'day');
    this.#options.world.jump(DAY);
  }

  async #restart(end: number): Promise<void> {
    const { fleet, world, random, trace } = this.#options;
    const up = fleet.bureaus.filter((one) => one.node !== null).map((one) => one.code);
    const code = this.#pick(up);
    const pause = Math.round(Math.min(random.between(0, 30_000), Math.max(0, end - world.now)));
    trace.add('fault', 'restart', code);
    this.counts.restarts++;
    await fleet.close(code);
    await world.sleep(pause);
    await fleet.restart(code);
    trace.add('back', code);
  }

  async #partition(end: number): Promise<void> {
    const { fleet, network, world, random, trace } = this.#options;
    const codes = fleet.bureaus.map((one) => one.code);
    const one = this.#pick(codes);
    // One line, or a bureau from all others.
    const others = random.chance(0.5)
      ? codes.filter((code) => code !== one)
      : [this.#pick(codes.filter((c) => c !== one))];
    for (const other of others) network.cut(one, other);
    this.counts.partitions++;
    trace.add('fault', 'cut', one, others.join('+'));
    await world.sleep(Math.round(Math.min(random.between(1_000, 90_000), Math.max(0, end - world.now))));
    for (const other of others) network.heal(one, other);
    trace.add('healed', one);
  }

  #pick(codes: readonly string[]): string {
    return codes[Math.floor(this.#options.random.next() * codes.length)] ?? 'IPSG';
  }
}
