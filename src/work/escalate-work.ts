import type { Audit } from '../audit/index.ts';
import { AppError, invalid, notFound, type Runtime, refuse, type Tx } from '../platform/index.ts';
import { isOwed, stale } from './claim-work.ts';
import type { WorkItem, WorkOwner } from './contract.ts';
import { openWork, ownerOf } from './open-work.ts';
import { answersForQueue } from './select-queue.ts';
import { type SetAside, said, update } from './set-aside.ts';
import { ESCALATION, settled } from './settle-escalation.ts';
import { lockOpen } from './store.ts';

/** How soon those who are asked must have answered. */
const ANSWER_MS = { 'life-at-risk': 15 * 60_000, urgent: 3_600_000, routine: 4 * 3_600_000 } as const;

interface Deps {
  readonly audit: Audit;
  readonly runtime: Runtime;
}

/**
 * Asks the supervisor and the watch about an item: each owes an answer from now on, and the item stays where it is. Whoever
 * sees an item may ask.
 * @throws AppError `refused` `work.escalated-already`; `conflict` `version.stale`; `not-found`.
 */
export async function escalateWork(deps: Deps, tx: Tx, input: SetAside): Promise<WorkItem> {
  const item = await lockOpen(tx, input.id);
  if (!item) throw notFound('work item');
  if (item.version !== input.version) throw stale(item, input.version);
  if (item.escalatedAt !== null || item.ref.kind === ESCALATION) throw refuse('work.escalated-already');
  const changed = await update(
    tx,
    'escalated_at = $2, escalated_by = $3, escalation_settled_at = NULL, snoozed_until = NULL, snoozed_by = NULL',
    [item.id, tx.now, tx.scope.actor.id],
  );
  const ref = { kind: ESCALATION, id: item.id };
  const [lane] = await tx.query<{ compartment: string; agency: string | null }>(
    'SELECT compartment, agency FROM work_item WHERE id = $1',
    [item.id],
  );
  for (const role of ['supervisor', 'watch-officer']) {
    await openWork(deps, tx, {
      ref,
      task: 'work.escalation',
      owner: { role },
      dueAt: tx.now + ANSWER_MS[item.urgency],
      urgency: item.urgency,
      params: { task: item.task, reason: input.reason },
      about: [item.ref, ...item.about],
      ...lane,
    });
  }
  deps.audit.record(tx, {
    act: 'work.escalated',
    entity: ref,
    about: [{ kind: 'work', id: item.id }, item.ref],
    body: { ...said(input), task: item.task, dueAt: item.dueAt },
  });
  return changed;
}

export interface SettleEscalation {
  readonly id: string;
  readonly version: number;
  readonly decision: 'go-on' | 'reassigned' | 'taken';
  readonly owner?: WorkOwner | undefined;
  readonly note?: string | undefined;
}

/**
 * The supervisor or the watch answers: go on, somebody else owes it, or they do it themselves. One answer is enough.
 * @throws AppError `refused` `work.not-escalated`; `invalid` `work.owner-missing`; `conflict`; `forbidden`; `not-found`.
 */
export async function settleEscalation(deps: Deps, tx: Tx, input: SettleEscalation): Promise<WorkItem> {
  const item = await lockOpen(tx, input.id);
  if (!item) throw notFound('work item');
  if (!answersForQueue(tx)) throw new AppError('forbidden', 'answered by the supervisor or the watch');
  if (item.escalatedAt === null) throw refuse('work.not-escalated');
  if (item.version !== input.version) throw stale(item, input.version);
  const owner = input.decision === 'reassigned' ? input.owner : undefined;
  if (input.decision === 'reassigned' && !owner) throw invalid('/body/owner', 'work.owner-missing');
  await settled(deps, tx, item, input.decision, input.note);
  if (owner) return reassign(deps, tx, item, ownerOf(owner));
  if (input.decision === 'go-on') return update(tx, 'escalation_settled_at = $2', [item.id, tx.now]);
  if (!isOwed(tx, item)) throw new AppError('forbidden', 'work is owed by another role or person');
  const me = tx.scope.actor.id;
  deps.audit.record(tx, {
    act: 'work.taken-over',
    entity: { kind: 'work', id: item.id },
    about: [item.ref],
    body: { heldBy: item.claimedBy, reason: 'escalated' },
  });
  return update(tx, 'escalation_settled_at = $2, claimed_by = $3, claimed_at = $2, claim_until = NULL', [
    item.id,
    tx.now,
    me,
  ]);
}

async function reassign(deps: Deps, tx: Tx, item: WorkItem, owner: WorkOwner): Promise<WorkItem> {
  deps.audit.record(tx, {
    act: 'work.reassigned',
    entity: { kind: 'work', id: item.id },
    about: [item.ref],
    body: { from: { ...item.owner }, to: { ...owner } },
  });
  return update(
    tx,
    `escalation_settled_at = $2, owner_role = $3, owner_person = $4, claimed_by = NULL, claimed_at = NULL,
     claim_until = NULL, told_at = NULL`,
    [item.id, tx.now, 'role' in owner ? owner.role : null, 'person' in owner ? owner.person : null],
  );
}
