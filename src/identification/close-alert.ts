import { conflict, notFound, refuse, type Tx } from '../platform/index.ts';
import type { AlertView } from './contract.ts';
import type { Deps } from './deps.ts';
import { readKnownSeries } from './read-series.ts';

interface AlertRow {
  readonly id: string;
  readonly kind: AlertView['kind'];
  readonly state: AlertView['state'];
  readonly series_id: string | null;
  readonly bureaus: string[];
  readonly because: AlertView['because'];
  readonly lookup_id: string | null;
  readonly match: AlertView['match'];
  readonly reading: AlertView['reading'];
  readonly detail: AlertView['detail'];
  readonly note: string | null;
  readonly at: number;
  readonly version: number;
}

/** Says what was done about a match or a reading; then it is no longer owed. */
export async function closeAlert(
  deps: Deps,
  tx: Tx,
  input: { id: string; version: number; note: string },
): Promise<{ id: string; version: number }> {
  const [row] = await tx.query<AlertRow>('SELECT * FROM ident_alert WHERE id = $1', [input.id]);
  if (!row) throw notFound('series-alert');
  if (row.state === 'closed') throw refuse('series-alert.closed-already');
  const rows = await tx.query(
    `UPDATE ident_alert SET state = 'closed', note = $3, closed_at = $4, version = version + 1
     WHERE id = $1 AND version = $2 RETURNING id`,
    [row.id, input.version, input.note, tx.now],
  );
  if (rows.length === 0) throw conflict('series-alert', { version: input.version }, { version: row.version });
  const ref = { kind: 'series-alert', id: row.id };
  deps.audit.record(tx, {
    act: 'series-alert.closed',
    entity: ref,
    about: row.series_id === null ? [] : [{ kind: 'series', id: row.series_id }],
    body: { note: input.note },
  });
  await deps.work.close(tx, { ref, outcome: 'followed-up' });
  return { id: row.id, version: input.version + 1 };
}

export async function listAlerts(
  deps: Deps,
  tx: Tx,
  filter: { state?: string; seriesId?: string; before?: { at: number; id: string }; limit: number },
): Promise<AlertView[]> {
  const rows = await tx.query<AlertRow>(
    `SELECT * FROM ident_alert WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR series_id = $2)
       AND ($3::bigint IS NULL OR (at, id) < ($3, $4::uuid)) ORDER BY at DESC, id DESC LIMIT $5`,
    [filter.state ?? null, filter.seriesId ?? null, filter.before?.at ?? null, filter.before?.id ?? null, filter.limit],
  );
  const series = await readKnownSeries(
    deps,
    tx,
    rows.flatMap((row) => row.series_id ?? []),
  );
  return rows.flatMap(({ series_id, lookup_id, ...row }) => {
    const known = series_id === null ? null : series.get(series_id);
    if (known === undefined) return [];
    const { id, kind, state, bureaus, because, detail, match, reading, note, at, version } = row;
    const told = { bureaus, lookupId: lookup_id, because, detail, match, reading };
    return [{ id, kind, state, series: known, ...told, note, at, version }];
  });
}
