import { createHash } from 'node:crypto';
import { notFound, type Tx } from '../../../platform/index.ts';
import { canonicalize, type Json } from '../../../protocol/index.ts';
import type { CustodyStep } from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { requestRef, transferRef } from '../../refs.ts';

export interface CustodyRow {
  transfer_id: string;
  seq: number;
  at: number;
  step: CustodyStep;
  actor: string;
  upload_id: string | null;
  sha256: string | null;
  note: string | null;
  previous: string;
  hash: string;
}

/** What stands before the first entry. */
const BEGINNING = '0'.repeat(64);

const ACTS: Readonly<Record<CustodyStep, string>> = {
  'key-issued': 'evidence.key-issued',
  received: 'evidence.received',
  refused: 'evidence.refused',
  opened: 'evidence.opened',
  closed: 'evidence.transfer-closed',
  revoked: 'evidence.transfer-revoked',
  'record-printed': 'evidence.record-exported',
};

/** SHA-256 over the entry as canonical JSON, which names the hash of the one before. */
export function custodyHash(row: Omit<CustodyRow, 'hash'>): string {
  const { transfer_id, seq, at, step, actor, upload_id, sha256, note, previous } = row;
  const entry = { transfer_id, seq, at, step, actor, upload_id, sha256, note, previous };
  return createHash('sha256')
    .update(canonicalize(entry as Json))
    .digest('hex');
}

/** Adds a step to the chain of custody, and to the ledger. */
export async function addCustody(
  deps: Pick<CasesDeps, 'audit'>,
  tx: Tx,
  transferId: string,
  step: { step: CustodyStep; uploadId?: string; sha256?: string; note?: string },
): Promise<void> {
  const [transfer] = await tx.query<{ request_id: string; agency: string | null; compartment: string }>(
    'SELECT request_id, agency, compartment FROM case_transfer WHERE id = $1 FOR UPDATE',
    [transferId],
  );
  if (!transfer) throw notFound('transfer');
  const [last] = await tx.query<{ seq: number; hash: string }>(
    'SELECT seq, hash FROM case_custody WHERE transfer_id = $1 ORDER BY seq DESC LIMIT 1',
    [transferId],
  );
  const row = {
    transfer_id: transferId,
    seq: (last?.seq ?? 0) + 1,
    at: tx.now,
    step: step.step,
    actor: tx.scope.actor.id,
    upload_id: step.uploadId ?? null,
    sha256: step.sha256 ?? null,
    note: step.note ?? null,
    previous: last?.hash ?? BEGINNING,
  };
  const hash = custodyHash(row);
  await tx.query(
    `INSERT INTO case_custody (transfer_id, seq, at, step, actor, upload_id, sha256, note, previous, hash, agency,
       compartment)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)`,
    [
      row.transfer_id,
      row.seq,
      row.at,
      row.step,
      row.actor,
      row.upload_id,
      row.sha256,
      row.note,
      row.previous,
      hash,
      transfer.agency,
      transfer.compartment,
    ],
  );
  deps.audit.record(tx, {
    act: ACTS[step.step],
    entity: transferRef(transferId),
    about: [requestRef(transfer.request_id)],
    body: { seq: row.seq, hash, ...(step.sha256 ? { sha256: step.sha256 } : {}) },
  });
}

/** Whether each entry follows from what stands before it. */
export function isIntact(rows: readonly CustodyRow[]): boolean {
  let previous = BEGINNING;
  for (const [n, row] of rows.entries()) {
    if (row.seq !== n + 1 || row.previous !== previous || custodyHash(row) !== row.hash) return false;
    previous = row.hash;
  }
  return true;
}
