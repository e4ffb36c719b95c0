import { createSealedLog } from '../audit/index.ts';
import { AppError, systemScope, type Tx } from '../platform/index.ts';
import {
  type Checkpoint,
  encodeEntries,
  equalBytes,
  openCheckpoint,
  ProtocolError,
  parseCheckpoint,
  parseNote,
  parseNoteVerifier,
  parseTilePath,
  rootOf,
  TILE_WIDTH,
} from '../protocol/index.ts';
import { raiseAlarm } from './alarms.ts';
import { type Context, FEED_ORIGIN, type FeedView } from './context.ts';
import { leafBytes } from './feed-leaf.ts';

const SEAL_DELAY_MS = 10;
const SEAL_LIMIT = 500;
const REISSUE_MS = 20_000;
/** Long polls held at once: anybody may wait. One address may be a house with all the bureaus there are. */
const WAITING = 4_000;
const WAITING_FROM_ONE = 256;
const TILES_KEPT = 64;

interface Tile {
  readonly bytes: Uint8Array;
  readonly full: boolean;
}

/** The Secretariat's side of the feed: seals entries into the log, signs checkpoints, serves tiles. */
export interface Publisher extends FeedView {
  wake(): void;
  sealNow(): Promise<void>;
  /** Newest signed checkpoint; signed anew when it is 20 s old. */
  current(): Promise<string>;
  /**
   * The newest checkpoint as soon as the log is larger than `size`, or after 20 s.
   * @throws AppError `unavailable` when too many wait already, from that address or in all
   */
  wait(size: number, signal: AbortSignal, address: string): Promise<string>;
  /** Bytes under a tlog-tiles path, or null. */
  tile(path: string): Promise<Tile | null>;
  head(): { size: number; time: number | null };
  stop(): Promise<void>;
}

