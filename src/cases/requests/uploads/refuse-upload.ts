import type { Tx } from '../../../platform/index.ts';
import type { CasesDeps } from '../../deps.ts';
import { requestRef } from '../../refs.ts';
import { addCustody } from '../evidence/custody.ts';
import { holderScope } from '../secrets.ts';
import { findUpload, partsOf } from './upload-store.ts';

/** Ends an open upload with its reason; the pieces that were sealed are unsealed for ever. Says whether it was open. */
export async function refuseUpload(deps: CasesDeps, id: string, code: string): Promise<boolean> {
  return deps.db.tx(holderScope(deps.runtime), (tx) => refuseWithin(deps, tx, id, code));
}

async function refuseWithin(deps: CasesDeps, tx: Tx, id: string, code: string): Promise<boolean> {
  const row = await findUpload(tx, id, true);
  if (row?.state !== 'open') return false;
  const parts = await partsOf(tx, id);
  await tx.query('DELETE FROM case_upload_part WHERE upload_id = $1', [id]);
  await tx.query("UPDATE case_upload SET state = 'refused', code = $2 WHERE id = $1", [id, code]);
  if (row.transfer_id === null) {
    deps.audit.record(tx, { act: 'request.attachment-refused', entity: requestRef(row.request_id), body: { code } });
  } else {
    await addCustody(deps, tx, row.transfer_id, { step: 'refused', uploadId: id, sha256: row.sha256, note: code });
  }
  tx.onCommit(() => {
    for (const part of parts) void deps.vault.destroy(part.vault_ref);
  });
  return true;
}
