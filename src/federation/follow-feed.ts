import { systemScope } from '../platform/index.ts';
import {
  appendLeaves,
  checkSuccession,
  consistencyProof,
  equalBytes,
  type FeedLeaf,
  HASH_BYTES,
  leafHash,
  MINUTE,
  type NoteVerifier,
  type OpenedCheckpoint,
  openCheckpoint,
  ProtocolError,
  rootOf,
  TILE_WIDTH,
  type TileReader,
  verifyConsistency,
} from '../protocol/index.ts';
import { raiseAlarm } from './alarms.ts';
import { type Context, FEED_ORIGIN, type FeedView, SECRETARIAT } from './context.ts';
import { jitter } from './deliver-batch.ts';
import type { FetchedBody } from './feed-bodies.ts';
import { createFeedClient } from './feed-client.ts';
import { readLeaf } from './feed-leaf.ts';
import { judgeLate } from './judge-late.ts';
import { logVerifier } from './own-keys.ts';
import { compare, readNote } from './publish-feed.ts';
import { EntryNotTaken, takeInEntries } from './take-in-entries.ts';

/** As many as lie in one bundle of leaves, which is then asked for once. */
const BATCH = TILE_WIDTH;
const STALE_MS = MINUTE;
/** A proof that does not hold this often in a row is no accident of the way. */
const DOUBTS = 4;
const BACKOFF_MS = [250, 500, 1_000, 2_000, 5_000, 15_000];
/** An entry that could not be taken so often in a row is an alarm: what passes by itself has passed by then. */
const FAILURES_BEFORE_ALARM = 3;
/** How often a halted follower looks whether a person has set it going: another process may have been told. */
const HALTED_LOOK_MS = 15_000;

/** Proof that the log is not the one it was: following stops until a person decides. Anything else is tried again. */
const FORKED: ReadonlySet<string> = new Set(['bad-proof', 'split-view', 'rolled-back', 'wrong-origin']);

export interface Follower extends FeedView {
  start(): void;
  stop(): Promise<void>;
  /** A person has set a halted follower going: it looks at once. Forgets what it held, and asks and checks anew. */
  resumed(): void;
  head(): { size: number; head: number; time: number | null; halted: string | null };
}

/** What the feed says of a stretch of the log. Nothing of it is believed yet. */
interface Fetched {
  readonly from: number;
  readonly to: number;
  readonly leaves: readonly Uint8Array[];
  readonly entries: readonly (FeedLeaf & { seq: number })[];
  readonly bodies: ReadonlyMap<number, FetchedBody>;
}

interface Cursor {
  size: number;
  root: Uint8Array;
}

