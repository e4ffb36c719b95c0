import type { DraftView } from '../../notices/index.ts';
import { AppError, type Tx } from '../../platform/index.ts';
import type { FormProblem } from '../contract.ts';
import type { TravelDeps } from '../deps.ts';
import { type BatchRow, heldBy, nextRows, type RowRow, setRow } from './batch-store.ts';

const CHUNK = 100;

/** What a task does to one row; true: it was passed over. */
type OnRow = (deps: TravelDeps, tx: Tx, batch: BatchRow, row: RowRow, draft: DraftView | undefined) => Promise<boolean>;

const TASKS: Record<'assess' | 'submit' | 'undo', { states: readonly string[]; on: OnRow }> = {
  assess: { states: ['held', 'drafted'], on: assessRow },
  submit: { states: ['drafted'], on: submitRow },
  undo: { states: ['drafted', 'held', 'refused', 'merged', 'submitted'], on: undoRow },
};

/** One chunk of a task that goes by rows. Null when none is left. */
export async function workRows(
  deps: TravelDeps,
  tx: Tx,
  batch: BatchRow,
  task: 'assess' | 'submit' | 'undo',
): Promise<{ done: number; cursor: number; skipped: number } | null> {
  const { states, on } = TASKS[task];
  const rows = await nextRows(tx, batch, states, CHUNK);
  const last = rows.at(-1);
  if (!last) return null;
  const ids = rows.flatMap((row) => (row.notice_id && row.state !== 'merged' ? [row.notice_id] : []));
  const drafts = await deps.notices.drafts.read(tx, ids);
  let skipped = 0;
  for (const row of rows) if (await on(deps, tx, batch, row, drafts.get(row.notice_id ?? ''))) skipped++;
  return { done: rows.length, cursor: last.record, skipped };
}

/** Who assessed, when, on what grounds: into the notice. Juvenile adjudications stay held back. */
async function assessRow(deps: TravelDeps, tx: Tx, batch: BatchRow, row: RowRow, draft: DraftView | undefined) {
  const said = batch.task_input;
  if (draft?.state !== 'draft' || draft.form?.colour !== 'green') return true;
  // All of them: those that have an assessment keep theirs.
  const { assessment } = draft.form;
  if (!said.records && assessment?.authority && assessment.date && assessment.threat) return true;
  const { assessor, date, threat, basis, grounds } = said;
  const form = {
    ...draft.form,
    assessment: {
      ...assessment,
      ...(assessor ? { authority: assessor } : {}),
      ...(date ? { date } : {}),
      ...(threat ? { threat } : {}),
      ...(basis ? { basis } : {}),
      ...(grounds ? { grounds } : {}),
    },
  };
  await deps.notices.drafts.edit(tx, { id: draft.id, version: draft.version, form });
  const failing = deps.notices.drafts.failing(form, tx.now);
  await setRow(tx, batch.id, row.record, failing.length === 0 ? 'drafted' : 'held', heldBy(failing));
  return false;
}

async function submitRow(deps: TravelDeps, tx: Tx, batch: BatchRow, row: RowRow, draft: DraftView | undefined) {
  if (!draft) return true;
  try {
    const urgency = batch.task_input.urgency ?? 'routine';
    await deps.notices.drafts.submit(tx, { id: draft.id, version: draft.version, urgency });
  } catch (error) {
    // Rules of the notices room are asked before it writes: the transaction stands.
    if (!(error instanceof AppError) || error.code !== 'refused') throw error;
    const found = error.errors[0]?.code ?? error.detail;
    const isHeld = found === 'notice.rules-not-met';
    const problems: FormProblem[] = isHeld ? heldBy(draft.failing) : [{ pointer: '', code: found, needed: true }];
    await setRow(tx, batch.id, row.record, isHeld ? 'held' : 'drafted', problems);
    return true;
  }
  await setRow(tx, batch.id, row.record, 'submitted', []);
  return false;
}

/** What somebody has changed or submitted since stays, and says so. */
async function undoRow(deps: TravelDeps, tx: Tx, batch: BatchRow, row: RowRow, draft: DraftView | undefined) {
  const isOurs = row.state === 'drafted' || row.state === 'held';
  if (isOurs && draft?.state === 'draft' && draft.authors.every((author) => author === batch.created_by)) {
    await deps.notices.drafts.discard(tx, { id: draft.id, version: draft.version, reason: batch.reference });
    await clearRow(tx, batch.id, row.record, 'undone');
    return false;
  }
  if (row.state === 'refused' || row.state === 'merged') {
    await clearRow(tx, batch.id, row.record, 'undone');
    return false;
  }
  await setRow(tx, batch.id, row.record, 'kept', [{ pointer: '', code: 'removal.kept', needed: false }]);
  return true;
}

async function clearRow(tx: Tx, batchId: string, record: number, state: 'undone'): Promise<void> {
  await tx.query(
    `UPDATE removal_row SET state = $3, key = NULL, domestic = NULL, fields = NULL, problems = '[]'
     WHERE batch_id = $1 AND record = $2`,
    [batchId, record, state],
  );
}
