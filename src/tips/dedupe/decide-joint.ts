import { conflict, notFound, refuse, type Tx } from '../../platform/index.ts';
import type { DecideJoint, Standing } from '../contract-dedupe.ts';
import type { Deps } from '../deps.ts';
import { lockGroups } from './joint-store.ts';
import { splitGroups, uniteTips } from './unite-tips.ts';

/**
 * A person's word on what reports share: it holds them together, or it does not. Each takes the other back; reports that nothing
 * else holds leave the group, and come again.
 * @throws AppError `not-found`, `conflict`, `refused`: `tip.joint.common`, `tip.joint.stands-so`
 */
export async function decideJoint(
  deps: Pick<Deps, 'audit' | 'runtime'>,
  tx: Tx,
  input: DecideJoint & { id: string },
): Promise<void> {
  await lockGroups(tx);
  const [row] = await tx.query<{ standing: Standing; anchor: string; version: number; kind: string }>(
    'SELECT standing, anchor, version, kind FROM tips_joint WHERE id = $1 FOR UPDATE',
    [input.id],
  );
  if (!row) throw notFound('tip-joint');
  if (row.version !== input.version) throw conflict('tip-joint', input.version, row.version);
  if (row.standing === 'common') throw refuse('tip.joint.common');
  const standing = input.joins ? 'accepted' : 'rejected';
  const holds = row.standing === 'certain' || row.standing === 'accepted';
  if (row.standing === standing || (input.joins && holds)) throw refuse('tip.joint.stands-so');
  await tx.query(
    `UPDATE tips_joint SET standing = $2, decided_by = $3, decided_at = $4, updated_at = $4, reason = $5, version = version + 1
     WHERE id = $1`,
    [input.id, standing, tx.scope.actor.id, tx.now, input.reason],
  );
  const members = await tx.query<{ tip_id: string }>('SELECT tip_id FROM tips_joint_tip WHERE joint_id = $1', [
    input.id,
  ]);
  const tips = members.map((one) => one.tip_id);
  if (input.joins) {
    await uniteTips(
      deps,
      tx,
      tips.filter((tipId) => tipId !== row.anchor).map((tipId) => ({ anchor: row.anchor, tipId })),
    );
  } else if (holds) await splitGroups(deps, tx, tips);
  deps.audit.record(tx, {
    act: input.joins ? 'tip.joint-accepted' : 'tip.joint-rejected',
    entity: { kind: 'tip-joint', id: input.id },
    about: tips.slice(0, 50).map((id) => ({ kind: 'tip', id })),
    body: { kind: row.kind, reports: tips.length, reason: input.reason },
  });
}
