import { type ActCatalogue, type Clock, type ConservationSource, systemScope, type Tx } from '../platform/index.ts';
import type { EncryptionKey, VerifyKey } from '../protocol/index.ts';
import { appendEntry } from './append-entry.ts';
import { askPeer } from './ask-peer.ts';
import { compareDigests, digestHandler, readDigests } from './compare-digests.ts';
import { compareDueDays, nextComparison } from './compare-due-days.ts';
import { type Context, type FeedView, KeyCache } from './context.ts';
import { type Bell, drainOutbox } from './drain-outbox.ts';
import { feedBodiesHandler } from './feed-bodies.ts';
import { createFollower } from './follow-feed.ts';
import { findDeliveries, peersWithMail } from './outbox-store.ts';
import { importOwnKeys } from './own-keys.ts';
import { createPublisher } from './publish-feed.ts';
import { purgeCopies } from './purge-copies.ts';
import { type FeedHead, readStatus } from './read-status.ts';
import { createUnprovenRecorder } from './record-unproven.ts';
import { resumeFeed } from './resume-feed.ts';
import { federationRoutes } from './routes.ts';
import { deliveryId, sendMessage } from './send-message.ts';
import { tagMessage } from './tag-message.ts';
import type { Federation, FederationDeps } from './types.ts';
import { withdrawHandler } from './withdraw-message.ts';

const DELIVER = 'federation.deliver';
const COMPARE = 'federation.compare-digests';

const acts: ActCatalogue = {
  'federation.sent': { item: 'delivery', flow: 'received' },
  'federation.delivered': { item: 'delivery', flow: 'finished' },
  'federation.delivery-refused': { item: 'delivery', flow: 'refused' },
  'federation.received': {},
  'federation.refused': {},
  'federation.refusals-counted': {},
  'federation.request-served': {},
  'federation.request-refused': {},
  'federation.feed-appended': {},
  'federation.feed-followed': {},
  'federation.feed-resumed': {},
  'federation.copies-purged': {},
  'federation.alarm': {},
};

/** A delivery is owed by the node itself, not by a person: the queue is its owner. */
const deliveries: ConservationSource = {
  item: 'delivery',
  owed: false,
  async states(tx) {
    const rows = await tx.query<{ message_id: string; peer: string; state: string }>(
      'SELECT message_id, peer, state FROM federation_delivery',
    );
    const of = (state: string): string[] =>
      rows.filter((row) => row.state === state).map((row) => deliveryId(row.message_id, row.peer));
    return { open: of('queued'), finished: of('delivered'), refused: of('refused') };
  },
};

