import { notFound, systemScope, type Tx } from '../../platform/index.ts';
import type { ExportFormat, ImportProblem, ImportSummary } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { type Export, exportCase, exportList } from './export-list.ts';
import { type FileImport, importFile, importProblems } from './import-file.ts';
import { findImport, importSummary } from './import-store.ts';
import { findList } from './list-store.ts';
import { askUndo, undoBatch } from './undo-import.ts';

/** Lists in and out, for the command line: in this process, beside a running Homeward or without one. */
export interface ListTools {
  /** See `importFile`. */
  importFile(input: FileImport): Promise<ImportSummary>;
  problems(importId: string): AsyncGenerator<ImportProblem>;
  /** See `askUndo`; to its end. @throws AppError `not-found` */
  undo(importId: string): Promise<ImportSummary>;
  /** @throws AppError `not-found` */
  exportList(name: string, format: ExportFormat): Promise<Export>;
  /** The pictures of the case with this number. @throws AppError `not-found` */
  exportCase(number: string, format: ExportFormat): Promise<Export>;
}

export function createListTools(deps: Deps): ListTools {
  const scope = systemScope(deps.runtime.bureau);
  const inTx = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => deps.db.tx(scope, fn);
  return {
    importFile: (input) => importFile(deps, input),
    problems: (id) => importProblems(deps, id),
    undo: (id) => undoHere(deps, id),
    async exportList(name, format) {
      const list = await inTx((tx) => findList(tx, { name }));
      if (!list) throw notFound('hash-list');
      return sealed(deps, exportList(deps, scope, list.id, format));
    },
    async exportCase(number, format) {
      const id = await inTx((tx) => caseByNumber(deps, tx, number));
      if (id === null) throw notFound('case');
      return sealed(deps, exportCase(deps, scope, id, format));
    },
  };
}

/** In this process; the job that is owed as well finds it done. */
async function undoHere(deps: Deps, id: string): Promise<ImportSummary> {
  const scope = systemScope(deps.runtime.bureau);
  await deps.db.tx(scope, async (tx) => {
    const row = await findImport(tx, id);
    if (!row) throw notFound('import');
    if (row.state !== 'undoing') await askUndo(deps, tx, { id, version: row.version });
  });
  await deps.audit.sealNow();
  while (!(await deps.db.tx(scope, (tx) => undoBatch(deps, tx, id))));
  const row = await deps.db.tx(scope, (tx) => findImport(tx, id));
  if (!row) throw notFound('import');
  return importSummary(row, deps.runtime.clock.now());
}

/** A command has no sealer beside it, and what it streams may take long. */
async function sealed(deps: Deps, begun: Promise<Export>): Promise<Export> {
  const found = await begun;
  await deps.audit.sealNow();
  return found;
}

/** Among the cases that have pictures. */
async function caseByNumber(deps: Deps, tx: Tx, number: string): Promise<string | null> {
  const rows = await tx.query<{ case_id: string }>('SELECT DISTINCT case_id FROM ident_media_case');
  for (const { case_id: id } of rows) {
    if ((await deps.cases.case(tx, id))?.number === number) return id;
  }
  return null;
}
