import { fromHex, hammingDistance } from '../../imagehash/index.ts';
import type { Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import { type ClueFilter, type ClueView, NEAR_RADIUS, type ReadingView } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { isSearchable } from './near-index.ts';
import { readSummaries } from './series-store.ts';

interface ClueRow {
  readonly id: string;
  readonly series_id: string;
  readonly kind: ClueView['kind'];
  readonly words: string;
  readonly make: string | null;
  readonly place_hints: string[];
  readonly width: number;
  readonly height: number;
  readonly pdq: string;
  readonly quality: number;
  readonly bureau: string;
  readonly at: number;
}

/** Request `icse/clues`: by words (all of them must occur), series, kind, or a crop's hash. No picture in the answer. */
export async function searchClues(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: ClueFilter },
): Promise<{ items: ClueView[] }> {
  const words = (body.q ?? '').toLowerCase().split(/\s+/).filter(Boolean).slice(0, 12);
  const rows = await tx.query<ClueRow>(
    `SELECT id, series_id, kind, words, make, place_hints, width, height, pdq, quality, bureau, at FROM icse_clue
     WHERE ($1::uuid IS NULL OR series_id = $1) AND ($2::text IS NULL OR kind = $2) AND ($3::text IS NULL OR state = $3)
       AND (SELECT bool_and(position(w IN lower(concat_ws(' ', words, make, array_to_string(place_hints, ' ')))) > 0)
            FROM unnest($4::text[]) AS w) IS NOT FALSE
     ORDER BY at DESC, id LIMIT 2000`,
    [body.seriesId ?? null, body.kind ?? null, body.unread === 'true' ? 'unread' : null, words],
  );
  const { pdq } = body;
  const near = pdq
    ? rows.filter((row) => isSearchable(row) && hammingDistance(fromHex(pdq), fromHex(row.pdq)) <= NEAR_RADIUS)
    : rows;
  const shown = near.slice(0, 100);
  deps.audit.record(tx, {
    act: 'icse.clues-searched',
    entity: { kind: 'icse-clue', id: 'search' },
    body: { bureau: from, found: shown.length },
  });
  const series = await readSummaries(
    tx,
    shown.map((row) => row.series_id),
  );
  const readings = await readReadings(
    tx,
    shown.map((row) => row.id),
  );
  const items = shown.flatMap(({ series_id, place_hints, pdq: _pdq, quality: _quality, ...row }) => {
    const summary = series.get(series_id);
    return summary ? [{ ...row, placeHints: place_hints, series: summary, readings: readings.get(row.id) ?? [] }] : [];
  });
  return { items };
}

async function readReadings(tx: Tx, clueIds: readonly string[]): Promise<Map<string, ReadingView[]>> {
  const rows = await tx.query<ReadingView>(
    `SELECT id, clue_id AS "clueId", bureau, words, make, country, confidence, at FROM icse_reading
     WHERE clue_id = ANY($1::uuid[]) ORDER BY at, id`,
    [clueIds],
  );
  return Map.groupBy(rows, (row) => row.clueId);
}
