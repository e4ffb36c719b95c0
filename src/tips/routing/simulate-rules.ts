import { notFound, type Tx } from '../../platform/index.ts';
import type { TipModel } from '../contract-model.ts';
import type { PlaceEvidence, Simulation } from '../contract-routing.ts';
import type { RoutingRules } from '../contract-rules.ts';
import type { RoutingDeps } from './open-routing.ts';
import { type Proposal, proposeRoutes } from './propose-routes.ts';
import { readPlaces } from './read-places.ts';
import { rulesRef } from './refs.ts';
import { findRules, lockRules, rulesInForce } from './rules-store.ts';

const DAY = 86_400_000;
/** Reports tried in one call; of more, every so-many-th is taken. */
const TRIED = 5_000;
const PAGE = 500;
/** Differences told one by one. */
const TOLD = 100;

/**
 * What a set of rules would have made of the reports of the last days, beside the set in force: as if nobody had them yet, and
 * nothing is sent.
 */
export async function simulate(
  deps: RoutingDeps,
  tx: Tx,
  rules: RoutingRules,
  days: number,
  most = TRIED,
): Promise<Simulation> {
  const since = tx.now - days * DAY;
  const inForce = await rulesInForce(deps.routing.rules, tx);
  const receivers = await deps.routing.receivers(tx);
  const [{ n = 0 } = {}] = await tx.query<{ n: number }>(
    'SELECT count(*) AS n FROM tips_tip WHERE completed_at >= $1',
    [since],
  );
  const every = Math.max(1, Math.ceil(n / most));
  const tally = createTally();
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await tx.query<{
      id: string;
      report_number: number;
      incident_type: string;
      evidence: PlaceEvidence[] | null;
      model: TipModel | null;
    }>(
      `SELECT t.id, t.report_number, t.incident_type, r.evidence, CASE WHEN r.tip_id IS NULL THEN v.model END AS model
       FROM tips_tip t LEFT JOIN tips_routing r ON r.tip_id = t.id AND r.n = t.versions
       JOIN tips_version v ON v.tip_id = t.id AND v.n = t.versions
       WHERE t.completed_at >= $1 AND t.id > $2 AND t.report_number % $3 = 0 ORDER BY t.id LIMIT ${PAGE}`,
      [since, after, every],
    );
    for (const row of rows) {
      const evidence = row.evidence ?? (row.model ? readPlaces(row.model, deps.routing.regions) : []);
      const before = proposeRoutes(evidence, inForce.rules, receivers, row.incident_type);
      tally.add(row, before, proposeRoutes(evidence, rules, receivers, row.incident_type));
    }
    const last = rows.at(-1);
    if (rows.length < PAGE || !last) break;
    after = last.id;
  }
  return { at: tx.now, against: inForce.version, days, reports: n, ...tally.result() };
}

function createTally() {
  const parties = new Map<string, { before: number; after: number }>();
  const moved: Simulation['moved'] = [];
  const sums = { tried: 0, changed: 0, automaticBefore: 0, automaticAfter: 0 };
  const partiesOf = ({ candidates }: Proposal): string[] =>
    candidates
      .filter((one) => one.proposed)
      .map((one) => one.id)
      .sort();
  const count = (party: string, when: 'before' | 'after'): void => {
    const own = parties.get(party) ?? { before: 0, after: 0 };
    own[when]++;
    parties.set(party, own);
  };
  return {
    add(row: { id: string; report_number: number }, before: Proposal, after: Proposal): void {
      const [was, is] = [partiesOf(before), partiesOf(after)];
      const [wentBefore, goesAfter] = [before.waits.length === 0, after.waits.length === 0];
      sums.tried++;
      if (wentBefore) sums.automaticBefore++;
      if (goesAfter) sums.automaticAfter++;
      for (const party of was) count(party, 'before');
      for (const party of is) count(party, 'after');
      if (was.join() === is.join() && wentBefore === goesAfter) return;
      sums.changed++;
      if (moved.length >= TOLD) return;
      moved.push({
        id: row.id,
        reportNumber: row.report_number,
        before: was,
        after: is,
        automaticBefore: wentBefore,
        automaticAfter: goesAfter,
      });
    },
    result: () => ({
      ...sums,
      parties: [...parties]
        .map(([party, counts]) => ({ party, ...counts }))
        .sort((a, b) => b.before + b.after - a.before - a.after || (a.party < b.party ? -1 : 1)),
      moved,
    }),
  };
}

/** Tries a draft on past reports and keeps what came out with it: without, nobody can switch it on. */
export async function simulateDraft(
  deps: RoutingDeps,
  tx: Tx,
  input: { version: number; days: number },
): Promise<Simulation> {
  const set = await lockRules(tx, input.version);
  if (!set) throw notFound('tip-rules');
  const result = await simulate(deps, tx, set.rules, input.days);
  if (set.state === 'draft') {
    await tx.query('UPDATE tips_rules SET simulation = $2 WHERE version = $1', [input.version, JSON.stringify(result)]);
  }
  deps.audit.record(tx, {
    act: 'tip-rules.simulated',
    entity: rulesRef(input.version),
    body: { version: input.version, days: input.days, tried: result.tried, changed: result.changed },
  });
  return result;
}

/** @throws AppError `not-found` */
export async function readRulesOf(tx: Tx, version: number): Promise<RoutingRules> {
  const set = await findRules(tx, version);
  if (!set) throw notFound('tip-rules');
  return set.rules;
}
