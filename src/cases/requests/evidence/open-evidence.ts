import { notFound, type Tx } from '../../../platform/index.ts';
import type { CasesDeps } from '../../deps.ts';
import { hashOf, newSecret } from '../secrets.ts';
import { findUpload, type PartRow, partsOf, type UploadRow } from '../uploads/upload-store.ts';
import { addCustody } from './custody.ts';

const GOOD_FOR_MS = 60_000;
const MOST = 1_000;

/** Tickets for one download each, kept in this process: a page cannot give a reason with a plain link. */
export class Tickets {
  readonly #good = new Map<string, { uploadId: string; actor: string; until: number }>();

  give(deps: CasesDeps, uploadId: string, actor: string, now: number): string {
    for (const [hash, ticket] of this.#good) if (ticket.until < now || this.#good.size >= MOST) this.#good.delete(hash);
    const ticket = newSecret(deps.runtime);
    this.#good.set(hashOf(ticket), { uploadId, actor, until: now + GOOD_FOR_MS });
    return ticket;
  }

  /** @throws AppError `not-found` for one that was used, is another's, or has run out */
  take(ticket: string, uploadId: string, actor: string, now: number): void {
    const hash = hashOf(ticket);
    const found = this.#good.get(hash);
    this.#good.delete(hash);
    if (!found || found.uploadId !== uploadId || found.actor !== actor || found.until < now) throw notFound('ticket');
  }
}

/** Each opening is a step of the chain of custody, with its reason, before the first byte leaves. */
export async function openEvidence(
  deps: CasesDeps,
  tx: Tx,
  tickets: Tickets,
  uploadId: string,
  reason: string,
): Promise<{ ticket: string }> {
  const row = await findUpload(tx, uploadId);
  if (row?.state !== 'complete' || row.transfer_id === null) throw notFound('evidence');
  await addCustody(deps, tx, row.transfer_id, { step: 'opened', uploadId, sha256: row.sha256, note: reason });
  return { ticket: tickets.give(deps, uploadId, tx.scope.actor.id, tx.now) };
}

/** The file behind a ticket. */
export async function takeTicket(
  tx: Tx,
  tickets: Tickets,
  uploadId: string,
  ticket: string,
): Promise<{ row: UploadRow; parts: PartRow[] }> {
  tickets.take(ticket, uploadId, tx.scope.actor.id, tx.now);
  const row = await findUpload(tx, uploadId);
  if (!row) throw notFound('evidence');
  return { row, parts: await partsOf(tx, uploadId) };
}
