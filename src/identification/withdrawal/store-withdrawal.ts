import type { Tx } from '../../platform/index.ts';
import type { WithdrawalView } from '../contract.ts';

export interface WithdrawalRow {
  readonly id: string;
  readonly media_id: string;
  readonly lyon_id: string;
  readonly series_id: string;
  readonly reason: string;
  readonly depends: WithdrawalView['depends'];
  readonly state: WithdrawalView['state'];
  readonly code: string | null;
  readonly gone: boolean | null;
  readonly by_actor: string;
  readonly at: number;
  readonly second_actor: string | null;
  readonly second_reason: string | null;
  readonly second_at: number | null;
  readonly settled_at: number | null;
  readonly version: number;
  readonly compartment: string;
}

/** The row, held until the transaction ends. */
export async function lockWithdrawal(tx: Tx, id: string): Promise<WithdrawalRow | null> {
  const [row] = await tx.query<WithdrawalRow>('SELECT * FROM ident_withdrawal WHERE id = $1 FOR UPDATE', [id]);
  return row ?? null;
}

export function listWithdrawals(
  tx: Tx,
  filter: { mediaId?: string; before?: { at: number; id: string }; limit: number },
): Promise<WithdrawalRow[]> {
  return tx.query<WithdrawalRow>(
    `SELECT * FROM ident_withdrawal WHERE ($1::uuid IS NULL OR media_id = $1)
       AND ($2::bigint IS NULL OR (at, id) < ($2, $3::uuid)) ORDER BY at DESC, id DESC LIMIT $4`,
    [filter.mediaId ?? null, filter.before?.at ?? null, filter.before?.id ?? null, filter.limit],
  );
}

export function withdrawalView(row: WithdrawalRow): WithdrawalView {
  const { second_actor: by, second_reason: reason, second_at: at } = row;
  return {
    id: row.id,
    mediaId: row.media_id,
    lyonMediaId: row.lyon_id,
    seriesId: row.series_id,
    reason: row.reason,
    depends: row.depends,
    state: row.state,
    code: row.code,
    gone: row.gone,
    by: row.by_actor,
    at: row.at,
    second: by !== null && reason !== null && at !== null ? { by, reason, at } : null,
    settledAt: row.settled_at,
    version: row.version,
  };
}
