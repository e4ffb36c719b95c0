import type * as z from 'zod';
import { conflict, invalid, notFound, refuse, type Tx } from '../../platform/index.ts';
import type { Candidate, routeTip as shape, Target } from '../contract-routing.ts';
import { tipRef } from '../deps.ts';
import { tipSummary } from '../read-tip.ts';
import { settleTips } from '../settle-tips.ts';
import { readModel, type TipRow } from '../store.ts';
import { readChecks } from './abroad-checks.ts';
import type { RoutingDeps } from './open-routing.ts';
import { holderKey } from './propose-routes.ts';
import { referTips } from './refer-tips.ts';
import { readHolders } from './route-tips.ts';
import { rulesInForce } from './rules-store.ts';
import { endReferral } from './withdraw-referral.ts';

type RouteTip = z.output<typeof shape> & { readonly id: string };

/**
 * A person decides where a report goes: as proposed, or elsewhere with a reason; also one that went already, with a reason, and
 * with referrals that no longer stand taken back.
 * @throws AppError `conflict`; `refused`: `tip.not-open`, `tip.has-it`, `tip.no-such-receiver`, `tip.check-unsettled`;
 * `invalid`: `tip.reason-needed`
 */
export async function routeTip(deps: RoutingDeps, tx: Tx, input: RouteTip): Promise<{ referrals: string[] }> {
  const [tip] = await tx.query<TipRow>('SELECT * FROM tips_tip WHERE id = $1 FOR UPDATE', [input.id]);
  if (!tip) throw notFound('tip');
  if (tip.version !== input.version) throw conflict('tip', input.version, tipSummary(tip));
  if (tip.state !== 'open' && tip.state !== 'routed') throw refuse('tip.not-open', { state: tip.state });
  const to = [...new Map(input.to.map((one) => [holderKey(one), one])).values()];
  const proposed = await readProposed(tx, tip.id);
  const isAsProposed = to.length === proposed.length && to.every((one) => proposed.some((two) => same(one, two)));
  if ((tip.state === 'routed' || !isAsProposed) && input.reason.length < 3) {
    throw invalid('/body/reason', 'tip.reason-needed');
  }
  for (const id of input.withdraw) await endReferral(deps, tx, { id, tipId: tip.id, reason: input.reason });
  const { version: rules, rules: inForce } = await rulesInForce(deps.routing.rules, tx);
  await mustExist(deps, tx, to);
  const holders = (await readHolders(tx, [tip.id])).get(tip.id);
  to.forEach((one, at) => {
    if (holders?.has(holderKey(one))) throw refuse('tip.has-it', { party: one.id }, `/body/to/${at}`);
  });
  await mustBeClear(tx, tip, to, inForce);
  const sides = new Map(proposed.map((one) => [holderKey(one), one.sides]));
  const body = { to: to.map((one) => one.id), reason: input.reason, rules };
  if (tip.state === 'open') {
    await settleTips(deps, tx, 'routed', [{ id: tip.id, outcome: 'tip.routed.by-person', body }]);
  } else {
    await tx.query("UPDATE tips_tip SET outcome = 'tip.routed.by-person', version = version + 1 WHERE id = $1", [
      tip.id,
    ]);
    deps.audit.record(tx, { act: 'tip.rerouted', entity: tipRef(tip.id), body });
  }
  const referrals = await referTips(
    deps,
    tx,
    to.map((one) => ({
      ...one,
      tipId: tip.id,
      n: tip.versions,
      isUrgent: tip.escalated,
      sides: sides.get(holderKey(one)) ?? ['suspect'],
    })),
    { automatic: false, rules, dueDays: inForce.dueDays, reason: input.reason },
  );
  return { referrals };
}

const same = (a: Target, b: Target): boolean => holderKey(a) === holderKey(b);

async function readProposed(tx: Tx, tipId: string): Promise<Candidate[]> {
  const [row] = await tx.query<{ candidates: Candidate[] }>('SELECT candidates FROM tips_routing WHERE tip_id = $1', [
    tipId,
  ]);
  return row?.candidates.filter((one) => one.proposed) ?? [];
}

/** @throws AppError `refused`: `tip.no-such-receiver` */
async function mustExist(deps: RoutingDeps, tx: Tx, to: readonly Target[]): Promise<void> {
  const { bureaus, forces, home } = await deps.routing.receivers(tx);
  for (const [at, { kind, id }] of to.entries()) {
    const isKnown =
      kind === 'bureau'
        ? bureaus.has(id)
        : kind === 'task-force'
          ? forces.has(id)
          : home === 'US'
            ? (await deps.directory.agency(tx, id)) !== null
            : id === 'national-unit';
    if (!isKnown) throw refuse('tip.no-such-receiver', { party: id }, `/body/to/${at}`);
  }
}

/** @throws AppError `refused`: `tip.check-unsettled` */
async function mustBeClear(
  tx: Tx,
  tip: TipRow,
  to: readonly Target[],
  rules: Parameters<typeof readChecks>[4],
): Promise<void> {
  const countries = to.filter((one) => one.kind === 'bureau').map((one) => one.id);
  if (countries.length === 0) return;
  const model = await readModel(tx, tip.id, tip.versions);
  if (!model) throw notFound('tip');
  const checks = await readChecks(tx, { id: tip.id, n: tip.versions }, countries, model, rules);
  const open = checks.find((one) => !one.isSettled);
  if (open) throw refuse('tip.check-unsettled', { check: open.check, country: open.country }, '/body/to');
}
