import type { Tx } from '../../platform/index.ts';
import type { Deps } from '../deps.ts';
import { RULES } from './rules.ts';

interface Group {
  readonly id: string;
  tips: number;
  readonly isNew: boolean;
}

/**
 * Draws reports into one group edge by edge: the smaller group joins the larger, so that a report moves rarely, however long groups
 * grow. What would pass the rule's size stays apart; returns how often.
 */
export async function uniteTips(
  deps: Pick<Deps, 'runtime'>,
  tx: Tx,
  edges: readonly { readonly anchor: string; readonly tipId: string }[],
): Promise<number> {
  if (edges.length === 0) return 0;
  const tips = [...new Set(edges.flatMap((edge) => [edge.anchor, edge.tipId]))];
  const rows = await tx.query<{ tip_id: string; group_id: string; tips: number }>(
    `SELECT m.tip_id, m.group_id, g.tips FROM tips_group_tip m JOIN tips_group g ON g.id = m.group_id
     WHERE m.tip_id = ANY($1::uuid[])`,
    [tips],
    'tips.groups-of',
  );
  const groups = new Map(
    rows.map((row) => [row.group_id, { id: row.group_id, tips: row.tips, isNew: false } as Group]),
  );
  const home = new Map(rows.map((row) => [row.tip_id, row.group_id]));
  const moved = new Map<string, string>();
  const touched = new Set<Group>();
  const added = new Set<string>();
  const groupOf = (tipId: string): Group | undefined => {
    let id = home.get(tipId);
    for (let next = id; next !== undefined; next = moved.get(next)) id = next;
    return id === undefined ? undefined : groups.get(id);
  };
  const put = (tipId: string, group: Group): void => {
    home.set(tipId, group.id);
    added.add(tipId);
    group.tips++;
    touched.add(group);
  };
  let full = 0;
  for (const { anchor, tipId } of edges) {
    const [a, b] = [groupOf(anchor), groupOf(tipId)];
    if (a && a === b) continue;
    if ((a?.tips ?? 1) + (b?.tips ?? 1) > RULES.groupMost) {
      full++;
      continue;
    }
    if (a && b) {
      const [from, to] = a.tips < b.tips ? [a, b] : [b, a];
      moved.set(from.id, to.id);
      to.tips += from.tips;
      touched.delete(from);
      touched.add(to);
      continue;
    }
    let group = a ?? b;
    if (!group) {
      group = { id: deps.runtime.newId(), tips: 0, isNew: true };
      groups.set(group.id, group);
    }
    if (!a) put(anchor, group);
    if (!b) put(tipId, group);
  }
  await keep(tx, { touched, added, moved, groups, groupOf });
  return full;
}

async function keep(
  tx: Tx,
  change: {
    touched: ReadonlySet<Group>;
    added: ReadonlySet<string>;
    moved: ReadonlyMap<string, string>;
    groups: ReadonlyMap<string, Group>;
    groupOf(tipId: string): Group | undefined;
  },
): Promise<void> {
  const { touched, added, moved, groups, groupOf } = change;
  const held = [...moved.keys()].filter((id) => groups.get(id)?.isNew === false);
  const last = (id: string): string => {
    let at = id;
    for (let next = moved.get(at); next !== undefined; next = moved.get(at)) at = next;
    return at;
  };
  await keepGroups(tx, [...touched]);
  if (held.length > 0) {
    await tx.query(
      `UPDATE tips_group_tip m SET group_id = u.later FROM unnest($1::uuid[], $2::uuid[]) AS u(earlier, later)
       WHERE m.group_id = u.earlier`,
      [held, held.map(last)],
      'tips.move-groups',
    );
    await tx.query('DELETE FROM tips_group WHERE id = ANY($1::uuid[])', [held]);
  }
  const joined = [...added];
  if (joined.length > 0) {
    await tx.query(
      'INSERT INTO tips_group_tip (tip_id, group_id) SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS u(tip_id, group_id)',
      [joined, joined.map((tipId) => groupOf(tipId)?.id ?? null)],
      'tips.keep-group-tips',
    );
  }
}

