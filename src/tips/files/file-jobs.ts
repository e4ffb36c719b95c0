import { type JobHandler, systemScope, type Tx } from '../../platform/index.ts';
import type { Deps } from '../deps.ts';
import { decodeFile } from './decode-file.ts';
import { lookUpFiles } from './look-up-files.ts';
import { mayDecode } from './may-decode.ts';

export const FILES_JOB = 'tips.files';

const PAGE = 128;
/** What could not be decoded for want of something here (ffmpeg) is tried again. */
const AGAIN_MS = 10 * 60_000;

/** Files of these reports are to be looked up. A row of its own each time: one for all would be where all writers meet. */
export async function owedFiles(deps: Pick<Deps, 'jobs'>, tx: Tx): Promise<void> {
  await deps.jobs.enqueue(tx, { kind: FILES_JOB, payload: {} });
}

/**
 * Looks files up by their hashes, then decodes those that may be, one at a time. Of several such jobs each takes what no other
 * has: files in hand are locked, and one that is done is marked so.
 */
export function filesJob(deps: Deps): JobHandler {
  const scope = systemScope(deps.runtime.bureau);
  return async (job) => {
    while ((await deps.db.tx(scope, (tx) => lookUpFiles(deps, tx, PAGE))) === PAGE) job.signal.throwIfAborted();
    let failed = 0;
    for (let after = ''; ; ) {
      job.signal.throwIfAborted();
      const from = after;
      const rows = await deps.db.tx(scope, (tx) =>
        tx.query<{ id: string }>(
          `SELECT f.id FROM tips_file f WHERE f.looked_up = 1 AND f.vault_ref IS NOT NULL AND f.media_id IS NULL
             AND f.decode_code IS NULL AND f.role = 'file' AND ${mayDecode('f')} AND f.id::text > $1 ORDER BY f.id::text LIMIT $2`,
          [from, PAGE],
        ),
      );
      const last = rows.at(-1);
      if (!last) break;
      for (const { id } of rows) {
        job.signal.throwIfAborted();
        await decodeFile(deps, scope, id).catch((error: Error) => {
          failed++;
          deps.runtime.log.warn({ file: id, err: error.message }, 'a file of a report could not be decoded yet');
        });
      }
      after = last.id;
    }
    return failed > 0 ? { againAfterMs: AGAIN_MS } : undefined;
  };
}
