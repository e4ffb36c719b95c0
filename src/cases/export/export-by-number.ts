import { systemScope } from '../../platform/index.ts';
import type { CaseSummary, ExportCase } from '../contract.ts';
import type { CasesDeps } from '../deps.ts';
import type { Resolve } from '../graph/resolve.ts';
import { listCases } from '../list-cases.ts';
import type { CaseFile } from './export-case.ts';
import { prepareExport, recordExport } from './export-case.ts';

/** A copy of the case with this number (or id), for the operator of the machine; null when there is none. It is on the record. */
export async function exportByNumber(
  deps: CasesDeps,
  resolve: Resolve,
  number: string,
  input: ExportCase,
): Promise<CaseFile | null> {
  const scope = systemScope(deps.runtime.bureau);
  const found = await deps.db.tx(scope, (tx) =>
    tx.query<{ id: string }>('SELECT id FROM case_file WHERE number = $1 OR id::text = $1', [number]),
  );
  const id = found[0]?.id;
  if (id === undefined) return null;
  const made = await prepareExport(deps, resolve, scope, id, input);
  await deps.db.tx(scope, (tx) => recordExport(deps, tx, id, input, made));
  return made;
}

/** Cases of this bureau, newest first, for the operator; that they were listed is on the record. */
export async function listForOperator(
  deps: CasesDeps,
  query: { state?: string | undefined; q?: string | undefined; limit: number },
): Promise<CaseSummary[]> {
  return deps.db.tx(systemScope(deps.runtime.bureau), async (tx) => {
    const { items } = await listCases(tx, query);
    deps.audit.record(tx, { act: 'case.listed', entity: { kind: 'list', id: 'cases' }, body: { shown: items.length } });
    return items;
  });
}
