import { conflict, type JobHandler, refuse, systemScope, type Tx } from '../../platform/index.ts';
import type { Deps } from '../deps.ts';
import { documentImportRef } from '../refs.ts';
import { findDocumentImport, importView } from './import-list.ts';

export const UNDO_JOB = 'screening.undo-documents';
const BATCH = 5_000;

/**
 * Takes a list back: from this moment its documents match nobody; its rows go afterwards. What another list says stays.
 * @throws AppError `conflict`; `refused` `lost-document.undo-too-late`, `lost-document.undone-already`
 */
export async function undoDocumentImport(deps: Deps, tx: Tx, input: { id: string; version: number }): Promise<void> {
  const row = await findDocumentImport(tx, input.id, true);
  if (row.version !== input.version)
    throw conflict('document-import', { version: input.version }, importView(row, tx.now));
  if (row.state === 'undoing' || row.state === 'undone') throw refuse('lost-document.undone-already');
  if (row.state === 'done' && (row.undo_until ?? 0) <= tx.now) throw refuse('lost-document.undo-too-late');
  await tx.query(
    "UPDATE screening_document_import SET state = 'undoing', body = NULL, version = version + 1 WHERE id = $1",
    [row.id],
  );
  deps.audit.record(tx, { act: 'lost-document.import-undone', entity: documentImportRef(row.id) });
  await deps.jobs.enqueue(tx, { kind: UNDO_JOB, key: row.id, payload: { id: row.id } });
}

export function undoJob(deps: Deps): JobHandler {
  const scope = systemScope(deps.runtime.bureau);
  return async (job) => {
    const { id } = job.payload as { id: string };
    for (;;) {
      job.signal.throwIfAborted();
      const isDone = await deps.db.tx(scope, async (tx) => {
        const gone = await tx.query(
          'DELETE FROM screening_document WHERE id IN (SELECT id FROM screening_document WHERE import_id = $1 LIMIT $2) RETURNING id',
          [id, BATCH],
        );
        if (gone.length === BATCH) return false;
        await tx.query(
          "UPDATE screening_document_import SET state = 'undone', undo_until = NULL, version = version + 1 WHERE id = $1",
          [id],
        );
        await job.done(tx);
        return true;
      });
      if (isDone) return undefined;
    }
  };
}
