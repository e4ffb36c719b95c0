import { refuse, type Tx } from '../../platform/index.ts';
import { DAY, HOUR, type TravelDeps } from '../deps.ts';
import { type BatchRow, heldBatch, type Task, type TaskInput } from './batch-store.ts';
import { batchRef, type PreparedFile } from './open-batch.ts';
import { undoMs } from './settings.ts';

export const REMOVAL_JOB = 'removal.task';
/** When a batch can no longer be taken back, what its refused records said goes. */
export const FORGET_JOB = 'removal.forget';

interface TaskPlan {
  readonly task: Task;
  readonly input?: TaskInput;
  readonly total: number;
}

/** From here a job works through the batch, as the person who asked for it. */
export async function startTask(deps: TravelDeps, tx: Tx, row: BatchRow, plan: TaskPlan, byJob = true): Promise<void> {
  await tx.query(
    `UPDATE removal_batch SET state = 'running', task = $2, task_by = $3, task_input = $4, done = 0, cursor = 0, skipped = 0,
       total = $5, started_at = $6, version = version + 1 WHERE id = $1`,
    [row.id, plan.task, tx.scope.actor.id, JSON.stringify(plan.input ?? {}), plan.total, tx.now],
  );
  deps.audit.record(tx, {
    act: 'removal.task-asked',
    entity: batchRef(row.id),
    body: { task: plan.task, rows: plan.total },
  });
  await deps.work.close(tx, { ref: batchRef(row.id), outcome: 'under-way' });
  await deps.work.open(tx, {
    ref: batchRef(row.id),
    task: 'removal.to-finish',
    owner: { role: 'analyst' },
    dueAt: tx.now + HOUR,
    urgency: 'routine',
    params: { number: row.reference, task: plan.task },
  });
  if (byJob) await deps.jobs.enqueue(tx, { kind: REMOVAL_JOB, key: row.id, payload: { id: row.id } });
}

/** Somebody has seen the preview: every record becomes a drafted notice, or is told as refused. */
export async function confirmBatch(
  deps: TravelDeps,
  tx: Tx,
  input: { id: string; version: number; to: 'all' | string[] },
  byJob = true,
): Promise<void> {
  const row = await heldBatch(tx, input);
  if (row.state !== 'ready') throw refuse('removal.wrong-state', { state: row.state });
  await tx.query('UPDATE removal_batch SET distribution = $2 WHERE id = $1', [
    row.id,
    JSON.stringify({ to: input.to, withhold: [] }),
  ]);
  await startTask(deps, tx, row, { task: 'draft', total: row.total }, byJob);
}

/** Rows that were refused come again, put right; those that were not are passed over. */
export async function mendBatch(
  deps: TravelDeps,
  tx: Tx,
  input: PreparedFile & { id: string; version: number },
  byJob = true,
): Promise<void> {
  const row = await finished(tx, input);
  if ((row.undo_until ?? 0) <= tx.now) throw refuse('removal.too-late');
  await tx.query('UPDATE removal_batch SET vault_ref = $2, vault_key = $3 WHERE id = $1', [
    row.id,
    input.sealed?.ref ?? null,
    input.sealed?.key ?? null,
  ]);
  await startTask(deps, tx, row, { task: 'mend', total: input.file.rows.length }, byJob);
}

/** One assessor's word on the rows named, or on all that are held. */
export async function assessBatch(
  deps: TravelDeps,
  tx: Tx,
  input: { id: string; version: number } & TaskInput,
): Promise<void> {
  const { id: _, version: __, ...task } = input;
  const row = await finished(tx, input);
  if (task.date !== undefined && Date.parse(task.date) > tx.now) throw refuse('removal.assessed-later');
  await startOver(deps, tx, row, 'assess', task, ['held', 'drafted']);
}

/** A supervisor sends what passes to the Secretariat. Who brought the file, or wrote a notice, does not. */
export async function submitBatch(
  deps: TravelDeps,
  tx: Tx,
  input: { id: string; version: number } & TaskInput,
): Promise<void> {
  const { id: _, version: __, ...task } = input;
  const row = await finished(tx, input);
  if (row.created_by === tx.scope.actor.id) throw refuse('removal.own-work');
  await startOver(deps, tx, row, 'submit', task, ['drafted']);
}

/** In the time that is set: what was drafted and not changed since is discarded. */
export async function undoBatch(deps: TravelDeps, tx: Tx, input: { id: string; version: number }): Promise<void> {
  const row = await heldBatch(tx, input);
  const isStopped = row.state === 'running' && (row.task === 'draft' || row.task === 'mend');
  if (row.state !== 'done' && !isStopped) throw refuse('removal.wrong-state', { state: row.state });
  if (row.state === 'done' && (row.undo_until ?? 0) <= tx.now) throw refuse('removal.too-late');
  await startOver(deps, tx, row, 'undo', {}, ['drafted', 'held', 'refused', 'merged', 'submitted']);
}

async function startOver(
  deps: TravelDeps,
  tx: Tx,
  row: BatchRow,
  task: Task,
  input: TaskInput,
  states: readonly string[],
): Promise<void> {
  const [count] = await tx.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM removal_row WHERE batch_id = $1 AND state = ANY($2)
       AND ($3::int[] IS NULL OR record = ANY($3))`,
    [row.id, states, input.records ?? null],
  );
  if ((count?.n ?? 0) === 0 && task !== 'undo') throw refuse('removal.nothing-to-do');
  await startTask(deps, tx, row, { task, input, total: count?.n ?? 0 });
}

async function finished(tx: Tx, input: { id: string; version: number }): Promise<BatchRow> {
  const row = await heldBatch(tx, input);
  if (row.state !== 'done') throw refuse('removal.wrong-state', { state: row.state });
  return row;
}

/** In the transaction that does the last of a task. */
export async function finishTask(deps: TravelDeps, tx: Tx, row: BatchRow): Promise<void> {
  const isFirst = row.task === 'draft';
  const state = row.task === 'undo' ? 'undone' : 'done';
  const undoUntil = isFirst ? tx.now + (await undoMs(tx)) : row.undo_until;
  await tx.query(
    `UPDATE removal_batch SET state = $2, task = NULL, finished_at = $3, undo_until = $4, version = version + 1 WHERE id = $1`,
    [row.id, state, tx.now, undoUntil],
  );
  const act = state === 'undone' ? 'removal.undone' : 'removal.task-done';
  deps.audit.record(tx, {
    act,
    entity: batchRef(row.id),
    body: { task: row.task ?? '', rows: row.done, skipped: row.skipped },
  });
  await deps.work.close(tx, { ref: batchRef(row.id), outcome: state });
  if (isFirst) {
    await deps.jobs.enqueue(tx, {
      kind: FORGET_JOB,
      key: row.id,
      payload: { id: row.id },
      runAt: Math.max(undoUntil ?? 0, tx.now + DAY),
    });
  }
}
