import { AppError, type EntityRef, parseRef, type Tx } from '../platform/index.ts';
import { toHex } from '../protocol/index.ts';
import type { BodyKeys } from './body-keys.ts';
import { checkedRef, type TimelineEntry } from './entry.ts';
import { type BodyRow, openBody } from './open-body.ts';

const DEFAULT_LIMIT = 200;
const MAX_LIMIT = 1_000;

/**
 * What happened to an entity: entries whose entity it is, or that are about it, oldest first, with their bodies. Rows not
 * sealed yet come last with `seq` null, so that an act shows at once. The caller has checked that the reader may see it.
 * @throws AppError `internal` when a body does not fit its sealed hash: an altered record is not shown as if it were true.
 */
export async function readTimeline(
  tx: Tx,
  keys: BodyKeys,
  entity: EntityRef,
  options: { after?: number; limit?: number } = {},
): Promise<TimelineEntry[]> {
  const limit = Math.min(options.limit ?? DEFAULT_LIMIT, MAX_LIMIT);
  const rows = await tx.query<BodyRow & { seq: number | null }>(SELECT, [
    checkedRef(entity),
    options.after ?? -1,
    limit,
  ]);
  return rows.map((row) => {
    const opened = openBody(keys, row);
    if (opened.state === 'damaged')
      throw new AppError('internal', `ledger: body of entry ${row.seq ?? row.id} was altered`);
    return {
      seq: row.seq,
      id: row.id,
      time: row.time,
      act: row.act,
      actor: row.actor,
      entity: parseRef(row.entity),
      about: row.about.map(parseRef),
      bodyHash: toHex(row.body_hash),
      body: opened.state === 'present' ? opened.body : null,
      bodyState: opened.state,
    };
  });
}

// One statement, so that a row on its way from unsealed to sealed is seen exactly once.
const SELECT = `
WITH found AS (
  (SELECT e.seq, NULL::bigint AS ord, e.id, e.time, e.act, e.actor, e.entity, e.about, e.body_hash
   FROM audit_ref r JOIN audit_entry e ON e.seq = r.seq WHERE r.ref = $1 AND r.seq > $2 ORDER BY r.seq LIMIT $3)
  UNION ALL
  (SELECT NULL, ord, id, time, act, actor, entity, about, body_hash
   FROM audit_unsealed WHERE entity = $1 OR $1 = ANY (about) ORDER BY ord LIMIT $3)
  ORDER BY 1 NULLS LAST, 2 LIMIT $3
)
SELECT f.seq, f.id, f.time, f.act, f.actor, f.entity, f.about, f.body_hash, b.sealed, k.wrapped
FROM found f LEFT JOIN audit_body b ON b.entry = f.id LEFT JOIN audit_key k ON k.id = b.key
ORDER BY f.seq NULLS LAST, f.ord`;
