import { conflict, notFound, refuse, type Tx } from '../../platform/index.ts';
import type { MergeTips } from '../contract-dedupe.ts';
import { type Deps, tipRef } from '../deps.ts';
import { tipSummary } from '../read-tip.ts';
import { reopenTips, settleTips } from '../settle-tips.ts';
import type { TipRow } from '../store.ts';

/**
 * Finishes reports with another, which stands for them: what is done with that one is done for all. Nothing of any is moved, so that
 * it can be taken back. Returns how many were merged.
 * @throws AppError `not-found`, `conflict`, `refused`: `tip.merge.into-itself`, `tip.merge.into-settled`, `tip.merge.not-related`,
 *   `tip.merge.urgent-leads`, `tip.not-open`
 */
export async function mergeTips(
  deps: Pick<Deps, 'audit' | 'work'>,
  tx: Tx,
  input: MergeTips & { into: string },
): Promise<number> {
  const rows = await tx.query<TipRow>('SELECT * FROM tips_tip WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [
    [input.into, ...input.tips.map((one) => one.id)],
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const into = byId.get(input.into);
  if (!into) throw notFound('tip');
  if (into.state !== 'open' && into.state !== 'routed') throw refuse('tip.merge.into-settled', { state: into.state });
  const related = await relatedTo(tx, into.id, input.tips);
  const merged = input.tips.map(({ id, version }, at) => {
    const pointer = `/body/tips/${at}`;
    const tip = byId.get(id);
    if (!tip) throw notFound('tip');
    if (id === into.id) throw refuse('tip.merge.into-itself', {}, pointer);
    if (tip.version !== version) throw conflict('tip', version, tipSummary(tip));
    if (tip.state !== 'open') throw refuse('tip.not-open', { state: tip.state }, pointer);
    if (!related.has(id)) throw refuse('tip.merge.not-related', { number: tip.report_number }, pointer);
    // Its deadline falls with it: what is urgent is not to wait for what is not.
    if (tip.escalated && !into.escalated && into.state === 'open')
      throw refuse('tip.merge.urgent-leads', { number: tip.report_number }, pointer);
    return tip;
  });
  const body = { into: into.id, number: into.report_number, reason: input.reason };
  await settleTips(
    deps,
    tx,
    'merged',
    merged.map(({ id }) => ({ id, outcome: 'tip.merged-into-another', body })),
  );
  await tx.query(
    `INSERT INTO tips_merge (tip_id, into_tip, by_actor, at, reason) SELECT u.id, $2, $3, $4, $5 FROM unnest($1::uuid[]) AS u(id)
     ON CONFLICT (tip_id) DO UPDATE SET into_tip = excluded.into_tip, by_actor = excluded.by_actor, at = excluded.at,
       reason = excluded.reason`,
    [merged.map((tip) => tip.id), into.id, tx.scope.actor.id, tx.now, input.reason],
  );
  deps.audit.record(tx, {
    act: 'tip.stands-for',
    entity: tipRef(into.id),
    about: merged.slice(0, 50).map((tip) => tipRef(tip.id)),
    body: { reports: merged.map((tip) => tip.report_number).slice(0, 50), reason: input.reason },
  });
  return merged.length;
}

/** Which of these are in one group with the report, or share what is certain or proposed. */
async function relatedTo(tx: Tx, into: string, tips: readonly { id: string }[]): Promise<Set<string>> {
  const rows = await tx.query<{ tip_id: string }>(
    `SELECT b.tip_id FROM tips_group_tip a JOIN tips_group_tip b ON b.group_id = a.group_id
     WHERE a.tip_id = $1 AND b.tip_id = ANY($2::uuid[])
     UNION SELECT b.tip_id FROM tips_joint_tip a JOIN tips_joint j ON j.id = a.joint_id
       JOIN tips_joint_tip b ON b.joint_id = a.joint_id
     WHERE a.tip_id = $1 AND b.tip_id = ANY($2::uuid[]) AND j.standing IN ('certain', 'proposed', 'accepted')`,
    [into, tips.map((one) => one.id)],
  );
  return new Set(rows.map((row) => row.tip_id));
}

/**
 * Takes a merge back: the report is owed again, as it was.
 * @throws AppError `not-found`, `conflict`, `refused` `tip.merge.not-merged`
 */
export async function unmergeTip(
  deps: Pick<Deps, 'audit' | 'work'>,
  tx: Tx,
  input: { id: string; version: number; reason: string },
): Promise<{ version: number }> {
  const { id, version, reason } = input;
  const [tip] = await tx.query<TipRow>('SELECT * FROM tips_tip WHERE id = $1 FOR UPDATE', [id]);
  if (!tip) throw notFound('tip');
  if (tip.version !== version) throw conflict('tip', version, tipSummary(tip));
  if (tip.state !== 'merged') throw refuse('tip.merge.not-merged', { state: tip.state });
  await reopenTips(deps, tx, [{ id, reason }]);
  return { version: tip.version + 1 };
}
