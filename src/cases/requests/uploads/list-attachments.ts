import type { Tx } from '../../../platform/index.ts';
import type { AttachmentState } from '../../contract.ts';
import type { RequestRow } from '../../store-requests.ts';
import type { UploadRow } from './upload-store.ts';

/** What was announced with a request, and how much of each is here. */
export async function listAttachments(
  tx: Tx,
  request: Pick<RequestRow, 'id' | 'attachments'>,
): Promise<AttachmentState[]> {
  const rows = await tx.query<UploadRow>(
    'SELECT * FROM case_upload WHERE request_id = $1 AND transfer_id IS NULL ORDER BY created_at, id',
    [request.id],
  );
  // The newest try counts.
  const newest = new Map(rows.map((row) => [row.sha256, row]));
  return request.attachments.map(({ name, mediaType, size, sha256 }) => {
    const row = newest.get(sha256);
    return {
      name,
      mediaType,
      size,
      sha256,
      state: row?.state ?? 'announced',
      received: row?.state === 'refused' ? 0 : (row?.received ?? 0),
      code: row?.code ?? null,
      receivedAt: row?.completed_at ?? null,
    };
  });
}
