import { AppError, bureauScope, type FeedEntry, type Tx } from '../platform/index.ts';
import {
  canonicalize,
  checkSaltedHash,
  type FeedLeaf,
  fromBase64Url,
  fromHex,
  ProtocolError,
  type Tile,
} from '../protocol/index.ts';
import { raiseAlarm } from './alarms.ts';
import { type Context, SECRETARIAT } from './context.ts';
import type { FetchedBody } from './feed-bodies.ts';
import { refusalCode } from './refusals.ts';
import { inSavepoint } from './sub-transaction.ts';

export interface CheckedEntries {
  readonly from: { readonly size: number };
  readonly leaves: readonly (FeedLeaf & { seq: number })[];
  readonly bodies: ReadonlyMap<number, FetchedBody>;
  readonly tiles: readonly Tile[];
  readonly size: number;
  readonly root: Uint8Array;
  readonly checkpoint: string;
}

/** A room could not take an entry, and did not refuse it: it holds the feed until it can. */
export class EntryNotTaken extends Error {
  readonly seq: number;
  readonly kind: string;

  constructor(entry: FeedEntry, cause: unknown) {
    super(`entry ${entry.seq} (${entry.kind}): ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.seq = entry.seq;
    this.kind = entry.kind;
  }
}

/**
 * Handles checked entries in order, in one transaction with the cursor and our own tiles.
 * @returns false when another process of this bureau has gone on meanwhile
 * @throws ProtocolError `bad-proof` when a body is not the one its leaf commits to
 */
export async function takeInEntries(ctx: Context, checked: CheckedEntries): Promise<boolean> {
  const entries = checked.leaves.map((leaf) => toEntry(leaf, checked.bodies.get(leaf.seq)));
  const scope = bureauScope(ctx.runtime.bureau, SECRETARIAT);
  const run = (careful: boolean): Promise<boolean> =>
    ctx.db.tx(scope, async (tx) => {
      if (!(await moveCursor(ctx, tx, checked, entries))) return false;
      for (const run of careful ? entries.map((entry) => [entry]) : runsOf(ctx, entries)) {
        try {
          await handleRun(ctx, tx, run, careful);
        } catch (error) {
          // What the room refuses, or the database, is told apart by whoever called.
          if (error instanceof AppError || pgRetried(error)) throw error;
          throw new EntryNotTaken(run[0] as FeedEntry, error);
        }
      }
      return true;
    });
  try {
    return await run(false);
  } catch (error) {
    if (refusalCode(error) === null) throw error;
    return run(true);
  }
}

function toEntry(leaf: FeedLeaf & { seq: number }, fetched: FetchedBody | undefined): FeedEntry {
  const { seq, kind, time } = leaf;
  // Not fetched: no room here has a use for its kind.
  if (!fetched) return { seq, kind, time, state: 'body', body: null };
  if (fetched.state !== 'body') return { seq, kind, time, state: fetched.state, body: null };
  if (!checkSaltedHash(fromHex(leaf.bodyHash), fromBase64Url(fetched.salt), canonicalize(fetched.body))) {
    throw new ProtocolError('bad-proof', 'a body that is not the one in the log');
  }
  return { seq, kind, time, state: 'body', body: fetched.body };
}

async function moveCursor(
  ctx: Context,
  tx: Tx,
  checked: CheckedEntries,
  entries: readonly FeedEntry[],
): Promise<boolean> {
  const { leaves, tiles } = checked;
  // One statement: nothing is written unless the cursor moves.
  const moved = await tx.query(
    `WITH moved AS (
       UPDATE federation_feed_state SET size = $1, root = $2, checkpoint = $3 WHERE size = $4 AND halted IS NULL RETURNING size),
     tiles AS (
       INSERT INTO federation_feed_tile (level, idx, bytes)
       SELECT t.* FROM moved, unnest($5::int[], $6::bigint[], $7::bytea[]) AS t
       ON CONFLICT (level, idx) DO UPDATE SET bytes = excluded.bytes),
     entries AS (
       INSERT INTO federation_feed_entry (id, seq, time, kind, body_hash, state)
       SELECT e.* FROM moved, unnest($8::uuid[], $9::bigint[], $10::bigint[], $11::text[], $12::text[], $13::text[]) AS e)
     SELECT size FROM moved`,
    [
      checked.size,
      checked.root,
      checked.checkpoint,
      checked.from.size,
      tiles.map((tile) => tile.level),
      tiles.map((tile) => tile.index),
      tiles.map((tile) => tile.bytes),
      leaves.map(() => ctx.runtime.newId()),
      leaves.map((leaf) => leaf.seq),
      leaves.map((leaf) => leaf.time),
      leaves.map((leaf) => leaf.kind),
      leaves.map((leaf) => leaf.bodyHash),
      entries.map((entry) => entry.state),
    ],
    'federation.feed-cursor',
  );
  if (moved.length === 0) return false;
  ctx.audit.record(tx, {
    act: 'federation.feed-followed',
    entity: { kind: 'feed', id: SECRETARIAT },
    body: { from: checked.from.size, size: checked.size },
  });
  return true;
}

const pgRetried = (error: unknown): boolean => ['40001', '40P01'].includes(String((error as { code?: unknown }).code));

/** Entries in order, cut where the kind changes: what a room can take many of at once is given to it at once. */
function runsOf(ctx: Context, entries: readonly FeedEntry[]): FeedEntry[][] {
  const runs: FeedEntry[][] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    const canJoin = last?.[0]?.kind === entry.kind && ctx.feed.get(entry.kind)?.handleMany !== undefined;
    if (canJoin) last?.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

async function handleRun(ctx: Context, tx: Tx, run: readonly FeedEntry[], careful: boolean): Promise<void> {
  const [first] = run;
  const handler = first && ctx.feed.get(first.kind);
  if (!handler) return;
  if (run.length === 1 || !handler.handleMany) {
    for (const entry of run) await handle(ctx, tx, entry, careful);
    return;
  }
  const given: FeedEntry[] = [];
  for (const entry of run) {
    const parsed = entry.state === 'body' ? handler.schema.safeParse(entry.body) : null;
    if (parsed && !parsed.success) await refused(ctx, tx, entry, 'feed.body-does-not-fit');
    else given.push({ ...entry, body: parsed ? parsed.data : null });
  }
  await handler.handleMany(tx, given as never);
}

/** An entry that its room refuses must not stop the feed: it is an alarm, on the record. What may go better later stops it. */
async function handle(ctx: Context, tx: Tx, entry: FeedEntry, careful: boolean): Promise<void> {
  const handler = ctx.feed.get(entry.kind);
  if (!handler) return;
  let body: unknown = null;
  if (entry.state === 'body') {
    const parsed = handler.schema.safeParse(entry.body);
    if (!parsed.success) return refused(ctx, tx, entry, 'feed.body-does-not-fit');
    body = parsed.data;
  }
  const given = { ...entry, body };
  if (!careful) return handler.handle(tx, given as never);
  try {
    await inSavepoint(tx, (inner) => handler.handle(inner, given as never));
  } catch (error) {
    const code = refusalCode(error);
    if (code === null) throw error;
    await refused(ctx, tx, entry, code);
  }
}

function refused(ctx: Context, tx: Tx, entry: FeedEntry, code: string): Promise<void> {
  return raiseAlarm(ctx, tx, {
    code: 'feed.entry-refused',
    peer: SECRETARIAT,
    params: { seq: entry.seq, kind: entry.kind, reason: code },
  });
}
