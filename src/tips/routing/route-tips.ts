import type { Tx } from '../../platform/index.ts';
import type { TipModel } from '../contract-model.ts';
import type { PlaceEvidence, Target } from '../contract-routing.ts';
import { tipRef } from '../deps.ts';
import type { TipHook } from '../hooks.ts';
import { settleTips } from '../settle-tips.ts';
import type { RoutingDeps } from './open-routing.ts';
import { type Holders, holderKey, type Proposal, proposeRoutes } from './propose-routes.ts';
import { readPlaces } from './read-places.ts';
import { referTips } from './refer-tips.ts';
import { rulesRef } from './refs.ts';
import { rulesInForce } from './rules-store.ts';

/** Reports as they come whole: read for places, held against the rules, and sent where the rules let them go by themselves. */
export function routingHook(deps: RoutingDeps): TipHook {
  return {
    async completed(tx, tips) {
      const older = tips.filter((tip) => tip.version > 1 || tip.shape === 'referral').map((tip) => tip.id);
      const holders = older.length > 0 ? await readHolders(tx, older) : new Map<string, Holders>();
      await routeTips(
        deps,
        tx,
        tips.map(({ id, version, model }) => ({
          id,
          n: version,
          incidentType: model.incident.type,
          isUrgent: model.incident.escalated !== null,
          evidence: readPlaces(model, deps.routing.regions),
          holders: holders.get(id),
        })),
      );
    },
  };
}

interface ToRoute {
  readonly id: string;
  readonly n: number;
  readonly incidentType: string;
  readonly isUrgent: boolean;
  readonly evidence: readonly PlaceEvidence[];
  readonly holders: Holders | undefined;
}

/**
 * Writes what is proposed for each, in one statement, and sends off those that need no person. A report that is no longer open is
 * not sent. Returns how many went.
 */
async function routeTips(deps: RoutingDeps, tx: Tx, tips: readonly ToRoute[]): Promise<number> {
  if (tips.length === 0) return 0;
  const inForce = await rulesInForce(deps.routing.rules, tx);
  const receivers = await deps.routing.receivers(tx);
  const routed = tips
    .map((tip) => ({
      tip,
      proposal: proposeRoutes(tip.evidence, inForce.rules, receivers, tip.incidentType, tip.holders),
    }))
    // Two transactions that route the same reports take them in one order.
    .sort((a, b) => (a.tip.id < b.tip.id ? -1 : 1));
  await tx.query(
    `INSERT INTO tips_routing (tip_id, n, rules, evidence, candidates, waits, at)
     SELECT u.id, u.n, $6, u.evidence::jsonb, u.candidates::jsonb, string_to_array(u.waits, ' '), $7
     FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[]) AS u(id, n, evidence, candidates, waits)
     ON CONFLICT (tip_id) DO UPDATE SET n = excluded.n, rules = excluded.rules, evidence = excluded.evidence,
       candidates = excluded.candidates, waits = excluded.waits, at = excluded.at, again = false`,
    [
      routed.map(({ tip }) => tip.id),
      routed.map(({ tip }) => tip.n),
      routed.map(({ tip }) => JSON.stringify(tip.evidence)),
      routed.map(({ proposal }) => JSON.stringify(proposal.candidates)),
      routed.map(({ proposal }) => proposal.waits.join(' ')),
      inForce.version,
      tx.now,
    ],
    'tips.route',
  );
  const going = routed.filter(({ proposal }) => proposal.waits.length === 0);
  if (going.length === 0) return 0;
  const settled = await settleTips(
    deps,
    tx,
    'routed',
    going.map(({ tip, proposal }) => ({
      id: tip.id,
      outcome: proposal.isCovered ? 'tip.routed.has-it' : 'tip.routed.by-rules',
      body: null,
    })),
  );
  const gone = going.filter(({ tip }) => settled.has(tip.id));
  if (gone.length === 0) return 0;
  // A body costs a key: one entry tells of all of them, and each has its act.
  deps.audit.record(tx, {
    act: 'tip-rules.applied',
    entity: rulesRef(inForce.version),
    about: gone.map(({ tip }) => tipRef(tip.id)),
    body: {
      version: inForce.version,
      reports: gone.map(({ tip, proposal }) => [tip.id, tip.n, ...targetsOf(proposal).map((one) => one.id)]),
    },
  });
  await referTips(
    deps,
    tx,
    gone.flatMap(({ tip, proposal }) =>
      targetsOf(proposal).map(({ kind, id, sides }) => ({
        kind,
        id,
        sides,
        tipId: tip.id,
        n: tip.n,
        isUrgent: tip.isUrgent,
      })),
    ),
    { automatic: true, rules: inForce.version, dueDays: inForce.rules.dueDays, reason: '' },
  );
  return settled.size;
}

function targetsOf(proposal: Proposal): (Target & { sides: readonly string[] })[] {
  return proposal.candidates.filter((one) => one.proposed);
}

/** Routes reports again, by the places read before: other rules are in force, or somebody has it. Returns how many went. */
export async function routeAgain(deps: RoutingDeps, tx: Tx, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const rows = await tx.query<{
    id: string;
    n: number;
    incident_type: string;
    escalated: boolean;
    evidence: PlaceEvidence[] | null;
    model: TipModel | null;
  }>(
    `SELECT t.id, t.versions AS n, t.incident_type, t.escalated, r.evidence, CASE WHEN r.tip_id IS NULL THEN v.model END AS model
     FROM tips_tip t JOIN tips_version v ON v.tip_id = t.id AND v.n = t.versions
     LEFT JOIN tips_routing r ON r.tip_id = t.id AND r.n = t.versions
     WHERE t.id = ANY($1::uuid[]) AND t.state NOT IN ('filling', 'retracted', 'expired')`,
    [ids],
  );
  const holders = await readHolders(tx, ids);
  return routeTips(
    deps,
    tx,
    rows.map((row) => ({
      id: row.id,
      n: row.n,
      incidentType: row.incident_type,
      isUrgent: row.escalated,
      evidence: row.evidence ?? (row.model ? readPlaces(row.model, deps.routing.regions) : []),
      holders: holders.get(row.id),
    })),
  );
}

/** Who has each report already: this version of it sent from here, another's hand, or the bureau that sent it. */
export async function readHolders(tx: Tx, ids: readonly string[]): Promise<Map<string, Holders>> {
  const rows = await tx.query<{
    tip_id: string;
    kind: string;
    party: string;
    has: 'here' | 'ncmec' | 'provider' | 'sender';
  }>(
    `SELECT r.tip_id, r.kind, r.party, CASE r.direction WHEN 'in' THEN 'sender' ELSE 'here' END AS has
     FROM tips_referral r JOIN tips_tip t ON t.id = r.tip_id
     WHERE r.tip_id = ANY($1::uuid[]) AND r.state NOT IN ('refused', 'withdrawn') AND (r.direction = 'in' OR r.n = t.versions)
     UNION ALL SELECT tip_id, kind, party, by_whom FROM tips_elsewhere WHERE tip_id = ANY($1::uuid[])`,
    [ids],
  );
  const holders = new Map<string, Map<string, 'here' | 'ncmec' | 'provider' | 'sender'>>();
  for (const row of rows) {
    const own = holders.get(row.tip_id) ?? new Map();
    own.set(holderKey({ kind: row.kind, id: row.party }), row.has);
    holders.set(row.tip_id, own);
  }
  return holders;
}
