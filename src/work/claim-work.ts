import type { Audit } from '../audit/index.ts';
import { AppError, conflict, notFound, type Tx } from '../platform/index.ts';
import type { WorkItem } from './contract.ts';
import { answersForQueue } from './select-queue.ts';
import { LEASE_MS, lockOpen, setClaim } from './store.ts';

export interface ClaimWork {
  readonly id: string;
  readonly version: number;
}

/**
 * Claims an item for the actor, also out of hands whose console was lost. Claiming what one holds already changes nothing.
 * @throws AppError `conflict` `work.claimed-by-other` (values tell who holds it) or `version.stale`; `forbidden` when the item is owed
 *   by another role or person; `not-found` when it is closed or not for this scope.
 */
export async function claimWork(deps: { audit: Audit }, tx: Tx, { id, version }: ClaimWork): Promise<WorkItem> {
  const item = await lockOpen(tx, id);
  if (!item) throw notFound('work item');
  if (!isOwed(tx, item)) throw new AppError('forbidden', 'work is owed by another role or person');
  const me = tx.scope.actor.id;
  const lapsed = item.claimUntil !== null && item.claimUntil <= tx.now;
  if (item.claimedBy === me && !lapsed) return item;
  if (item.claimedBy !== null && !lapsed) throw held(item, version);
  if (item.version !== version) throw stale(item, version);
  const claimed = await setClaim(tx, id, me);
  const from = item.claimedBy === me ? null : item.claimedBy;
  deps.audit.record(tx, {
    act: 'work.claimed',
    entity: { kind: 'work', id },
    about: [item.ref],
    ...(from !== null && { body: { lapsedClaimOf: from } }),
  });
  return claimed;
}

/**
 * A supervisor or the watch takes an item out of another's hands, with the reason.
 * @throws AppError `forbidden` for others; `conflict` `version.stale`; `not-found`.
 */
export async function takeOverWork(
  deps: { audit: Audit },
  tx: Tx,
  { id, version, reason }: ClaimWork & { readonly reason: string },
): Promise<WorkItem> {
  const item = await lockOpen(tx, id);
  if (!item) throw notFound('work item');
  if (!answersForQueue(tx)) throw new AppError('forbidden', 'work is taken over by who answers for the queue');
  if (item.version !== version) throw stale(item, version);
  const taken = await setClaim(tx, id, tx.scope.actor.id);
  deps.audit.record(tx, {
    act: 'work.taken-over',
    entity: { kind: 'work', id },
    about: [item.ref],
    body: { heldBy: item.claimedBy, reason },
  });
  return taken;
}

/**
 * The holder's console is still there: what they hold stays theirs for another half hour. A lapsed claim stays lapsed. It says
 * nothing anew, so it is not on the record.
 */
export async function keepClaims(tx: Tx): Promise<{ held: number; until: number }> {
  const until = tx.now + LEASE_MS;
  const kept = await tx.query(
    `UPDATE work_item SET claim_until = $2 WHERE closed_at IS NULL AND claimed_by = $1
       AND coalesce(claim_until, claimed_at + ${LEASE_MS}) > $3 RETURNING id`,
    [tx.scope.actor.id, until, tx.now],
  );
  return { held: kept.length, until };
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
  if (item.claimedBy !== me && !answersForQueue(tx)) throw held(item, version);
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

/** True when the actor may work on it: nobody claims what another person owes; a role's work is for those who hold the role, or who answer for the queue. */
export function isOwed(tx: Tx, item: WorkItem): boolean {
  if (answersForQueue(tx)) return true;
  return 'person' in item.owner ? item.owner.person === tx.scope.actor.id : tx.scope.roles.includes(item.owner.role);
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

export function stale(item: WorkItem, version: number): AppError {
  const { claimedBy, claimedAt } = item;
  return conflict('work item changed', { version }, { version: item.version, claimedBy, claimedAt });
}
