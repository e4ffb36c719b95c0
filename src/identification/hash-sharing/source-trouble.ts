import type { Tx } from '../../platform/index.ts';
import { type IdentificationDeps, roles } from '../deps.ts';
import type { SourceRow } from './source-store.ts';

const TASK = 'identification.hash-source-stopped';
const DAY = 24 * 3_600_000;

/** A source that brings nothing any more is owed to somebody, once until it is well again. */
export async function openTrouble(deps: IdentificationDeps, tx: Tx, source: SourceRow, code: string): Promise<void> {
  const ref = { kind: 'hash-source', id: source.id };
  await deps.work.close(tx, { ref, task: TASK, outcome: 'told-again' });
  await deps.work.open(tx, {
    ref,
    task: TASK,
    owner: { role: roles(deps.runtime.bureau).chief },
    dueAt: tx.now + DAY,
    urgency: 'routine',
    params: { name: source.name, code },
  });
}

export async function closeTrouble(deps: IdentificationDeps, tx: Tx, sourceId: string, outcome: string): Promise<void> {
  await deps.work.close(tx, { ref: { kind: 'hash-source', id: sourceId }, task: TASK, outcome });
}