async function keepGroups(tx: Tx, groups: readonly Pick<Group, 'id' | 'tips'>[]): Promise<void> {
  if (groups.length === 0) return;
  await tx.query(
    `INSERT INTO tips_group (id, tips, updated_at) SELECT u.id, u.tips, $3 FROM unnest($1::uuid[], $2::int[]) AS u(id, tips)
     ON CONFLICT (id) DO UPDATE SET tips = excluded.tips, updated_at = excluded.updated_at`,
    [groups.map((group) => group.id), groups.map((group) => group.tips), tx.now],
    'tips.keep-groups',
  );
}

/**
 * Reads the groups of these reports anew from the joints that still hold: after one was rejected or became common. The largest part
 * keeps the group's id; a report that nothing holds any more leaves. Groups are bounded, so is this.
 */
export async function splitGroups(deps: Pick<Deps, 'runtime'>, tx: Tx, tipIds: readonly string[]): Promise<void> {
  if (tipIds.length === 0) return;
  const members = await tx.query<{ tip_id: string; group_id: string }>(
    `SELECT tip_id, group_id FROM tips_group_tip
     WHERE group_id IN (SELECT group_id FROM tips_group_tip WHERE tip_id = ANY($1::uuid[]))`,
    [tipIds],
  );
  const joints = await tx.query<{ joint_id: string; tip_id: string }>(
    `SELECT m.joint_id, m.tip_id FROM tips_joint_tip m JOIN tips_joint j ON j.id = m.joint_id
     WHERE m.tip_id = ANY($1::uuid[]) AND j.standing IN ('certain', 'accepted')`,
    [members.map((row) => row.tip_id)],
  );
  const groupOf = new Map(members.map((row) => [row.tip_id, row.group_id]));
  const next = parts(joints, groupOf);
  const kept = new Set<string>();
  const groups: { id: string; tips: number }[] = [];
  const placed: { tipId: string; groupId: string }[] = [];
  for (const part of next.sort((a, b) => b.length - a.length)) {
    const before = groupOf.get(part[0] ?? '') ?? '';
    const id = kept.has(before) ? deps.runtime.newId() : before;
    kept.add(before);
    groups.push({ id, tips: part.length });
    placed.push(...part.map((tipId) => ({ tipId, groupId: id })));
  }
  await tx.query('DELETE FROM tips_group_tip WHERE tip_id = ANY($1::uuid[])', [members.map((row) => row.tip_id)]);
  await tx.query('DELETE FROM tips_group WHERE id = ANY($1::uuid[])', [[...new Set(groupOf.values())]]);
  await keepGroups(tx, groups);
  if (placed.length > 0) {
    await tx.query(
      'INSERT INTO tips_group_tip (tip_id, group_id) SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS u(tip_id, group_id)',
      [placed.map((one) => one.tipId), placed.map((one) => one.groupId)],
    );
  }
}

/** Reports that joints hold together, within the group they are in; one alone is no part. */
function parts(
  joints: readonly { readonly joint_id: string; readonly tip_id: string }[],
  groupOf: ReadonlyMap<string, string>,
): string[][] {
  const parent = new Map<string, string>();
  const root = (tipId: string): string => {
    let at = tipId;
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up;
    if (at !== tipId) parent.set(tipId, at);
    return at;
  };
  const seen = new Map<string, string>();
  for (const { joint_id, tip_id } of joints) {
    const key = `${joint_id} ${groupOf.get(tip_id)}`;
    const other = seen.get(key);
    if (other === undefined) seen.set(key, tip_id);
    else parent.set(root(tip_id), root(other));
  }
  const all = Map.groupBy(new Set(joints.map((row) => row.tip_id)), root);
  return [...all.values()].filter((part) => part.length > 1);
}
