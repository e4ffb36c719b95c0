import { AppError, type Job, systemScope } from '../platform/index.ts';
import type { Context } from './context.ts';
import { deliverBatch, jitter } from './deliver-batch.ts';
import { nextDue, postpone, type QueuedRow, readQueue } from './outbox-store.ts';

const BATCH = 64;
const BATCH_BYTES = 4 << 20;
const IN_FLIGHT = 3;
const PEER_BACKOFF_MS = [500, 1_000, 2_000, 5_000, 15_000, 60_000, 300_000];

export interface DrainResult {
  readonly againAfterMs: number;
  /** True when the peer as a whole is given time: new messages for it wait too. */
  readonly held: boolean;
}

/** What tells a running drain that there is more to send. */
export interface Bell {
  rung: boolean;
  /** Resolves true when rung, false after a moment of silence. */
  listen(): Promise<boolean>;
}

/**
 * Sends what is queued for one peer until nothing is due. While a batch is away what comes gathers for the next one; only full
 * batches go side by side, and never two with messages of one thread: within a thread the order holds. When the peer as a
 * whole does not answer, everything waits with it.
 * @returns when to look again, or undefined when the queue is empty
 */
export async function drainOutbox(
  ctx: Context,
  peer: string,
  job: Pick<Job, 'signal'>,
  bell: Bell,
): Promise<DrainResult | undefined> {
  const scope = systemScope(ctx.runtime.bureau);
  const held = await ctx.db.tx(scope, async (tx) => {
    const [row] = await tx.query<{ retry_at: number }>('SELECT retry_at FROM federation_peer WHERE code = $1', [peer]);
    return (row?.retry_at ?? 0) - tx.now;
  });
  if (held > 0) return { againAfterMs: held, held: true };
  const flights = new Map<Promise<unknown>, readonly QueuedRow[]>();
  const failures: { error: unknown; rows: readonly QueuedRow[] }[] = [];
  let delivered = false;
  let unknownKey = false;
  let wasFull = false;
  bell.rung = true;
  const launch = (rows: readonly QueuedRow[]): void => {
    const flight: Promise<unknown> = deliverBatch(ctx, peer, rows, job.signal)
      .then((result) => {
        delivered ||= result.settled > 0;
        unknownKey ||= result.unknownKey;
        // What was held back behind these may go now.
        bell.rung ||= rows.some((row) => row.thread !== null);
      })
      .catch((error: unknown) => failures.push({ error, rows }))
      .finally(() => flights.delete(flight));
    flights.set(flight, rows);
  };
  while (!job.signal.aborted) {
    const isOpen = failures.length === 0 && !unknownKey;
    if (isOpen && bell.rung && (flights.size === 0 || (wasFull && flights.size < IN_FLIGHT))) {
      bell.rung = false;
      const rows = await ctx.db.tx(scope, (tx) => readQueue(tx, peer, BATCH, seqs(flights), threads(flights)));
      const batch = fitting(rows);
      wasFull = rows.length === BATCH || batch.length < rows.length;
      bell.rung ||= wasFull;
      if (batch.length > 0) launch(batch);
    } else if (flights.size > 0) await Promise.race(flights.keys());
    else if (!isOpen || !(await bell.listen())) break;
  }
  await Promise.all(flights.keys());
  // Our copy of the peer's key is old: the newer one is on the feed.
  if (unknownKey) await ctx.feedView.catchUp().catch(() => undefined);
  if (job.signal.aborted) return { againAfterMs: 0, held: true };
  return settlePeer(ctx, peer, failures, delivered);
}

/** What one HTTP request may carry: at least one message. */
function fitting(rows: readonly QueuedRow[]): readonly QueuedRow[] {
  let bytes = 0;
  const end = rows.findIndex((row, at) => {
    bytes += row.jws?.length ?? 0;
    return at > 0 && bytes > BATCH_BYTES;
  });
  return end < 0 ? rows : rows.slice(0, end);
}

const seqs = (flights: ReadonlyMap<unknown, readonly QueuedRow[]>): number[] =>
  [...flights.values()].flatMap((rows) => rows.map((row) => row.seq));

const threads = (flights: ReadonlyMap<unknown, readonly QueuedRow[]>): string[] => [
  ...new Set([...flights.values()].flatMap((rows) => rows.flatMap((row) => (row.thread === null ? [] : [row.thread])))),
];

/** Remembers how the peer did, and says when to come back. */
function settlePeer(
  ctx: Context,
  peer: string,
  failures: readonly { error: unknown; rows: readonly QueuedRow[] }[],
  delivered: boolean,
): Promise<DrainResult | undefined> {
  return ctx.db.tx(systemScope(ctx.runtime.bureau), async (tx) => {
    const [first] = failures;
    if (first) {
      const reason = reasonOf(ctx, first.error);
      const [before] = await tx.query<{ failures: number }>('SELECT failures FROM federation_peer WHERE code = $1', [
        peer,
      ]);
      const wait = jitter(ctx, PEER_BACKOFF_MS, before?.failures ?? 0);
      await tx.query(
        `INSERT INTO federation_peer (code, failures, retry_at, last_error) VALUES ($1, 1, $2, $3)
         ON CONFLICT (code) DO UPDATE SET failures = federation_peer.failures + 1, retry_at = $2, last_error = $3`,
        [peer, tx.now + wait, reason],
      );
      await postpone(
        tx,
        peer,
        failures.flatMap(({ rows }) => rows.map((row) => ({ seq: row.seq, reason, nextAt: 0 }))),
      );
      return { againAfterMs: wait, held: true };
    }
    if (delivered) {
      await tx.query(
        `UPDATE federation_peer SET failures = 0, retry_at = 0, last_error = NULL WHERE code = $1 AND failures > 0`,
        [peer],
      );
    }
    const due = await nextDue(tx, peer);
    return due === null ? undefined : { againAfterMs: Math.max(50, due - tx.now), held: false };
  });
}

function reasonOf(ctx: Context, error: unknown): string {
  if (error instanceof AppError && error.code === 'unavailable') return error.errors[0]?.code ?? 'peer.unavailable';
  ctx.runtime.log.error({ err: error }, 'delivery failed');
  return 'peer.delivery-failed';
}
