import type { Tx } from '../../platform/index.ts';
import type { Held, HeldJoint, HeldKey, JointBook } from './joint-book.ts';
import type { TipKey } from './read-keys.ts';
import { RULES } from './rules.ts';

/** Files of one report that are compared. */
const MOST_FILES = 1_000;
/** Uses of one address that are looked at, the nearest first; of a key without a time there is one report. */
const NEAR = 8;

/** Joints and groups are changed by one at a time: the job, or a person. Held until the transaction ends. */
export async function lockGroups(tx: Tx): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('tips-groups', 0))", [], 'tips.lock-groups');
}

export async function takeOwed(tx: Tx, limit: number): Promise<{ tipId: string; keys: readonly TipKey[] }[]> {
  const rows = await tx.query<{ tip_id: string; keys: readonly TipKey[] }>(
    `DELETE FROM tips_owed_keys WHERE tip_id IN (SELECT tip_id FROM tips_owed_keys ORDER BY tip_id LIMIT $1)
     RETURNING tip_id, keys`,
    [limit],
    'tips.take-owed',
  );
  rows.sort((a, b) => (a.tip_id < b.tip_id ? -1 : 1));
  return rows.map((row) => ({ tipId: row.tip_id, keys: row.keys }));
}

interface FileRow {
  readonly tip_id: string;
  readonly md5: string | null;
  readonly stated: readonly { readonly kind: string; readonly value: string }[];
}

const HASHES = [
  ['md5', /^[0-9a-f]{32}$/],
  ['sha1', /^[0-9a-f]{40}$/],
  ['sha256', /^[0-9a-f]{64}$/],
] as const;

/**
 * Each report's own bytes, and its files: by MD5, which providers give most and bytes always have; by another hash where that is
 * all that is said. One hash a file, for two would say the same twice.
 */
export async function readFileKeys(tx: Tx, tipIds: readonly string[]): Promise<Map<string, TipKey[]>> {
  const keys = new Map<string, TipKey[]>();
  const add = (tipId: string, key: TipKey): void => {
    const list = keys.get(tipId);
    if (list) list.push(key);
    else keys.set(tipId, [key]);
  };
  const raws = await tx.query<{ tip_id: string; source: string; raw_sha256: Buffer }>(
    `SELECT v.tip_id, t.source, v.raw_sha256 FROM tips_version v JOIN tips_tip t ON t.id = v.tip_id
     WHERE v.tip_id = ANY($1::uuid[])`,
    [tipIds],
    'tips.raw-keys',
  );
  for (const { tip_id, source, raw_sha256 } of raws) {
    const hash = raw_sha256.toString('hex');
    add(tip_id, { kind: 'same-report', value: `${source} ${hash}`, shown: hash.slice(0, 16) });
  }
  const files = await tx.query<FileRow>(
    `SELECT f.tip_id, f.md5, f.stated FROM unnest($1::uuid[]) AS u(id) CROSS JOIN LATERAL (
       SELECT * FROM tips_file WHERE tip_id = u.id AND role = 'file' ORDER BY key LIMIT ${MOST_FILES}) f`,
    [tipIds],
    'tips.file-keys',
  );
  for (const file of files) for (const hash of hashesOf(file)) add(file.tip_id, { kind: 'file', value: hash });
  return keys;
}

/** The bytes' hash and the stated one where they differ: the provider may have hashed another rendition. */
function hashesOf({ md5, stated }: FileRow): Set<string> {
  const said = HASHES.map(([kind, shape]) =>
    stated.flatMap((one) => (one.kind === kind && shape.test(one.value) ? one.value : [])),
  ).find((values) => values.length > 0);
  return new Set([...(md5 === null ? [] : [md5]), ...(said ?? [])]);
}

interface JointRow {
  readonly id: string;
  readonly key: string;
  readonly kind: HeldJoint['kind'];
  readonly shown: string;
  readonly standing: HeldJoint['standing'];
  readonly tips: number;
  readonly anchor: string;
  readonly first_at: number;
  readonly last_at: number;
}

