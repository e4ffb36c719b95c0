import type { Sealed, Tx } from '../../platform/index.ts';
import { type Deps, due, WORKER } from '../deps.ts';
import { IMPORT_JOB } from './run-import.ts';

/** An import begins: somebody owes its end. What was uploaded is worked by a job; what lies at a path, by the command. */
export async function openImport(
  deps: Pick<Deps, 'runtime' | 'audit' | 'work' | 'jobs'>,
  tx: Tx,
  input: { name: string; size: number; sealed: Sealed | null },
): Promise<string> {
  const id = deps.runtime.newId();
  const { name, size, sealed } = input;
  await tx.query(
    `INSERT INTO tips_import (id, name, held, vault_ref, vault_key, size, state, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'running', $7, $8)`,
    [id, name, sealed ? 'vault' : 'path', sealed?.ref ?? null, sealed?.key ?? null, size, tx.scope.actor.id, tx.now],
  );
  const ref = { kind: 'tip-import', id };
  deps.audit.record(tx, { act: 'tip-import.opened', entity: ref, body: { size } });
  await deps.work.open(tx, {
    ref,
    task: 'tip-import.to-finish',
    owner: { role: WORKER },
    dueAt: tx.now + due.import,
    urgency: 'routine',
  });
  if (sealed) await deps.jobs.enqueue(tx, { kind: IMPORT_JOB, key: id, payload: { id } });
  return id;
}
