import fc from 'fast-check';
import { expect } from 'vitest';
import { type Command, type Model, newModel, seen, step, type Who } from './model.testkit.ts';
import type { History, Rooms, Seen } from './room.testkit.ts';

const NOW = Date.UTC(2026, 10, 24);

const own = fc.constantFrom<Who>('ana', 'ben', 'cal');
const supervisor = fc.constantFrom<Who>('ben', 'cal');
const reviewer = fc.constantFrom<Who>('rita', 'rolf', 'rosa');
/** One change in eight is based on a version that is not the present one. */
const stale = fc.integer({ min: 0, max: 7 }).map((n) => n === 0);
const fits = fc.integer({ min: 0, max: 5 }).map((n) => n > 0);
const often = <T>(n: number, it: fc.Arbitrary<T>) => ({ arbitrary: it, weight: n });

const command: fc.Arbitrary<Command> = fc.oneof(
  often(8, fc.record({ do: fc.constant('deliver' as const), to: fc.constantFrom('US' as const, 'IPSG' as const) })),
  often(4, fc.record({ do: fc.constant('follow' as const) })),
  often(1, fc.record({ do: fc.constant('report' as const) })),
  often(2, fc.record({ do: fc.constant('pass' as const), days: fc.constantFrom(0, 1, 2, 40, 200, 1_830, 3_700) })),
  often(2, fc.record({ do: fc.constant('edit' as const), who: own, fits, stale })),
  often(4, fc.record({ do: fc.constant('submit' as const), who: supervisor, stale })),
  often(1, fc.record({ do: fc.constant('submit' as const), who: own, stale })),
  often(2, fc.record({ do: fc.constant('amend' as const), who: own, fits, stale })),
  often(2, fc.record({ do: fc.constant('withdraw' as const), who: own, stale })),
  often(
    3,
    fc.record({
      do: fc.constant('cancel' as const),
      who: own,
      ground: fc.constantFrom('issued-in-error', 'purpose-achieved', 'answered', 'found-safe', 'charges-dismissed'),
      returned: fc.boolean(),
    }),
  ),
  often(
    2,
    fc.record({ do: fc.constant('confirm' as const), who: own, decision: fc.constantFrom('confirm', 'reject') }),
  ),
  often(2, fc.record({ do: fc.constant('extend' as const), who: own, years: fc.constantFrom(0, 1, 5, 6) })),
  often(
    3,
    fc.record({ do: fc.constant('take' as const), who: reviewer, national: fc.constantFrom('FR', 'NL', 'US'), stale }),
  ),
  often(
    5,
    fc.record({
      do: fc.constant('decide' as const),
      who: reviewer,
      decision: fc.constantFrom('pass', 'pass', 'return', 'refuse'),
      judged: fits,
      stale,
    }),
  ),
  often(
    2,
    fc.record({
      do: fc.constant('suspend' as const),
      days: fc.constantFrom(0, 1, 100, 184, 185),
      atEnd: fc.constantFrom('ask', 'resume', 'cancel'),
      stale,
    }),
  ),
  often(2, fc.record({ do: fc.constant('resume' as const), stale })),
  often(1, fc.record({ do: fc.constant('order-end' as const), who: fc.constantFrom<Who>('lyon', 'rita') })),
) as fc.Arbitrary<Command>;

interface Real {
  readonly history: History;
  seen: Seen;
}

/** The model as fast-check carries it: the command puts the model's next state in its place. */
interface Carried {
  model: Model;
}

class Step implements fc.AsyncCommand<Carried, Real> {
  readonly #command: Command;

  constructor(given: Command) {
    this.#command = given;
  }

  check({ model }: Readonly<Carried>): boolean {
    const c = this.#command;
    if (c.do === 'draft') return model.owner === null;
    if (model.owner === null) return false;
    // Where nothing is on its way there is nothing to deliver, and the history is not made longer by it.
    if (c.do === 'deliver') return model.mail.some((mail) => mail.to === c.to);
    if (c.do === 'follow') return model.feed.length > 0;
    return c.do !== 'report' || model.lyon?.news === true;
  }

