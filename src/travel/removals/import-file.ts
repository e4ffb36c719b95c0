import { createHash } from 'node:crypto';
import { refuse, type Scope, systemScope, type Tx } from '../../platform/index.ts';
import type { RemovalPreview, RemovalView } from '../contract.ts';
import type { TravelDeps } from '../deps.ts';
import { type BatchRow, batchView, findBatch } from './batch-store.ts';
import { openBatch, readFile } from './open-batch.ts';
import { previewBatch } from './preview-batch.ts';
import { runTask } from './run-task.ts';
import { confirmBatch, mendBatch } from './start-task.ts';

export interface RemovalFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Rows of this batch that were refused, put right. */
  readonly mends?: string;
  /** Whose act it is: `person:<uuid>`; the machine's own otherwise. */
  readonly by?: string;
  progress?(done: number, total: number): void;
}

export function previewFile(deps: TravelDeps, bytes: Uint8Array): Promise<RemovalPreview> {
  return deps.db.tx(systemScope(deps.runtime.bureau), (tx) => previewBatch(deps, tx, readFile(bytes)));
}

/**
 * Drafts a file that lies on this machine, in this process. Run again on the same file after it was stopped, it goes on behind
 * the last chunk that was committed; run again after it was done, nobody is drafted twice.
 */
export async function importRemovals(deps: TravelDeps, input: RemovalFile): Promise<RemovalView> {
  const system = systemScope(deps.runtime.bureau);
  const scope: Scope = input.by ? { ...system, actor: { kind: 'person', id: input.by } } : system;
  const inTx = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => deps.db.tx(scope, fn);
  const sha256 = createHash('sha256').update(input.bytes).digest('hex');
  const id = input.mends
    ? await mend(deps, input, input.mends, inTx, sha256)
    : ((await unfinished(inTx, sha256)) ?? (await begin(deps, input, inTx, sha256)));
  // A command has no sealer beside it, and what follows may take a while.
  await deps.audit.sealNow();
  await runTask(deps, id, { bytes: input.bytes, progress: (row) => input.progress?.(row.done, row.total) });
  return inTx(async (tx) => {
    const row = await findBatch(tx, id);
    if (!row) throw refuse('removal.wrong-state', { state: '' });
    return batchView(tx, row);
  });
}

type InTx = <T>(fn: (tx: Tx) => Promise<T>) => Promise<T>;

async function unfinished(inTx: InTx, sha256: string): Promise<string | undefined> {
  const [row] = await inTx((tx) =>
    tx.query<Pick<BatchRow, 'id'>>(
      "SELECT id FROM removal_batch WHERE file_sha256 = $1 AND state = 'running' AND task = 'draft' AND vault_ref IS NULL",
      [sha256],
    ),
  );
  return row?.id;
}

async function begin(deps: TravelDeps, input: RemovalFile, inTx: InTx, sha256: string): Promise<string> {
  const file = readFile(input.bytes);
  return inTx(async (tx) => {
    const preview = await previewBatch(deps, tx, file);
    const { fileName } = input;
    const prepared = { file, sealed: null, size: input.bytes.length, sha256 };
    const id = await openBatch(deps, tx, { ...prepared, fileName, preview });
    await confirmBatch(deps, tx, { id, version: 1, to: 'all' }, false);
    return id;
  });
}

async function mend(deps: TravelDeps, input: RemovalFile, id: string, inTx: InTx, sha256: string): Promise<string> {
  const file = readFile(input.bytes);
  await inTx(async (tx) => {
    const row = await findBatch(tx, id);
    // Stopped while it was mending: it goes on.
    if (row?.task === 'mend') return;
    const prepared = { file, sealed: null, size: input.bytes.length, sha256 };
    await mendBatch(deps, tx, { ...prepared, id, version: row?.version ?? 0 }, false);
  });
  return id;
}
