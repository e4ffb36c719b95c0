import { type JobHandler, systemScope, type Tx } from '../../platform/index.ts';
import type { Deps } from '../deps.ts';
import { findFile, itemOf } from './store-files.ts';

export const LAPSE_JOB = 'identification.file-grant-lapses';

/** A yes is good until then: what was not fetched by that time is not given any more. */
export async function owedLapse(deps: Pick<Deps, 'jobs'>, tx: Tx, id: string, at: number): Promise<void> {
  await deps.jobs.enqueue(tx, { kind: LAPSE_JOB, key: id, payload: { id }, runAt: at });
}

/** At the owner. Whoever asks for a part afterwards is told that it lapsed, and closes its own side with that. */
export function lapseJob(deps: Deps): JobHandler {
  const scope = systemScope(deps.runtime.bureau);
  return async (job) => {
    const { id } = job.payload as { id: string };
    await deps.db.tx(scope, async (tx) => {
      const row = await findFile(tx, id, true);
      if (row?.direction === 'owed' && row.state === 'granted') {
        await tx.query(
          "UPDATE ident_file_request SET state = 'lapsed', code = 'file-request.lapsed', version = version + 1 WHERE id = $1",
          [id],
        );
        deps.audit.record(tx, {
          act: 'file-owed.lapsed',
          entity: itemOf(row),
          about: row.media_id === null ? [] : [{ kind: 'media', id: row.media_id }],
          body: { bureau: row.bureau },
        });
        await deps.federation.send(tx, {
          to: [row.bureau],
          kind: 'identification.file-lapsed',
          body: { id },
          entity: itemOf(row),
        });
      }
      await job.done(tx);
    });
    return undefined;
  };
}