/** Follows the circulation feed: checks every checkpoint against our own tiles, every leaf and every body, and handles entries in order. */
export function createFollower(ctx: Context): Follower {
  const { db, runtime } = ctx;
  const scope = systemScope(runtime.bureau);
  const abort = new AbortController();
  const client = createFeedClient(ctx, abort.signal);
  const shownBy = new Map<string, string>();
  let cursor: Cursor | null = null;
  let held: OpenedCheckpoint | null = null;
  let note: string | null = null;
  let halted: string | null = null;
  let doubts = 0;
  let verifier: NoteVerifier | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let loop: Promise<void> = Promise.resolve();
  let rouse: AbortController | null = null;
  let failing: { seq: number; times: number } | null = null;

  // When messages were last taken in as late, or may have been before this start; null when all of those are judged.
  let lateAt: number | null = 0;
  const isStale = (): boolean => {
    const now = runtime.clock.now();
    if (now - (held?.time ?? 0) <= STALE_MS) return false;
    lateAt = now;
    return true;
  };

  const ownTiles = (query: (text: string, values: unknown[]) => Promise<{ bytes: Uint8Array }[]>): TileReader => ({
    readTile: async (level, index, width) => {
      const [tile] = await query(
        'SELECT substring(bytes FROM 1 FOR $3) AS bytes FROM federation_feed_tile WHERE level = $1 AND idx = $2',
        [level, index, width * HASH_BYTES],
      );
      return tile?.bytes ?? new Uint8Array(0);
    },
  });
  // The right edge of our own tiles as they were last written, which is all that growing by a little reads: a bureau that
  // is told of one notice asks its database nothing before it stores it.
  let edge = new Map<number, { readonly index: number; readonly bytes: Uint8Array }>();
  const storedTiles: TileReader = {
    readTile: async (level, index, width) => {
      const known = edge.get(level);
      if (known?.index === index && known.bytes.length >= width * HASH_BYTES) return known.bytes;
      return db.tx(scope, (tx) => ownTiles((text, values) => tx.query(text, values)).readTile(level, index, width));
    },
  };

  async function load(): Promise<Cursor> {
    const [row] = await db.tx(scope, (tx) =>
      tx.query<{ size: number; root: Uint8Array; checkpoint: string | null; halted: string | null }>(
        'SELECT size, root, checkpoint, halted FROM federation_feed_state',
      ),
    );
    if (!row) throw new Error('federation_feed_state has no row');
    halted = row.halted;
    if (held === null && row.checkpoint !== null) {
      held = { ...readNote(row.checkpoint), signedBy: [] };
      note = row.checkpoint;
    }
    cursor = { size: row.size, root: row.root };
    edge = new Map();
    return cursor;
  }

  /** The log's key from the directory, asked again only when a signature does not hold: an idle follower asks the database nothing. */
  async function open(text: string): Promise<OpenedCheckpoint> {
    if (verifier) {
      try {
        return openCheckpoint(text, [verifier], { origin: FEED_ORIGIN });
      } catch (error) {
        if (!(error instanceof ProtocolError) || error.code !== 'bad-signature') throw error;
      }
    }
    const jwk = await ctx.directory.logKey(SECRETARIAT);
    if (!jwk) throw new ProtocolError('unknown-key', 'the Secretariat has no log key here yet');
    verifier = logVerifier(FEED_ORIGIN, jwk);
    return openCheckpoint(text, [verifier], { origin: FEED_ORIGIN });
  }

  async function advance(text: string): Promise<number> {
    let at = cursor ?? (await load());
    if (halted !== null) return at.size;
    let next = await open(text);
    // What grows is held against the key that the directory has now: the one remembered may have been revoked.
    if (next.size > at.size) {
      verifier = null;
      next = await open(text);
    }
    // An answer that was overtaken by a newer one on its way: nothing new, and no roll-back, which would bear a newer time.
    if (held && next.size <= held.size && (next.time ?? 0) < (held.time ?? 0)) return at.size;
    try {
      if (held) checkSuccession(held, next);
      if (next.size === at.size && !equalBytes(next.root, at.root))
        throw new ProtocolError('split-view', 'another root for our size');
      const proofTiles = keepFullTiles(client.reader);
      let ahead: Promise<Fetched> | null = null;
      while (at.size < next.size) {
        let fetched: Fetched = await (ahead ?? fetchFrom(at.size, next.size));
        // Another process of this bureau has gone on meanwhile.
        if (fetched.from !== at.size) fetched = await fetchFrom(at.size, next.size);
        // While these are handled, the next ones are on their way.
        ahead = fetched.to < next.size ? fetchFrom(fetched.to, next.size) : null;
        ahead?.catch(() => undefined);
        at = await step(at, next, text, fetched, proofTiles);
        if (halted !== null) return at.size;
      }
      held = next;
      note = text;
      doubts = 0;
      await judgeWhatWasLate();
    } catch (error) {
      // Leaves and tiles come unsigned: what was garbled on its way once or twice is not yet another log.
      const isGarbled = error instanceof ProtocolError && error.code === 'bad-proof' && ++doubts < DOUBTS;
      if (error instanceof ProtocolError && FORKED.has(error.code) && !isGarbled)
        await halt(`feed.${error.code}`, next.size);
      throw error;
    }
    return at.size;
  }

  /** Not only at the moment of catching up: a stop, or a clock put right, can come between a late message and its judgement. */
  async function judgeWhatWasLate(): Promise<void> {
    if (lateAt === null || isStale()) return;
    await judgeLate(ctx);
    // A transaction that saw us behind may not have committed yet.
    if (Math.abs(runtime.clock.now() - lateAt) > STALE_MS) lateAt = null;
  }

  /** The entries of one bundle, or what is left of it: leaves and bodies, unchecked. */
  async function fetchFrom(from: number, size: number): Promise<Fetched> {
    const to = Math.min(from - (from % BATCH) + BATCH, size);
    const leaves = await client.leaves(from, to, size);
    const entries = leaves.map((leaf, n) => readLeaf(leaf, from + n));
    const wanted = entries.filter((leaf) => ctx.feed.has(leaf.kind)).map((leaf) => leaf.seq);
    return { from, to, leaves, entries, bodies: await client.bodies(wanted) };
  }

  /** Our own tiles grow by the leaves, the whole is proven to contain them, and their entries are handled. */
  async function step(
    at: Cursor,
    next: OpenedCheckpoint,
    text: string,
    { to: size, leaves, entries, bodies }: Fetched,
    proofTiles: TileReader,
  ): Promise<Cursor> {
    const grown = await appendLeaves(at.size, leaves.map(leafHash), storedTiles);
    if (size === next.size) {
      if (!equalBytes(grown.root, next.root))
        throw new ProtocolError('bad-proof', 'our log and its leaves do not give the signed root');
    } else {
      verifyConsistency(size, grown.root, next.size, next.root, await consistencyProof(size, next.size, proofTiles));
    }
    const taken = await takeInEntries(ctx, {
      from: at,
      leaves: entries,
      bodies,
      tiles: grown.tiles,
      size,
      root: grown.root,
      checkpoint: text,
    });
    if (!taken) return load();
    cursor = { size, root: grown.root };
    for (const { level, index, bytes } of grown.tiles) {
      if (index >= (edge.get(level)?.index ?? 0)) edge.set(level, { index, bytes });
    }
    return cursor;
  }

  async function halt(code: string, size: number): Promise<void> {
    await db.tx(scope, async (tx) => {
      await tx.query('UPDATE federation_feed_state SET halted = $1', [code]);
      await raiseAlarm(ctx, tx, { code, peer: SECRETARIAT, params: { size } });
    });
    halted = code;
  }

  /** Only one checkpoint is worked on at a time. */
  function inTurn<T>(fn: () => Promise<T>): Promise<T> {
    const mine = turn.then(fn, fn);
    turn = mine.catch(() => undefined);
    return mine;
  }

  /** Asleep until a person sets it going; then as after a start, but that nothing is held to compare with. */
  async function whileHalted(): Promise<void> {
    rouse = new AbortController();
    await runtime.clock.sleep(HALTED_LOOK_MS, AbortSignal.any([abort.signal, rouse.signal]));
    rouse = null;
    if (abort.signal.aborted) return;
    const [row] = await db
      .tx(scope, (tx) => tx.query<{ halted: string | null }>('SELECT halted FROM federation_feed_state'))
      .catch(() => []);
    if (row?.halted !== null) return;
    [held, note, verifier, cursor, doubts, failing] = [null, null, null, null, 0, null];
    halted = null;
  }

  /** The third time in a row it is an alarm, once: the feed is held, and nobody would see it otherwise. */
  async function noteFailure(error: unknown): Promise<void> {
    if (!(error instanceof EntryNotTaken)) return;
    const times = failing?.seq === error.seq ? failing.times + 1 : 1;
    failing = { seq: error.seq, times };
    if (times !== FAILURES_BEFORE_ALARM) return;
    await db.tx(scope, (tx) =>
      raiseAlarm(ctx, tx, {
        code: 'feed.entry-failing',
        peer: SECRETARIAT,
        params: { seq: error.seq, kind: error.kind },
      }),
    );
  }

  async function run(): Promise<void> {
    let first = true;
    for (let failures = 0; !abort.signal.aborted; ) {
      if (halted !== null) {
        await whileHalted();
        first = true;
        continue;
      }
      try {
        const { size } = cursor ?? (await load());
        // The first look asks at once, so that a start or a return is not held up by a quiet feed.
        const text = first ? await client.checkpoint() : await client.wait(size);
        await inTurn(() => advance(text));
        failures = 0;
        failing = null;
        first = false;
      } catch (error) {
        first = true;
        if (abort.signal.aborted) break;
        if (halted !== null) continue;
        await noteFailure(error).catch(() => undefined);
        runtime.log.warn(
          { err: error instanceof Error ? error.message : String(error) },
          'feed: could not be followed; tried again',
        );
        await runtime.clock.sleep(jitter(ctx, BACKOFF_MS, failures++), abort.signal);
      }
    }
  }

  return {
    isStale,
    checkpoint: () => note,
    head: () => ({ size: cursor?.size ?? 0, head: held?.size ?? 0, time: held?.time ?? null, halted }),
    catchUp: async () => {
      const text = await client.checkpoint();
      return inTurn(() => advance(text));
    },
    shown(peer, text) {
      // One that is larger than what we have is judged when it is shown again after we caught up.
      if (text === note || shownBy.get(peer) === text || readNoteSize(text) > (cursor?.size ?? 0)) return;
      shownBy.set(peer, text);
      void open(text)
        .then(() =>
          compare(ctx, peer, text, (tx, size) =>
            rootOf(
              size,
              ownTiles((sql, values) => tx.query(sql, values)),
            ),
          ),
        )
        .catch((error: Error) =>
          runtime.log.warn({ err: error.message }, 'feed: a shown checkpoint could not be compared'),
        );
    },
    start() {
      loop = run();
    },
    resumed() {
      rouse?.abort();
    },
    async stop() {
      abort.abort();
      await loop;
      await turn;
    },
  };
}

/** Proofs of one stretch ask for the same tiles again and again; a full one never changes. */
function keepFullTiles(reader: TileReader): TileReader {
  const kept = new Map<string, Promise<Uint8Array>>();
  return {
    readTile(level, index, width) {
      const path = `${level}/${index}/${width}`;
      const known = kept.get(path);
      if (known) return known;
      const read = Promise.resolve(reader.readTile(level, index, width));
      // One that could not be had is asked for again.
      read.catch(() => kept.delete(path));
      kept.set(path, read);
      return read;
    },
  };
}

function readNoteSize(text: string): number {
  try {
    return readNote(text).size;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
