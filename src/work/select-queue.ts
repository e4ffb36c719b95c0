import type { Tx } from '../platform/index.ts';
import type { QueueFilter, WorkItem } from './contract.ts';
import { CLAIM_ENDS, COLUMNS, toItem, type WorkRow } from './store.ts';

export interface QueuePage extends QueueFilter {
  readonly after?: { readonly dueAt: number; readonly id: string };
  readonly limit: number;
}

/** Conditions of a filter, with their values from `$n` on. */
function conditions(tx: Tx, filter: QueueFilter): { where: string[]; values: unknown[] } {
  const values: unknown[] = [];
  const where = ['closed_at IS NULL'];
  const value = (one: unknown): string => {
    values.push(one);
    return `$${values.length}`;
  };
  if (filter.role !== undefined) where.push(`owner_role = ${value(filter.role)}`);
  if (filter.mine) {
    const me = value(tx.scope.actor.id);
    where.push(`(owner_person = ${me} OR (claimed_by = ${me} AND ${CLAIM_ENDS} > ${value(tx.now)}))`);
  }
  if (filter.task !== undefined) where.push(`task = ${value(filter.task)}`);
  if (filter.kind !== undefined) where.push(`ref_kind = ${value(filter.kind)}`);
  if (filter.urgency !== undefined) where.push(`urgency = ${value(filter.urgency)}`);
  if (filter.show === 'now') where.push(`(snoozed_until IS NULL OR snoozed_until <= ${value(tx.now)})`);
  if (filter.show === 'snoozed') where.push(`snoozed_until > ${value(tx.now)}`);
  if (filter.overdue) where.push(`due_at <= ${value(tx.now)}`);
  if (filter.escalated) where.push('escalated_at IS NOT NULL AND escalation_settled_at IS NULL');
  if (filter.free) where.push(`(claimed_by IS NULL OR ${CLAIM_ENDS} <= ${value(tx.now)})`);
  return { where, values };
}

/** Open items of this scope, soonest deadline first. */
export async function selectOpen(tx: Tx, { after, limit, ...filter }: QueuePage): Promise<WorkItem[]> {
  const { where, values } = conditions(tx, filter);
  if (after) {
    values.push(after.dueAt, after.id);
    where.push(`(due_at, id) > ($${values.length - 1}::bigint, $${values.length}::uuid)`);
  }
  values.push(limit);
  const rows = await tx.query<WorkRow>(
    `SELECT ${COLUMNS} FROM work_item WHERE ${where.join(' AND ')} ORDER BY due_at, id LIMIT $${values.length}`,
    values,
  );
  return rows.map(toItem);
}

/**
 * The item to go on with: the soonest that this person may take, is in sight, is in nobody else's hands and was not just left
 * by them to the next. Null: there is none.
 */
export async function selectNext(tx: Tx, filter: QueueFilter, except: string | null): Promise<WorkItem | null> {
  const { where, values } = conditions(tx, { ...filter, show: 'now' });
  values.push(tx.scope.actor.id, tx.now, except, tx.scope.roles, answersForQueue(tx));
  const [me, now, other, roles, all] = [4, 3, 2, 1, 0].map((back) => `$${values.length - back}`);
  const rows = await tx.query<WorkRow>(
    `SELECT ${COLUMNS} FROM work_item
     WHERE ${where.join(' AND ')} AND id IS DISTINCT FROM ${other}::uuid
       AND (claimed_by IS NULL OR claimed_by = ${me}::text OR ${CLAIM_ENDS} <= ${now}::bigint)
       AND (${all}::boolean OR owner_person = ${me}::text OR owner_role = ANY(${roles}::text[]))
       AND NOT EXISTS (SELECT FROM work_skip s WHERE s.work_id = work_item.id AND s.person = ${me}::text AND s.until > ${now}::bigint)
     ORDER BY due_at, id LIMIT 1`,
    values,
  );
  const [row] = rows;
  return row ? toItem(row) : null;
}

/** The supervisor and the watch answer for everything in the queue. */
export function answersForQueue(tx: Tx): boolean {
  return tx.scope.roles.some((role) => role === 'supervisor' || role === 'watch-officer');
}

export interface WorkCount {
  readonly task: string;
  readonly urgency: WorkItem['urgency'];
  readonly open: number;
  readonly overdue: number;
  /** Due before the moment asked for, overdue ones left out. */
  readonly soon: number;
  readonly snoozed: number;
  readonly escalated: number;
  /** The earliest deadline, UTC ms. */
  readonly oldestDue: number;
}

/** Open items of this scope, counted by task and urgency; snoozed ones count as open. */
export function countOpen(tx: Tx, { soonBefore }: { soonBefore: number }): Promise<WorkCount[]> {
  return tx.query<WorkCount>(
    `SELECT task, urgency, count(*) AS open, count(*) FILTER (WHERE due_at < $1) AS overdue,
       count(*) FILTER (WHERE due_at >= $1 AND due_at < $2) AS soon, count(*) FILTER (WHERE snoozed_until > $1) AS snoozed,
       count(*) FILTER (WHERE escalated_at IS NOT NULL AND escalation_settled_at IS NULL) AS escalated,
       min(due_at) AS "oldestDue"
     FROM work_item WHERE closed_at IS NULL GROUP BY task, urgency`,
    [tx.now, soonBefore],
  );
}
