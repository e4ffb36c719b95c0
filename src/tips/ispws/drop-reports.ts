import type { Tx } from '../../platform/index.ts';
import { type Deps, tipRef } from '../deps.ts';

const ACTS = { retracted: 'tip.retracted', expired: 'tip.expired' } as const;

/**
 * Deletes what was told of reports that were never finished; that they were there, and why they are gone, stays. The caller has
 * locked them.
 */
export async function dropReports(
  deps: Pick<Deps, 'audit' | 'work' | 'vault'>,
  tx: Tx,
  why: keyof typeof ACTS,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const files = await tx.query<{ id: string; vault_ref: string | null }>(
    'SELECT id, vault_ref FROM tips_file WHERE tip_id = ANY($1::uuid[])',
    [ids],
  );
  await tx.query('DELETE FROM tips_file_detail WHERE file_id = ANY($1::uuid[])', [files.map((one) => one.id)]);
  await tx.query('DELETE FROM tips_file WHERE tip_id = ANY($1::uuid[])', [ids]);
  await tx.query('DELETE FROM tips_version WHERE tip_id = ANY($1::uuid[])', [ids]);
  await tx.query(
    `UPDATE tips_tip SET state = $2, outcome = $3, incident_type = '', incident_at = NULL, people = 0, files = 0, versions = 0,
       version = version + 1 WHERE id = ANY($1::uuid[])`,
    [ids, why, ACTS[why]],
  );
  for (const id of ids) deps.audit.record(tx, { act: ACTS[why], entity: tipRef(id) });
  await deps.work.closeMany(tx, { kind: 'tip', ids, outcome: why });
  tx.onCommit(() => {
    for (const { vault_ref: ref } of files) if (ref) void deps.vault.destroy(ref).catch(() => undefined);
  });
}
