import type { Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { SeriesOutcome, SeriesState, SeriesSummary } from '../contract.ts';
import { SECRETARIAT } from '../deps.ts';

export interface SeriesRow {
  readonly id: string;
  readonly label: string;
  readonly state: SeriesState;
  readonly by_bureau: BureauCode | null;
  readonly since: number | null;
  readonly version: number;
  readonly state_version: number;
  readonly updated_at: number;
  readonly merged_into: string | null;
}

/** Locks the row: whoever changes a series takes turns. */
export async function lockSeries(tx: Tx, id: string): Promise<SeriesRow | null> {
  const [row] = await tx.query<SeriesRow>('SELECT * FROM icse_series WHERE id = $1 FOR UPDATE', [id]);
  return row ?? null;
}

/** Where a series that a curator joined to another is now. */
export async function followMerge(tx: Tx, id: string): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `WITH RECURSIVE chain (id, next, n) AS (
       SELECT id, merged_into, 0 FROM icse_series WHERE id = $1
       UNION ALL SELECT s.id, s.merged_into, n + 1 FROM chain c JOIN icse_series s ON s.id = c.next WHERE n < 50)
     SELECT id FROM chain WHERE next IS NULL`,
    [id],
  );
  return row?.id ?? id;
}

const parties = (which: string): string =>
  `coalesce((SELECT array_agg(p.bureau ORDER BY p.since, p.bureau) FROM icse_party p WHERE p.series_id = s.id AND ${which}), '{}')`;

const SUMMARY = `
SELECT s.id, s.label, s.state, s.by_bureau AS by, s.since, s.version, s.updated_at AS "updatedAt",
  ${parties('p.contributes')} AS contributors, ${parties('NOT p.contributes')} AS workers,
  (SELECT count(*)::int FROM icse_media m WHERE m.series_id = s.id) AS media, s.merged_into AS "mergedInto",
  (SELECT count(*)::int FROM icse_person w WHERE w.series_id = s.id AND w.kind = 'victim') AS victims,
  (SELECT count(*)::int FROM icse_person w WHERE w.series_id = s.id AND w.kind = 'offender') AS offenders
FROM icse_series s`;

export async function readSummaries(tx: Tx, ids: readonly string[]): Promise<Map<string, SeriesSummary>> {
  const rows = await tx.query<SeriesSummary>(
    `${SUMMARY} WHERE s.id = ANY($1::uuid[])`,
    [[...new Set(ids)]],
    'icse.summaries',
  );
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

/**
 * Makes a bureau that did something on the series a party of it; a contributor stays one. If it leads, its lead is alive.
 * Returns whether anything is new.
 */
export async function addParty(tx: Tx, seriesId: string, bureau: BureauCode, contributes: boolean): Promise<boolean> {
  await tx.query("UPDATE icse_series SET active_at = $3 WHERE id = $1 AND by_bureau = $2 AND state = 'lead'", [
    seriesId,
    bureau,
    tx.now,
  ]);
  await tx.query("UPDATE icse_person SET active_at = $3 WHERE series_id = $1 AND by_bureau = $2 AND state = 'lead'", [
    seriesId,
    bureau,
    tx.now,
  ]);
  const rows = await tx.query(
    `INSERT INTO icse_party (series_id, bureau, contributes, since) VALUES ($1, $2, $3, $4)
     ON CONFLICT (series_id, bureau) DO UPDATE SET contributes = true WHERE excluded.contributes AND NOT icse_party.contributes
     RETURNING bureau`,
    [seriesId, bureau, contributes, tx.now],
  );
  return rows.length > 0;
}

export async function isParty(tx: Tx, seriesId: string, bureau: BureauCode): Promise<boolean> {
  if (bureau === SECRETARIAT) return true;
  const rows = await tx.query('SELECT 1 FROM icse_party WHERE series_id = $1 AND bureau = $2', [seriesId, bureau]);
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
