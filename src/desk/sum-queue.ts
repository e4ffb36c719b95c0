import type { Tx } from '../platform/index.ts';
import type { Work } from '../work/index.ts';
import type { DeskSummary } from './contract.ts';

const HOUR = 3_600_000;

/** The figures of the board, within what this person may see. */
export async function sumQueue(work: Work, tx: Tx): Promise<DeskSummary> {
  const rows = await work.count(tx, { soonBefore: tx.now + HOUR });
  const total = (pick: (r: (typeof rows)[number]) => number): number => rows.reduce((sum, r) => sum + pick(r), 0);
  const byTask = new Map<string, { task: string; open: number; overdue: number }>();
  for (const row of rows) {
    const sum = byTask.get(row.task) ?? { task: row.task, open: 0, overdue: 0 };
    sum.open += row.open;
    sum.overdue += row.overdue;
    byTask.set(row.task, sum);
  }
  const [oldest] = [...rows].sort((a, b) => a.oldestDue - b.oldestDue);
  return {
    now: tx.now,
    open: total((r) => r.open),
    overdue: total((r) => r.overdue),
    lifeAtRisk: rows.filter((r) => r.urgency === 'life-at-risk').reduce((sum, r) => sum + r.open, 0),
    dueWithinHour: total((r) => r.soon),
    snoozed: total((r) => r.snoozed),
    escalated: total((r) => r.escalated),
    oldest: oldest ? { task: oldest.task, dueAt: oldest.oldestDue } : null,
    byTask: [...byTask.values()].sort((a, b) => b.overdue - a.overdue || b.open - a.open),
  };
}
