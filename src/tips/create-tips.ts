import { type RoomParts, systemScope, type Tx } from '../platform/index.ts';
import { acts } from './acts.ts';
import { conservation } from './conservation.ts';
import type { ImportView, ProviderCredentials } from './contract.ts';
import { compareJob } from './dedupe/compare-job.ts';
import { type DedupeCommands, dedupeCommands } from './dedupe/dedupe-commands.ts';
import { COMPARE_JOB, dedupeHook } from './dedupe/owe-keys.ts';
import type { Deps, TipsDeps } from './deps.ts';
import { FILES_JOB, filesJob } from './files/file-jobs.ts';
import { TipHooks } from './hooks.ts';
import type { NewRow } from './imports/import-store.ts';
import { IMPORT_JOB, importJob, importPath } from './imports/run-import.ts';
import { EXPIRE_JOB, expireJob } from './ispws/expire-reports.ts';
import { ispwsRoutes } from './ispws/routes-ispws.ts';
import { createProvider } from './providers/manage-provider.ts';
import { references } from './references.ts';
import { dedupeRoutes } from './routes-dedupe.ts';
import { intakeRoutes } from './routes-intake.ts';
import { tipRoutes } from './routes-tips.ts';
import { createRouting, type RoutingCommands } from './routing/create-routing.ts';
import { triageRoutes } from './triage/routes-triage.ts';
import { triageHook } from './triage/triage-tips.ts';

export interface Tips {
  readonly parts: RoomParts;
  /** For the command line: in this process, beside a running Homeward or without one. */
  importPath(input: { path: string; size: number; progress?: (row: NewRow) => void }): Promise<ImportView>;
  /** Makes an account for a provider's software; its password is told here and never again. */
  createProvider(input: { username: string; name: string }): Promise<ProviderCredentials>;
  /** Groups of related reports, for the command line. */
  readonly related: DedupeCommands;
  /** Where reports go, for the command line. */
  readonly routing: RoutingCommands;
  /** Which of these vault files a row of this room names; the others may be swept. In the system's scope. */
  knownFiles(tx: Tx, refs: readonly string[]): Promise<ReadonlySet<string>>;
}

/** CyberTipline reports: taken in, read, kept; what follows from them registers at `hooks`. */
export function createTips(given: TipsDeps): Tips {
  const deps: Deps = { ...given, hooks: new TipHooks() };
  deps.hooks.add(triageHook(deps));
  deps.hooks.add(dedupeHook(deps));
  const routing = createRouting(deps, given.places ?? []);
  deps.hooks.add(routing.hook);
  deps.identification.files.onMatches(async (tx, lookupId) => {
    const rows = await tx.query<{ tip_id: string }>('SELECT DISTINCT tip_id FROM tips_file WHERE lookup_id = $1', [
      lookupId,
    ]);
    await deps.hooks.learned(
      tx,
      rows.map((row) => row.tip_id),
    );
  });
  return {
    parts: {
      routes: [
        ...triageRoutes(deps),
        ...dedupeRoutes(deps),
        ...routing.parts.routes,
        ...tipRoutes(deps),
        ...intakeRoutes(deps),
        ...ispwsRoutes(deps),
      ],
      acts,
      jobs: {
        [EXPIRE_JOB]: expireJob(deps),
        ...routing.parts.jobs,
        [COMPARE_JOB]: compareJob(deps),
        [FILES_JOB]: filesJob(deps),
        [IMPORT_JOB]: importJob(deps),
      },
      messages: routing.parts.messages,
      references,
      conservation,
    },
    importPath: (input) => importPath(deps, input),
    related: dedupeCommands(deps),
    createProvider: (input) => deps.db.tx(systemScope(deps.runtime.bureau), (tx) => createProvider(deps, tx, input)),
    routing: routing.commands,
    knownFiles,
  };
}

async function knownFiles(tx: Tx, refs: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ vault_ref: string }>(
    `SELECT vault_ref FROM tips_file WHERE vault_ref = ANY($1) UNION SELECT vault_ref FROM tips_import WHERE vault_ref = ANY($1)`,
    [refs],
  );
  return new Set(rows.map((row) => row.vault_ref));
}
