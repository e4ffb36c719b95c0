import type { Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { SeriesOutcome, SeriesState, SeriesSummary } from '../contract.ts';

export interface SeriesRow {
  readonly id: string;
  readonly label: string;
  readonly state: SeriesState;
  readonly by_bureau: BureauCode | null;
  readonly since: number | null;
  readonly version: number;
  readonly state_version: number;
  readonly updated_at: number;
}

/** Locks the row: whoever changes a series takes turns. */
export async function lockSeries(tx: Tx, id: string): Promise<SeriesRow | null> {
  const [row] = await tx.query<SeriesRow>('SELECT * FROM icse_series WHERE id = $1 FOR UPDATE', [id]);
  return row ?? null;
}

const parties = (which: string): string =>
  `coalesce((SELECT array_agg(p.bureau ORDER BY p.since, p.bureau) FROM icse_party p WHERE p.series_id = s.id AND ${which}), '{}')`;

const SUMMARY = `
SELECT s.id, s.label, s.state, s.by_bureau AS by, s.since, s.version, s.updated_at AS "updatedAt",
  ${parties('p.contributes')} AS contributors, ${parties('NOT p.contributes')} AS workers,
  (SELECT count(*)::int FROM icse_media m WHERE m.series_id = s.id) AS media
FROM icse_series s`;

export async function readSummaries(tx: Tx, ids: readonly string[]): Promise<Map<string, SeriesSummary>> {
  const rows = await tx.query<SeriesSummary>(`${SUMMARY} WHERE s.id = ANY($1::uuid[])`, [[...new Set(ids)]]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** @throws Error when Lyon has no such series: the caller has just read or made it. */
export async function readSummary(tx: Tx, id: string): Promise<SeriesSummary> {
  const found = (await readSummaries(tx, [id])).get(id);
  if (!found) throw new Error(`series ${id} is gone`);
  return found;
}

export async function listSummaries(
  tx: Tx,
  filter: { state?: string; q?: string; before?: { at: number; id: string }; limit: number },
): Promise<SeriesSummary[]> {
  return tx.query<SeriesSummary>(
    `${SUMMARY} WHERE ($1::text IS NULL OR s.state = $1) AND ($2::text IS NULL OR position(lower($2) in lower(s.label)) > 0)
       AND ($3::bigint IS NULL OR (s.updated_at, s.id) < ($3, $4::uuid))
     ORDER BY s.updated_at DESC, s.id DESC LIMIT $5`,
    [filter.state ?? null, filter.q ?? null, filter.before?.at ?? null, filter.before?.id ?? null, filter.limit],
  );
}

/** Counts a change that parties are told of, so that they can put the words they get in order. */
export async function touchSeries(tx: Tx, id: string): Promise<void> {
  await tx.query('UPDATE icse_series SET version = version + 1, updated_at = $2 WHERE id = $1', [id, tx.now]);
}

/** Makes a bureau a party of the series; a contributor stays one. Returns whether anything is new. */
export async function addParty(tx: Tx, seriesId: string, bureau: BureauCode, contributes: boolean): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO icse_party (series_id, bureau, contributes, since) VALUES ($1, $2, $3, $4)
     ON CONFLICT (series_id, bureau) DO UPDATE SET contributes = true WHERE excluded.contributes AND NOT icse_party.contributes
     RETURNING bureau`,
    [seriesId, bureau, contributes, tx.now],
  );
  return rows.length > 0;
}

export async function readParties(tx: Tx, seriesId: string): Promise<BureauCode[]> {
  const rows = await tx.query<{ bureau: string }>(
    'SELECT bureau FROM icse_party WHERE series_id = $1 ORDER BY bureau',
    [seriesId],
  );
  return rows.map((row) => row.bureau);
}

export async function readOutcomes(tx: Tx, seriesId: string): Promise<SeriesOutcome[]> {
  return tx.query<SeriesOutcome>(
    'SELECT id, kind, country, date, number, bureau, at FROM icse_outcome WHERE series_id = $1 ORDER BY at, id LIMIT 500',
    [seriesId],
  );
}
