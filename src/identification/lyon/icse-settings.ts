import { conflict, type Tx } from '../../platform/index.ts';
import type { IcseSettings } from '../contract.ts';
import type { Deps } from '../deps.ts';

const LEAD_STALE_DAYS = 30;

/** What the Secretariat has set for the database; what it has not set is as it comes. */
export async function readSettings(tx: Tx): Promise<IcseSettings> {
  const [row] = await tx.query<{ value: number; version: number }>(
    "SELECT value, version FROM icse_setting WHERE name = 'lead-stale-days'",
  );
  return { leadStaleDays: row?.value ?? LEAD_STALE_DAYS, version: row?.version ?? 0 };
}

export async function changeSettings(
  deps: Deps,
  tx: Tx,
  input: { version: number; leadStaleDays: number },
): Promise<IcseSettings> {
  const before = await readSettings(tx);
  const rows = await tx.query(
    `INSERT INTO icse_setting (name, value, version, by_actor, at) SELECT 'lead-stale-days', $1, 1, $2, $3 WHERE $4 = 0
     ON CONFLICT DO NOTHING RETURNING name`,
    [input.leadStaleDays, tx.scope.actor.id, tx.now, input.version],
  );
  const changed =
    rows.length > 0
      ? rows
      : await tx.query(
          `UPDATE icse_setting SET value = $1, version = version + 1, by_actor = $2, at = $3
           WHERE name = 'lead-stale-days' AND version = $4 RETURNING name`,
          [input.leadStaleDays, tx.scope.actor.id, tx.now, input.version],
        );
  if (changed.length === 0) throw conflict('icse-settings', input, before);
  deps.audit.record(tx, {
    act: 'icse.settings-changed',
    entity: { kind: 'icse-settings', id: 'lead-stale-days' },
    body: { from: before.leadStaleDays, to: input.leadStaleDays },
  });
  return readSettings(tx);
}