export function createPublisher(ctx: Omit<Context, 'feedView'>): Publisher {
  const { db, runtime } = ctx;
  const scope = systemScope(runtime.bureau);
  const log = createSealedLog({ name: 'feed', origin: FEED_ORIGIN, key: ctx.keys.log });
  const waiting = new Set<() => void>();
  const waitingFrom = new Map<string, number>();
  const verifier = parseNoteVerifier(log.verifier);
  const shownBy = new Map<string, string>();
  let newest: { note: string; size: number; time: number } | null = null;
  let sealing: Promise<void> = Promise.resolve();
  let planned: (() => void) | undefined;
  let stopped = false;

  function take(note: string): string {
    const { size, time } = readNote(note);
    if (newest === null || size >= newest.size) {
      const grew = newest !== null && size > newest.size;
      newest = { note, size, time: time ?? 0 };
      if (grew) for (const tell of [...waiting]) tell();
    }
    return note;
  }

  async function sealSome(): Promise<boolean> {
    let sealed = 0;
    const note = await db.tx(scope, async (tx) => {
      let rows: { id: string; time: number; kind: string; body_hash: string }[] = [];
      let first = 0;
      const appended = await log.append(tx, async (at) => {
        first = at;
        rows = await tx.query(
          'SELECT id, time, kind, body_hash FROM federation_feed_entry WHERE seq IS NULL ORDER BY time, id LIMIT $1',
          [SEAL_LIMIT],
        );
        return rows.map((row, n) => leafBytes({ ...row, seq: at + n }));
      });
      if (rows.length > 0) {
        await tx.query(
          `UPDATE federation_feed_entry e SET seq = r.seq FROM unnest($1::uuid[], $2::bigint[]) AS r(id, seq) WHERE e.id = r.id`,
          [rows.map((row) => row.id), rows.map((_row, n) => first + n)],
        );
      }
      sealed = rows.length;
      return appended.checkpoint;
    });
    take(note);
    return sealed === SEAL_LIMIT;
  }

  /** One at a time in this process; the log's own lock holds off the others. */
  function sealNow(): Promise<void> {
    sealing = sealing.then(async () => {
      while (await sealSome());
    });
    const run = sealing;
    sealing = sealing.catch((error: Error) => {
      runtime.log.warn({ err: error.message }, 'feed: sealing failed; it is tried again');
      if (!stopped) runtime.clock.after(500, wake);
    });
    return run;
  }

  function wake(): void {
    if (planned || stopped) return;
    planned = runtime.clock.after(SEAL_DELAY_MS, () => {
      planned = undefined;
      void sealNow().catch(() => undefined);
    });
  }

  // All followers ask for the newest tiles within a moment. What a path names never changes once it is there.
  const tiles = new Map<string, Promise<Tile | null>>();
  async function readTile(path: string): Promise<Tile | null> {
    const { level, index, width } = parseTilePath(path);
    const full = width === TILE_WIDTH;
    if (level !== 'entries') {
      const bytes = await db.tx(scope, (tx) => log.tile(tx, level, index, width));
      return bytes && { bytes, full };
    }
    const rows = await db.tx(scope, (tx) => readLeaves(tx, index * TILE_WIDTH, width));
    return rows.length === width ? { bytes: encodeEntries(rows.map(leafBytes)), full } : null;
  }

  let reissuing: Promise<string> | null = null;
  const isFresh = (): boolean => newest !== null && runtime.clock.now() - newest.time < REISSUE_MS;
  async function current(): Promise<string> {
    if (newest && isFresh()) return newest.note;
    reissuing ??= reissue().finally(() => {
      reissuing = null;
    });
    return reissuing;
  }

  async function reissue(): Promise<string> {
    // What another process committed and did not live to seal.
    await sealNow().catch(() => undefined);
    return newest && isFresh() ? newest.note : take(await db.tx(scope, (tx) => log.reissue(tx)));
  }

  return {
    wake,
    sealNow,
    current,
    checkpoint: () => newest?.note ?? null,
    head: () => ({ size: newest?.size ?? 0, time: newest?.time ?? null }),
    // The Secretariat makes the feed: it cannot be behind it.
    isStale: () => false,
    catchUp: async () => newest?.size ?? 0,
    async wait(size, signal, address) {
      const note = await current();
      if (stopped || signal.aborted || (newest?.size ?? 0) > size) return newest?.note ?? note;
      const fromThere = waitingFrom.get(address) ?? 0;
      if (fromThere >= WAITING_FROM_ONE || waiting.size >= WAITING)
        throw new AppError('unavailable', 'too many wait for the feed', { retryAfterSeconds: 5 });
      waitingFrom.set(address, fromThere + 1);
      await new Promise<void>((resolve) => {
        const cancel = runtime.clock.after(REISSUE_MS, done);
        function done(): void {
          cancel();
          if (!waiting.delete(done)) return;
          const left = (waitingFrom.get(address) ?? 1) - 1;
          if (left > 0) waitingFrom.set(address, left);
          else waitingFrom.delete(address);
          signal.removeEventListener('abort', done);
          resolve();
        }
        waiting.add(done);
        signal.addEventListener('abort', done);
      });
      return signal.aborted || stopped ? note : current();
    },
    tile(path) {
      const known = tiles.get(path);
      if (known) return known;
      const reading = readTile(path);
      tiles.set(path, reading);
      const forget = (): void => {
        if (tiles.get(path) === reading) tiles.delete(path);
      };
      reading.then((tile) => tile ?? forget(), forget);
      if (tiles.size > TILES_KEPT) for (const [oldest] of tiles) if (tiles.delete(oldest)) break;
      return reading;
    },
    shown(peer, note) {
      if (shownBy.get(peer) === note || note === newest?.note) return;
      shownBy.set(peer, note);
      try {
        openCheckpoint(note, [verifier], { origin: FEED_ORIGIN });
      } catch (error) {
        // What was not signed here says nothing about this log.
        runtime.log.warn({ peer, err: (error as Error).message }, 'feed: a shown checkpoint is not ours');
        return;
      }
      void compare(ctx, peer, note, async (tx, size) => {
        const { size: own } = await log.state(tx);
        return size > own ? null : rootOf(size, log.reader(tx));
      }).catch((error: Error) =>
        runtime.log.warn({ err: error.message }, 'feed: a shown checkpoint could not be compared'),
      );
    },
    async stop() {
      stopped = true;
      for (const tell of [...waiting]) tell();
      // A command's process ends right after its entry: nobody would wake the others to seal it.
      if (planned) void sealNow().catch(() => undefined);
      planned?.();
      await sealing.catch(() => undefined);
    },
  };
}

/** Size, root and time of a signed checkpoint whose signature was checked elsewhere. Throws ProtocolError. */
export function readNote(note: string): Checkpoint {
  return parseCheckpoint(parseNote(note).text);
}

function readLeaves(tx: Tx, from: number, count: number) {
  return tx.query<{ seq: number; time: number; kind: string; body_hash: string }>(
    'SELECT seq, time, kind, body_hash FROM federation_feed_entry WHERE seq >= $1 AND seq < $2 ORDER BY seq',
    [from, from + count],
  );
}

/** Whether a checkpoint that a peer holds is of the log that is held here; two views of one log are an alarm. */
export async function compare(
  ctx: Omit<Context, 'feedView'>,
  peer: string,
  note: string,
  ownRoot: (tx: Tx, size: number) => Promise<Uint8Array | null>,
): Promise<boolean> {
  let shown: Checkpoint;
  try {
    shown = readNote(note);
  } catch (error) {
    if (error instanceof ProtocolError) return true;
    throw error;
  }
  return ctx.db.tx(systemScope(ctx.runtime.bureau), async (tx) => {
    const root = await ownRoot(tx, shown.size);
    if (root !== null && equalBytes(root, shown.root)) return true;
    await raiseAlarm(ctx, tx, { code: 'feed.split-view', peer, params: { size: shown.size } });
    return false;
  });
}
