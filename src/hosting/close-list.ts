import { refuse, type Tx } from '../platform/index.ts';
import { type HostingDeps, listRef } from './deps.ts';
import { lockList } from './store.ts';

/**
 * Closes a list when a person has said a word on each of its addresses; before that only with the reason why not.
 * @throws AppError `refused`: `hosting.list-over`, `hosting.list-not-done`; `conflict`
 */
export async function closeList(
  deps: HostingDeps,
  tx: Tx,
  input: { id: string; version: number; reason?: string | undefined },
): Promise<void> {
  const list = await lockList(tx, input);
  if (list.state === 'closed') throw refuse('hosting.list-over');
  const [{ left } = { left: 0 }] = await tx.query<{ left: number }>(
    `SELECT count(*) AS left FROM hosting_list_url l JOIN hosting_url h ON h.id = l.url_id
     WHERE l.list_id = $1 AND h.state <> 'confirmed'`,
    [list.id],
  );
  if (left > 0 && input.reason === undefined) throw refuse('hosting.list-not-done', { left }, '/body/reason');
  await tx.query(
    "UPDATE hosting_list SET state = 'closed', closed_at = $2, left_for = $3, version = version + 1 WHERE id = $1",
    [list.id, tx.now, left > 0 ? (input.reason ?? null) : null],
  );
  deps.audit.record(tx, {
    act: left > 0 ? 'hosting.list-left' : 'hosting.list-closed',
    entity: listRef(list.id),
    about: deps.cases.timelineRefs(list.case_id),
    body: { left, ...(input.reason ? { reason: input.reason } : {}) },
  });
  await deps.work.close(tx, { ref: listRef(list.id), outcome: left > 0 ? 'left' : 'confirmed' });
}
