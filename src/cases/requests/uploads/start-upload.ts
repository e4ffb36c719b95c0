import { AppError, refuse, type Tx } from '../../../platform/index.ts';
import { CHUNK_USUAL, type UploadStarted } from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import type { RequestRow } from '../../store-requests.ts';
import { hashOf, newSecret } from '../secrets.ts';
import type { UploadRow } from './upload-store.ts';

/** An upload that nobody finishes is given up after so long. */
export const UPLOAD_DAYS = 7;
export const EXPIRE_JOB = 'request.upload-expire';
const DAY = 86_400_000;

interface Started {
  readonly request: Pick<RequestRow, 'id' | 'agency' | 'compartment'>;
  readonly transferId: string | null;
  readonly file: { readonly name: string; readonly mediaType: string; readonly size: number; readonly sha256: string };
}

/**
 * Starts an upload, or finds the one that was begun with the same file: the answer says where to go on. The token of before is
 * void, so whoever holds the right to send can always resume, and nobody with an old token can.
 * @throws AppError `refused` when the file is here already
 */
export async function startUpload(
  deps: CasesDeps,
  tx: Tx,
  { request, transferId, file }: Started,
): Promise<UploadStarted> {
  const token = newSecret(deps.runtime);
  const answer = (row: { id: string; received: number; size: number }): UploadStarted => ({
    id: row.id,
    token,
    offset: row.received,
    size: row.size,
    chunk: CHUNK_USUAL,
  });
  const [known] = await tx.query<UploadRow>(
    `SELECT * FROM case_upload WHERE request_id = $1 AND transfer_id IS NOT DISTINCT FROM $2 AND sha256 = $3
       AND state <> 'refused' FOR UPDATE`,
    [request.id, transferId, file.sha256],
  );
  if (known?.state === 'complete') throw refuse('upload.here-already', { name: known.name });
  if (known && known.size !== file.size) throw refuse('upload.size-differs', { name: known.name });
  if (known) {
    await tx.query('UPDATE case_upload SET token_hash = $2 WHERE id = $1', [known.id, hashOf(token)]);
    return answer(known);
  }
  const id = deps.runtime.newId();
  await tx.query(
    `INSERT INTO case_upload (id, request_id, transfer_id, token_hash, name, media_type, size, sha256, received, state,
       by_actor, created_at, agency, compartment)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,0,'open',$9,$10,$11,$12)`,
    [
      id,
      request.id,
      transferId,
      hashOf(token),
      file.name,
      file.mediaType,
      file.size,
      file.sha256,
      tx.scope.actor.id,
      tx.now,
      request.agency,
      request.compartment,
    ],
  );
  await deps.jobs.enqueue(tx, { kind: EXPIRE_JOB, key: id, payload: { id }, runAt: tx.now + UPLOAD_DAYS * DAY });
  return answer({ id, received: 0, size: file.size });
}

/** @throws AppError `conflict` telling where the upload stands, so that the sender goes on from there */
export function offsetConflict(offset: number, row: Pick<UploadRow, 'received' | 'state'>): AppError {
  return new AppError('conflict', 'upload offset', {
    errors: [{ pointer: '/headers/upload-offset', code: 'upload.offset', params: { offset: row.received } }],
    values: { yours: { offset }, current: { offset: row.received, state: row.state } },
  });
}
