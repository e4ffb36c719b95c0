import { notFound, type Tx } from '../../platform/index.ts';
import type {
  Joint,
  JointAmong,
  JointRow,
  Merge,
  RelatedTip,
  RelatedView,
  Standing,
  TipGroup,
  TipGroupView,
} from '../contract-dedupe.ts';
import { type Deps, tipRef } from '../deps.ts';
import { after, pageOf } from '../pages.ts';
import { findTip, type TipRow } from '../store.ts';
import { RULES } from './rules.ts';

/** Reports listed beside one, and details listed of one group. */
const MOST_TIPS = 100;
const MOST_JOINTS = 300;
/** Reports listed with a detail that waits for a person's word. */
const BESIDE = 12;

interface JointTable {
  readonly id: string;
  readonly kind: Joint['kind'];
  readonly shown: string;
  readonly standing: Standing;
  readonly tips: number;
  readonly updated_at: number;
  readonly decided_by: string | null;
  readonly decided_at: number | null;
  readonly reason: string | null;
  readonly version: number;
}

function toJoint(row: JointTable): Joint {
  return {
    id: row.id,
    kind: row.kind,
    shown: row.shown,
    standing: row.standing,
    count: row.tips,
    most: RULES.kinds[row.kind].most,
    updatedAt: row.updated_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    reason: row.reason,
    version: row.version,
  };
}

async function readTips(tx: Tx, ids: readonly string[]): Promise<RelatedTip[]> {
  const rows = await tx.query<TipRow & { score: number | null }>(
    `SELECT t.*, g.score FROM tips_tip t LEFT JOIN tips_triage g ON g.tip_id = t.id WHERE t.id = ANY($1::uuid[])
     ORDER BY t.received_at, t.id`,
    [ids],
  );
  return rows.map((row) => ({
    id: row.id,
    reportNumber: row.report_number,
    provider: row.provider_name,
    state: row.state,
    incidentType: row.incident_type,
    escalated: row.escalated,
    receivedAt: row.received_at,
    score: row.score,
    version: row.version,
  }));
}

/** Merges that stand: a report that was owed again since is no longer merged. */
async function readMerges(tx: Tx, tipIds: readonly string[]): Promise<Merge[]> {
  return tx.query<Merge & Record<string, unknown>>(
    `SELECT m.tip_id AS tip, m.into_tip AS into, m.by_actor AS by, m.at, m.reason FROM tips_merge m
     JOIN tips_tip t ON t.id = m.tip_id AND t.state = 'merged'
     WHERE m.tip_id = ANY($1::uuid[]) OR m.into_tip = ANY($1::uuid[]) ORDER BY m.at DESC, m.tip_id LIMIT 300`,
    [tipIds],
  );
}

/** What one report shares with others: certain, proposed, rejected, and what too many share to say anything. */
export async function readRelated(deps: Deps, tx: Tx, tipId: string): Promise<RelatedView> {
  if (!(await findTip(tx, tipId))) throw notFound('tip');
  const [state] = await tx.query<{ owed: boolean; group_id: string | null; tips: number | null }>(
    `SELECT EXISTS (SELECT FROM tips_owed_keys WHERE tip_id = $1) AS owed, g.id AS group_id, g.tips
     FROM (VALUES (1)) AS one LEFT JOIN tips_group_tip m ON m.tip_id = $1 LEFT JOIN tips_group g ON g.id = m.group_id`,
    [tipId],
  );
  const rows = await tx.query<JointTable>(
    `SELECT j.* FROM tips_joint_tip m JOIN tips_joint j ON j.id = m.joint_id WHERE m.tip_id = $1
     ORDER BY array_position(ARRAY['certain', 'accepted', 'proposed', 'rejected', 'common'], j.standing), j.kind, j.id
     LIMIT ${MOST_JOINTS}`,
    [tipId],
  );
  // Who else shares what is common is nobody's business: there are too many, and it says nothing.
  const beside = await tx.query<{ joint_id: string; tip_id: string }>(
    `SELECT u.id AS joint_id, m.tip_id FROM unnest($1::uuid[]) AS u(id) CROSS JOIN LATERAL (
       SELECT tip_id FROM tips_joint_tip WHERE joint_id = u.id AND tip_id <> $2 ORDER BY tip_id DESC LIMIT ${MOST_TIPS}) m`,
    [rows.filter((row) => row.standing !== 'common').map((row) => row.id), tipId],
  );
  const others = [...new Set(beside.map((row) => row.tip_id))];
  const listed = others.slice(0, MOST_TIPS);
  const merges = await readMerges(tx, [tipId]);
  const also = merges.flatMap((one) => [one.tip, one.into]).filter((id) => id !== tipId && !listed.includes(id));
  deps.audit.record(tx, { act: 'tip.related-viewed', entity: tipRef(tipId), body: { reports: listed.length } });
  return {
    compared: !state?.owed,
    group: state?.group_id ? { id: state.group_id, tips: state.tips ?? 0 } : null,
    joints: among(rows, beside),
    tips: await readTips(tx, [...listed, ...also]),
    more: others.length > listed.length,
    merges,
  };
}

function among(
  rows: readonly JointTable[],
  members: readonly { readonly joint_id: string; readonly tip_id: string }[],
): JointAmong[] {
  const of = Map.groupBy(members, (row) => row.joint_id);
  return rows.map((row) => ({ ...toJoint(row), tips: (of.get(row.id) ?? []).map((one) => one.tip_id) }));
}

interface GroupRow {
  readonly id: string;
  readonly tips: number;
  readonly updated_at: number;
  readonly open: number;
  readonly merged: number;
  readonly numbers: number[];
  readonly kinds: TipGroup['kinds'];
  readonly shown: string[];
}

