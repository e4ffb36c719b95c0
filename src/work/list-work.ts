import type { Audit } from '../audit/index.ts';
import { invalid, type Runtime, type Tx } from '../platform/index.ts';
import type { QueueFilter, WorkItem, WorkList } from './contract.ts';
import { selectNext, selectOpen } from './select-queue.ts';

export interface ListWork extends QueueFilter {
  /** The `next` of the page before. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What is owed and this scope may see, soonest deadline first, then by id. */
export async function listWork(deps: { audit: Audit; runtime: Runtime }, tx: Tx, query: ListWork): Promise<WorkList> {
  const { cursor, limit, ...filter } = query;
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const found = await selectOpen(tx, { ...filter, ...(after && { after }), limit: limit + 1 });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  deps.audit.record(tx, {
    act: 'work.viewed',
    entity: { kind: 'queue', id: deps.runtime.bureau },
    body: { ...asked(filter), count: items.length },
  });
  return { items, next: last && found.length > limit ? `${last.dueAt}_${last.id}` : null };
}

/** What this person goes on with, after the item they have before them. Offered, not claimed. */
export async function nextWork(
  deps: { audit: Audit; runtime: Runtime },
  tx: Tx,
  { filter, after }: { readonly filter: QueueFilter; readonly after: string | null },
): Promise<WorkItem | null> {
  const found = await selectNext(tx, filter, after);
  deps.audit.record(tx, {
    act: 'work.viewed',
    entity: { kind: 'queue', id: deps.runtime.bureau },
    body: { ...asked(filter), count: found ? 1 : 0 },
  });
  return found;
}

/** The filter as the ledger keeps it: what was not asked is left out. */
function asked(filter: QueueFilter): Record<string, string | boolean> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

function readCursor(cursor: string): { dueAt: number; id: string } {
  const [, dueAt, id] = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(cursor) ?? [];
  if (dueAt === undefined || id === undefined) throw invalid('/query/cursor', 'input.cursor');
  return { dueAt: Number(dueAt), id };
}
