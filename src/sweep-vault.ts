import { type Database, type JobHandler, type Runtime, systemScope, type Tx, type Vault } from './platform/index.ts';

export const SWEEP_JOB = 'vault.sweep';
/** Not while a bureau is starting. */
export const SWEEP_AFTER_MS = 600_000;
const DAY_MS = 86_400_000;

/** Once a day: removes sealed files that no row names, left by transactions that did not commit. */
export function sweepVault(deps: {
  readonly db: Database;
  readonly runtime: Runtime;
  readonly vault: Vault;
  /** Which of these files a room's rows name, in the system's scope: what no room claims is removed. */
  readonly rooms: readonly ((tx: Tx, refs: readonly string[]) => Promise<ReadonlySet<string>>)[];
}): JobHandler {
  return async () => {
    const removed = await deps.vault.sweep((refs) =>
      deps.db.tx(systemScope(deps.runtime.bureau), async (tx) => {
        const known = new Set<string>();
        for (const room of deps.rooms) for (const ref of await room(tx, refs)) known.add(ref);
        return known;
      }),
    );
    if (removed > 0) deps.runtime.log.info({ removed }, 'sealed files that no row names were removed');
    return { againAfterMs: DAY_MS };
  };
}
