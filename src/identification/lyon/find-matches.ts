import type { Tx } from '../../platform/index.ts';
import type { LookupHash } from '../contract.ts';
import { findFramed, isFramed } from '../video/find-frames.ts';
import type { FoundMatch } from '../wire.ts';
import type { HashIndexes } from './hash-indexes.ts';
import { readJudged } from './judgement-store.ts';
import { findByPhotoDna } from './photodna.ts';
import { readSummaries } from './series-store.ts';

interface MediaRow {
  readonly seq: number;
  readonly id: string;
  readonly series_id: string;
  readonly sha256: string;
  readonly md5: string;
  readonly pdq: string;
  readonly is_video: boolean;
}

/** More than this for one picture says nothing more. */
const MOST = 100;

const HELD = `
SELECT seq, id, series_id, sha256, md5, pdq, still_ms IS NOT NULL AS is_video FROM icse_media WHERE sha256 = ANY($1::text[])
UNION SELECT seq, id, series_id, sha256, md5, pdq, still_ms IS NOT NULL FROM icse_media WHERE md5 = ANY($2::text[])
UNION SELECT seq, id, series_id, sha256, md5, pdq, still_ms IS NOT NULL FROM icse_media WHERE seq = ANY($3::bigint[])`;

/**
 * What Lyon holds that is, or is nearly, each of these pictures, by their order; of one picture exact first, then by how near.
 * A match that somebody judged is told like the others, with what was said of it.
 * @param exact numbers of the pictures that are the same file as one of these, when they are known already
 */
export async function findMatches(
  tx: Tx,
  indexes: HashIndexes,
  items: readonly LookupHash[],
  exact?: readonly number[],
): Promise<FoundMatch[]> {
  // A video is compared by its frames, of which its still is one.
  const near = await indexes.media.near.findNear(items.map((item) => (isFramed(item) ? {} : item)));
  const framed = await findFramed(tx, { frames: indexes.frames, held: indexes.media.near }, items);
  const byPhotoDna = await findByPhotoDna(tx, items);
  const seqs = new Set([
    ...(exact ?? []),
    ...[...byPhotoDna.values()].flat(),
    ...near.flatMap((list) => list.slice(0, MOST).map((match) => match.seq)),
  ]);
  if (exact !== undefined && seqs.size === 0 && framed.length === 0) return [];
  const unknown = exact === undefined ? items : [];
  const rows = await tx.query<MediaRow>(
    HELD,
    [unknown.flatMap((item) => item.sha256 ?? []), unknown.flatMap((item) => item.md5 ?? []), [...seqs]],
    'icse.held',
  );
  if (rows.length === 0 && framed.length === 0) return [];
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  const bySha256 = new Map(rows.map((row) => [row.sha256, row]));
  const byMd5 = Map.groupBy(rows, (row) => row.md5);
  const hits = items.flatMap((item, n) => {
    const sameFile = item.sha256 === undefined ? undefined : bySha256.get(item.sha256);
    const named = (byPhotoDna.get(n) ?? []).flatMap((seq) => bySeq.get(seq) ?? []);
    const same = new Set([...(sameFile ? [sameFile] : []), ...(byMd5.get(item.md5 ?? '') ?? []), ...named]);
    const others = (near[n] ?? []).flatMap(({ seq, distance, orientation }) => {
      const row = bySeq.get(seq);
      if (!row || same.has(row) || row.is_video) return [];
      const kind = orientation === 'original' ? ('near' as const) : ('turned' as const);
      return [{ item: n, row, kind, distance, orientation, frame: null }];
    });
    const sameIds = new Set([...same].map((row) => row.id));
    const byFrames = framed
      .filter((match) => match.item === n && !sameIds.has(match.row.id))
      .map((match) => ({ ...match, kind: 'frame' as const }));
    const first = [...same].map((row) => ({
      item: n,
      row,
      kind: 'exact' as const,
      distance: null,
      orientation: null,
      frame: null,
    }));
    return [...first, ...others, ...byFrames].slice(0, MOST);
  });
  if (hits.length === 0) return [];
  const series = await readSummaries(
    tx,
    hits.map((hit) => hit.row.series_id),
  );
  const holders = await readHolders(
    tx,
    hits.map((hit) => hit.row.id),
  );
  const judged = await readJudged(
    tx,
    hits.map(({ item, row }) => ({ asked: items[item] ?? {}, held: row })),
  );
  return hits.flatMap(({ item, row, kind, distance, orientation, frame }, n) => {
    const summary = series.get(row.series_id);
    if (!summary) return [];
    const held = holders.get(row.id) ?? [];
    return [
      {
        item,
        lyonMediaId: row.id,
        kind,
        distance,
        orientation,
        frame,
        series: summary,
        contributors: held.map((one) => one.bureau),
        deposited: held.some((one) => one.deposit === 'held'),
        // The very same file is the same picture, whatever was said of a near copy with the same hash.
        judged: kind === 'exact' ? null : (judged[n] ?? null),
      },
    ];
  });
}

/** Those that a person would act on: not judged to be another picture. */
export function standingMatches(matches: readonly FoundMatch[]): FoundMatch[] {
  return matches.filter((match) => match.judged?.falseMatch !== true);
}

export interface Holder {
  readonly media_id: string;
  readonly bureau: string;
  readonly their_media: string;
  readonly deposit: 'none' | 'sending' | 'held';
}

/** Who contributed each picture, first contributor first. */
export async function readHolders(tx: Tx, mediaIds: readonly string[]): Promise<Map<string, Holder[]>> {
  const rows = await tx.query<Holder>(
    `SELECT media_id, bureau, their_media, deposit FROM icse_contribution WHERE media_id = ANY($1::uuid[])
     ORDER BY at, bureau`,
    [[...new Set(mediaIds)]],
    'icse.holders',
  );
  return Map.groupBy(rows, (row) => row.media_id);
}
