import { AppError, refuse } from '../../../platform/index.ts';
import type { PublicTransfer, StartEvidence, UploadStarted } from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { hashOf, holderScope } from '../secrets.ts';
import { startUpload } from '../uploads/start-upload.ts';
import { publicTransfer } from './read-transfer.ts';
import type { TransferRow } from './transfer-store.ts';

/** Files under one key, and all of them together. */
const FILES_MOST = 200;
const ALL_MOST = 50 * 1024 ** 3;

async function byKey(deps: CasesDeps, key: string): Promise<TransferRow> {
  const row = await deps.db.tx(holderScope(deps.runtime), async (tx) => {
    const [found] = await tx.query<TransferRow>('SELECT * FROM case_transfer WHERE key_hash = $1', [hashOf(key)]);
    return found && found.expires_at > tx.now ? found : null;
  });
  // An unknown key and one that has run out are told alike.
  if (!row) throw new AppError('not-found', 'evidence key');
  return row;
}

/** @throws AppError `not-found` for a key that is unknown or has run out */
export async function readByKey(deps: CasesDeps, key: string): Promise<PublicTransfer> {
  const row = await byKey(deps, key);
  return deps.db.tx(holderScope(deps.runtime), (tx) => publicTransfer(deps, tx, row));
}

/** Starts or resumes a file under the key. */
export async function startEvidence(deps: CasesDeps, key: string, file: StartEvidence): Promise<UploadStarted> {
  const row = await byKey(deps, key);
  if (row.state !== 'open') throw refuse('evidence.transfer-ended', { state: row.state });
  return deps.db.tx(holderScope(deps.runtime), async (tx) => {
    await tx.query('SELECT 1 FROM case_transfer WHERE id = $1 FOR UPDATE', [row.id]);
    const [held] = await tx.query<{ n: number; bytes: number }>(
      `SELECT count(*)::int AS n, coalesce(sum(size), 0)::bigint AS bytes FROM case_upload
       WHERE transfer_id = $1 AND state <> 'refused' AND sha256 <> $2`,
      [row.id, file.sha256],
    );
    if ((held?.n ?? 0) >= FILES_MOST || Number(held?.bytes ?? 0) + file.size > ALL_MOST) throw refuse('evidence.full');
    return startUpload(deps, tx, {
      request: { id: row.request_id, agency: row.agency, compartment: row.compartment },
      transferId: row.id,
      file,
    });
  });
}
