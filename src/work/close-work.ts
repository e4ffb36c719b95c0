import type { Audit } from '../audit/index.ts';
import type { EntityRef, Tx } from '../platform/index.ts';
import { closeItems } from './store.ts';

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
  return closed.length;
}
