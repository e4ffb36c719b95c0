import type { Audit } from '../audit/index.ts';
import type { EntityRef, Tx } from '../platform/index.ts';
import { settleFinished } from './settle-escalation.ts';
import { closeItems, closeItemsOf } from './store.ts';

export interface CloseWork {
  readonly ref: EntityRef;
  /** Only this task; all open work on the reference otherwise. */
  readonly task?: string;
  /** Why it is no longer owed, as a code. */
  readonly outcome: string;
}

/** Closes the open work on a reference, whoever claimed it. Returns how many there were; none is allowed. */
export async function closeWork(deps: { audit: Audit }, tx: Tx, work: CloseWork): Promise<number> {
  const closed = await closeItems(tx, work.ref, work.task ?? null, work.outcome);
  for (const item of closed) {
    deps.audit.record(tx, {
      act: 'work.closed',
      entity: { kind: 'work', id: item.id },
      about: [item.ref, ...item.about],
      body: { task: item.task, outcome: work.outcome, dueAt: item.dueAt },
    });
  }
  await settleFinished(deps, tx, closed);
  return closed.length;
}

export interface CloseManyWork {
  readonly kind: string;
  readonly ids: readonly string[];
  readonly outcome: string;
}

/** Closes all open work on many things of a kind: one statement, and one entry of the ledger a task. */
export async function closeManyWork(
  deps: { audit: Audit },
  tx: Tx,
  { kind, ids, outcome }: CloseManyWork,
): Promise<number> {
  const closed = await closeItemsOf(tx, kind, ids, outcome);
  for (const [task, items] of Map.groupBy(closed, (item) => item.task)) {
    const [first] = items;
    if (!first) continue;
    deps.audit.record(tx, {
      act: 'work.closed',
      entity: { kind: 'work', id: first.id },
      about: items.flatMap((item) => [item.ref, ...item.about]),
      body: { task, outcome, items: items.map((item) => [item.id, item.ref.id, item.dueAt]) },
    });
  }
  await settleFinished(deps, tx, closed);
  return closed.length;
}
