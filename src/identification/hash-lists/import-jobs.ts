import { type JobHandler, systemScope } from '../../platform/index.ts';
import type { Deps } from '../deps.ts';
import { dropParts, IMPORT_JOB } from './confirm-import.ts';
import { listParts } from './import-store.ts';
import type { ListIndex } from './list-index.ts';
import { MARK_LIST_JOB, MARK_MEDIA_JOB, markListJob, markMediaJob } from './mark-listed.ts';
import { openParts } from './open-import.ts';
import { runImport } from './run-import.ts';
import { UNDO_JOB, undoBatch } from './undo-import.ts';

/** What is done about imports and lists after the call that asked for it. */
export function hashListJobs(deps: Deps, lists: ListIndex): Readonly<Record<string, JobHandler>> {
  return {
    [IMPORT_JOB]: importJob(deps),
    [UNDO_JOB]: undoJob(deps),
    [MARK_LIST_JOB]: markListJob(deps),
    [MARK_MEDIA_JOB]: markMediaJob(deps, lists),
  };
}

function importJob(deps: Deps): JobHandler {
  return async (job) => {
    const { id } = job.payload as { id: string };
    const parts = await deps.db.tx(systemScope(deps.runtime.bureau), (tx) => listParts(tx, id));
    await runImport(deps, id, openParts(deps, parts), {
      signal: job.signal,
      async alongside(tx) {
        await dropParts(deps, tx, id);
        await job.done(tx);
      },
    });
    return undefined;
  };
}

function undoJob(deps: Deps): JobHandler {
  return async (job) => {
    const { id } = job.payload as { id: string };
    for (;;) {
      job.signal.throwIfAborted();
      const isDone = await deps.db.tx(systemScope(deps.runtime.bureau), async (tx) => {
        const done = await undoBatch(deps, tx, id);
        if (done) await job.done(tx);
        return done;
      });
      if (isDone) return undefined;
    }
  };
}
