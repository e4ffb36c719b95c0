import { createReadStream } from 'node:fs';
import { refuse, systemScope, type Tx } from '../../platform/index.ts';
import type { ImportPreview, ImportProblem, ImportSummary, NewHashList } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { openList, startImport } from './confirm-import.ts';
import { findImport, findUnfinished, importSummary, listProblems } from './import-store.ts';
import { findList } from './list-store.ts';
import { openImport } from './open-import.ts';
import { previewList } from './preview-import.ts';
import { runImport } from './run-import.ts';

type FileDeps = Pick<Deps, 'db' | 'runtime' | 'audit' | 'work' | 'jobs'>;

export interface FileImport {
  readonly path: string;
  readonly fileName: string;
  readonly size: number;
  /** Of the file, hex: by it a command that was stopped finds where it was. */
  readonly sha256: string;
  /** By its name; made when there is none. */
  readonly list: NewHashList;
  readonly as?: string;
  progress?(summary: ImportSummary): void;
}

export function previewFile(path: string, as?: string): Promise<ImportPreview> {
  return previewList(chunksOf(path), as === undefined ? {} : { as });
}

/**
 * Imports a file that lies on this machine, in this process. Run again on the same file after it was stopped, it goes on
 * behind the last batch that was committed; run again after it was done, everything is merged.
 * @throws AppError `refused` `import.not-a-list`, `import.list-busy`
 */
export async function importFile(deps: FileDeps, input: FileImport): Promise<ImportSummary> {
  const scope = systemScope(deps.runtime.bureau);
  const inTx = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => deps.db.tx(scope, fn);
  const unfinished = await inTx((tx) => findUnfinished(tx, input.sha256, input.list.name));
  const id = unfinished?.id ?? (await begin(deps, input, inTx));
  // A command has no sealer beside it, and what follows may take minutes.
  await deps.audit.sealNow();
  await runImport(deps, id, chunksOf(input.path), {
    progress: (row) => input.progress?.(importSummary(row, deps.runtime.clock.now())),
  });
  const row = await inTx((tx) => findImport(tx, id));
  if (!row) throw refuse('import.runs-elsewhere');
  return importSummary(row, deps.runtime.clock.now());
}

async function begin(
  deps: FileDeps,
  input: FileImport,
  inTx: <T>(fn: (tx: Tx) => Promise<T>) => Promise<T>,
): Promise<string> {
  const preview = await previewFile(input.path, input.as);
  const { fileName, size, sha256 } = input;
  return inTx(async (tx) => {
    const held = await findList(tx, { name: input.list.name });
    const list = held ?? (await openList(deps, tx, { ...input.list, scheme: preview.scheme }));
    const id = await openImport(deps, tx, { state: 'ready', fileName, size, sha256, held: 'file' });
    await startImport(deps, tx, id, list, input.as);
    return id;
  });
}

/** All problems of an import, in order, for printing. */
export async function* importProblems(
  deps: Pick<Deps, 'db' | 'runtime'>,
  id: string,
): AsyncGenerator<ImportProblem & { fields: Record<string, string> }> {
  let after = -1;
  for (;;) {
    const query = { after, limit: 1_000 };
    const page = await deps.db.tx(systemScope(deps.runtime.bureau), (tx) => listProblems(tx, id, query));
    const last = page.at(-1);
    if (!last) return;
    after = last.seq;
    yield* page;
  }
}

function chunksOf(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 256 * 1024 });
}
