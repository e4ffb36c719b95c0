import type { Audit } from '../audit/index.ts';
import { AppError, conflict, notFound, type Tx } from '../platform/index.ts';
import type { WorkItem } from './contract.ts';
import { lockOpen, setClaim } from './store.ts';

export interface ClaimWork {
  readonly id: string;
  readonly version: number;
}

/**
 * Claims an item for the actor. Claiming what one holds already changes nothing.
 * @throws AppError `conflict` `work.claimed-by-other` (values tell who holds it) or `version.stale`; `forbidden` when the item is owed
 *   by another role or person; `not-found` when it is closed or not for this scope.
 */
export async function claimWork(deps: { audit: Audit }, tx: Tx, { id, version }: ClaimWork): Promise<WorkItem> {
  const item = await lockOpen(tx, id);
  if (!item) throw notFound('work item');
  if (!isOwed(tx, item)) throw new AppError('forbidden', 'work is owed by another role or person');
  const me = tx.scope.actor.id;
  if (item.claimedBy === me) return item;
  if (item.claimedBy !== null) throw held(item, version);
  if (item.version !== version) throw stale(item, version);
  const claimed = await setClaim(tx, id, me);
  deps.audit.record(tx, { act: 'work.claimed', entity: { kind: 'work', id }, about: [item.ref] });
  return claimed;
}

/**
 * Gives an item back to its owner's queue: the holder may, and a supervisor or the watch may take it out of their hands.
 * @throws AppError `conflict` as in `claimWork`; `not-found`.
 */
export async function releaseWork(deps: { audit: Audit }, tx: Tx, { id, version }: ClaimWork): Promise<WorkItem> {
  const item = await lockOpen(tx, id);
  if (!item) throw notFound('work item');
  if (item.claimedBy === null) return item;
  const me = tx.scope.actor.id;
  if (item.claimedBy !== me && !overrides(tx)) throw held(item, version);
  if (item.version !== version) throw stale(item, version);
  const released = await setClaim(tx, id, null);
  deps.audit.record(tx, {
    act: 'work.released',
    entity: { kind: 'work', id },
    about: [item.ref],
    body: { heldBy: item.claimedBy },
  });
  return released;
}

/** Nobody claims what another person owes; a role's work is for those who hold the role, or who answer for the queue. */
function isOwed(tx: Tx, item: WorkItem): boolean {
  if (overrides(tx)) return true;
  return 'person' in item.owner ? item.owner.person === tx.scope.actor.id : tx.scope.roles.includes(item.owner.role);
}

function overrides(tx: Tx): boolean {
  return tx.scope.roles.some((role) => role === 'supervisor' || role === 'watch-officer');
}

function held(item: WorkItem, version: number): AppError {
  const { claimedBy, claimedAt } = item;
  return new AppError('conflict', 'work item is claimed by another', {
    errors: [
      {
        pointer: '/version',
        code: 'work.claimed-by-other',
        params: { claimedBy: claimedBy ?? '', claimedAt: claimedAt ?? 0 },
      },
    ],
    values: { yours: { version }, current: { version: item.version, claimedBy, claimedAt } },
  });
}

function stale(item: WorkItem, version: number): AppError {
  const { claimedBy, claimedAt } = item;
  return conflict('work item changed', { version }, { version: item.version, claimedBy, claimedAt });
}
