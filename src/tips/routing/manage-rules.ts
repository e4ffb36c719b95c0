import { notFound, refuse, type Tx } from '../../platform/index.ts';
import type { DraftRules, RulesView } from '../contract-routing.ts';
import type { RoutingDeps } from './open-routing.ts';
import { rulesRef } from './refs.ts';
import { routeAllAgain } from './route-waiting.ts';
import { insertDraft, lockRules, rulesInForce } from './rules-store.ts';

const WEEK = 7 * 86_400_000;
const TASK = 'tip-rules.to-switch-on';

/**
 * A supervisor drafts a set of rules; another tries it on past reports and switches it on.
 * @throws AppError `conflict` when others are in force than it was based on
 */
export async function draftRules(deps: RoutingDeps, tx: Tx, input: DraftRules): Promise<{ version: number }> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('tips-rules', 0))");
  const inForce = await rulesInForce(deps.routing.rules, tx);
  const version = await insertDraft(tx, input, inForce.version);
  deps.audit.record(tx, {
    act: 'tip-rules.drafted',
    entity: rulesRef(version),
    body: { version, base: input.base, reason: input.reason },
  });
  await deps.work.open(tx, {
    ref: rulesRef(version),
    task: TASK,
    owner: { role: 'supervisor' },
    dueAt: tx.now + WEEK,
    urgency: 'routine',
    params: { version },
  });
  return { version };
}

/**
 * A set comes into force: simulated before, and by another than who drafted it. Everything open is routed again under it.
 * @throws AppError `refused`: `tip-rules.not-draft`, `tip-rules.own-draft`, `tip-rules.not-simulated`, `tip-rules.base-replaced`
 */
export async function switchRules(
  deps: RoutingDeps,
  tx: Tx,
  input: { version: number; reason: string },
): Promise<{ again: number }> {
  const set = await theDraft(tx, input.version);
  if (set.draftedBy === tx.scope.actor.id) throw refuse('tip-rules.own-draft');
  if (set.simulation === null) throw refuse('tip-rules.not-simulated');
  const inForce = await rulesInForce(deps.routing.rules, tx);
  // What was tried was tried beside another set.
  if (set.base !== inForce.version || set.simulation.against !== inForce.version) {
    throw refuse('tip-rules.base-replaced', { version: inForce.version });
  }
  await tx.query("UPDATE tips_rules SET state = 'replaced' WHERE state = 'in-force'");
  await tx.query("UPDATE tips_rules SET state = 'in-force', switched_by = $2, switched_at = $3 WHERE version = $1", [
    input.version,
    tx.scope.actor.id,
    tx.now,
  ]);
  deps.audit.record(tx, {
    act: 'tip-rules.switched-on',
    entity: rulesRef(input.version),
    body: { version: input.version, before: inForce.version, reason: input.reason },
  });
  await deps.work.close(tx, { ref: rulesRef(input.version), outcome: 'switched-on' });
  return { again: await routeAllAgain(deps, tx) };
}

/** A draft that will not come into force. @throws AppError `refused`: `tip-rules.not-draft` */
export async function dropRules(deps: RoutingDeps, tx: Tx, input: { version: number; reason: string }): Promise<void> {
  await theDraft(tx, input.version);
  await tx.query("UPDATE tips_rules SET state = 'dropped' WHERE version = $1", [input.version]);
  deps.audit.record(tx, {
    act: 'tip-rules.dropped',
    entity: rulesRef(input.version),
    body: { version: input.version, reason: input.reason },
  });
  await deps.work.close(tx, { ref: rulesRef(input.version), outcome: 'dropped' });
}

async function theDraft(tx: Tx, version: number): Promise<RulesView> {
  const set = await lockRules(tx, version);
  if (!set) throw notFound('tip-rules');
  if (set.state !== 'draft') throw refuse('tip-rules.not-draft');
  return set;
}
