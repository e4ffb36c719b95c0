import type { Access } from '../access/index.ts';
import type { Audit, SealedEntry } from '../audit/index.ts';
import type { Federation } from '../federation/index.ts';
import {
  type Database,
  type Jobs,
  type ReferenceResolver,
  type RoomParts,
  type Runtime,
  systemScope,
  type Vault,
} from '../platform/index.ts';
import type { ConservationChecks, Work } from '../work/index.ts';
import { acts } from './acts.ts';
import { deliverJob } from './alerts/deliver-alert.ts';
import { DELIVER_JOB, TELL_JOB } from './alerts/deps.ts';
import { raiseAlerts } from './alerts/raise-alerts.ts';
import { alertRoutes } from './routes-alerts.ts';
import { queueRoutes } from './routes-queue.ts';
import { watchRoutes } from './routes-watch.ts';
import { HANDOVER, handoverStates } from './watch/hand-over.ts';

export interface DeskDeps {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly vault: Vault;
  readonly jobs: Jobs;
  readonly audit: Audit;
  readonly work: Work;
  readonly access: Access;
  readonly federation: Pick<Federation, 'status'>;
  readonly checks: Pick<ConservationChecks, 'standing'>;
  readonly references: readonly ReferenceResolver[];
}

/** The Operations and Command Center: the queue as a view of `work`, the watch, the board, and who is told of what. */
export interface Desk {
  readonly parts: RoomParts;
  /** Listens for new work, and looks for what became due while nothing ran. */
  start(): Promise<void>;
  stop(): void;
}

/** Several pieces of work that are opened at once are told of at once. */
const GATHER_MS = 300;
/** While nobody wants to hear of anything, this often is enough to see whether somebody does. */
const NOBODY_MS = 30_000;
const NEWS: ReadonlySet<string> = new Set(['work.opened', 'work.reassigned']);

export function createDesk(options: DeskDeps): Desk {
  const deps = { ...options, resolvers: new Map(options.references.map((r) => [r.kind, r])) };
  const { db, jobs, runtime, audit } = deps;
  const scope = systemScope(runtime.bureau);
  let cancel: (() => void) | undefined;
  let forget: (() => void) | undefined;
  let nobodyUntil = 0;

  const wake = (): Promise<void> =>
    db.tx(scope, (tx) => jobs.enqueue(tx, { kind: TELL_JOB, key: 'tell', payload: {} }));
  const hear = (entries: readonly SealedEntry[]): void => {
    if (cancel || !entries.some((entry) => NEWS.has(entry.act))) return;
    cancel = runtime.clock.after(Math.max(GATHER_MS, nobodyUntil - runtime.clock.now()), () => {
      cancel = undefined;
      wake().catch((error: Error) => runtime.log.warn({ err: error.message }, 'desk: new work is told of later'));
    });
  };

  return {
    async start() {
      forget = audit.onSealed(hear);
      await wake();
    },
    stop() {
      forget?.();
      cancel?.();
    },
    parts: {
      acts,
      jobs: {
        async [TELL_JOB]() {
          const wait = await raiseAlerts(deps);
          nobodyUntil = wait === 'nobody' ? runtime.clock.now() + NOBODY_MS : 0;
          return typeof wait === 'number' ? { againAfterMs: wait } : undefined;
        },
        [DELIVER_JOB]: deliverJob(deps),
      },
      conservation: [{ item: HANDOVER, states: handoverStates, owed: true }],
      routes: [...queueRoutes(deps), ...watchRoutes(deps), ...alertRoutes(deps)],
    },
  };
}
