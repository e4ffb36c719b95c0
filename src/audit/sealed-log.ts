import { AppError, type Tx } from '../platform/index.ts';
import {
  appendLeaves,
  emptyRoot,
  equalBytes,
  fromBase64Url,
  HASH_BYTES,
  leafHash,
  type NoteSigner,
  noteSigner,
  rootOf,
  signCheckpoint,
  type TileReader,
} from '../protocol/index.ts';

/** How big a log is, and the root over its leaves. */
export interface LogState {
  readonly size: number;
  readonly root: Uint8Array;
}

export interface Appended extends LogState {
  /** Index of the first new leaf. */
  readonly first: number;
  /** Signed note over the new state. */
  readonly checkpoint: string;
}

/** A Merkle log in the tables `merkle_log` and `merkle_tile`, with signed checkpoints that carry their time. */
export interface SealedLog {
  readonly name: string;
  readonly origin: string;
  /** How readers are told the log's key (C2SP signed-note verifier key). */
  readonly verifier: string;
  /**
   * Appends under the log's advisory lock, held until the transaction ends, so numbers are contiguous in commit order.
   * `make` is called with the lock held and the index of the first new leaf; it returns the leaves' bytes, perhaps none.
   * @param take statements that run once the lock is held and need no number: sent with it, for a round trip less
   * @throws AppError `internal` when the stored tiles no longer give the stored root, or the log shrank under us.
   */
  append(tx: Tx, make: (first: number) => Promise<readonly Uint8Array[]>): Promise<Appended>;
  append<T>(
    tx: Tx,
    make: (first: number, taken: T) => Promise<readonly Uint8Array[]>,
    take: () => Promise<T>,
  ): Promise<Appended>;
  state(tx: Tx): Promise<LogState>;
  /** Newest signed note, as stored. */
  checkpoint(tx: Tx): Promise<string>;
  /** Signs the same state anew with the time of this transaction: "nothing has been added since". */
  reissue(tx: Tx): Promise<string>;
  /** First `width` hashes of a tile; null when the log has not come that far. */
  tile(tx: Tx, level: number, index: number, width: number): Promise<Uint8Array | null>;
  /** For proofs. Throws ProtocolError `bad-tile` (from the proof functions) on a tile that is missing. */
  reader(tx: Tx): TileReader;
}

interface LogRow {
  size: number;
  root: Uint8Array;
  checkpoint: string;
  checkpoint_time: number;
}

interface TileRow {
  readonly level: number;
  readonly index: number;
  readonly hashes: Uint8Array;
}

/** The tiles at the right edge, which are all that appending and the root read unless the edge is a full tile's. */
const EDGE = `
SELECT t.level, t.index, t.hashes
FROM merkle_log l CROSS JOIN generate_series(0, 5) AS g(level)
JOIN merkle_tile t ON t.log = l.name AND t.level = g.level AND t.index = l.size >> (8 * (g.level + 1))
WHERE l.name = $1`;

/** All their values once all have ended: none may still use the transaction when the first failure ends it. */
async function allEnded<T extends readonly unknown[]>(
  work: readonly [...{ [K in keyof T]: Promise<T[K]> }],
): Promise<T> {
  await Promise.allSettled(work);
  return (await Promise.all(work)) as unknown as T;
}

/** An Ed25519 private key as JWK (RFC 8037). */
export type LogKey = Readonly<Record<string, unknown>>;

/** The note signer of a log: its key under the log's origin. */
export function logSigner(origin: string, jwk: LogKey): NoteSigner {
  if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519' || typeof jwk.d !== 'string')
    throw new Error('log key: expected an Ed25519 private JWK');
  return noteSigner(origin, fromBase64Url(jwk.d));
}

/**
 * @param name row in `merkle_log`, one a database
 * @param origin name in the checkpoint, such as `homeward.example.org/US/ledger`
 */
