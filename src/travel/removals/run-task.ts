import { AppError, type JobHandler, type Scope, systemScope, type Tx } from '../../platform/index.ts';
import type { TravelDeps } from '../deps.ts';
import type { RawRow } from '../rows/read-rows.ts';
import { type BatchRow, findBatch } from './batch-store.ts';
import { CHUNK, draftRows } from './draft-rows.ts';
import { dropFile, readFile } from './open-batch.ts';
import { finishTask } from './start-task.ts';
import { workRows } from './work-rows.ts';

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** The file, where it lies on this machine. */
  readonly bytes?: Uint8Array;
  /** After each chunk that is committed. */
  progress?(row: BatchRow): void;
  /** In the transaction that finishes it. */
  alongside?(tx: Tx): Promise<void>;
}

/** The task's acts are those of the person who asked for it: its author in the notices, its actor in the ledger. */
function scopeOf(deps: TravelDeps, batch: BatchRow): Scope {
  const system = systemScope(deps.runtime.bureau);
  const by = batch.task_by;
  return by?.startsWith('person:') ? { ...system, actor: { kind: 'person', id: by } } : system;
}

/**
 * Works through the batch's task, chunk by chunk: notices, rows and how far it is commit together, so a process that is killed
 * loses nothing and drafts nobody twice.
 */
export async function runTask(deps: TravelDeps, id: string, options: RunOptions = {}): Promise<void> {
  const system = systemScope(deps.runtime.bureau);
  const first = await deps.db.tx(system, (tx) => findBatch(tx, id));
  if (!first?.task) return;
  const rows = first.task === 'draft' || first.task === 'mend' ? await rowsOf(deps, first, options.bytes) : [];
  for (;;) {
    options.signal?.throwIfAborted();
    const state = await deps.db.tx(scopeOf(deps, first), async (tx) => {
      const batch = await findBatch(tx, id, true);
      // Taken back meanwhile: the undoing is another task.
      if (batch?.task !== first.task) return { row: batch, over: true };
      const step = await stepOf(deps, tx, batch, rows);
      if (step) {
        const [row] = await tx.query<BatchRow>(
          `UPDATE removal_batch SET done = done + $2, cursor = $3, skipped = skipped + $4, version = version + 1
           WHERE id = $1 RETURNING *`,
          [id, step.done, step.cursor, step.skipped],
        );
        return { row, over: false };
      }
      await dropFile(deps, tx, id);
      await finishTask(deps, tx, batch);
      await options.alongside?.(tx);
      return { row: { ...batch, task: null }, over: true };
    });
    if (state.row) options.progress?.(state.row);
    if (state.over) return;
  }
}

async function stepOf(deps: TravelDeps, tx: Tx, batch: BatchRow, rows: readonly RawRow[]) {
  if (batch.task === 'assess' || batch.task === 'submit' || batch.task === 'undo')
    return workRows(deps, tx, batch, batch.task);
  const chunk = rows.slice(batch.done, batch.done + CHUNK);
  if (chunk.length === 0) return null;
  const { skipped } = await draftRows(deps, tx, batch, chunk);
  return { done: chunk.length, cursor: 0, skipped };
}

async function rowsOf(deps: TravelDeps, batch: BatchRow, bytes: Uint8Array | undefined): Promise<readonly RawRow[]> {
  if (bytes) return readFile(bytes).rows;
  const { vault_ref: ref, vault_key: key } = batch;
  if (ref === null || key === null) throw new AppError('unavailable', 'removals: the file lies on another machine');
  return readFile(await deps.vault.open({ ref, key })).rows;
}

export function taskJob(deps: TravelDeps): JobHandler {
  return async (job) => {
    const { id } = job.payload as { id: string };
    const started = await deps.db.tx(systemScope(deps.runtime.bureau), (tx) => findBatch(tx, id));
    let isDone = false;
    await runTask(deps, id, {
      signal: job.signal,
      async alongside(tx) {
        await job.done(tx);
        isDone = true;
      },
    });
    if (isDone || !started?.task) return undefined;
    // Another task took its place (an undo while it ran): the same job goes on with that one.
    const now = await deps.db.tx(systemScope(deps.runtime.bureau), (tx) => findBatch(tx, id));
    return now?.task ? { againAfterMs: 0 } : undefined;
  };
}

/** Past the time of undoing: what refused records said is of no more use. */
export function forgetJob(deps: TravelDeps): JobHandler {
  return async (job) => {
    const { id } = job.payload as { id: string };
    await deps.db.tx(systemScope(deps.runtime.bureau), async (tx) => {
      await tx.query('UPDATE removal_row SET fields = NULL WHERE batch_id = $1', [id]);
      await job.done(tx);
    });
    return undefined;
  };
}
