import type { Audit } from '../audit/index.ts';
import { invalid, type Runtime, type Tx } from '../platform/index.ts';
import type { WorkItem, WorkList } from './contract.ts';
import { selectOpen } from './store.ts';

export interface ListWork {
  readonly role?: string;
  readonly mine?: boolean;
  readonly task?: string;
  readonly urgency?: WorkItem['urgency'];
  /** The `next` of the page before. */
  readonly cursor?: string;
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
    body: {
      role: query.role ?? null,
      mine: query.mine ?? false,
      task: query.task ?? null,
      urgency: query.urgency ?? null,
      count: items.length,
    },
  });
  return { items, next: last && found.length > limit ? `${last.dueAt}_${last.id}` : null };
}

function readCursor(cursor: string): { dueAt: number; id: string } {
  const [, dueAt, id] = /^(\d{1,15})_([0-9a-f-]{36})$/.exec(cursor) ?? [];
  if (dueAt === undefined || id === undefined) throw invalid('/query/cursor', 'input.cursor');
  return { dueAt: Number(dueAt), id };
}
