import type { Audit } from '../audit/index.ts';
import { notFound, type Tx } from '../platform/index.ts';
import type { WorkDetail } from './contract.ts';
import { COLUMNS, toItem, type WorkRow } from './store.ts';

/**
 * One item, finished or not, with what was done about it.
 * @throws AppError `not-found` when it is not there for this scope.
 */
export async function showWork(deps: { audit: Audit }, tx: Tx, id: string): Promise<WorkDetail> {
  const [row] = await tx.query<WorkRow & { closed_at: number | null; outcome: string | null }>(
    `SELECT ${COLUMNS}, closed_at, outcome FROM work_item WHERE id = $1`,
    [id],
  );
  if (!row) throw notFound('work item');
  const timeline = await deps.audit.timeline(tx, { kind: 'work', id });
  deps.audit.record(tx, { act: 'work.item-viewed', entity: { kind: 'work', id } });
  return {
    item: toItem(row),
    closedAt: row.closed_at,
    outcome: row.outcome,
    history: timeline
      .filter((entry) => entry.act !== 'work.item-viewed')
      .map(({ time, act, actor, body }) => ({ time, act, actor, body: body as WorkDetail['history'][number]['body'] })),
  };
}
