import { conflict, type Tx } from '../../platform/index.ts';
import type { RulesView, Simulation } from '../contract-routing.ts';
import { type RoutingRules, routingRules } from '../contract-rules.ts';
import abroad from './data/abroad.json' with { type: 'json' };
import areas from './data/areas.json' with { type: 'json' };
import shipped from './data/rules.json' with { type: 'json' };

/** The set that comes with the program; version 1. */
export const SHIPPED: RoutingRules = routingRules.parse({
  ...shipped,
  source: [shipped.source, areas.source, abroad.source].join(' '),
  areas: areas.areas,
  deathPenalty: abroad.deathPenalty,
  persecution: abroad.persecution,
});
const FIRST = 1;

export interface RulesInForce {
  readonly version: number;
  readonly rules: RoutingRules;
}

/**
 * The rules in force, in one small statement.
 * @param known sets read before: they are never changed once drafted
 */
export async function rulesInForce(known: Map<number, RoutingRules>, tx: Tx): Promise<RulesInForce> {
  const [row] = await tx.query<{ version: number }>(
    "SELECT version FROM tips_rules WHERE state = 'in-force'",
    [],
    'tips.rules',
  );
  if (!row) return { version: FIRST, rules: SHIPPED };
  let rules = known.get(row.version);
  if (!rules) {
    rules = (await findRules(tx, row.version))?.rules ?? SHIPPED;
    known.set(row.version, rules);
  }
  return { version: row.version, rules };
}

interface Row {
  readonly version: number;
  readonly state: RulesView['state'];
  readonly base: number;
  readonly rules: RoutingRules;
  readonly reason: string;
  readonly drafted_by: string;
  readonly drafted_at: number;
  readonly switched_by: string | null;
  readonly switched_at: number | null;
  readonly simulation: Simulation | null;
}

/** Null: there is no such set. */
export async function findRules(tx: Tx, version: number): Promise<RulesView | null> {
  const [row] = await tx.query<Row>('SELECT * FROM tips_rules WHERE version = $1', [version]);
  if (row) return rulesView(row);
  return version === FIRST ? shippedView(await hasOther(tx)) : null;
}

export async function lockRules(tx: Tx, version: number): Promise<RulesView | null> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('tips-rules', 0))");
  return findRules(tx, version);
}

/** Newest first, the shipped one last. */
export async function listRules(tx: Tx): Promise<RulesView[]> {
  const rows = await tx.query<Row>('SELECT * FROM tips_rules ORDER BY version DESC LIMIT 100');
  return [...rows.map(rulesView), shippedView(await hasOther(tx))];
}

async function hasOther(tx: Tx): Promise<boolean> {
  const rows = await tx.query("SELECT FROM tips_rules WHERE state = 'in-force'");
  return rows.length > 0;
}

function rulesView(row: Row): RulesView {
  return {
    version: row.version,
    state: row.state,
    base: row.base,
    rules: row.rules,
    reason: row.reason,
    draftedBy: row.drafted_by,
    draftedAt: row.drafted_at,
    switchedBy: row.switched_by,
    switchedAt: row.switched_at,
    simulation: row.simulation,
  };
}

function shippedView(isReplaced: boolean): RulesView {
  const nobody = { base: null, draftedBy: null, draftedAt: null, switchedBy: null, switchedAt: null, simulation: null };
  return {
    version: FIRST,
    state: isReplaced ? 'replaced' : 'in-force',
    rules: SHIPPED,
    reason: SHIPPED.source,
    ...nobody,
  };
}

/** @throws AppError `conflict` when the set it was based on is no longer in force */
export async function insertDraft(
  tx: Tx,
  input: { base: number; rules: RoutingRules; reason: string },
  inForce: number,
): Promise<number> {
  if (input.base !== inForce) throw conflict('tip-rules', { base: input.base }, { base: inForce });
  const [row] = await tx.query<{ version: number }>(
    `INSERT INTO tips_rules (version, state, base, rules, reason, drafted_by, drafted_at)
     SELECT greatest(coalesce(max(version), 1), 1) + 1, 'draft', $1, $2, $3, $4, $5 FROM tips_rules RETURNING version`,
    [input.base, JSON.stringify(input.rules), input.reason, tx.scope.actor.id, tx.now],
  );
  if (!row) throw new Error('tips: no draft was made');
  return row.version;
}
