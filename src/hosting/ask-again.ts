import { refuse, type Tx } from '../platform/index.ts';
import { CHECK_JOB, type HostingDeps, listRef, urlRef } from './deps.ts';
import { findUrl, lockList } from './store.ts';

/**
 * Looks again now at all addresses of a list that no person has confirmed.
 * @throws AppError `refused` `hosting.list-over`; `conflict`
 */
export async function askListAgain(deps: HostingDeps, tx: Tx, input: { id: string; version: number }): Promise<void> {
  const list = await lockList(tx, input);
  if (list.state === 'closed') throw refuse('hosting.list-over');
  await tx.query(
    `UPDATE hosting_url SET state = 'waiting', version = version + 1
     WHERE id IN (SELECT url_id FROM hosting_list_url WHERE list_id = $1) AND state = 'checked'`,
    [list.id],
  );
  await tx.query("UPDATE hosting_list SET state = 'checking', version = version + 1 WHERE id = $1", [list.id]);
  deps.audit.record(tx, { act: 'hosting.recheck-asked', entity: listRef(list.id) });
  await deps.jobs.enqueue(tx, { kind: CHECK_JOB, key: list.id, payload: { listId: list.id } });
}

/** Looks again now at one address. */
export async function askUrlAgain(deps: HostingDeps, tx: Tx, id: string): Promise<void> {
  await findUrl(tx, id);
  deps.audit.record(tx, { act: 'hosting.recheck-asked', entity: urlRef(id) });
  await deps.jobs.enqueue(tx, { kind: CHECK_JOB, key: `url:${id}`, payload: { urlId: id } });
}
