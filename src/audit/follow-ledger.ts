import { AppError, type Database, type Runtime, systemScope, type Tx } from '../platform/index.ts';
import type { SealedEntry } from './entry.ts';
import { readSealed } from './list-entries.ts';

const PAGE = 500;
const RETRY_MS = 1_000;

/** In order and contiguous, at least once; what it writes in `tx` commits with its cursor, and so happens once. */
export type LedgerHandler = (tx: Tx, entries: SealedEntry[]) => Promise<void>;

export interface Followers {
  follow(name: string, handler: LedgerHandler): void;
  start(): void;
  wake(): void;
  stop(): Promise<void>;
}

/** Readers of the sealed ledger with a stored cursor each, that moves only over contiguous work. */
export function createFollowers({ db, runtime }: { db: Database; runtime: Runtime }): Followers {
  const scope = systemScope(runtime.bureau);
  const followers: { run(): void; stop(): Promise<void> }[] = [];
  let started = false;

  /** Handles one page; false when the follower has caught up. */
  function step(name: string, handler: LedgerHandler): Promise<boolean> {
    return db.tx(scope, async (tx) => {
      await tx.query('INSERT INTO audit_cursor (name, next) VALUES ($1, 0) ON CONFLICT DO NOTHING', [name]);
      const [cursor] = await tx.query<{ next: number }>('SELECT next FROM audit_cursor WHERE name = $1 FOR UPDATE', [
        name,
      ]);
      const next = cursor?.next ?? 0;
      const entries = await readSealed(tx, next, PAGE);
      if (entries.length === 0) return false;
      if (entries.some((entry, i) => entry.seq !== next + i))
        throw new AppError('internal', `ledger: a gap after ${next}`);
      await handler(tx, entries);
      await tx.query('UPDATE audit_cursor SET next = $2 WHERE name = $1', [name, next + entries.length]);
      return entries.length === PAGE;
    });
  }

  function add(name: string, handler: LedgerHandler): void {
    let running: Promise<void> | null = null;
    let again = false;
    let cancelRetry: (() => void) | undefined;
    async function catchUp(): Promise<void> {
      try {
        do {
          again = false;
          while (started && (await step(name, handler)));
        } while (started && again);
      } catch (error) {
        runtime.log.error(
          { follower: name, err: (error as Error).message },
          'ledger: a follower failed; it will be tried again',
        );
        if (started) cancelRetry = runtime.clock.after(RETRY_MS, run);
      }
    }
    function run(): void {
      if (!started) return;
      if (running) {
        again = true;
        return;
      }
      running = catchUp().finally(() => {
        running = null;
        if (again) run();
      });
    }
    followers.push({
      run,
      stop: async () => {
        cancelRetry?.();
        await running;
      },
    });
    run();
  }

  const wake = (): void => {
    for (const follower of followers) follower.run();
  };
  return {
    follow: add,
    start() {
      started = true;
      wake();
    },
    wake,
    async stop() {
      started = false;
      await Promise.all(followers.map((follower) => follower.stop()));
    },
  };
}
