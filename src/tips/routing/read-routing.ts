import { notFound, type Tx } from '../../platform/index.ts';
import type { Candidate, PlaceEvidence, ReferralView, RoutingView, Target } from '../contract-routing.ts';
import { tipRef } from '../deps.ts';
import { findTip, readModel } from '../store.ts';
import { readChecks } from './abroad-checks.ts';
import type { RoutingDeps } from './open-routing.ts';
import { holderKey } from './propose-routes.ts';
import { readReferrals } from './read-referrals.ts';
import { createNames } from './receiver-names.ts';
import { rulesInForce } from './rules-store.ts';

interface Row {
  readonly n: number;
  readonly rules: number;
  readonly evidence: PlaceEvidence[];
  readonly candidates: Candidate[];
  readonly waits: string[];
  readonly at: number;
}

/**
 * The decision on one report: the places it gives, whom they point to and how surely, what has to be ruled before it goes abroad, who
 * has it, and to whom it went.
 * @throws AppError `not-found`
 */
export async function readRouting(deps: RoutingDeps, tx: Tx, id: string): Promise<RoutingView> {
  const tip = await findTip(tx, id);
  const [row] = await tx.query<Row>('SELECT * FROM tips_routing WHERE tip_id = $1', [id]);
  if (!tip || !row) throw notFound('tip');
  const { rules } = await rulesInForce(deps.routing.rules, tx);
  const names = createNames(deps, tx);
  const elsewhere = await tx.query<Target & { by: string; at: number; note: string; markedBy: string }>(
    `SELECT kind, party AS id, by_whom AS by, at, note, marked_by AS "markedBy" FROM tips_elsewhere WHERE tip_id = $1
     ORDER BY marked_at, party`,
    [id],
  );
  const referrals = await readReferrals(deps, tx, { tipId: id });
  const model = await readModel(tx, id, tip.versions);
  const countries = [
    ...new Set(row.candidates.filter((one) => one.kind === 'bureau').map((one) => one.id)),
    ...(await ruledCountries(tx, id, tip.versions)),
  ];
  const holders = holdersOf(referrals, elsewhere, tip.versions);
  deps.audit.record(tx, { act: 'tip.routing-viewed', entity: tipRef(id) });
  const { forces } = await deps.routing.receivers(tx);
  return {
    tip: {
      id,
      reportNumber: tip.report_number,
      provider: tip.provider_name,
      state: tip.state,
      outcome: tip.outcome,
      version: tip.version,
      preservedUntil: tip.preserved_until,
    },
    n: row.n,
    rules: row.rules,
    at: row.at,
    evidence: row.evidence,
    candidates: await Promise.all(
      row.candidates.map(async (one) => ({
        ...one,
        // What went since it was proposed is said as it stands now.
        has: holders.get(holderKey(one)) ?? one.has,
        name: await names.of(one),
        coverage: forces.get(one.id)?.coverage ?? null,
        basis: forces.get(one.id)?.basis ?? null,
      })),
    ),
    waits: row.waits,
    checks: model ? await readChecks(tx, { id, n: tip.versions }, [...new Set(countries)], model, rules) : [],
    elsewhere: await Promise.all(elsewhere.map(async (one) => ({ ...one, name: await names.of(one) }))),
    referrals,
    targets: await names.all(),
  };
}

async function ruledCountries(tx: Tx, tipId: string, n: number): Promise<string[]> {
  const rows = await tx.query<{ country: string }>(
    'SELECT DISTINCT country FROM tips_ruling WHERE tip_id = $1 AND n = $2',
    [tipId, n],
  );
  return rows.map((row) => row.country);
}

function holdersOf(
  referrals: readonly ReferralView[],
  elsewhere: readonly (Target & { by: string })[],
  n: number,
): Map<string, NonNullable<Candidate['has']>> {
  const holders = new Map<string, NonNullable<Candidate['has']>>();
  for (const one of elsewhere) holders.set(holderKey(one), one.by === 'ncmec' ? 'ncmec' : 'provider');
  for (const one of referrals) {
    if (one.state === 'refused' || one.state === 'withdrawn') continue;
    if (one.direction === 'in') holders.set(holderKey({ kind: one.kind, id: one.party }), 'sender');
    else if (one.n === n) holders.set(holderKey({ kind: one.kind, id: one.party }), 'here');
  }
  return holders;
}
