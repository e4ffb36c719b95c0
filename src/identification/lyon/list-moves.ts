import type { Tx } from '../../platform/index.ts';
import type { SeriesMove } from '../contract.ts';

interface Row {
  readonly id: string;
  readonly kind: SeriesMove['kind'];
  readonly from_id: string;
  readonly from_label: string;
  readonly to_id: string;
  readonly to_label: string;
  readonly media: number;
  readonly by_actor: string;
  readonly reason: string;
  readonly at: number;
  readonly undone_by: string | null;
  readonly undone_reason: string | null;
  readonly undone_at: number | null;
}

/** What curators joined and parted of a series, newest first. */
export async function listMoves(tx: Tx, seriesId: string): Promise<SeriesMove[]> {
  const rows = await tx.query<Row>(
    `SELECT v.id, v.kind, f.id AS from_id, f.label AS from_label, t.id AS to_id, t.label AS to_label,
       cardinality(v.media) AS media, v.by_actor, v.reason, v.at, v.undone_by, v.undone_reason, v.undone_at
     FROM icse_series_move v JOIN icse_series f ON f.id = v.from_series JOIN icse_series t ON t.id = v.to_series
     WHERE v.from_series = $1 OR v.to_series = $1 ORDER BY v.at DESC, v.id DESC LIMIT 200`,
    [seriesId],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    from: { id: row.from_id, label: row.from_label },
    to: { id: row.to_id, label: row.to_label },
    media: row.media,
    by: row.by_actor,
    reason: row.reason,
    at: row.at,
    undone:
      row.undone_by === null || row.undone_reason === null || row.undone_at === null
        ? null
        : { by: row.undone_by, reason: row.undone_reason, at: row.undone_at },
  }));
}
