import { createHash } from 'node:crypto';
import { isUniqueViolation, refuse, type Tx } from '../../../platform/index.ts';
import { canonicalize, type Json } from '../../../protocol/index.ts';
import type { PublicRequest } from '../../contract.ts';
import type { CasesDeps } from '../../deps.ts';
import { submitRequest } from '../../submit-request.ts';
import { guestScope, hashOf, holderScope } from '../secrets.ts';

/** Requests without an account that wait for the call-back, of one agency: more are a flood, and the bureau answers the telephone. */
const WAITING_MOST = 300;

interface Receipt {
  readonly number: string;
  readonly receivedAt: number;
}

/**
 * Takes a request without an account. It counts for nothing until the officer is confirmed by a call to the directory's number.
 * Sent again with the same secret it has no second effect, and gets the same receipt.
 * @throws AppError `invalid` (agency, offence), `refused` (the secret belongs to another request; too many are waiting)
 */
export async function sendPublicRequest(deps: CasesDeps, input: PublicRequest): Promise<Receipt> {
  const { secret, ...request } = input;
  const tokenHash = hashOf(secret);
  const bodyHash = createHash('sha256')
    .update(canonicalize(JSON.parse(JSON.stringify(request)) as Json))
    .digest('hex');
  const earlier = await findReceipt(deps, tokenHash, bodyHash);
  if (earlier) return earlier;
  try {
    return await deps.db.tx(guestScope(deps.runtime, request.agency), async (tx) => {
      const [waiting] = await tx.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM case_request r JOIN case_request_link l ON l.request_id = r.id
         WHERE r.state = 'received' AND r.agency = $1`,
        [request.agency],
      );
      if ((waiting?.n ?? 0) >= WAITING_MOST) throw refuse('public-request.too-many-waiting');
      const made = await submitRequest(deps, tx, request);
      await tx.query(
        'INSERT INTO case_request_link (token_hash, request_id, body_hash, at, agency) VALUES ($1,$2,$3,$4,$5)',
        [tokenHash, made.id, bodyHash, tx.now, request.agency],
      );
      return { number: made.number, receivedAt: tx.now };
    });
  } catch (error) {
    // The same request, sent twice at once: one of them is in.
    if (!isUniqueViolation(error)) throw error;
    const other = await findReceipt(deps, tokenHash, bodyHash);
    if (!other) throw error;
    return other;
  }
}

async function findReceipt(deps: CasesDeps, tokenHash: string, bodyHash: string): Promise<Receipt | null> {
  const row = await deps.db.tx(holderScope(deps.runtime), async (tx) => {
    const [found] = await tx.query<{ number: string; received_at: number; body_hash: string }>(
      `SELECT r.number, r.received_at, l.body_hash FROM case_request_link l JOIN case_request r ON r.id = l.request_id
       WHERE l.token_hash = $1`,
      [tokenHash],
    );
    return found;
  });
  if (!row) return null;
  if (row.body_hash !== bodyHash) throw refuse('public-request.secret-used');
  return { number: row.number, receivedAt: row.received_at };
}

/** The request behind a private link, and its agency. Null: no such link. */
export async function findLinked(
  deps: CasesDeps,
  secret: string,
): Promise<{ requestId: string; agency: string } | null> {
  return deps.db.tx(holderScope(deps.runtime), async (tx: Tx) => {
    const [row] = await tx.query<{ request_id: string; agency: string }>(
      'SELECT request_id, agency FROM case_request_link WHERE token_hash = $1',
      [hashOf(secret)],
    );
    return row ? { requestId: row.request_id, agency: row.agency } : null;
  });
}
