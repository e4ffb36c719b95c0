import type { Tx } from '../platform/index.ts';
import type { Json } from '../protocol/index.ts';
import { type Deps, due, tipRef, WORKER } from './deps.ts';

export type Settlement = 'routed' | 'merged' | 'refused';

const ACTS = { routed: 'tip.routed', merged: 'tip.merged', refused: 'tip.refused' } as const;

/**
 * Ends open reports, many in one statement: nothing more is owed on them here. `outcome` is the reason as a code; `body` goes
 * into the ledger's entry; null: the entry says the act alone, for many that another entry tells of together. Those that are not open
 * are left as they are. Returns the ids that were settled.
 */
export async function settleTips(
  deps: Pick<Deps, 'audit' | 'work'>,
  tx: Tx,
  state: Settlement,
  tips: readonly { id: string; outcome: string; body?: Record<string, Json> | null }[],
): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `UPDATE tips_tip t SET state = $1, outcome = u.outcome, version = version + 1
     FROM unnest($2::uuid[], $3::text[]) AS u(id, outcome) WHERE t.id = u.id AND t.state = 'open' RETURNING t.id`,
    [state, tips.map((one) => one.id), tips.map((one) => one.outcome)],
    'tips.settle',
  );
  const settled = new Set(rows.map((row) => row.id));
  for (const { id, outcome, body } of tips) {
    if (!settled.has(id)) continue;
    deps.audit.record(tx, {
      act: ACTS[state],
      entity: tipRef(id),
      ...(body === null ? {} : { body: { outcome, ...body } }),
    });
  }
  if (settled.size > 0) await deps.work.closeMany(tx, { kind: 'tip', ids: [...settled], outcome: state });
  return settled;
}

/** Takes settlements back: the reports are owed again. Returns the ids that were reopened. */
export async function reopenTips(
  deps: Pick<Deps, 'audit' | 'work'>,
  tx: Tx,
  tips: readonly { id: string; reason: string }[],
): Promise<Set<string>> {
  const rows = await tx.query<{ id: string; escalated: boolean }>(
    `UPDATE tips_tip SET state = 'open', outcome = NULL, version = version + 1
     WHERE id = ANY($1::uuid[]) AND state IN ('routed', 'merged', 'refused') RETURNING id, escalated`,
    [tips.map((one) => one.id)],
  );
  const reopened = new Set(rows.map((row) => row.id));
  for (const { id, reason } of tips) {
    if (reopened.has(id)) deps.audit.record(tx, { act: 'tip.reopened', entity: tipRef(id), body: { reason } });
  }
  await oweTips(
    deps,
    tx,
    rows.map((row) => ({ id: row.id, isEscalated: row.escalated })),
  );
  return reopened;
}

/** Someone owes each of these reports a decision, from now. */
export async function oweTips(
  deps: Pick<Deps, 'work'>,
  tx: Tx,
  tips: readonly { id: string; isEscalated: boolean }[],
): Promise<void> {
  await deps.work.openMany(tx, {
    task: 'tip.to-route',
    owner: { role: WORKER },
    items: tips.map(({ id, isEscalated }) => {
      const urgency = isEscalated ? ('urgent' as const) : ('routine' as const);
      return { ref: tipRef(id), urgency, dueAt: tx.now + due.tip[urgency] };
    }),
  });
}
