import type { Tx } from '../platform/index.ts';
import {
  appendLeaves,
  equalBytes,
  HASH_BYTES,
  leafHash,
  type NoteVerifier,
  openCheckpoint,
  ProtocolError,
  rootOf,
  TILE_WIDTH,
  type TileReader,
} from '../protocol/index.ts';
import { DESTROYED } from './acts.ts';
import type { BodyKeys } from './body-keys.ts';
import { leafBytes } from './entry.ts';
import { type BodyRow, openBody } from './open-body.ts';
import type { SealedLog } from './sealed-log.ts';
import { LATE_MS } from './sealer.ts';

export interface LedgerProblem {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface LedgerVerdict {
  readonly ok: boolean;
  /** Sealed entries looked at. */
  readonly size: number;
  /** At most 100; the first are told. */
  readonly problems: LedgerProblem[];
  readonly unsealedOlderThan5s: number;
}

const PAGE = 2_000;
const MAX_PROBLEMS = 100;

export interface VerifyDeps {
  readonly log: SealedLog;
  readonly keys: BodyKeys;
  readonly verifier: NoteVerifier;
}

/**
 * Recomputes every leaf from its row and the root from the leaves, and holds them against the stored tiles, the newest
 * checkpoint and any older ones given (signed notes that someone kept elsewhere). Bodies still there are held against
 * their salted hashes; one that is missing must belong to an entity whose destruction is on the record.
 */
export async function verifyLedger(tx: Tx, deps: VerifyDeps, checkpoints: readonly string[]): Promise<LedgerVerdict> {
  const problems: LedgerProblem[] = [];
  const report = (code: string, params: LedgerProblem['params'] = {}): void => {
    if (problems.length < MAX_PROBLEMS) problems.push({ code, params });
  };
  const state = await deps.log.state(tx);
  const newest = await deps.log.checkpoint(tx);
  const destroyed = new Set(
    (
      await tx.query<{ entity: string }>(
        'SELECT entity FROM audit_entry WHERE act = $1 UNION SELECT entity FROM audit_unsealed WHERE act = $1',
        [DESTROYED],
      )
    ).map((row) => row.entity),
  );

  const tree = createMemoryTree();
  const stored = deps.log.reader(tx);
  for (let next = 0; next < state.size; ) {
    const rows = await readPage(tx, next, Math.min(PAGE, state.size - next));
    if (rows.length === 0) {
      report('audit.rows-missing', { from: next, to: state.size - 1 });
      break;
    }
    for (const row of rows) {
      if (row.seq !== next) {
        report('audit.rows-missing', { from: next, to: row.seq - 1 });
        next = row.seq;
      }
      next++;
      checkRow(deps, row, destroyed, report);
    }
    await tree.append(rows.map((row) => leafHash(leafBytes(row.seq, row))));
  }
  const [beyond] = await tx.query<{ n: number }>('SELECT count(*) AS n FROM audit_entry WHERE seq >= $1', [state.size]);
  const [newer] = await tx.query<{ size: number }>('SELECT size FROM merkle_log WHERE name = $1', [deps.log.name]);
  // Rows that a seal added while this ran are not beyond the log.
  if (beyond && newer && beyond.n > newer.size - state.size) report('audit.rows-beyond-log', { rows: beyond.n });

  await compareLeaves(tree, stored, state.size, report);
  if (tree.size() === state.size) {
    const root = await rootOf(state.size, tree.reader);
    if (!equalBytes(root, state.root)) report('audit.root-differs', { size: state.size });
  }
  const own = await checkCheckpoint(newest, deps, tree, report);
  if (own !== null && own !== state.size) report('audit.checkpoint-not-newest', { checkpoint: own, size: state.size });
  for (const note of checkpoints) await checkCheckpoint(note, deps, tree, report);

  const [late] = await tx.query<{ n: number }>('SELECT count(*) AS n FROM audit_unsealed WHERE time < $1', [
    tx.now - LATE_MS,
  ]);
  const unsealedOlderThan5s = late?.n ?? 0;
  return { ok: problems.length === 0, size: tree.size(), problems, unsealedOlderThan5s };
}

type Report = (code: string, params?: LedgerProblem['params']) => void;
type PageRow = BodyRow & { readonly seq: number; readonly refs: readonly string[] };

function readPage(tx: Tx, from: number, limit: number): Promise<PageRow[]> {
  return tx.query<PageRow>(
    `SELECT e.seq, e.id, e.time, e.act, e.actor, e.entity, e.about, e.body_hash, b.sealed, k.wrapped,
       ARRAY(SELECT r.ref FROM audit_ref r WHERE r.seq = e.seq) AS refs
     FROM audit_entry e LEFT JOIN audit_body b ON b.entry = e.id LEFT JOIN audit_key k ON k.id = b.key
     WHERE e.seq >= $1 AND e.seq < $1 + $2 ORDER BY e.seq`,
    [from, limit],
  );
}

function checkRow({ keys }: VerifyDeps, row: PageRow, destroyed: ReadonlySet<string>, report: Report): void {
  const opened = openBody(keys, row);
  if (opened.state === 'damaged') report('audit.body-differs', { seq: row.seq });
  if (opened.state === 'destroyed' && !destroyed.has(row.entity)) report('audit.body-missing', { seq: row.seq });
  const refs = [row.entity, ...row.about];
  // What the header's hash commits to; only a destroyed body leaves nothing to hold the row's references against.
  const sealedRefs =
    opened.state === 'present' ? [row.entity, ...opened.about] : opened.state === 'none' ? [row.entity] : refs;
  if (!sameSet(refs, row.refs) || !sameSet(refs, sealedRefs)) report('audit.references-differ', { seq: row.seq });
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && new Set([...a, ...b]).size === a.length;
}

/** Names the rows whose leaf is not the one that was sealed; the tiles themselves are held to the checkpoint by the root. */
async function compareLeaves(tree: MemoryTree, stored: TileReader, size: number, report: Report): Promise<void> {
  const common = Math.min(size, tree.size());
  for (let index = 0; index * TILE_WIDTH < common; index++) {
    const width = Math.min(TILE_WIDTH, common - index * TILE_WIDTH);
    const mine = await tree.reader.readTile(0, index, width);
    const theirs = await stored.readTile(0, index, width);
    for (let i = 0; i < width; i++) {
      const from = i * HASH_BYTES;
      if (equalBytes(mine.subarray(from, from + HASH_BYTES), theirs.subarray(from, from + HASH_BYTES))) continue;
      report('audit.entry-differs', { seq: index * TILE_WIDTH + i });
    }
  }
}

/** Returns the size a checkpoint is for, when it is one of this log's. */
async function checkCheckpoint(
  note: string,
  { log, verifier }: VerifyDeps,
  tree: MemoryTree,
  report: Report,
): Promise<number | null> {
  let checkpoint: ReturnType<typeof openCheckpoint>;
  try {
    checkpoint = openCheckpoint(note, [verifier], { origin: log.origin });
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    report('audit.checkpoint-invalid', { reason: error.code });
    return null;
  }
  if (checkpoint.size > tree.size()) {
    report('audit.shorter-than-checkpoint', { checkpoint: checkpoint.size, size: tree.size() });
  } else if (!equalBytes(await rootOf(checkpoint.size, tree.reader), checkpoint.root)) {
    report('audit.checkpoint-differs', { checkpoint: checkpoint.size });
  }
  return checkpoint.size;
}

interface MemoryTree {
  append(hashes: readonly Uint8Array[]): Promise<void>;
  size(): number;
  readonly reader: TileReader;
}

/** A tree of its own, built from the rows alone: nothing in it comes from the stored tiles. */
function createMemoryTree(): MemoryTree {
  const tiles = new Map<string, Uint8Array>();
  let size = 0;
  const reader: TileReader = {
    readTile: async (level, index) => tiles.get(`${level}/${index}`) ?? new Uint8Array(0),
  };
  return {
    reader,
    size: () => size,
    async append(hashes) {
      const grown = await appendLeaves(size, hashes, reader);
      for (const tile of grown.tiles) tiles.set(`${tile.level}/${tile.index}`, tile.bytes);
      size = grown.newSize;
    },
  };
}
