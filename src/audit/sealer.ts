import { type Database, type Runtime, systemScope } from '../platform/index.ts';
import type { SealedEntry } from './entry.ts';
import { SEAL_BATCH, sealEntries } from './seal-entries.ts';
import type { SealedLog } from './sealed-log.ts';

/** Commits within this time share one seal: one signature and one tile write. */
const BATCH_MS = 50;
/** For rows that another process left behind when it died. A process that owns its database alone needs none. */
const SWEEP_MS = 30_000;
const RETRY_MS = 1_000;
/** Rows this old and unsealed are an alarm: they are not yet tamper-evident. */
export const LATE_MS = 5_000;

export interface Sealer {
  start(): void;
  /** After a commit that left rows. Never waits. */
  wake(): void;
  /** Seals until nothing is left. */
  sealNow(): Promise<void>;
  /** Ends the timers and the seal that is running; rows left are sealed at the next start. */
  stop(): Promise<void>;
}

export interface SealerDeps {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly log: SealedLog;
  /** True when no other process works this database: nothing is ever left behind by another, so an idle one never looks. */
  readonly sole: boolean;
  readonly onSealed: (entries: SealedEntry[]) => void;
}

/** One per process; the log's advisory lock lets one of them seal at a time. While idle it holds no connection. */
export function createSealer({ db, runtime, log, sole, onSealed }: SealerDeps): Sealer {
  const scope = systemScope(runtime.bureau);
  let started = false;
  let cancelWake: (() => void) | undefined;
  let cancelSweep: (() => void) | undefined;
  let tail: Promise<void> = Promise.resolve();

  async function sealAll(): Promise<void> {
    for (;;) {
      const { entries, late } = await db.tx(scope, async (tx) => {
        const sealed = await sealEntries(tx, log);
        return { entries: sealed, late: sealed.filter((entry) => entry.time < tx.now - LATE_MS).length };
      });
      if (late > 0) runtime.log.error({ late }, 'ledger: rows waited longer than 5 s for their seal');
      if (entries.length > 0) onSealed(entries);
      if (entries.length < SEAL_BATCH) return;
    }
  }

  function enqueue(): Promise<void> {
    const run = tail.then(sealAll);
    tail = run.catch(() => undefined);
    return run;
  }

  function later(ms: number): void {
    if (!started || cancelWake) return;
    cancelWake = runtime.clock.after(ms, () => {
      cancelWake = undefined;
      enqueue().catch((error: Error) => {
        runtime.log.error({ err: error.message }, 'ledger: sealing failed; it will be tried again');
        later(RETRY_MS);
      });
    });
  }

  function sweep(): void {
    cancelSweep = runtime.clock.after(SWEEP_MS, () => {
      later(0);
      sweep();
    });
  }

  return {
    start() {
      if (started) return;
      started = true;
      later(0);
      if (!sole) sweep();
    },
    wake: () => later(BATCH_MS),
    sealNow: enqueue,
    async stop() {
      const wasDue = cancelWake !== undefined;
      started = false;
      cancelWake?.();
      cancelWake = undefined;
      cancelSweep?.();
      if (wasDue)
        await enqueue().catch((error: Error) => runtime.log.warn({ err: error.message }, 'ledger: not sealed at stop'));
      await tail;
    },
  };
}
