import { type Database, type RoomParts, route, systemScope, type Tx } from '../platform/index.ts';
import { ALARM, conservationActs } from './acts.ts';
import type { Conservation } from './check-conservation.ts';
import { type ConservationView, conservationView } from './contract-conservation.ts';
import { type Cause, type RunDeps, runConservation } from './run-conservation.ts';

const JOB = 'work.check-conservation';
const KEY = 'hourly';
const HOUR_MS = 3_600_000;
/** After a start the first check waits until the bureau has settled. */
const FIRST_MS = 60_000;

/** The hourly check, its findings and its alarm. */
export interface ConservationChecks {
  /** Checks now, keeps what was found and sets or clears the alarm. */
  run(cause: Cause): Promise<Conservation & { id: string }>;
  /** Whether an alarm stands, and when the last check was; for the board. */
  standing(tx: Tx): Promise<{ alarmSince: number | null; checkedAt: number | null }>;
  /** One recurring job a bureau, over however many processes. */
  start(): Promise<void>;
  readonly parts: RoomParts;
}

export function createConservation(deps: RunDeps & { readonly db: Database }): ConservationChecks {
  const { db, audit, jobs, runtime } = deps;
  const scope = systemScope(runtime.bureau);
  const run = async (cause: Cause): Promise<Conservation & { id: string }> => {
    await audit.sealNow();
    return db.tx(scope, (tx) => runConservation(deps, tx, cause));
  };
  return {
    run,
    standing,
    start: () => db.tx(scope, (tx) => jobs.enqueue(tx, { kind: JOB, key: KEY, payload: {}, runAt: tx.now + FIRST_MS })),
    parts: {
      acts: conservationActs,
      jobs: {
        async [JOB]() {
          await run('hourly');
          return { againAfterMs: HOUR_MS };
        },
      },
      conservation: [{ item: ALARM, states: alarmStates, owed: true }],
      routes: [
        route({
          method: 'GET',
          path: '/api/conservation',
          action: 'conservation.read',
          summary:
            'The newest check of received = finished + refused + open for every kind, and whether an alarm stands',
          response: conservationView,
          handle: ({ tx }) => showConservation(deps, tx),
        }),
        route({
          method: 'POST',
          path: '/api/conservation/runs',
          action: 'conservation.run',
          summary: 'Check now instead of at the next hour',
          successStatus: 202,
          handle: async ({ tx }) => {
            await jobs.enqueue(tx, { kind: JOB, key: KEY, payload: {} });
            audit.record(tx, { act: 'conservation.asked', entity: { kind: 'conservation', id: runtime.bureau } });
            return { asked: true };
          },
        }),
      ],
    },
  };
}

async function standing(tx: Tx): Promise<{ alarmSince: number | null; checkedAt: number | null }> {
  const [row] = await tx.query<{ alarm: number | null; checked: number | null }>(
    `SELECT (SELECT raised_at FROM conservation_alarm WHERE cleared_at IS NULL) AS alarm,
       (SELECT max(ended_at) FROM conservation_run) AS checked`,
  );
  return { alarmSince: row?.alarm ?? null, checkedAt: row?.checked ?? null };
}

async function showConservation({ audit, runtime }: RunDeps, tx: Tx): Promise<ConservationView> {
  const runs = await tx.query<ConservationView['runs'][number]>(
    `SELECT id, ended_at AS "endedAt", cause, balanced,
       ARRAY(SELECT i->>'item' FROM jsonb_array_elements(items) AS i WHERE jsonb_array_length(i->'differences') > 0) AS kinds
     FROM conservation_run ORDER BY ended_at DESC, id DESC LIMIT 48`,
  );
  const [latest] = await tx.query<NonNullable<ConservationView['latest']>>(
    `SELECT id, started_at AS "startedAt", ended_at AS "endedAt", cause, balanced, items
     FROM conservation_run ORDER BY ended_at DESC, id DESC LIMIT 1`,
  );
  const [alarm] = await tx.query<{ id: string; raisedAt: number }>(
    'SELECT id, raised_at AS "raisedAt" FROM conservation_alarm WHERE cleared_at IS NULL',
  );
  audit.record(tx, { act: 'conservation.viewed', entity: { kind: 'conservation', id: runtime.bureau } });
  return { now: tx.now, latest: latest ?? null, alarm: alarm ?? null, runs };
}

/** The room's own account of its alarms. */
async function alarmStates(tx: Tx): Promise<{ open: string[]; finished: string[]; refused: string[] }> {
  const rows = await tx.query<{ id: string; open: boolean }>(
    'SELECT id, cleared_at IS NULL AS open FROM conservation_alarm',
  );
  const of = (open: boolean): string[] => rows.filter((row) => row.open === open).map((row) => row.id);
  return { open: of(true), finished: of(false), refused: [] };
}
