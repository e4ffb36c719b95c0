import { notFound, type Tx } from '../platform/index.ts';
import { listAsks } from './ask-lyon.ts';
import type { SeriesOutcome, SeriesSummary, SeriesView } from './contract.ts';
import { type Deps, SECRETARIAT } from './deps.ts';
import { readPeople } from './lyon/person-store.ts';
import { listSummaries, readOutcomes, readSummaries } from './lyon/series-store.ts';
import { readToldPeople } from './people/take-people.ts';

const KNOWN = `SELECT id, label, state, by_bureau AS by, since, contributors, workers, media, victims, offenders,
  merged_into AS "mergedInto", version, updated_at AS "updatedAt" FROM ident_series`;

/** Series as this bureau knows them: Lyon its own, others what Lyon told them. */
export async function readKnownSeries(
  deps: Deps,
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, SeriesSummary>> {
  if (deps.runtime.bureau === SECRETARIAT) return readSummaries(tx, ids);
  const rows = await tx.query<SeriesSummary>(`${KNOWN} WHERE id = ANY($1::uuid[])`, [[...new Set(ids)]]);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function listSeries(
  deps: Deps,
  tx: Tx,
  filter: { state?: string; q?: string; before?: { at: number; id: string }; limit: number },
): Promise<SeriesSummary[]> {
  if (deps.runtime.bureau === SECRETARIAT) return listSummaries(tx, filter);
  return tx.query<SeriesSummary>(
    `${KNOWN} WHERE ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR position(lower($2) in lower(label)) > 0)
       AND ($3::bigint IS NULL OR (updated_at, id) < ($3, $4::uuid))
     ORDER BY updated_at DESC, id DESC LIMIT $5`,
    [filter.state ?? null, filter.q ?? null, filter.before?.at ?? null, filter.before?.id ?? null, filter.limit],
  );
}

/** One series with what was done about it; reading it is on the record. */
export async function readSeries(deps: Deps, tx: Tx, id: string): Promise<SeriesView> {
  const series = (await readKnownSeries(deps, tx, [id])).get(id);
  if (!series) throw notFound('series');
  const isLyon = deps.runtime.bureau === SECRETARIAT;
  const outcomes = isLyon ? await readOutcomes(tx, id) : await readToldOutcomes(tx, id);
  const media = await tx.query<{ id: string }>(
    isLyon
      ? 'SELECT id FROM icse_media WHERE series_id = $1 ORDER BY at, id LIMIT 5000'
      : 'SELECT id FROM ident_media WHERE series_id = $1 ORDER BY sealed_at, id LIMIT 5000',
    [id],
  );
  deps.audit.record(tx, { act: 'series.read', entity: { kind: 'series', id } });
  const { victims: victimList, offenders: offenderList, claims } = await (isLyon ? readPeople : readToldPeople)(tx, id);
  const people = { victimList, offenderList, claims };
  return { ...series, outcomes, ...people, mediaIds: media.map((row) => row.id), asks: await listAsks(tx, id) };
}

function readToldOutcomes(tx: Tx, id: string): Promise<SeriesOutcome[]> {
  return tx.query<SeriesOutcome>(
    'SELECT id, kind, country, date, number, bureau, at FROM ident_series_outcome WHERE series_id = $1 ORDER BY at, id LIMIT 500',
    [id],
  );
}
