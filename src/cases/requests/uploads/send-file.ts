import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { CasesDeps } from '../../deps.ts';
import { openParts } from './finish-upload.ts';
import type { PartRow, UploadRow } from './upload-store.ts';

/** Sends a file as a download, opened piece by piece: never shown in the page, never run. */
export function sendFile(
  deps: CasesDeps,
  reply: FastifyReply,
  row: UploadRow,
  parts: readonly PartRow[],
): FastifyReply {
  return reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(row.name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('content-length', String(row.size))
    .type('application/octet-stream')
    .send(Readable.from(openParts(deps, parts)));
}
