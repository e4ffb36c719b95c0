import type { Tx } from '../platform/index.ts';
import type { Delivery } from './types.ts';

export interface QueuedRow {
  readonly seq: number;
  readonly message_id: string;
  readonly thread: string | null;
  readonly hash: string;
  readonly jws: string | null;
  readonly sent_at: number;
  readonly attempts: number;
}

/** The next rows for a peer, oldest first, without those in flight and without those behind a waiting one of their thread. */
export function readQueue(
  tx: Tx,
  peer: string,
  limit: number,
  inFlight: readonly number[],
  busyThreads: readonly string[],
): Promise<QueuedRow[]> {
  return tx.query<QueuedRow>(
    `SELECT d.seq, d.message_id, d.thread, m.hash, m.jws, m.sent_at, d.attempts
     FROM federation_delivery d JOIN federation_outbox m ON m.id = d.message_id
     WHERE d.peer = $1 AND d.state = 'queued' AND d.next_at <= $2 AND d.seq <> ALL($3::bigint[])
       AND (d.thread IS NULL OR (d.thread <> ALL($4::text[]) AND NOT EXISTS (
         SELECT 1 FROM federation_delivery e WHERE e.peer = d.peer AND e.thread = d.thread AND e.state = 'queued'
           AND e.next_at > 0 AND e.next_at > $2 AND e.seq < d.seq)))
     ORDER BY d.seq LIMIT $5`,
    [peer, tx.now, inFlight, busyThreads, limit],
  );
}

/** When the next waiting row of the peer is due; now when one came meanwhile; null when the queue is empty. */
export async function nextDue(tx: Tx, peer: string): Promise<number | null> {
  const [row] = await tx.query<{ queued: number; at: number | null }>(
    `SELECT count(*) AS queued, min(next_at) FILTER (WHERE next_at > $2) AS at
     FROM federation_delivery WHERE peer = $1 AND state = 'queued'`,
    [peer, tx.now],
  );
  return !row || row.queued === 0 ? null : (row.at ?? tx.now);
}

export async function peersWithMail(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ peer: string }>(
    "SELECT DISTINCT peer FROM federation_delivery WHERE state = 'queued' ORDER BY peer",
  );
  return rows.map((row) => row.peer);
}

export interface Settled {
  readonly seq: number;
  readonly messageId: string;
  readonly hash: string;
  readonly state: 'delivered' | 'refused';
  readonly at: number;
  readonly reason: string | null;
  readonly receipt: string;
}

/** Records receipts; rows that another process settled meanwhile are left alone. Returns the settled seqs. */
export async function settle(tx: Tx, rows: readonly Settled[]): Promise<Set<number>> {
  const done = await tx.query<{ seq: number }>(
    `UPDATE federation_delivery d SET state = r.state, at = r.at, reason = r.reason, receipt = r.receipt, attempts = attempts + 1
     FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::text[], $6::text[])
       AS r(message_id, seq, state, at, reason, receipt)
     WHERE d.message_id = r.message_id AND d.seq = r.seq AND d.state = 'queued' RETURNING d.seq`,
    [
      rows.map((r) => r.messageId),
      rows.map((r) => r.seq),
      rows.map((r) => r.state),
      rows.map((r) => r.at),
      rows.map((r) => r.reason),
      rows.map((r) => r.receipt),
    ],
  );
  return new Set(done.map((row) => row.seq));
}

/** Notes a failed attempt: the rows stay queued, are due at `nextAt`, and say why. */
export async function postpone(
  tx: Tx,
  peer: string,
  rows: readonly { seq: number; reason: string; nextAt: number }[],
): Promise<void> {
  await tx.query(
    `UPDATE federation_delivery d SET attempts = attempts + 1, at = $4::bigint, reason = r.reason, next_at = r.next_at
     FROM unnest($1::bigint[], $2::text[], $3::bigint[]) AS r(seq, reason, next_at)
     WHERE d.peer = $5 AND d.seq = r.seq AND d.state = 'queued'`,
    [rows.map((r) => r.seq), rows.map((r) => r.reason), rows.map((r) => r.nextAt), tx.now, peer],
  );
}

export async function findDeliveries(tx: Tx, messageId: string): Promise<Delivery[]> {
  const rows = await tx.query<{
    peer: string;
    state: Delivery['state'];
    at: number;
    attempts: number;
    reason: string | null;
  }>('SELECT peer, state, at, attempts, reason FROM federation_delivery WHERE message_id = $1 ORDER BY peer', [
    messageId,
  ]);
  return rows.map(({ peer, state, at, attempts, reason }) => ({
    to: peer,
    state: state === 'queued' && attempts > 0 ? 'failing' : state,
    at,
    attempts,
    reason,
  }));
}
