import { notFound, type Tx } from '../../platform/index.ts';
import type { Deps } from '../deps.ts';
import { findImport } from './import-store.ts';
import { owedMarking } from './mark-listed.ts';
import { forgetBefore } from './undo-import.ts';

/** How long an import can be taken back. */
export const UNDO_MS = 7 * 86_400_000;

/** All of the file is in its list: it is on the record, and pictures sealed earlier will learn of it. */
export async function finishImport(deps: Pick<Deps, 'audit' | 'work' | 'jobs'>, tx: Tx, id: string): Promise<void> {
  const row = await findImport(tx, id, true);
  if (!row || row.list_id === null) throw notFound('import');
  if (row.state !== 'running') return;
  await tx.query(
    `UPDATE ident_import SET state = 'done', finished_at = $2, undo_until = $3, bytes_read = file_size, version = version + 1
     WHERE id = $1`,
    [id, tx.now, tx.now + UNDO_MS],
  );
  const { read, accepted, merged, refused, warnings, broken } = row;
  deps.audit.record(tx, {
    act: 'import.finished',
    entity: { kind: 'hash-import', id },
    about: [{ kind: 'hash-list', id: row.list_id }],
    body: { read, accepted, merged, refused, warnings, broken },
  });
  await deps.work.close(tx, { ref: { kind: 'hash-import', id }, outcome: 'done' });
  await forgetBefore(tx);
  await owedMarking(deps, tx, row.list_id);
}
