import { AppError, invalid, notFound, refuse, type Tx } from '../../../platform/index.ts';
import { ATTACHMENT_MOST, type UploadStarted } from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { findRequest } from '../../store-requests.ts';
import { startUpload } from './start-upload.ts';

/** Of one request, together. */
const ALL_MOST = 250 * 1024 * 1024;

/**
 * Starts or resumes an attachment that the request announced by its hash.
 * @throws AppError `not-found`; `invalid` when it was not announced; `refused` when it is too big, or the request is decided
 */
export async function startAttachment(
  deps: CasesDeps,
  tx: Tx,
  requestId: string,
  sha256: string,
): Promise<UploadStarted> {
  const request = await findRequest(tx, requestId);
  if (!request) throw notFound('request');
  if (request.state === 'declined') throw refuse('upload.request-decided');
  const file = request.attachments.find((one) => one.sha256 === sha256);
  if (!file) throw invalid('/body/sha256', 'upload.not-announced');
  const all = request.attachments.reduce((sum, one) => sum + one.size, 0);
  if (file.size > ATTACHMENT_MOST || all > ALL_MOST) {
    throw new AppError('refused', 'attachment too big', {
      errors: [{ pointer: '/body/sha256', code: 'upload.too-big', params: { most: ATTACHMENT_MOST / 1024 / 1024 } }],
    });
  }
  return startUpload(deps, tx, { request, transferId: null, file });
}
