import type { Tx } from '../../platform/index.ts';
import type { Deps } from '../deps.ts';
import type { TipHook } from '../hooks.ts';
import { toJsonb } from '../model/json.ts';
import { readKeys } from './read-keys.ts';

export const COMPARE_JOB = 'tips.compare';
/** The job is made sure of this often in a process, and lives for longer after the last report. */
const ENSURED_MS = 5_000;
export const LINGER_MS = 15_000;

/** When this process last made sure of the job. Per database, for a process may host many bureaus. */
const ensured = new WeakMap<object, number>();

/**
 * Writes down by which details a report is to be compared: one row each, in the transaction that completes it. The comparing is a
 * job, so that reports which come in together never wait for each other's groups.
 */
export function dedupeHook(deps: Deps): TipHook {
  return {
    async completed(tx, tips) {
      const keys = tips.map((tip) => toJsonb(readKeys(tip)));
      await owe(
        deps,
        tx,
        tips.map((tip) => tip.id),
        keys,
      );
    },
    // Bytes that came after the report have hashes of their own.
    learned: (tx, ids) =>
      owe(
        deps,
        tx,
        ids,
        ids.map(() => '[]'),
      ),
  };
}

async function owe(deps: Deps, tx: Tx, ids: readonly string[], keys: readonly string[]): Promise<void> {
  await tx.query(
    `INSERT INTO tips_owed_keys AS o (tip_id, keys)
     SELECT u.id, u.keys::jsonb FROM unnest($1::uuid[], $2::text[]) AS u(id, keys) ORDER BY u.id
     ON CONFLICT (tip_id) DO UPDATE SET keys = o.keys || excluded.keys`,
    [ids, keys],
    'tips.owe-keys',
  );
  const last = ensured.get(deps.db);
  if (last !== undefined && tx.now - last < ENSURED_MS && tx.now >= last) return;
  await deps.jobs.enqueue(tx, { kind: COMPARE_JOB, key: 'compare', payload: {} });
  tx.onCommit(() => ensured.set(deps.db, tx.now));
}
