import { createHash } from 'node:crypto';
import { AppError, type JobHandler, systemScope, type Tx } from '../../platform/index.ts';
import type { Deps } from '../deps.ts';
import { prepareMedia, sealMedia } from '../seal-media.ts';
import { PART_BYTES } from '../wire.ts';
import { refuseFile } from './ask-file.ts';
import { type FileRow, findFile, itemOf } from './store-files.ts';
import { filePartAnswer } from './wire-files.ts';

export const FETCH_JOB = 'identification.fetch-file';
export const KEEP_JOB = 'identification.file-kept-until';

/**
 * Fetches a granted file, part by part, each encrypted to this bureau; seals it here under its owner's terms and says that it
 * came. Killed at any point it begins again: the owner gives parts until it hears that the file came.
 */
export function fetchJob(deps: Deps): JobHandler {
  const scope = systemScope(deps.runtime.bureau);
  return async (job) => {
    const { id, label } = job.payload as { id: string; label: string };
    const row = await deps.db.tx(scope, (tx) => findFile(tx, id));
    if (row?.state !== 'granted' || row.size === null) return undefined;
    let bytes: Buffer;
    try {
      bytes = await fetchParts(deps, row, row.size);
      if (createHash('sha256').update(bytes).digest('hex') !== row.sha256) {
        throw new AppError('refused', 'another file came', { errors: [{ pointer: '', code: 'icse.file-differs' }] });
      }
    } catch (error) {
      if (!(error instanceof AppError) || (error.code !== 'refused' && error.code !== 'not-found')) throw error;
      const code = error.errors[0]?.code ?? 'file-request.undelivered';
      await deps.db.tx(scope, async (tx) => {
        await refuseFile(deps, tx, id, { reason: null, code });
        await job.done(tx);
      });
      return undefined;
    }
    const prepared = await prepareMedia(deps, bytes);
    await deps.db.tx(scope, async (tx) => {
      const now = await findFile(tx, id, true);
      if (now?.state === 'granted') await keep(deps, tx, now, { prepared, label });
      await job.done(tx);
    });
    return undefined;
  };
}

async function fetchParts(deps: Deps, row: FileRow, size: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let part = 0; part * PART_BYTES < size; part++) {
    const { data } = await deps.federation.request(row.bureau, {
      path: 'identification/file-part',
      body: { id: row.id, part },
      schema: filePartAnswer,
    });
    parts.push(Buffer.from(data, 'base64'));
  }
  return Buffer.concat(parts);
}

async function keep(
  deps: Deps,
  tx: Tx,
  row: FileRow,
  given: { prepared: Awaited<ReturnType<typeof prepareMedia>>; label: string },
): Promise<void> {
  const { prepared, label } = given;
  const media = await sealMedia(deps, tx, {
    prepared,
    label,
    ...(row.case_id === null ? {} : { caseId: row.case_id }),
  });
  if (!media.alreadyHeld) {
    await tx.query(
      `UPDATE ident_media SET owner_bureau = $2, owner_terms = $3, sealed_by = $4,
         series_id = (SELECT series_id FROM ident_lookup_match WHERE lyon_media = $5 ORDER BY at DESC LIMIT 1) WHERE id = $1`,
      [media.id, row.bureau, JSON.stringify(row.terms), row.asked_by, row.lyon_media],
    );
    const until = row.terms?.until ?? null;
    if (until !== null) {
      await deps.jobs.enqueue(tx, {
        kind: KEEP_JOB,
        key: media.id,
        payload: { media: media.id, file: row.id },
        runAt: until,
      });
    }
  }
  await tx.query(
    `UPDATE ident_file_request SET state = 'received', media_id = $2, moved_at = $3, version = version + 1 WHERE id = $1`,
    [row.id, media.id, tx.now],
  );
  const ref = itemOf(row);
  deps.audit.record(tx, {
    act: 'file-request.received',
    entity: ref,
    about: [{ kind: 'media', id: media.id }, ...deps.cases.timelineRefs(row.case_id)],
    body: { bureau: row.bureau, alreadyHeld: media.alreadyHeld },
  });
  await deps.work.close(tx, { ref, outcome: 'received' });
  await deps.federation.send(tx, { to: [row.bureau], kind: 'identification.file-received', body: { id: row.id } });
}

/** The owner's time is over: the file is destroyed here; what is known of it by hash stays. */
export function keptUntilJob(deps: Deps): JobHandler {
  const scope = systemScope(deps.runtime.bureau);
  return async (job) => {
    const { media, file } = job.payload as { media: string; file: string };
    const row = await deps.db.tx(scope, async (tx) => {
      const [held] = await tx.query<{ vault_ref: string; owner_bureau: string }>(
        'SELECT vault_ref, owner_bureau FROM ident_media WHERE id = $1 AND owner_bureau IS NOT NULL',
        [media],
      );
      return held;
    });
    // Before it is written down, so that what is written is true; destroying twice is harmless.
    if (row) await deps.vault.destroy(row.vault_ref);
    await deps.db.tx(scope, async (tx) => {
      if (row) {
        await tx.query("UPDATE ident_file_request SET state = 'expired', version = version + 1 WHERE id = $1", [file]);
        deps.audit.record(tx, {
          act: 'media.destroyed-at-end',
          entity: { kind: 'media', id: media },
          body: { bureau: row.owner_bureau },
        });
      }
      await job.done(tx);
    });
    return undefined;
  };
}
