import type { Audit } from '../audit/index.ts';
import type { ConservationSource, Jobs, Runtime, Tx } from '../platform/index.ts';
import { ALARM } from './acts.ts';
import { type Conservation, checkConservation } from './check-conservation.ts';
import type { ConservationRun } from './contract-conservation.ts';
import type { Work } from './create-work.ts';

/** Ids kept with a run, a kind: more are counted. */
const KEPT = 200;
const KEEP_RUNS_MS = 90 * 86_400_000;
const ALARM_DUE_MS = 3_600_000;

export interface RunDeps {
  readonly audit: Audit;
  readonly runtime: Runtime;
  readonly work: Work;
  readonly jobs: Jobs;
  readonly sources: () => readonly ConservationSource[];
}
export type Cause = ConservationRun['cause'];

/**
 * Checks every kind, keeps what was found, and sets the alarm: a difference raises one, with work for the watch that nobody can
 * close by hand; only a later clean run clears it. Needs the system's scope.
 */
export async function runConservation(deps: RunDeps, tx: Tx, cause: Cause): Promise<Conservation & { id: string }> {
  const startedAt = deps.runtime.clock.now();
  // One at a time over all processes, so that alarms and runs follow each other.
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('homeward conservation'))");
  const found = await checkConservation(tx, { audit: deps.audit, work: deps.work, sources: deps.sources() });
  const id = deps.runtime.newId();
  const items = found.items.map(({ differences, ...item }) => ({
    ...item,
    differences: differences.slice(0, KEPT),
    more: Math.max(0, differences.length - KEPT),
  }));
  await tx.query(
    `INSERT INTO conservation_run (id, started_at, ended_at, cause, balanced, items) VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, startedAt, deps.runtime.clock.now(), cause, found.balanced, JSON.stringify(items)],
  );
  await tx.query('DELETE FROM conservation_run WHERE ended_at < $1', [tx.now - KEEP_RUNS_MS]);
  const kinds = found.items.filter((item) => item.differences.length > 0).map((item) => item.item);
  deps.audit.record(tx, {
    act: 'conservation.ran',
    entity: { kind: 'conservation', id: deps.runtime.bureau },
    body: { run: id, cause, balanced: found.balanced, kinds },
  });
  if (found.balanced) await clear(deps, tx, id);
  else await raise(deps, tx, id, kinds);
  return { ...found, id };
}

async function raise(deps: RunDeps, tx: Tx, run: string, kinds: string[]): Promise<void> {
  const [standing] = await tx.query<{ id: string }>(
    'UPDATE conservation_alarm SET last_run = $1 WHERE cleared_at IS NULL RETURNING id',
    [run],
  );
  if (standing) return;
  const id = deps.runtime.newId();
  await tx.query('INSERT INTO conservation_alarm (id, raised_at, raised_by, last_run) VALUES ($1, $2, $3, $3)', [
    id,
    tx.now,
    run,
  ]);
  deps.audit.record(tx, { act: 'conservation.alarmed', entity: { kind: ALARM, id }, body: { run, kinds } });
  await deps.work.open(tx, {
    ref: { kind: ALARM, id },
    task: 'work.conservation-difference',
    owner: { role: 'watch-officer' },
    dueAt: tx.now + ALARM_DUE_MS,
    urgency: 'urgent',
    params: { kinds: kinds.length },
  });
}

async function clear(deps: RunDeps, tx: Tx, run: string): Promise<void> {
  const cleared = await tx.query<{ id: string }>(
    'UPDATE conservation_alarm SET cleared_at = $1, cleared_by = $2 WHERE cleared_at IS NULL RETURNING id',
    [tx.now, run],
  );
  for (const { id } of cleared) {
    await deps.work.close(tx, { ref: { kind: ALARM, id }, outcome: 'clean-run' });
    deps.audit.record(tx, { act: 'conservation.cleared', entity: { kind: ALARM, id }, body: { run } });
  }
}
