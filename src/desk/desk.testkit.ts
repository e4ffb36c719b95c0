import { createTestBureaus, type TestBureau, type TestBureaus, type TestCaller } from '../testing/bureaus.ts';
import { type ConservationChecks, createConservation, type WorkItem } from '../work/index.ts';
import { createDesk, type Desk } from './index.ts';

/** Everybody's in these tests. */
export const PASSWORD = 'a long enough password';

export interface DeskWorld extends AsyncDisposable {
  readonly bureau: TestBureau;
  readonly desk: Desk;
  readonly checks: ConservationChecks;
  /** Moves the bureau's clock; those named then wake their sessions, which sleep after half an hour. */
  pass(ms: number, ...awake: readonly TestCaller[]): Promise<void>;
  now(): number;
  /** Opens a piece of work and tells its id. */
  owe(more?: Partial<Owed>): Promise<{ id: string; ref: { kind: string; id: string } }>;
  finish(ref: { kind: string; id: string }): Promise<number>;
}

interface Owed {
  readonly task: string;
  readonly dueIn: number;
  readonly urgency: WorkItem['urgency'];
  readonly role: string;
  readonly compartment: string;
}

/** The Secretariat's desk with everything below it, over real HTTP and a database of its own. */
export async function deskWorld(): Promise<DeskWorld> {
  let made: { desk: Desk; checks: ConservationChecks } | undefined;
  const bureaus: TestBureaus = await createTestBureaus([], (common) => {
    const parts = [common.access, common.work, common.federation, common.cases].map((room) => room.parts);
    const checks = createConservation({
      ...common,
      sources: () => [...parts, desk.parts, checks.parts].flatMap((room) => room.conservation ?? []),
    });
    const references = parts.flatMap((room) => room.references ?? []);
    const desk: Desk = createDesk({ ...common, checks, references });
    made = { desk, checks };
    return [checks.parts, desk.parts];
  });
  if (!made) throw new Error('no desk was made');
  const { desk, checks } = made;
  const bureau = bureaus.at('IPSG');
  await desk.start();
  let count = 0;
  return {
    bureau,
    desk,
    checks,
    async pass(ms, ...awake) {
      bureaus.pass(ms);
      for (const who of awake) await who.ok('POST', '/api/session/unlock', { password: PASSWORD });
    },
    now: () => bureau.runtime.clock.now(),
    owe: async ({
      task = 'request.intake',
      dueIn = 8 * 3_600_000,
      urgency = 'urgent',
      role = 'analyst',
      compartment,
    } = {}) => {
      const ref = { kind: 'matter', id: `00000000-0000-7000-8000-${String(++count).padStart(12, '0')}` };
      const id = await bureau.tx((tx) =>
        bureau.work.open(tx, {
          ref,
          task,
          owner: { role },
          dueAt: tx.now + dueIn,
          urgency,
          ...(compartment && { compartment }),
        }),
      );
      return { id, ref };
    },
    finish: (ref) => bureau.tx((tx) => bureau.work.close(tx, { ref, outcome: 'done' })),
    async [Symbol.asyncDispose]() {
      desk.stop();
      await bureaus[Symbol.asyncDispose]();
    },
  };
}
