import { notFound, type Tx } from '../../../platform/index.ts';
import { type EnvelopeBody, importSigningKey, signSync, wireId } from '../../../protocol/index.ts';
import type { CustodyRecord, PublicTransfer, TransferView } from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { findRequest } from '../../store-requests.ts';
import { actorNames } from '../../views.ts';
import type { UploadRow } from '../uploads/upload-store.ts';
import { addCustody, type CustodyRow, isIntact } from './custody.ts';
import { findTransfer, type TransferRow } from './transfer-store.ts';

function fileView(row: UploadRow): TransferView['files'][number] {
  return {
    id: row.id,
    name: row.name,
    mediaType: row.media_type,
    size: row.size,
    sha256: row.sha256,
    received: row.received,
    state: row.state,
    code: row.code,
    completedAt: row.completed_at,
  };
}

async function filesOf(tx: Tx, transferId: string): Promise<UploadRow[]> {
  return tx.query<UploadRow>('SELECT * FROM case_upload WHERE transfer_id = $1 ORDER BY created_at, id', [transferId]);
}

/** A transfer with its files and its chain of custody. @throws AppError `not-found` */
export async function transferView(deps: CasesDeps, tx: Tx, id: string): Promise<TransferView> {
  const row = await findTransfer(tx, id);
  const request = row && (await findRequest(tx, row.request_id));
  if (!row || !request) throw notFound('transfer');
  const agency = row.agency === null ? null : await deps.directory.agency(tx, row.agency);
  const files = await filesOf(tx, id);
  const custody = await tx.query<CustodyRow>('SELECT * FROM case_custody WHERE transfer_id = $1 ORDER BY seq', [id]);
  const nameOf = await actorNames(
    deps.access,
    tx,
    custody.map((entry) => entry.actor),
  );
  const fileName = new Map(files.map((file) => [file.id, file.name]));
  return {
    id,
    requestId: row.request_id,
    requestNumber: request.number,
    agency: row.agency,
    agencyName: agency?.name ?? null,
    officer: row.officer,
    purpose: row.purpose,
    state: row.state,
    version: row.version,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    files: files.map(fileView),
    custody: custody.map((entry) => ({
      seq: entry.seq,
      at: entry.at,
      step: entry.step,
      actor: entry.actor,
      // Whoever holds the key is the officer it was given to.
      actorName: entry.actor === 'anyone' ? row.officer : nameOf(entry.actor),
      file: entry.upload_id === null ? null : (fileName.get(entry.upload_id) ?? null),
      sha256: entry.sha256,
      note: entry.note,
      hash: entry.hash,
    })),
    intact: isIntact(custody),
  };
}

/** What the key's holder sees: what they sent, and not what became of it here. */
export async function publicTransfer(deps: CasesDeps, tx: Tx, row: TransferRow): Promise<PublicTransfer> {
  const request = await findRequest(tx, row.request_id);
  const agency = row.agency === null ? null : await deps.directory.agency(tx, row.agency);
  return {
    bureau: tx.scope.bureau,
    number: request?.number ?? '',
    agencyName: agency?.name ?? null,
    officer: row.officer,
    purpose: row.purpose,
    state: row.state,
    expiresAt: row.expires_at,
    files: (await filesOf(tx, row.id)).map(fileView),
  };
}

/** The chain of custody as it stands, signed by the bureau: a JWS that anybody with its public key can check. */
export async function custodyRecord(deps: CasesDeps, tx: Tx, id: string): Promise<CustodyRecord> {
  await addCustody(deps, tx, id, { step: 'record-printed' });
  const record = await transferView(deps, tx, id);
  const body = {
    v: 1,
    id: wireId(tx.scope.bureau, 'evidence-transfer', id),
    from: tx.scope.bureau,
    // For whoever is shown it; a body names a reader, and that is the signer.
    to: tx.scope.bureau,
    iat: tx.now,
    kind: 'custody',
    record: JSON.parse(JSON.stringify(record)) as never,
  };
  return { record, jws: signSync('evidence', body as unknown as EnvelopeBody, importSigningKey(deps.keys.signing)) };
}