  async run(carried: Carried, real: Real): Promise<void> {
    const { outcome, after } = step(carried.model, this.#command);
    const did = await real.history.perform(this.#command, carried.model.colour);
    expect(did).toBe(outcome);
    const now = await real.history.seen();
    expect(now).toEqual(seen(after));
    expect(real.history.broken(real.seen, now)).toEqual([]);
    // Refused: nothing moved at either bureau.
    if (did !== 'ok') expect(now).toEqual(real.seen);
    tally(outcome, real.seen, now);
    carried.model = after;
    real.seen = now;
  }

  toString(): string {
    return JSON.stringify(this.#command);
  }
}

/** What the histories reached, so that a test can say that they reach everything. */
export const reached = { steps: 0, histories: 0, refusals: new Set<string>(), states: new Set<string>() };

/** States that every thousand histories pass through, at both bureaus. */
const EVERY: readonly string[] = ['owner', 'lyon'].flatMap((side) =>
  ['in-review', 'returned', 'refused', 'issued', 'amended', 'suspended', 'withdrawn', 'cancelled', 'purged'].map(
    (standing) => `${side}:${standing}`,
  ),
);

function tally(outcome: string, before: Seen, after: Seen): void {
  reached.steps += 1;
  if (outcome !== 'ok') reached.refusals.add(outcome);
  for (const side of ['owner', 'lyon'] as const) {
    const [from, to] = [before[side], after[side]] as ({ standing: string } | null)[];
    if (to && from?.standing !== to.standing) reached.states.add(`${side}:${to.standing}`);
  }
}

const later = command.map((c) => new Step(c));
const first = fc.record({ do: fc.constant('draft' as const), who: own, fits }).map((c) => new Step(c));

/** How a history begins; each is the one before it and some steps more. */
const STAGES: Record<Model['colour'], readonly (readonly Command[])[]> = {
  red: stages(['rita', 'rolf']),
  blue: stages(['rita']),
  yellow: stages(['rita']),
};

function stages(reviewers: readonly Who[]): Command[][] {
  return [
    [],
    [{ do: 'draft', who: 'ana', fits: true }],
    [
      { do: 'submit', who: 'ben' },
      { do: 'deliver', to: 'IPSG' },
      ...reviewers.map((who): Command => ({ do: 'take', who, national: 'FR' })),
    ],
    [
      ...reviewers.map((who): Command => ({ do: 'decide', who, decision: 'pass', judged: true })),
      { do: 'follow' },
      { do: 'deliver', to: 'US' },
      { do: 'report' },
      { do: 'deliver', to: 'US' },
    ],
    [
      { do: 'amend', who: 'cal', fits: true },
      { do: 'submit', who: 'ben' },
      { do: 'deliver', to: 'IPSG' },
      ...reviewers.map((who): Command => ({ do: 'take', who, national: 'NL' })),
      ...reviewers.map((who): Command => ({ do: 'decide', who, decision: 'pass', judged: true })),
      { do: 'deliver', to: 'US' },
    ],
    [
      { do: 'withdraw', who: 'ben' },
      { do: 'deliver', to: 'IPSG' },
    ],
    [{ do: 'follow' }, { do: 'follow' }, { do: 'deliver', to: 'IPSG' }, { do: 'report' }, { do: 'deliver', to: 'US' }],
  ];
}

/** Of the histories of a colour, how many begin at each stage: most where most can happen. */
const SHARES = [0.05, 0.15, 0.2, 0.3, 0.15, 0.1, 0.05];

/** Random histories of one colour, room beside model. A failing one is shrunk to its shortest form. */
export async function histories(rooms: Rooms, colour: Model['colour'], count: number, length: number): Promise<void> {
  await rooms.scratch(NOW, async (history) => {
    const carried: Carried = { model: newModel(colour, NOW) };
    const real: Real = { history, seen: { owner: null, lyon: null } };
    for (const [stage, prefix] of STAGES[colour].entries()) {
      for (const one of prefix) await new Step(one).run(carried, real);
      const begin = { model: carried.model, seen: real.seen };
      const steps = fc.commands([stage === 0 ? fc.oneof(first, later) : later], { maxCommands: length, size: 'max' });
      await fc.assert(
        fc.asyncProperty(steps, (given) =>
          history.undone(async () => {
            reached.histories += 1;
            await fc.asyncModelRun(
              () => ({ model: { model: begin.model }, real: { history, seen: begin.seen } }),
              given,
            );
            expect(await history.owed()).toBeNull();
          }),
        ),
        { numRuns: Math.ceil(count * (SHARES[stage] ?? 0)), endOnFailure: false },
      );
    }
  });
}

/** More histories where chance has left a standing out, ten rounds at most. Returns what was reached in none. */
export async function untilEvery(rooms: Rooms, colours: readonly Model['colour'][]): Promise<string[]> {
  const missing = (): string[] => [...EVERY].filter((standing) => !reached.states.has(standing));
  for (let round = 0; round < 10 && missing().length > 0; round++) {
    for (const colour of colours) await histories(rooms, colour, 200, 10);
  }
  return missing();
}
