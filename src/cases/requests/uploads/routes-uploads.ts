import * as z from 'zod';
import {
  AppError,
  freeRoute,
  invalid,
  nodeRoute,
  notFound,
  type Resource,
  type Route,
  type Tx,
} from '../../../platform/index.ts';
import * as c from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { requestRef } from '../../refs.ts';
import { findRequest } from '../../store-requests.ts';
import { bearerOf } from '../secrets.ts';
import { sendFile } from './send-file.ts';
import { startAttachment } from './start-attachment.ts';
import { readUpload, takeChunk } from './take-chunk.ts';
import { partsOf, type UploadRow, uploadView } from './upload-store.ts';

/** Pieces in memory at once, over all senders. */
const AT_ONCE = 24;

const offsetHeader = z.string().regex(/^\d{1,13}$/);
const checksumHeader = z
  .string()
  .regex(/^sha256 [A-Za-z0-9+/]{43}=$/)
  .optional();

/** What the policy asks about the request an attachment belongs to. */
async function resourceOf(tx: Tx, id: string): Promise<Resource> {
  const row = await findRequest(tx, id);
  if (!row) throw notFound('request');
  return { agency: row.agency, author: row.submitted_by, compartment: row.compartment, state: row.state };
}

/**
 * Files in pieces, in the manner of tus 1.0: where to go on by GET or HEAD, bytes by PATCH with `Upload-Offset`, a checksum of
 * each piece by `Upload-Checksum`. A token opens one upload and nothing else.
 */
export function uploadRoutes(deps: CasesDeps): Route[] {
  let busy = 0;
  const start = (path: string, action: string, summary: string): Route => ({
    ...freeRoute({
      method: 'POST',
      path,
      action,
      summary,
      params: c.idParams,
      body: c.startAttachment,
      // The token is no answer to be stored for repeats: starting again gives a new one.
      handle: ({ scope, db, params, body }) =>
        db.tx(scope, async (tx) => {
          deps.access.require(tx, action, await resourceOf(tx, params.id));
          return startAttachment(deps, tx, params.id, body.sha256);
        }),
    }),
    response: c.uploadStarted,
  });
  return [
    start('/api/my/requests/:id/uploads', 'my.attach', 'Start or resume an attachment'),
    start('/api/requests/:id/uploads', 'request.attach', 'Start or resume an attachment of a request taken down here'),
    {
      ...nodeRoute({
        method: 'GET',
        path: '/api/uploads/:id',
        action: 'upload.send',
        summary: 'How much of a file is here: Upload-Offset',
        params: c.idParams,
        async handle({ params, raw, reply }) {
          const row = await readUpload(deps, params.id, bearerOf(raw));
          reply.header('upload-offset', String(row.received)).header('upload-length', String(row.size));
          return uploadView(row);
        },
      }),
      response: c.uploadState,
    },
    {
      ...nodeRoute({
        method: 'PATCH',
        path: '/api/uploads/:id',
        action: 'upload.send',
        summary: 'The next piece of a file, at Upload-Offset',
        params: c.idParams,
        rawBody: true,
        bodyLimit: c.CHUNK_MOST,
        async handle({ params, raw, reply }) {
          const offset = offsetHeader.safeParse(raw.headers['upload-offset']);
          if (!offset.success) throw invalid('/headers/upload-offset', 'upload.offset-missing');
          const checksum = checksumHeader.safeParse(raw.headers['upload-checksum']);
          if (!checksum.success) throw invalid('/headers/upload-checksum', 'upload.checksum-malformed');
          if (busy >= AT_ONCE) throw new AppError('unavailable', 'too many pieces at once', { retryAfterSeconds: 2 });
          busy++;
          try {
            const bytes = (raw.body as Uint8Array | null) ?? new Uint8Array();
            const sum = checksum.data?.slice('sha256 '.length);
            const now = await takeChunk(deps, params.id, bearerOf(raw), Number(offset.data), bytes, sum);
            reply.header('upload-offset', String(now.offset)).header('upload-length', String(now.size));
            return now;
          } finally {
            busy--;
          }
        },
      }),
      response: c.uploadState,
    },
    freeRoute({
      method: 'GET',
      path: '/api/requests/:id/attachments/:sha256',
      action: 'request.read-attachment',
      summary: 'An attachment itself, as a download',
      params: c.attachmentParams,
      async handle({ scope, db, params, reply }) {
        const found = await db.tx(scope, async (tx) => {
          deps.access.require(tx, 'request.read-attachment', await resourceOf(tx, params.id));
          const [row] = await tx.query<UploadRow>(
            `SELECT * FROM case_upload WHERE request_id = $1 AND sha256 = $2 AND transfer_id IS NULL
               AND state = 'complete'`,
            [params.id, params.sha256],
          );
          if (!row) throw notFound('attachment');
          deps.audit.record(tx, {
            act: 'request.attachment-viewed',
            entity: requestRef(params.id),
            body: { sha256: params.sha256 },
          });
          return { row, parts: await partsOf(tx, row.id) };
        });
        return sendFile(deps, reply, found.row, found.parts);
      },
    }),
  ];
}
