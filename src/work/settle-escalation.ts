import type { Audit } from '../audit/index.ts';
import type { Tx } from '../platform/index.ts';
import type { WorkItem } from './contract.ts';
import { closeItems } from './store.ts';

/** Kind of the question to the supervisor and the watch about a piece of work; its id is the work's. */
export const ESCALATION = 'work-escalation';

interface Deps {
  readonly audit: Audit;
}

/** Nobody owes an answer about the item any more. */
export async function settled(deps: Deps, tx: Tx, item: WorkItem, decision: string, note?: string): Promise<void> {
  const ref = { kind: ESCALATION, id: item.id };
  for (const { id, task, dueAt } of await closeItems(tx, ref, null, decision)) {
    deps.audit.record(tx, {
      act: 'work.closed',
      entity: { kind: 'work', id },
      about: [ref, item.ref],
      body: { task, outcome: decision, dueAt },
    });
  }
  deps.audit.record(tx, {
    act: 'work.escalation-settled',
    entity: ref,
    about: [{ kind: 'work', id: item.id }, item.ref],
    body: { decision, ...(note ? { note } : {}) },
  });
}

/** The items were finished: what was asked about them needs no answer any more. */
export async function settleFinished(deps: Deps, tx: Tx, closed: readonly WorkItem[]): Promise<void> {
  const asked = closed.filter((item) => item.escalatedAt !== null);
  if (asked.length === 0) return;
  await tx.query('UPDATE work_item SET escalation_settled_at = $2 WHERE id = ANY($1)', [
    asked.map((item) => item.id),
    tx.now,
  ]);
  for (const item of asked) await settled(deps, tx, item, 'item-finished');
}

/** The room's own account of what was escalated. */
export async function escalationStates(tx: Tx): Promise<{ open: string[]; finished: string[]; refused: string[] }> {
  const rows = await tx.query<{ id: string; open: boolean }>(
    'SELECT id, escalation_settled_at IS NULL AS open FROM work_item WHERE escalated_at IS NOT NULL',
  );
  const of = (open: boolean): string[] => rows.filter((row) => row.open === open).map((row) => row.id);
  return { open: of(true), finished: of(false), refused: [] };
}