export function createFederation(deps: FederationDeps): Federation {
  const { db, runtime, jobs } = deps;
  const scope = systemScope(runtime.bureau);
  const base = {
    ...deps,
    own: importOwnKeys(deps.keys, runtime.clock),
    verifyKeys: new KeyCache<VerifyKey>(),
    encryptionKeys: new KeyCache<EncryptionKey>(),
    messages: new Map(),
    feed: new Map(),
    requests: new Map(),
    listeners: [],
    recordUnproven: createUnprovenRecorder(deps),
    heard: (peer: string) => heard(peer),
  } satisfies Omit<Context, 'feedView'>;
  const publisher = deps.role === 'ipsg' ? createPublisher(base) : null;
  // The follower asks with signed requests and tells the rest of the room what it has seen: each needs the other.
  const feedView: FeedView = {
    checkpoint: () => feed.checkpoint(),
    isStale: () => feed.isStale(),
    shown: (peer, note) => feed.shown(peer, note),
    catchUp: () => feed.catchUp(),
  };
  const ctx: Context = { ...base, feedView };
  const follower = publisher ? null : createFollower(ctx);
  const feed: FeedView = publisher ?? follower ?? feedView;
  const head = (): FeedHead => {
    if (follower) return follower.head();
    const { size, time } = publisher?.head() ?? { size: 0, time: null };
    return { size, head: size, time, halted: null };
  };

  // Peers whose queue is being worked in this process: a message for them needs no job, only the running drain's next look.
  const draining = new Map<string, Bell & { ring(): void }>();
  const waking = new Set<string>();
  const heldUntil = new Map<string, number>();
  const differing = new Set<string>();
  let stopped = false;

  /** After commit, outside the use case's transaction: a job row a peer would make its senders queue behind each other's commit. */
  function wake(peers: readonly string[]): void {
    for (const peer of peers) {
      const running = draining.get(peer);
      if (running) running.ring();
      // Its job is there and due when the peer's time is over.
      else if ((heldUntil.get(peer) ?? 0) <= runtime.clock.now()) waking.add(peer);
    }
    if (waking.size > 0) void enqueueWoken();
  }

  let enqueuing: Promise<void> | null = null;
  function enqueueWoken(): Promise<void> {
    enqueuing ??= (async () => {
      // All that wake in this turn of the event loop share one transaction.
      await Promise.resolve();
      while (waking.size > 0 && !stopped) {
        const peers = [...waking];
        waking.clear();
        try {
          await db.tx(scope, async (tx) => {
            for (const peer of peers.sort()) await jobs.enqueue(tx, { kind: DELIVER, key: peer, payload: { peer } });
          });
        } catch (error) {
          for (const peer of peers) waking.add(peer);
          runtime.log.warn({ err: (error as Error).message }, 'outbox: could not wake the delivery; tried again');
          await runtime.clock.sleep(500);
        }
      }
    })().finally(() => {
      enqueuing = null;
      if (waking.size > 0 && !stopped) void enqueueWoken();
    });
    return enqueuing;
  }

  /** Ends the wait for a peer that is back. How often it failed is forgotten only when a delivery succeeds. */
  function heard(peer: string): void {
    if ((heldUntil.get(peer) ?? 0) <= runtime.clock.now()) return;
    heldUntil.delete(peer);
    db.tx(scope, (tx) => tx.query('UPDATE federation_peer SET retry_at = 0 WHERE code = $1', [peer])).then(
      () => wake([peer]),
      (error: Error) => runtime.log.warn({ err: error.message }, 'outbox: a peer that is back stays held for now'),
    );
  }

  const federation: Federation = {
    send: (tx, message) => sendMessage(ctx, tx, message, wake),
    deliveries: (tx, messageId) => findDeliveries(tx, messageId),
    onDelivery: (listener) => void ctx.listeners.push(listener),
    append: (tx, entry) => appendEntry(ctx, tx, entry, () => publisher?.wake()),
    purgeCopies: (tx, entity) => purgeCopies(ctx, tx, entity),
    tag: (tx, messageId, entity) => tagMessage(tx, messageId, entity),
    request: (to, question) => askPeer(ctx, to, question),
    register(parts) {
      for (const handler of parts.messages ?? []) ctx.messages.set(handler.kind, handler);
      for (const handler of parts.feed ?? []) ctx.feed.set(handler.kind, handler);
      for (const handler of parts.requests ?? []) ctx.requests.set(handler.path, handler);
    },
    status: (tx) => readStatus(ctx, tx, head()),
    digests: (tx, day) => readDigests(tx, day),
    compareDigests: (peer, day) => compareDigests(ctx, peer, day),
    feedCheckpoint: () => feed.checkpoint(),
    catchUp: () => feed.catchUp(),
    resumeFeed: (tx, input) => resumeFeed(ctx, tx, input, () => follower?.resumed()),
    start() {
      publisher?.wake();
      follower?.start();
      // What was committed before a crash and not yet given to a job.
      void db
        .tx(scope, async (tx: Tx) => {
          // One job a node, once a day; one that is overdue keeps its time.
          const runAt = nextComparison(runtime.bureau, tx.now);
          await jobs.enqueue(tx, { kind: COMPARE, key: 'daily', payload: {}, runAt });
          return peersWithMail(tx);
        })
        .then(wake, (error: Error) => {
          runtime.log.warn({ err: error.message }, 'outbox: could not look for waiting mail');
        });
    },
    async stop() {
      stopped = true;
      await enqueuing;
      await follower?.stop();
      await publisher?.stop();
    },
    parts: {
      acts,
      conservation: [deliveries],
      routes: federationRoutes(
        ctx,
        publisher,
        (tx) => readStatus(ctx, tx, head()),
        (tx, input) => federation.resumeFeed(tx, input),
      ),
      jobs: {
        [COMPARE]: async (job) => {
          const at = await compareDueDays(ctx, differing, job.signal);
          return { againAfterMs: Math.max(1, at - runtime.clock.now()) };
        },
        [DELIVER]: async (job) => {
          const { peer } = job.payload as { peer: string };
          const before = draining.get(peer);
          if (before) {
            // Its lease ran out (the machine slept, the database was away) and it works on: two at once would each end the
            // other's wait. This one stays as its successor.
            before.ring();
            return { againAfterMs: SUCCEED_MS };
          }
          const bell = createBell(runtime.clock);
          draining.set(peer, bell);
          try {
            for (;;) {
              const later = await drainOutbox(ctx, peer, job, bell);
              if (later?.held) heldUntil.set(peer, runtime.clock.now() + later.againAfterMs);
              else heldUntil.delete(peer);
              if (later?.held || !bell.rung) return later;
            }
          } finally {
            draining.delete(peer);
          }
        },
      },
      requests: [digestHandler(), withdrawHandler(ctx), ...(publisher ? [feedBodiesHandler(ctx)] : [])],
    },
  };
  federation.register(federation.parts);
  return federation;
}

/** How often a drain whose lease ran out is looked after. */
const SUCCEED_MS = 1_000;
/** How long a drain that has nothing left waits for more before its job ends: a job is dearer than a moment's patience. */
const PATIENCE_MS = 50;

function createBell(clock: Clock): Bell & { ring(): void } {
  let tell: ((rung: boolean) => void) | null = null;
  const bell = {
    rung: false,
    ring() {
      bell.rung = true;
      tell?.(true);
    },
    listen() {
      if (bell.rung) return Promise.resolve(true);
      return new Promise<boolean>((resolve) => {
        const cancel = clock.after(PATIENCE_MS, () => tell?.(false));
        tell = (rung) => {
          tell = null;
          cancel();
          resolve(rung);
        };
      });
    },
  };
  return bell;
}
