import type { Audit } from '../audit/index.ts';
import { AppError, notFound, refuse, type Tx } from '../platform/index.ts';
import { isOwed, stale } from './claim-work.ts';
import type { WorkItem } from './contract.ts';
import { COLUMNS, lockOpen, toItem, type WorkRow } from './store.ts';

/** How long what someone left to the next is not offered to them again. */
const SKIP_MS = 4 * 3_600_000;
/** Nothing may be out of sight for longer. */
const LONGEST_SNOOZE_MS = 90 * 86_400_000;

export interface SetAside {
  readonly id: string;
  readonly version: number;
  readonly reason: string;
  readonly note?: string | undefined;
}

async function lockMine(tx: Tx, { id, version }: SetAside): Promise<WorkItem> {
  const item = await lockOpen(tx, id);
  if (!item) throw notFound('work item');
  if (!isOwed(tx, item)) throw new AppError('forbidden', 'work is owed by another role or person');
  if (item.version !== version) throw stale(item, version);
  return item;
}

/**
 * Leaves an item to the next person, with the reason: it stays open and in sight of everyone, a claim of the actor is given
 * back, and "next" does not offer it to the actor for four hours.
 * @throws AppError `conflict` `version.stale`; `forbidden`; `not-found`.
 */
export async function skipWork(deps: { audit: Audit }, tx: Tx, input: SetAside): Promise<WorkItem> {
  const item = await lockMine(tx, input);
  const me = tx.scope.actor.id;
  await tx.query(
    `INSERT INTO work_skip (work_id, person, until) VALUES ($1, $2, $3)
     ON CONFLICT (work_id, person) DO UPDATE SET until = excluded.until`,
    [item.id, me, tx.now + SKIP_MS],
  );
  const changed = await update(
    tx,
    `claimed_by = CASE WHEN claimed_by = $2 THEN NULL ELSE claimed_by END,
     claimed_at = CASE WHEN claimed_by = $2 THEN NULL ELSE claimed_at END,
     claim_until = CASE WHEN claimed_by = $2 THEN NULL ELSE claim_until END`,
    [item.id, me],
  );
  deps.audit.record(tx, {
    act: 'work.skipped',
    entity: { kind: 'work', id: item.id },
    about: [item.ref],
    body: said(input),
  });
  return changed;
}

/**
 * Takes an item out of sight until a moment, or brings it back (`until` null). Before its deadline anyone who owes it may; past
 * the deadline, and where a life is at risk, only a supervisor.
 * @throws AppError `refused` `work.snooze.past-deadline`, `work.snooze.life-at-risk`, `work.snooze.not-ahead`,
 *   `work.snooze.too-long`; `conflict`; `forbidden`; `not-found`.
 */
export async function snoozeWork(
  deps: { audit: Audit },
  tx: Tx,
  input: SetAside & { readonly until: number | null },
): Promise<WorkItem> {
  const item = await lockMine(tx, input);
  const { until } = input;
  if (until !== null) {
    const supervises = tx.scope.roles.includes('supervisor');
    if (until <= tx.now) throw refuse('work.snooze.not-ahead', undefined, '/body/until');
    if (until > tx.now + LONGEST_SNOOZE_MS) throw refuse('work.snooze.too-long', undefined, '/body/until');
    if (!supervises && item.urgency === 'life-at-risk') throw refuse('work.snooze.life-at-risk');
    if (!supervises && until > item.dueAt)
      throw refuse('work.snooze.past-deadline', { dueAt: item.dueAt }, '/body/until');
  }
  const changed = await update(tx, 'snoozed_until = $2::bigint, snoozed_by = $3', [
    item.id,
    until,
    until === null ? null : tx.scope.actor.id,
  ]);
  deps.audit.record(tx, {
    act: until === null ? 'work.woken' : 'work.snoozed',
    entity: { kind: 'work', id: item.id },
    about: [item.ref],
    body: { ...said(input), ...(until !== null && { until }) },
  });
  return changed;
}

/** Changes a row that is locked, as the next version. */
export async function update(tx: Tx, set: string, values: readonly unknown[]): Promise<WorkItem> {
  const [row] = await tx.query<WorkRow>(
    `UPDATE work_item SET ${set}, version = version + 1 WHERE id = $1 RETURNING ${COLUMNS}`,
    values,
  );
  if (!row) throw new Error('work: the locked item is gone');
  return toItem(row);
}

/** The reason as a code; a note, where there is one, lies in the ledger alone. */
export function said({ reason, note }: Pick<SetAside, 'reason' | 'note'>): { reason: string; note?: string } {
  return { reason, ...(note ? { note } : {}) };
}
