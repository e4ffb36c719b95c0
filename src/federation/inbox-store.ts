import type { Tx } from '../platform/index.ts';

export interface InboxRow {
  readonly id: string;
  readonly hash: string;
  readonly peer: string;
  readonly kind: string;
  readonly kid: string;
  readonly thread: string | null;
  readonly jws: string | null;
  readonly outcome: 'accepted' | 'refused';
  readonly reason: string | null;
  readonly receipt: string;
  readonly received_at: number;
  readonly late: boolean;
}

/**
 * Inserts the messages that are new and returns their ids. A message that another transaction is taking in right now is
 * waited for; all insert in the order of ids, so that two batches cannot wait for each other.
 */
export async function insertInbox(tx: Tx, rows: readonly InboxRow[]): Promise<Set<string>> {
  const sorted = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  const inserted = await tx.query<{ id: string }>(
    `INSERT INTO federation_inbox (id, hash, peer, kind, kid, thread, jws, outcome, reason, receipt, received_at, late)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                          $9::text[], $10::text[], $11::bigint[], $12::boolean[])
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    [
      sorted.map((r) => r.id),
      sorted.map((r) => r.hash),
      sorted.map((r) => r.peer),
      sorted.map((r) => r.kind),
      sorted.map((r) => r.kid),
      sorted.map((r) => r.thread),
      sorted.map((r) => r.jws),
      sorted.map((r) => r.outcome),
      sorted.map((r) => r.reason),
      sorted.map((r) => r.receipt),
      sorted.map((r) => r.received_at),
      sorted.map((r) => r.late),
    ],
  );
  return new Set(inserted.map((row) => row.id));
}

export async function findReceipts(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { hash: string; receipt: string }>> {
  const rows = await tx.query<{ id: string; hash: string; receipt: string }>(
    'SELECT id, hash, receipt FROM federation_inbox WHERE id = ANY($1)',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
