import { conflict, type Tx } from '../../platform/index.ts';
import type { PublicSetting } from '../contract.ts';
import type { NoticesDeps } from '../deps.ts';

interface SettingRow {
  enabled: boolean;
  trust_forwarded: boolean;
  per_minute: number;
  changed_by: string | null;
  changed_at: number | null;
  version: number;
}

export async function readSetting(tx: Tx): Promise<PublicSetting> {
  const [row] = await tx.query<SettingRow>(
    'SELECT enabled, trust_forwarded, per_minute, changed_by, changed_at, version FROM notice_public_setting',
  );
  const counts = await tx.query<{ kind: string; n: number }>(
    `SELECT p.kind, count(*)::int AS n FROM notice_public p JOIN notice n ON n.id = p.notice_id AND n.state = 'issued'
     WHERE p.shown GROUP BY p.kind ORDER BY p.kind`,
  );
  if (!row) throw new Error('the extract has no setting');
  return {
    enabled: row.enabled,
    trustForwarded: row.trust_forwarded,
    perMinute: row.per_minute,
    changedBy: row.changed_by,
    changedAt: row.changed_at,
    shown: Object.fromEntries(counts.map(({ kind, n }) => [kind, n])),
    version: row.version,
  };
}

/** The switch of the public extract, and how it is served. By an administrator, on the record. */
export async function changeSetting(
  deps: NoticesDeps,
  tx: Tx,
  input: { version: number; enabled: boolean; trustForwarded: boolean; perMinute: number },
): Promise<void> {
  const changed = await tx.query(
    `UPDATE notice_public_setting SET enabled = $2, trust_forwarded = $3, per_minute = $4, changed_by = $5, changed_at = $6,
       version = version + 1 WHERE version = $1 RETURNING version`,
    [input.version, input.enabled, input.trustForwarded, input.perMinute, tx.scope.actor.id, tx.now],
  );
  if (changed.length === 0) throw conflict('public-extract', { version: input.version }, await readSetting(tx));
  const { enabled, trustForwarded, perMinute } = input;
  deps.audit.record(tx, {
    act: 'public-extract.changed',
    entity: { kind: 'public-extract', id: deps.runtime.bureau },
    body: { enabled, trustForwarded, perMinute },
  });
}
