import type * as z from 'zod';
import { notFound, refuse, type Tx } from '../../platform/index.ts';
import type { recordRuling, secondRuling } from '../contract-routing.ts';
import { type Deps, tipRef } from '../deps.ts';
import { findTip, readModel } from '../store.ts';
import { checksFor } from './abroad-checks.ts';
import type { RoutingDeps } from './open-routing.ts';
import { rulesInForce } from './rules-store.ts';

const DAY = 86_400_000;
const SECOND = 'tip.second-ruling';

/**
 * A person rules on a check before a report goes to a country. Where the check blocks, it counts once a second person agrees, which
 * is owed by a supervisor. A later ruling stands in place of an earlier one; a new version of the report asks anew.
 */
export async function ruleOnCheck(
  deps: RoutingDeps,
  tx: Tx,
  tipId: string,
  input: z.output<typeof recordRuling>,
): Promise<{ id: string }> {
  const tip = await findTip(tx, tipId);
  const model = tip && (await readModel(tx, tipId, tip.versions));
  if (!tip || !model) throw notFound('tip');
  const { rules } = await rulesInForce(deps.routing.rules, tx);
  const check = checksFor(input.country, model, rules, tx.now).find((one) => one.check === input.check);
  const id = deps.runtime.newId();
  await tx.query(
    `INSERT INTO tips_ruling (id, tip_id, n, country, check_code, ruling, reason, by_actor, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, tipId, tip.versions, input.country, input.check, input.ruling, input.reason, tx.scope.actor.id, tx.now],
  );
  deps.audit.record(tx, {
    act: 'tip.ruled',
    entity: tipRef(tipId),
    body: { country: input.country, check: input.check, ruling: input.ruling, reason: input.reason },
  });
  if (input.ruling === 'may-go' && check?.result === 'block') {
    await deps.work.open(tx, {
      ref: { kind: 'tip-ruling', id },
      task: SECOND,
      owner: { role: 'supervisor' },
      dueAt: tx.now + DAY,
      urgency: tip.escalated ? 'urgent' : 'routine',
      params: { country: input.country },
      about: [tipRef(tipId)],
    });
  }
  return { id };
}

/**
 * A second person agrees with a ruling, or does not.
 * @throws AppError `refused`: `tip.second-is-first`, `tip.ruled-already`
 */
export async function giveSecondRuling(
  deps: Deps,
  tx: Tx,
  id: string,
  input: z.output<typeof secondRuling>,
): Promise<{ tipId: string }> {
  const [row] = await tx.query<{
    tip_id: string;
    by_actor: string;
    second_by: string | null;
    country: string;
    check_code: string;
  }>('SELECT tip_id, by_actor, second_by, country, check_code FROM tips_ruling WHERE id = $1 FOR UPDATE', [id]);
  if (!row) throw notFound('tip-ruling');
  if (row.by_actor === tx.scope.actor.id) throw refuse('tip.second-is-first');
  if (row.second_by !== null) throw refuse('tip.ruled-already');
  await tx.query(
    'UPDATE tips_ruling SET second_by = $2, second_at = $3, second_agrees = $4, second_reason = $5 WHERE id = $1',
    [id, tx.scope.actor.id, tx.now, input.agrees, input.reason],
  );
  deps.audit.record(tx, {
    act: 'tip.ruled-second',
    entity: tipRef(row.tip_id),
    body: { country: row.country, check: row.check_code, agrees: input.agrees, reason: input.reason },
  });
  await deps.work.close(tx, { ref: { kind: 'tip-ruling', id }, outcome: input.agrees ? 'agreed' : 'not-agreed' });
  return { tipId: row.tip_id };
}
