import { type EntityRef, forgetAnswers, type Tx } from '../platform/index.ts';
import { checkedRef } from './entry.ts';

/**
 * Destroys every body of an entity's acts, and the keys that could open a copy of them. Headers and hashes stay, so the log
 * still verifies. Returns how many bodies there were.
 */
export async function destroyEntity(tx: Tx, entity: EntityRef): Promise<number> {
  const ref = checkedRef(entity);
  await forgetAnswers(tx, ref);
  const [row] = await tx.query<{ n: number }>(
    `WITH gone AS (DELETE FROM audit_key WHERE entity = $1 RETURNING id),
          bodies AS (DELETE FROM audit_body WHERE key IN (SELECT id FROM gone) RETURNING entry)
     SELECT count(*) AS n FROM bodies`,
    [ref],
  );
  return row?.n ?? 0;
}
