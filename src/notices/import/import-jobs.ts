import { type JobHandler, systemScope } from '../../platform/index.ts';
import type { NoticesDeps } from '../deps.ts';
import { findImport, importRef } from './import-store.ts';
import { IMPORT_JOB, openParts, UNDO_JOB } from './open-import.ts';
import { takeBackVersions } from './remove-imported.ts';
import { runImport } from './run-import.ts';

/** Versions taken back in one transaction. */
const BATCH = 1_000;

export function noticeImportJobs(deps: NoticesDeps): Readonly<Record<string, JobHandler>> {
  return {
    async [IMPORT_JOB](job) {
      const { id } = job.payload as { id: string };
      const row = await runImport(deps, id, openParts(deps, id), {
        signal: job.signal,
        alongside: (tx) => job.done(tx),
      });
      // Another word came between: nothing is left to do.
      if (row.state !== 'done') await deps.db.tx(systemScope(deps.runtime.bureau), (tx) => job.done(tx));
      return undefined;
    },
    async [UNDO_JOB](job) {
      const { id } = job.payload as { id: string };
      await undoImport(deps, id, { signal: job.signal });
      await deps.db.tx(systemScope(deps.runtime.bureau), (tx) => job.done(tx));
      return undefined;
    },
  };
}

/** Takes an import back, batch by batch; begun again it goes on. */
export async function undoImport(deps: NoticesDeps, id: string, options: { signal?: AbortSignal } = {}): Promise<void> {
  const scope = systemScope(deps.runtime.bureau);
  for (;;) {
    options.signal?.throwIfAborted();
    const isDone = await deps.db.tx(scope, async (tx) => {
      const row = await findImport(tx, id, true);
      if (row?.state !== 'undoing') return true;
      if ((await takeBackVersions(deps, tx, id, BATCH)) > 0) return false;
      await tx.query(
        "UPDATE notice_import SET state = 'undone', finished_at = $2, version = version + 1 WHERE id = $1",
        [id, tx.now],
      );
      await tx.query('DELETE FROM notice_import_part WHERE import_id = $1', [id]);
      deps.audit.record(tx, { act: 'notice-import.undone', entity: importRef(id) });
      return true;
    });
    if (isDone) return;
  }
}