/** Groups of related reports, the one that changed last first. */
export async function listGroups(
  deps: Deps,
  tx: Tx,
  query: { open?: 'true' | 'false' | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: TipGroup[]; next: string | null }> {
  const from = after(query.cursor);
  const rows = await tx.query<GroupRow>(
    `SELECT g.id, g.tips, g.updated_at, t.open, t.merged, t.numbers, j.kinds, j.shown FROM tips_group g
     CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE t.state = 'open') AS open,
       count(*) FILTER (WHERE t.state = 'merged') AS merged,
       to_jsonb((array_agg(t.report_number ORDER BY t.received_at, t.id))[1:5]) AS numbers
       FROM tips_group_tip m JOIN tips_tip t ON t.id = m.tip_id WHERE m.group_id = g.id) t
     CROSS JOIN LATERAL (SELECT coalesce(array_agg(DISTINCT j.kind), '{}') AS kinds,
       coalesce((array_agg(DISTINCT j.shown))[1:3], '{}') AS shown
       FROM tips_joint j WHERE j.standing IN ('certain', 'accepted') AND j.id IN (
         SELECT s.joint_id FROM tips_group_tip m JOIN tips_joint_tip s ON s.tip_id = m.tip_id WHERE m.group_id = g.id)) j
     WHERE ($1::bigint IS NULL OR (g.updated_at, g.id) < ($1, $2::uuid))
       AND ($3::boolean IS NULL OR (t.open > 0) = $3)
     ORDER BY g.updated_at DESC, g.id DESC LIMIT $4`,
    [from?.at ?? null, from?.id ?? null, query.open === undefined ? null : query.open === 'true', query.limit + 1],
  );
  deps.audit.record(tx, {
    act: 'tip.groups-listed',
    entity: { kind: 'tip-groups', id: 'all' },
    body: { groups: Math.min(rows.length, query.limit) },
  });
  return pageOf(
    rows,
    query.limit,
    (row) => row.updated_at,
    (row) => ({
      id: row.id,
      tips: row.tips,
      open: row.open,
      merged: row.merged,
      kinds: row.kinds,
      shown: row.shown,
      numbers: row.numbers,
      updatedAt: row.updated_at,
    }),
  );
}

/** A group: its reports, and what each was joined by. */
export async function readGroup(deps: Deps, tx: Tx, id: string): Promise<TipGroupView> {
  const [group] = await tx.query<{ updated_at: number }>('SELECT updated_at FROM tips_group WHERE id = $1', [id]);
  if (!group) throw notFound('tip-group');
  const ids = (await tx.query<{ tip_id: string }>('SELECT tip_id FROM tips_group_tip WHERE group_id = $1', [id])).map(
    (row) => row.tip_id,
  );
  const rows = await tx.query<JointTable>(
    `SELECT j.* FROM tips_joint j WHERE j.standing IN ('certain', 'accepted', 'proposed') AND j.id IN (
       SELECT joint_id FROM tips_joint_tip WHERE tip_id = ANY($1::uuid[]) GROUP BY joint_id HAVING count(*) > 1)
     ORDER BY j.standing = 'proposed', j.tips DESC, j.id LIMIT ${MOST_JOINTS}`,
    [ids],
  );
  const members = await tx.query<{ joint_id: string; tip_id: string }>(
    'SELECT joint_id, tip_id FROM tips_joint_tip WHERE joint_id = ANY($1::uuid[]) AND tip_id = ANY($2::uuid[])',
    [rows.map((row) => row.id), ids],
  );
  deps.audit.record(tx, { act: 'tip.group-viewed', entity: { kind: 'tip-group', id }, body: { reports: ids.length } });
  return {
    id,
    updatedAt: group.updated_at,
    tips: await readTips(tx, ids),
    joints: among(rows, members),
    merges: await readMerges(tx, ids),
  };
}

/** Details that reports share, by how they stand: those that wait for a person's word first of all. */
export async function listJoints(
  deps: Deps,
  tx: Tx,
  query: { standing: Standing; cursor?: string | undefined; limit: number },
): Promise<{ items: JointRow[]; next: string | null }> {
  const from = after(query.cursor);
  const rows = await tx.query<JointTable>(
    `SELECT * FROM tips_joint WHERE standing = $1 AND ($2::bigint IS NULL OR (updated_at, id) < ($2, $3::uuid))
     ORDER BY updated_at DESC, id DESC LIMIT $4`,
    [query.standing, from?.at ?? null, from?.id ?? null, query.limit + 1],
  );
  const shown = rows.slice(0, query.limit);
  const members = await tx.query<{ joint_id: string; tip_id: string }>(
    `SELECT u.id AS joint_id, m.tip_id FROM unnest($1::uuid[]) AS u(id) CROSS JOIN LATERAL (
       SELECT tip_id FROM tips_joint_tip WHERE joint_id = u.id ORDER BY tip_id LIMIT ${BESIDE}) m`,
    [shown.filter((row) => row.standing !== 'common').map((row) => row.id)],
  );
  const tips = new Map(
    (await readTips(tx, [...new Set(members.map((row) => row.tip_id))])).map((tip) => [tip.id, tip]),
  );
  const of = Map.groupBy(members, (row) => row.joint_id);
  deps.audit.record(tx, {
    act: 'tip.joints-listed',
    entity: { kind: 'tip-groups', id: query.standing },
    body: { joints: shown.length },
  });
  return pageOf(
    rows,
    query.limit,
    (row) => row.updated_at,
    (row) => ({
      ...toJoint(row),
      tips: (of.get(row.id) ?? []).flatMap((one) => tips.get(one.tip_id) ?? []),
    }),
  );
}