/** What is held of these keys; of an address on the net what lies within the rule's hours. */
export async function readHeld(tx: Tx, keys: readonly HeldKey[]): Promise<Held> {
  const spanMs = RULES.spanHours * 3_600_000;
  const ids = keys.map((key) => key.id);
  const least = keys.map((key) => (key.at === undefined ? 0 : key.at - spanMs));
  const most = keys.map((key) => (key.at === undefined ? 0 : key.at + spanMs));
  const rows = await tx.query<JointRow>(
    `SELECT DISTINCT j.id, j.key, j.kind, j.shown, j.standing, j.tips, j.anchor, j.first_at, j.last_at
     FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS u(key, least, most)
     JOIN tips_joint j ON j.key = u.key AND j.last_at <= u.most AND j.first_at >= u.least`,
    [ids, least, most],
    'tips.held-joints',
  );
  const first = await tx.query<{ key: string; at: number; tip_id: string }>(
    `SELECT DISTINCT k.key, k.at, k.tip_id FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS u(key, least, most)
     CROSS JOIN LATERAL (SELECT key, at, tip_id FROM tips_key WHERE key = u.key AND at BETWEEN u.least AND u.most
       ORDER BY abs(at - (u.least + u.most) / 2), tip_id LIMIT ${NEAR}) k`,
    [ids, least, most],
    'tips.held-keys',
  );
  const members = await tx.query<{ joint_id: string; tip_id: string }>(
    `SELECT joint_id, tip_id FROM tips_joint_tip WHERE tip_id = ANY($1::uuid[]) AND joint_id = ANY($2::uuid[])`,
    [[...new Set(keys.map((key) => key.tipId))], rows.map((row) => row.id)],
    'tips.held-members',
  );
  return {
    joints: rows.map(({ first_at: firstAt, last_at: lastAt, ...row }) => ({ ...row, firstAt, lastAt })),
    first: first.map(({ key, at, tip_id: tipId }) => ({ key, at, tipId })),
    members: new Set(members.map((row) => `${row.joint_id} ${row.tip_id}`)),
  };
}

/** Keeps what a page changed: one statement for each kind of row. */
export async function keepJoints(tx: Tx, book: JointBook): Promise<void> {
  const { newFirst, newJoints, newMembers } = book;
  const changed = [...book.changed];
  if (newFirst.length > 0) {
    await tx.query(
      `INSERT INTO tips_key (key, at, tip_id) SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::uuid[]) AS u(key, at, tip_id)
       ORDER BY 1 ON CONFLICT DO NOTHING`,
      [newFirst.map((one) => one.key), newFirst.map((one) => one.at), newFirst.map((one) => one.tipId)],
      'tips.keep-keys',
    );
  }
  if (newJoints.length > 0) {
    const of = <T>(pick: (joint: HeldJoint) => T): T[] => newJoints.map(pick);
    await tx.query(
      `INSERT INTO tips_joint (id, key, kind, shown, standing, tips, anchor, first_at, last_at, updated_at)
       SELECT u.*, $10::bigint FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[], $7::uuid[],
         $8::bigint[], $9::bigint[]) AS u`,
      [
        of((one) => one.id),
        of((one) => one.key),
        of((one) => one.kind),
        of((one) => one.shown),
        of((one) => one.standing),
        of((one) => one.tips),
        of((one) => one.anchor),
        of((one) => one.firstAt),
        of((one) => one.lastAt),
        tx.now,
      ],
      'tips.keep-joints',
    );
  }
  if (changed.length > 0) {
    await tx.query(
      `UPDATE tips_joint j SET standing = u.standing, tips = u.tips, first_at = u.first_at, last_at = u.last_at, updated_at = $6,
         version = version + 1
       FROM unnest($1::uuid[], $2::text[], $3::int[], $4::bigint[], $5::bigint[]) AS u(id, standing, tips, first_at, last_at)
       WHERE j.id = u.id`,
      [
        changed.map((one) => one.id),
        changed.map((one) => one.standing),
        changed.map((one) => one.tips),
        changed.map((one) => one.firstAt),
        changed.map((one) => one.lastAt),
        tx.now,
      ],
      'tips.change-joints',
    );
  }
  if (newMembers.length > 0) {
    await tx.query(
      `INSERT INTO tips_joint_tip (joint_id, tip_id) SELECT * FROM unnest($1::uuid[], $2::uuid[]) AS u(joint_id, tip_id)
       ON CONFLICT DO NOTHING`,
      [newMembers.map((one) => one.jointId), newMembers.map((one) => one.tipId)],
      'tips.keep-members',
    );
  }
}
