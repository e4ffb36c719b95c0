import type { Tx } from '../../platform/index.ts';
import type { LookupHash } from '../contract.ts';
import type { FoundMatch } from '../wire.ts';
import { findNear, type HashIndexes } from './hash-indexes.ts';
import { readSummaries } from './series-store.ts';

interface MediaRow {
  readonly seq: number;
  readonly id: string;
  readonly series_id: string;
  readonly sha256: string;
  readonly md5: string;
}

/** More than this for one picture says nothing more. */
const MOST = 100;

/** What Lyon holds that is, or is nearly, each of these pictures. Exact first, then by how near. */
export async function findMatches(tx: Tx, indexes: HashIndexes, items: readonly LookupHash[]): Promise<FoundMatch[]> {
  const near = items.map((item) => findNear(indexes.media, item));
  const rows = await tx.query<MediaRow>(
    `SELECT seq, id, series_id, sha256, md5 FROM icse_media
     WHERE sha256 = ANY($1) OR md5 = ANY($2) OR seq = ANY($3::bigint[])`,
    [
      items.flatMap((item) => item.sha256 ?? []),
      items.flatMap((item) => item.md5 ?? []),
      [...new Set(near.flatMap((list) => list.map((match) => match.seq)))],
    ],
  );
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  const hits = items.flatMap((item, n) => {
    const exact = rows
      .filter((row) => row.sha256 === item.sha256 || row.md5 === item.md5)
      .map((row) => ({ item: n, row, kind: 'exact' as const, distance: null, orientation: null }));
    const same = new Set(exact.map((match) => match.row.seq));
    const others = (near[n] ?? []).flatMap(({ seq, distance, orientation }) => {
      const row = bySeq.get(seq);
      if (!row || same.has(seq)) return [];
      const kind = orientation === 'original' ? ('near' as const) : ('turned' as const);
      return [{ item: n, row, kind, distance, orientation }];
    });
    return [...exact, ...others].slice(0, MOST);
  });
  const series = await readSummaries(
    tx,
    hits.map((hit) => hit.row.series_id),
  );
  const holders = await readHolders(
    tx,
    hits.map((hit) => hit.row.id),
  );
  return hits.flatMap(({ item, row, kind, distance, orientation }) => {
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
        series: summary,
        contributors: held.map((one) => one.bureau),
        deposited: held.some((one) => one.deposit === 'held'),
      },
    ];
  });
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
  );
  return Map.groupBy(rows, (row) => row.media_id);
}