export function createSealedLog({ name, origin, key }: { name: string; origin: string; key: LogKey }): SealedLog {
  const signer = logSigner(origin, key);
  // The newest state this process saw committed: the database may run ahead of it, never behind.
  let seen: LogState = { size: 0, root: emptyRoot };

  async function row(tx: Tx): Promise<LogRow | null> {
    const [found] = await tx.query<LogRow>(
      'SELECT size, root, checkpoint, checkpoint_time FROM merkle_log WHERE name = $1',
      [name],
    );
    return found ?? null;
  }

  /** Statements sent together are answered in order, each by what is committed when its turn comes. */
  async function lock<T>(tx: Tx, take: () => Promise<T>): Promise<{ held: LogRow | null; edge: TileRow[]; taken: T }> {
    const locked = tx.query("SELECT pg_advisory_xact_lock(hashtextextended('merkle-log:' || $1::text, 0))", [name]);
    // Statements of their own: only now does READ COMMITTED show what the lock's last holder committed.
    const [, held, edge, taken] = await allEnded([locked, row(tx), tx.query<TileRow>(EDGE, [name]), take()]);
    return { held, edge, taken };
  }

  function sign(state: LogState, now: number, heldTime: number): { note: string; time: number } {
    // A reader refuses a checkpoint that is older by its own time, so a clock set back must not show.
    const time = Math.max(now, heldTime);
    return { note: signCheckpoint({ origin, size: state.size, root: state.root, time }, signer), time };
  }

  function damaged(detail: string): AppError {
    return new AppError('internal', `merkle log ${name}: ${detail}`);
  }

  function remember(tx: Tx, state: LogState): void {
    tx.onCommit(() => {
      if (state.size >= seen.size) seen = state;
    });
  }

  function reader(tx: Tx, edge: readonly TileRow[] = []): TileReader {
    return {
      readTile: async (level, index, width) => {
        const at = edge.find((tile) => tile.level === level && tile.index === index);
        if (at) return at.hashes.subarray(0, width * HASH_BYTES);
        const [found] = await tx.query<{ hashes: Uint8Array }>(
          'SELECT substring(hashes FROM 1 FOR $4) AS hashes FROM merkle_tile WHERE log = $1 AND level = $2 AND index = $3',
          [name, level, index, width * HASH_BYTES],
        );
        return found?.hashes ?? new Uint8Array(0);
      },
    };
  }

  return {
    name,
    origin,
    verifier: signer.verifierText,
    reader: (tx) => reader(tx),
    async append<T>(
      tx: Tx,
      make: (first: number, taken: T) => Promise<readonly Uint8Array[]>,
      take: () => Promise<T> = async () => undefined as T,
    ) {
      const { held, edge, taken } = await lock(tx, take);
      const before: LogState = held ?? { size: 0, root: emptyRoot };
      if (before.size < seen.size) throw damaged(`shrank from ${seen.size} to ${before.size}`);
      if (before.size === seen.size && !equalBytes(before.root, seen.root))
        throw damaged('root changed without an append');
      const leaves = await make(before.size, taken);
      if (leaves.length === 0) {
        return { ...before, first: before.size, checkpoint: held?.checkpoint ?? sign(before, tx.now, 0).note };
      }
      const tiles = reader(tx, edge);
      if (!equalBytes(await rootOf(before.size, tiles), before.root)) throw damaged('tiles do not give the root');
      const grown = await appendLeaves(before.size, leaves.map(leafHash), tiles);
      const after: LogState = { size: grown.newSize, root: grown.root };
      const { note, time } = sign(after, tx.now, held?.checkpoint_time ?? 0);
      await tx.query(WRITE, [
        name,
        grown.tiles.map((tile) => tile.level),
        grown.tiles.map((tile) => tile.index),
        grown.tiles.map((tile) => tile.bytes),
        after.size,
        after.root,
        note,
        time,
      ]);
      remember(tx, after);
      return { ...after, first: before.size, checkpoint: note };
    },
    async state(tx) {
      const held = await row(tx);
      return held ? { size: held.size, root: held.root } : { size: 0, root: emptyRoot };
    },
    async checkpoint(tx) {
      const held = await row(tx);
      return held?.checkpoint ?? sign({ size: 0, root: emptyRoot }, tx.now, 0).note;
    },
    async reissue(tx) {
      const { held } = await lock(tx, async () => undefined);
      const state: LogState = held ?? { size: 0, root: emptyRoot };
      const { note, time } = sign(state, tx.now, held?.checkpoint_time ?? 0);
      await tx.query(
        `INSERT INTO merkle_log (name, size, root, checkpoint, checkpoint_time) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (name) DO UPDATE SET checkpoint = excluded.checkpoint, checkpoint_time = excluded.checkpoint_time`,
        [name, state.size, state.root, note, time],
      );
      return note;
    },
    async tile(tx, level, index, width) {
      const bytes = await reader(tx).readTile(level, index, width);
      return bytes.length === width * HASH_BYTES ? bytes : null;
    },
  };
}

const WRITE = `
WITH tiles AS (
  INSERT INTO merkle_tile (log, level, index, hashes)
  SELECT $1::text, u.level, u.index, u.hashes FROM unnest($2::int[], $3::bigint[], $4::bytea[]) AS u(level, index, hashes)
  ON CONFLICT (log, level, index) DO UPDATE SET hashes = excluded.hashes
)
INSERT INTO merkle_log (name, size, root, checkpoint, checkpoint_time) VALUES ($1, $5, $6, $7, $8)
ON CONFLICT (name) DO UPDATE SET size = excluded.size, root = excluded.root, checkpoint = excluded.checkpoint,
  checkpoint_time = excluded.checkpoint_time`;
