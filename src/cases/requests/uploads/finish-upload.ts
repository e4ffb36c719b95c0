import { createHash } from 'node:crypto';
import { refuse } from '../../../platform/index.ts';
import type { CasesDeps } from '../../deps.ts';
import { requestRef } from '../../refs.ts';
import { addCustody } from '../evidence/custody.ts';
import { holderScope } from '../secrets.ts';
import { refuseUpload } from './refuse-upload.ts';
import { findUpload, type PartRow, partsOf, type UploadRow } from './upload-store.ts';

/** The bytes of an upload, opened piece by piece. */
export async function* openParts(deps: CasesDeps, parts: readonly PartRow[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await deps.vault.open({ ref: part.vault_ref, key: part.vault_key });
}

/**
 * All bytes are here: hashed from what lies sealed, and compared with what the sender said. A process killed in between is
 * asked again, for the sender's next call finds the upload whole and not yet checked.
 * @throws AppError `refused` `upload.hash-differs`
 */
export async function finishUpload(deps: CasesDeps, row: UploadRow): Promise<UploadRow> {
  const scope = holderScope(deps.runtime);
  const parts = await deps.db.tx(scope, (tx) => partsOf(tx, row.id));
  const hash = createHash('sha256');
  for await (const bytes of openParts(deps, parts)) hash.update(bytes);
  const found = hash.digest('hex');
  if (found !== row.sha256) {
    await refuseUpload(deps, row.id, 'upload.hash-differs');
    throw refuse('upload.hash-differs', { name: row.name });
  }
  return deps.db.tx(scope, async (tx) => {
    const locked = await findUpload(tx, row.id, true);
    if (locked?.state !== 'open') return locked ?? row;
    await tx.query("UPDATE case_upload SET state = 'complete', completed_at = $2 WHERE id = $1", [row.id, tx.now]);
    if (row.transfer_id === null) {
      deps.audit.record(tx, {
        act: 'request.attachment-received',
        entity: requestRef(row.request_id),
        body: { sha256: row.sha256, size: row.size },
      });
    } else {
      await addCustody(deps, tx, row.transfer_id, {
        step: 'received',
        uploadId: row.id,
        sha256: row.sha256,
        note: `${row.size} bytes, ${parts.length} sealed pieces`,
      });
    }
    return { ...locked, state: 'complete', completed_at: tx.now };
  });
}
