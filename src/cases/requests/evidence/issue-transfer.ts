import { notFound, refuse, type Tx } from '../../../platform/index.ts';
import type { CasesDeps } from '../../deps.ts';
import { findRequest } from '../../store-requests.ts';
import { hashOf, newSecret } from '../secrets.ts';
import { addCustody } from './custody.ts';
import { lockTransfer } from './transfer-store.ts';

const DAY = 86_400_000;

/**
 * A key for sending sealed evidence, for the officer whom a call to the directory's number has confirmed. Only its hash is kept.
 * @throws AppError `refused` when nobody has confirmed the officer, or the request is declined
 */
export async function issueTransfer(
  deps: CasesDeps,
  tx: Tx,
  requestId: string,
  input: { purpose: string; days: number },
): Promise<{ id: string; key: string; expiresAt: number }> {
  const request = await findRequest(tx, requestId);
  if (!request) throw notFound('request');
  if (request.officer === null) throw refuse('evidence.no-officer');
  if (request.confirmed_at === null) throw refuse('evidence.officer-not-confirmed', { number: request.number });
  if (request.state === 'declined') throw refuse('upload.request-decided');
  const id = deps.runtime.newId();
  const key = newSecret(deps.runtime);
  const expiresAt = tx.now + input.days * DAY;
  await tx.query(
    `INSERT INTO case_transfer (id, request_id, key_hash, officer, purpose, state, version, created_by, created_at,
       expires_at, agency, compartment)
     VALUES ($1,$2,$3,$4,$5,'open',1,$6,$7,$8,$9,$10)`,
    [
      id,
      requestId,
      hashOf(key),
      request.officer.name,
      input.purpose,
      tx.scope.actor.id,
      tx.now,
      expiresAt,
      request.agency,
      request.compartment,
    ],
  );
  await addCustody(deps, tx, id, { step: 'key-issued', note: request.officer.name });
  return { id, key, expiresAt };
}

/** Nothing more is taken under the key: it has done its work (`closed`), or is not to be trusted (`revoked`). */
export async function endTransfer(
  deps: CasesDeps,
  tx: Tx,
  id: string,
  input: { version: number; note: string },
  state: 'closed' | 'revoked',
): Promise<{ id: string; version: number }> {
  const row = await lockTransfer(tx, id, input.version);
  if (row.state !== 'open') throw refuse('evidence.transfer-ended', { state: row.state });
  await tx.query('UPDATE case_transfer SET state = $2, version = version + 1 WHERE id = $1', [id, state]);
  await addCustody(deps, tx, id, { step: state, note: input.note });
  return { id, version: row.version + 1 };
}
