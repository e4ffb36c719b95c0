import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError, notFound, refuse } from '../../../platform/index.ts';
import type { UploadState } from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { hashOf, holderScope } from '../secrets.ts';
import { finishUpload } from './finish-upload.ts';
import { refuseUpload } from './refuse-upload.ts';
import { isWordDocument, sniffType } from './sniff-type.ts';
import { offsetConflict } from './start-upload.ts';
import { findUpload, type UploadRow, uploadView } from './upload-store.ts';

const OCTETS = 'application/octet-stream';

/** The upload, for whoever holds its token. @throws AppError `not-found` */
export async function readUpload(deps: CasesDeps, id: string, token: string): Promise<UploadRow> {
  const row = await deps.db.tx(holderScope(deps.runtime), (tx) => findUpload(tx, id));
  const same = row && timingSafeEqual(Buffer.from(row.token_hash, 'hex'), Buffer.from(hashOf(token), 'hex'));
  if (!row || !same) throw notFound('upload');
  return row;
}

/**
 * Takes the bytes from `offset` on: sealed and on disk before they are acknowledged. With the last of them the file is checked
 * against the hash that the sender took. Sent again after a lost answer it is told where the upload stands.
 * @param checksum SHA-256 of these bytes, base64, when the sender gives one
 * @throws AppError `conflict` (another offset), `refused` (what the file is, or its hash), `invalid` (damaged on the way)
 */
export async function takeChunk(
  deps: CasesDeps,
  id: string,
  token: string,
  offset: number,
  bytes: Uint8Array,
  checksum: string | undefined,
): Promise<UploadState> {
  const row = await readUpload(deps, id, token);
  if (row.state === 'refused') throw refuse(row.code ?? 'upload.refused');
  if (offset !== row.received) throw offsetConflict(offset, row);
  if (row.state === 'complete') return uploadView(row);
  if (offset + bytes.length > row.size) throw refuse('upload.too-long', { size: row.size });
  if (checksum !== undefined && createHash('sha256').update(bytes).digest('base64') !== checksum) {
    throw new AppError('invalid', 'chunk checksum', {
      errors: [{ pointer: '/headers/upload-checksum', code: 'upload.damaged' }],
    });
  }
  if (bytes.length > 0) await keep(deps, row, offset, bytes);
  else if (offset < row.size) throw refuse('upload.empty-piece');
  const now = await readUpload(deps, id, token);
  return now.received === now.size ? uploadView(await finishUpload(deps, now)) : uploadView(now);
}

async function keep(deps: CasesDeps, row: UploadRow, offset: number, bytes: Uint8Array): Promise<void> {
  const code = row.transfer_id === null ? whyNot(row, offset, bytes) : null;
  if (code !== null) {
    await refuseUpload(deps, row.id, code);
    throw refuse(code, { name: row.name });
  }
  const sealed = await deps.vault.seal(bytes);
  try {
    await deps.db.tx(holderScope(deps.runtime), async (tx) => {
      const locked = await findUpload(tx, row.id, true);
      if (!locked || locked.received !== offset || locked.state !== 'open') {
        throw offsetConflict(offset, locked ?? row);
      }
      await tx.query(
        `INSERT INTO case_upload_part (upload_id, at_byte, size, vault_ref, vault_key, agency, compartment)
         VALUES ($1,$2,$3,$4,$5,$6,$7)`,
        [row.id, offset, bytes.length, sealed.ref, sealed.key, row.agency, row.compartment],
      );
      await tx.query('UPDATE case_upload SET received = $2 WHERE id = $1', [row.id, offset + bytes.length]);
    });
  } catch (error) {
    // Two senders at once: the other's bytes are in.
    if (error instanceof AppError) await deps.vault.destroy(sealed.ref);
    throw error;
  }
}

/** Why a document is not taken, by its first bytes. Pictures and films come by sealed transfer, to which a call-back leads. */
function whyNot(row: UploadRow, offset: number, bytes: Uint8Array): string | null {
  const isText = ['text/plain', 'text/csv', 'application/json'].includes(row.media_type);
  if (offset > 0) return isText && bytes.includes(0) ? 'upload.type-differs' : null;
  const found = sniffType(bytes);
  if (found === 'media') return 'upload.media';
  if (found === 'program') return 'upload.program';
  if (row.media_type === 'application/pdf') return found === 'pdf' ? null : 'upload.type-differs';
  if (isText) return found === 'text' ? null : 'upload.type-differs';
  if (row.media_type === OCTETS) return 'upload.type-differs';
  return found === 'zip' && isWordDocument(bytes) ? null : 'upload.type-differs';
}
