import type { Tx } from '../platform/index.ts';
import type { Context } from './context.ts';
import type { FederationStatus } from './contract.ts';

interface PeerRow {
  code: string;
  queued: number;
  failing: number;
  oldest_at: number | null;
  delivered: number;
  refused: number;
  received: number;
  last_delivered_at: number | null;
  last_received_at: number | null;
  last_error: string | null;
  retry_at: number | null;
}

export interface FeedHead {
  readonly size: number;
  readonly head: number;
  readonly time: number | null;
  readonly halted: string | null;
}

/** What goes between this bureau and the others, in counts, times and codes. */
export async function readStatus(ctx: Context, tx: Tx, feed: FeedHead): Promise<FederationStatus> {
  const peers = await tx.query<PeerRow>(
    `SELECT code, coalesce(queued, 0) AS queued, coalesce(failing, 0) AS failing, oldest_at, coalesce(delivered, 0) AS delivered,
       coalesce(refused, 0) AS refused, coalesce(received, 0) AS received, last_delivered_at, last_received_at, p.last_error,
       nullif(p.retry_at, 0) AS retry_at
     FROM (SELECT peer AS code, count(*) FILTER (WHERE state = 'queued') AS queued,
             count(*) FILTER (WHERE state = 'queued' AND attempts > 0) AS failing,
             min(m.sent_at) FILTER (WHERE state = 'queued') AS oldest_at,
             count(*) FILTER (WHERE state = 'delivered') AS delivered, count(*) FILTER (WHERE state = 'refused') AS refused,
             max(at) FILTER (WHERE state = 'delivered') AS last_delivered_at
           FROM federation_delivery d JOIN federation_outbox m ON m.id = d.message_id GROUP BY peer) AS sent
     FULL JOIN (SELECT peer AS code, count(*) AS received, max(received_at) AS last_received_at
           FROM federation_inbox GROUP BY peer) AS got USING (code)
     FULL JOIN federation_peer p USING (code)
     ORDER BY code`,
  );
  const alarms = await tx.query<{
    id: string;
    code: string;
    peer: string | null;
    at: number;
    params: Record<string, string | number | boolean>;
  }>('SELECT id, code, peer, at, params FROM federation_alarm ORDER BY at DESC, id DESC LIMIT 50');
  const oldest = peers.flatMap((peer) => (peer.oldest_at === null ? [] : [peer.oldest_at]));
  return {
    bureau: ctx.runtime.bureau,
    role: ctx.role,
    queue: {
      depth: peers.reduce((sum, peer) => sum + peer.queued, 0),
      oldestAt: oldest.length > 0 ? Math.min(...oldest) : null,
    },
    peers: peers.map((peer) => ({
      code: peer.code,
      queued: peer.queued,
      failing: peer.failing,
      oldestAt: peer.oldest_at,
      delivered: peer.delivered,
      refused: peer.refused,
      received: peer.received,
      lastDeliveredAt: peer.last_delivered_at,
      lastReceivedAt: peer.last_received_at,
      lastError: peer.last_error,
      retryAt: peer.retry_at,
    })),
    feed: {
      size: feed.size,
      head: feed.head,
      lag: Math.max(0, feed.head - feed.size),
      checkpointAt: feed.time,
      stale: ctx.feedView.isStale(),
      halted: feed.halted,
    },
    alarms,
  };
}
