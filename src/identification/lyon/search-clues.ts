import { fromHex, hammingDistance, ORIENTATIONS, type Orientation } from '../../imagehash/index.ts';
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
  readonly sha256: string;
  readonly pdq: string;
  readonly quality: number;
  readonly bureau: string;
  readonly at: number;
}

/**
 * Request `icse/clues`: by words (all of them must occur, in whatever language and with or without accents), series, kind,
 * place, bureau, or a crop's hash, the nearest first. No picture in the answer.
 */
export async function searchClues(
  deps: Deps,
  tx: Tx,
  { from, body }: { from: BureauCode; body: ClueFilter },
): Promise<{ items: ClueView[] }> {
  const words = (body.q ?? '').split(/\s+/).filter(Boolean).slice(0, 12);
  const rows = await tx.query<ClueRow>(
    `SELECT id, series_id, kind, words, make, place_hints, width, height, sha256, pdq, quality, bureau, at FROM icse_clue c
     WHERE state <> 'withdrawn' AND ($1::uuid IS NULL OR series_id = $1) AND ($2::text IS NULL OR kind = $2) AND ($3::text IS NULL OR state = $3)
       AND (SELECT bool_and(position(icse_fold(w) IN search) > 0) FROM unnest($4::text[]) AS w) IS NOT FALSE
       AND ($5::text IS NULL OR bureau = $5) AND ($6::text IS NULL OR sha256 = $6)
       AND ($7::text IS NULL OR position(icse_fold($7) IN icse_fold(array_to_string(place_hints, ' '))) > 0
         OR EXISTS (SELECT FROM icse_reading r WHERE r.clue_id = c.id AND r.country = upper($7)))
       AND ($8::uuid IS NULL OR id = $8)
     ORDER BY at DESC, id LIMIT ${body.pdq === undefined ? 100 : 100_000}`,
    [
      body.seriesId ?? null,
      body.kind ?? null,
      body.unread === 'true' ? 'unread' : null,
      words,
      body.bureau ?? null,
      body.sha256 ?? null,
      body.place ?? null,
      body.id ?? null,
    ],
  );
  const near =
    body.pdq === undefined
      ? rows.map((row) => ({ ...row, distance: null, orientation: null }))
      : nearest(rows, [body.pdq, ...(body.turned?.split(',') ?? [])]);
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

/** Those within the radius of the crop asked with or one of its turned forms, the nearest first. */
function nearest(
  rows: readonly ClueRow[],
  forms: readonly string[],
): (ClueRow & { distance: number; orientation: Orientation })[] {
  const asked = forms.map((form, turn) => ({ hash: fromHex(form), orientation: ORIENTATIONS[turn] ?? 'original' }));
  return rows
    .filter(isSearchable)
    .map((row) => {
      const hash = fromHex(row.pdq);
      let best = { distance: 257, orientation: 'original' as Orientation };
      for (const form of asked) {
        const distance = hammingDistance(form.hash, hash);
        if (distance < best.distance) best = { distance, orientation: form.orientation };
      }
      return { ...row, ...best };
    })
    .filter((row) => row.distance <= NEAR_RADIUS)
    .sort((a, b) => a.distance - b.distance);
}

async function readReadings(tx: Tx, clueIds: readonly string[]): Promise<Map<string, ReadingView[]>> {
  const rows = await tx.query<ReadingView>(
    `SELECT id, clue_id AS "clueId", bureau, words, make, country, confidence, at FROM icse_reading
     WHERE clue_id = ANY($1::uuid[]) ORDER BY at, id`,
    [clueIds],
  );
  return Map.groupBy(rows, (row) => row.clueId);
}
